"""A document in several languages."""

from __future__ import annotations

from tereze.intake.extract import multilingual

TEXT = (
    "Гүлнар Омарова лагерьге қамалғанын айтты, содан бері одан хабар жоқ.\n"
    "По словам Марата Оспанова, его брата увезли, и дома его больше не видели.\n"
)


def test_each_language_is_read_in_its_passages_and_places_are_of_the_whole() -> None:
    found = multilingual.read(TEXT)
    assert sorted(part.lang for part in found.parts) == ["kk", "ru"]
    names = {TEXT[b:e] for part in found.parts for person in part.persons for b, e in person.spans}
    assert {"Гүлнар Омарова", "Марата Оспанова"} <= names


def test_a_given_language_overrules() -> None:
    assert [part.lang for part in multilingual.read(TEXT, lang="ru").parts] == ["ru"]


def test_an_unknown_language_gives_no_parts() -> None:
    assert multilingual.read("12 34").parts == ()
