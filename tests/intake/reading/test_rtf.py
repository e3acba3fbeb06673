"""RTF: words in any code page and Unicode, and none of what is not text."""

from __future__ import annotations

from tereze.intake.reading import rtf


def test_reads_code_pages_unicode_and_marks() -> None:
    data = (
        rb"{\rtf1\ansi\ansicpg1251\uc1{\fonttbl{\f0 Arial;}}{\info{\title Letter}{\author A. Recorder}}"
        rb"\pard \'c1\'f0\'e0\'f2\par \u1179?\u1199?\emdash  {\b bold}\{\}{\*\secret no}{\pict 0102}\line end}"
    )
    found = rtf.read(data)
    assert found.text == "Брат\nқү— bold{}\nend"
    assert (found.about.title, found.about.author) == ("Letter", "A. Recorder")


def test_an_unknown_code_page_does_not_stop_it() -> None:
    assert rtf.read(rb"{\rtf1\ansicpg99999 caf\'e9}").text == "café"


def test_closing_more_than_was_opened_is_harmless() -> None:
    assert rtf.read(rb"{\rtf1 a}}}} b").text.strip() == "a b"
