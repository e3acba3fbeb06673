"""DOCX: paragraphs, tabs and notes come; deleted words, pictures and macros do not."""

from __future__ import annotations

from tests.intake.reading import makers

from tereze.intake.reading import docx


def test_reads_paragraphs_and_what_it_says_of_itself() -> None:
    found = docx.read(makers.docx("Мен Мысал Есіммін.", "2018 жылы."))
    assert found.text == "Мен Мысал Есіммін.\n2018 жылы.\n"
    assert (found.about.title, found.about.published, found.about.author) == ("Letter", "2019-03-04", "A. Recorder")


def test_breaks_and_tabs_are_kept_and_deleted_words_are_not() -> None:
    body = "<w:p><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:del><w:delText>gone</w:delText></w:del><w:t>c</w:t></w:p>"
    assert docx.read(makers.docx(body=body)).text == "a\tb\nc\n"


def test_notes_come_after_the_text_and_macros_and_pictures_are_remarked() -> None:
    note = f'<w:footnotes xmlns:w="{makers.WORD}"><w:p><w:t>a note</w:t></w:p></w:footnotes>'
    more = {"word/footnotes.xml": note, "word/vbaProject.bin": b"x", "word/media/a.png": b"x"}
    found = docx.read(makers.docx("text", **more))
    assert found.text == "text\na note\n"
    assert len(found.remarks) == 2


def test_simple_fields_are_read_by_local_name() -> None:
    assert docx.simple_fields(b"<a xmlns='x'><title> T </title></a>")["title"] == "T"
