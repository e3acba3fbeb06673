"""Names by language, from this file's own sentences (all people fictional)."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tereze.intake.extract import names

PERSONS = [
    ("en", "Saltanat Ermek, a cook, said Ermek was her father's name.", ["Saltanat Ermek", "Ermek"]),
    ("en", "Her brother Arman left; Mr. Tokhtar stayed.", ["Arman", "Tokhtar"]),
    ("en", "The Steppe Observer and Radio Example wrote about the Justice Ministry.", []),
    ("en", "Chinese Officials in Kazakhstan met on Monday in March.", []),
    ("en", "FICTIONAL TEXT. Great Service. New Rules.", []),
    ("ru", "Серик Болатов приехал. Вчера Болатова видели в суде.", ["Серик Болатов", "Болатова"]),
    ("ru", "Газета «Открытый порог» вышла в уезде Инин.", []),
    ("kk", "Гүлнар Омарова мен Талғат Омаров келді.", ["Гүлнар Омарова", "Талғат Омаров"]),
    ("ky", "Айнура Токтоева келди.", ["Айнура Токтоева"]),
    ("zh", "她的丈夫马力克·阿合买提于六月离开，阿合买提没有回来。", ["马力克·阿合买提", "阿合买提"]),
    ("zh", "外交部发言人陆文海表示遗憾。", ["陆文海"]),
    ("zh", "高兴的人说，王国很大。", []),
    ("ug", "پاتىگۈل ئىمىن كەلدى، تۇرسۇن ئەپەندى كەتتى.", ["پاتىگۈل ئىمىن", "تۇرسۇن ئەپەندى"]),
    ("ug", "ئۇ لاگېردىن قايتىپ كەلدى.", []),
]


@pytest.mark.parametrize(("lang", "text", "expected"), PERSONS)
def test_finds_persons_and_nothing_else(lang: str, text: str, expected: list[str]) -> None:
    assert [text[n.begin : n.end] for n in names.find(text, lang) if n.kind == "PER"] == expected


def test_organisations_by_their_words_and_quotation_marks() -> None:
    text = "She told Example Wire and the group Open Threshold."
    assert [text[n.begin : n.end] for n in names.find(text, "en") if n.kind == "ORG"] == [
        "Example Wire",
        "Open Threshold",
    ]
    text = "Суд оштрафовал «Открытый порог», а «выпуск» назвали праздником."
    assert [text[n.begin : n.end] for n in names.find(text, "ru") if n.kind == "ORG"] == ["«Открытый порог»"]


def test_a_known_place_is_no_person() -> None:
    text = "We met Saltanat Ermek."
    assert names.find(text, "en", ((7, 21),)) == ()


def test_a_language_without_rules_gives_nothing() -> None:
    assert names.find("Hans Muster kam.", "de") == ()


def test_names_do_not_overlap_and_are_in_order() -> None:
    found = names.find("Saltanat Ermek told Saltanat Ermek that Ermek said so.", "en")
    assert all(one.end <= other.begin for one, other in pairwise(found))
