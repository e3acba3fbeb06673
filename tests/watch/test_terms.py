"""Words over time: first use, spread, and who lived under them."""

from __future__ import annotations

import msgspec

from tereze.watch.material import Held, Material, TermUse
from tereze.watch.terms import terms, under, uses_in_positions

USE = TermUse(text="мектеп", speaker="A Teller", when="2018-02", source="i1", record="T-1", lang="kk")


def test_positions_use_their_terms_officially(material: Material) -> None:
    uses = uses_in_positions(material)
    assert [(use.text, use.speaker, use.official) for use in uses] == [
        ("Camp", "Press Office", True),
        ("School", "Press Office", True),
    ]
    assert uses[1].lang == "zh-Hans"


def test_one_word_in_two_languages_is_one_term(material: Material) -> None:
    school = next(one for one in terms(msgspec.structs.replace(material, terms=(USE,))) if one.name == "school")
    assert school.spellings == ("мектеп", "School")
    assert (school.first_use, school.first_speaker) == ("2018-02", "A Teller")
    assert (school.first_official_use, school.first_official_speaker) == ("2018-10-20", "Press Office")
    assert school.languages == ("kk", "zh-Hans")
    assert school.sources == ("i1", "relabel")


def test_each_month_tells_who_lived_under_the_word(material: Material) -> None:
    school = next(one for one in terms(msgspec.structs.replace(material, terms=(USE,))) if one.name == "school")
    assert [(m.month, m.uses, m.held, m.witnessed) for m in school.months] == [
        ("2018-02", 1, 1, 1),
        ("2018-10", 1, 1, 0),
    ]


def test_an_unknown_word_stands_for_itself_with_nobody_under_it(material: Material) -> None:
    odd = msgspec.structs.replace(USE, text="Sunflower", when="")
    found = next(one for one in terms(msgspec.structs.replace(material, terms=(odd,))) if one.name == "sunflower")
    assert (found.status, found.months, found.first_official_use) == ("", (), "")


def test_terms_come_in_order_of_first_use(material: Material) -> None:
    assert [one.name for one in terms(material)] == ["detention camp", "school"]


def test_only_those_surely_under_it_count() -> None:
    held = (
        Held(person="T-1", status="prison", when="2018", witnesses=1),  # some day of 2018
        Held(person="T-2", status="prison", when="2018-01/2018-12", documents=1),
        Held(person="T-3", status="prison", when="2018-01/2018-12"),
        Held(person="T-4", status="prison", when="", witnesses=1),
    )
    assert under("prison", "2018-05", held) == (1, 0)
    assert under("prison", "no month", held) == (0, 0)


def test_the_language_and_the_speaker_of_a_word_are_its_own_where_they_are_known(material: Material) -> None:
    denial = msgspec.structs.replace(material.positions[0], term_lang="zh-Hans", term_by="wire@3")
    uses = uses_in_positions(msgspec.structs.replace(material, positions=(denial, material.positions[1])))
    assert [(one.lang, one.speaker) for one in uses] == [("zh-Hans", "Wire"), ("zh-Hans", "Press Office")]
