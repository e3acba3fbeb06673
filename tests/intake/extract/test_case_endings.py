"""Names without case endings; names that only end like one stay whole."""

from __future__ import annotations

import pytest
import yaml
from spoken import DAY

from tereze.intake.extract import multilingual, sheet_draft
from tereze.intake.extract.case_endings import bare
from tereze.intake.reading.derived import derived


@pytest.mark.parametrize(
    ("lang", "name", "plain"),
    [
        ("kk", "Ержан Сәтбектің", "Ержан Сәтбек"),
        ("kk", "Бауыржан Қалиевке", "Бауыржан Қалиев"),
        ("kk", "Серік Болатқа", "Серік Болат"),
        ("kk", "Гүлнар Омаровадан", "Гүлнар Омарова"),
        ("kk", "Гүлнар Омарова", "Гүлнар Омарова"),
        ("kk", "Ержан", "Ержан"),
        ("kk", "Марта", "Марта"),
        ("ky", "Жуматай Асановдун", "Жуматай Асанов"),
        ("ug", "گۈلنار خانىمنىڭ", "گۈلنار خانىم"),
        ("ru", "Марата Оспанова", "Марата Оспанова"),
        ("en", "Saltanat Ermek", "Saltanat Ermek"),
    ],
)
def test_the_plain_name(lang: str, name: str, plain: str) -> None:
    assert bare(name, lang) == plain


def test_a_short_ending_goes_where_the_text_has_the_name_without_it() -> None:
    assert bare("Серік Болатты", "kk", ("Серік Болат", "Серік Болатты")) == "Серік Болат"


def test_a_draft_names_the_person_plainly_and_quotes_the_very_words() -> None:
    text = "Ержан Сәтбектің айтуынша, оның әкесі түрмеге он екі жылға сотталған.\n"
    document = derived(text, "text/plain")
    parts = multilingual.read(document.text, DAY, "kk").parts
    body = yaml.safe_load(sheet_draft.sheet(document, parts, ident="a", kind="other", evidence="a.txt"))
    [person] = [one for one in body["mentions"].values() if one["kind"] == "person" and "names" in one]
    assert person["names"] == [{"text": "Ержан Сәтбек", "lang": "kk"}]
    begin, end = person["at"]["chars"]
    assert text[begin:end] == "Ержан Сәтбектің"
