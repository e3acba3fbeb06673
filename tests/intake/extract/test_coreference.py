"""Who is one person within a document."""

from __future__ import annotations

from tereze.intake.extract import names
from tereze.intake.extract.coreference import persons


def _people(text: str, lang: str = "en") -> list[tuple[str, ...]]:
    return [person.names for person in persons(text, names.find(text, lang))]


def test_a_family_name_alone_joins_the_full_name() -> None:
    assert _people("Saltanat Ermek came. Then Ermek left.") == [("Saltanat Ermek", "Ermek")]


def test_a_name_that_fits_two_people_joins_neither() -> None:
    found = _people("Ainur Tokhtar met Nurlan Tokhtar. Later she saw Mr. Tokhtar.")
    assert found == [("Ainur Tokhtar",), ("Nurlan Tokhtar",), ("Tokhtar",)]


def test_cases_of_one_name_are_one_person() -> None:
    assert len(_people("Марат Оспанов приехал. Мы видели Марата Оспанова.", "ru")) == 1


def test_two_full_names_stay_two_people() -> None:
    assert len(_people("Gulnar Omarova and Talgat Omarov came.")) == 2


def test_the_fullest_form_is_the_name() -> None:
    text = "Saltanat Ermek came. Then Ermek left."
    assert persons(text, names.find(text, "en"))[0].name == "Saltanat Ermek"
