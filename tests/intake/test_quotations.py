"""Whether the words quoted stand in the evidence, and where."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest

from tereze.model.mentions import Statement
from tereze.model.sources import Locator

from .conftest import Read

TEXT = "Біз барақта тұрдық.\nМені Еміл ауданынан алып\nкетті. Біз барақта тұрдық. Соңында қоя берді."
SHA = hashlib.sha256(TEXT.encode()).hexdigest()
OTHER = "Another file altogether."

Reads = Callable[..., Read]


def sheet(words: str, at: str = "null", files: str = "[../files/a.txt]") -> str:
    return f"""\
tereze: source/1
source: {{id: s, kind: interview, evidence: {files}}}
mentions:
  me: {{kind: person, named: false}}
statements:
  - about: me
    property: custody
    value: internment
    words: {words}
    at: {at}
"""


def one(found: Read) -> Statement:
    (statement,) = found.mention("me").statements
    return statement


def original(text: str) -> str:
    return f'[{{text: "{text}", lang: kk, role: original}}, {{text: whatever, lang: en, role: translation}}]'


def test_words_at_their_place(read: Reads) -> None:
    begin = TEXT.index("Соңында")
    found = read(sheet(original("Соңында қоя берді."), f"{{chars: [{begin}, {len(TEXT)}]}}"), "s.yaml", a_txt=TEXT)
    assert one(found).at == Locator(chars=(begin, len(TEXT)), text_sha256=SHA)
    assert not found.warnings


def test_words_that_occur_once_get_their_place(read: Reads) -> None:
    found = read(sheet(original("Соңында қоя берді.")), "s.yaml", a_txt=TEXT)
    begin = TEXT.index("Соңында")
    assert one(found).at == Locator(chars=(begin, len(TEXT)), text_sha256=SHA)


def test_words_that_occur_twice_get_none(read: Reads) -> None:
    found = read(sheet(original("Біз барақта тұрдық.")), "s.yaml", a_txt=TEXT)
    assert one(found).at is None
    assert not found.warnings


def test_a_broken_line_does_not_hide_words(read: Reads) -> None:
    found = read(sheet(original("Мені Еміл ауданынан алып кетті.")), "s.yaml", a_txt=TEXT)
    assert not found.warnings
    begin = TEXT.index("Мені")
    end = TEXT.index("кетті.") + 6
    with_place = read(
        sheet(original("Мені Еміл ауданынан алып кетті."), f"{{chars: [{begin}, {end}]}}"), "s.yaml", a_txt=TEXT
    )
    assert not with_place.warnings


def test_words_that_are_not_there_are_a_warning(read: Reads) -> None:
    found = read(sheet(original("Бұл сөз жоқ.")), "s.yaml", a_txt=TEXT)
    assert [(warning.key, warning.line) for warning in found.warnings] == [("words", 9)]
    assert "not in the evidence" in found.warnings[0].text


def test_other_words_at_the_place_are_a_warning_with_the_right_place(read: Reads) -> None:
    begin = TEXT.index("Соңында")
    found = read(sheet(original("Соңында қоя берді."), "{chars: [0, 5]}"), "s.yaml", a_txt=TEXT)
    assert [warning.key for warning in found.warnings] == ["at"]
    assert f"[{begin}, {len(TEXT)}]" in found.warnings[0].hint


@pytest.mark.parametrize("at", ["{chars: [0, 5]}", "{chars: [5000, 5005]}", "null"])
def test_missing_words_with_and_without_a_place(read: Reads, at: str) -> None:
    found = read(sheet(original("Жоқ."), at), "s.yaml", a_txt=TEXT)
    assert ["not in the evidence" in warning.text for warning in found.warnings] == [True]


def test_a_place_a_letter_off_is_a_warning(read: Reads) -> None:
    begin = TEXT.index("Соңында")
    found = read(sheet(original("Соңында қоя берді."), f"{{chars: [{begin + 1}, {len(TEXT)}]}}"), "s.yaml", a_txt=TEXT)
    assert [warning.key for warning in found.warnings] == ["at"]


def test_only_originals_are_looked_up(read: Reads) -> None:
    found = read(sheet('[{text: "not there", lang: en, role: translation}]'), "s.yaml", a_txt=TEXT)
    assert not found.warnings


def test_several_texts(read: Reads) -> None:
    files = "[../files/b.txt, ../files/a.txt]"
    found = read(sheet(original("Соңында қоя берді."), files=files), "s.yaml", a_txt=TEXT, b_txt=OTHER)
    at = one(found).at
    assert at is not None
    assert (at.file, at.text_sha256) == ("../files/a.txt", SHA)
    named = sheet(original("Another file"), "{chars: [0, 12], file: ../files/b.txt}", files)
    assert not read(named, "s.yaml", a_txt=TEXT, b_txt=OTHER).warnings
    wrong = sheet(original("Another file"), "{chars: [0, 12], file: ../files/c.txt}", files)
    assert [warning.key for warning in read(wrong, "s.yaml", a_txt=TEXT, b_txt=OTHER).warnings] == ["at"]


def test_without_a_text_nothing_is_checked(read: Reads) -> None:
    found = read(sheet(original("Жоқ."), "{page: 2}", "[../files/a.pdf]"), "s.yaml", a_pdf=b"%PDF")
    assert one(found).at == Locator(page=2)
    assert not found.warnings


def test_other_locators_are_kept_beside_found_words(read: Reads) -> None:
    found = read(sheet(original("Соңында қоя берді."), "{page: 2}"), "s.yaml", a_txt=TEXT)
    assert one(found).at == Locator(page=2)


def test_events_are_checked_too(read: Reads) -> None:
    text = sheet(original("Соңында қоя берді.")) + (
        "incidents:\n  - kind: fine\n    direction: closes\n    words:\n      - {text: Жоқ., role: original}\n"
    )
    found = read(text, "s.yaml", a_txt=TEXT)
    assert [(warning.key, warning.line) for warning in found.warnings] == [("words", 14)]


def test_broken_words_at_a_wrong_place_get_no_better_place(read: Reads) -> None:
    found = read(sheet(original("Мені Еміл ауданынан алып кетті."), "{chars: [0, 4]}"), "s.yaml", a_txt=TEXT)
    assert [(warning.key, warning.hint) for warning in found.warnings] == [("at", "")]
