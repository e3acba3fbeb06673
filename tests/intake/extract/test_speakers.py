"""Who may speak: the named, the described, the pronouns."""

from __future__ import annotations

from tereze.intake.extract import names
from tereze.intake.extract.coreference import persons
from tereze.intake.extract.cues import load
from tereze.intake.extract.speakers import Cast


def _cast(text: str) -> Cast:
    cues = load("en")
    assert cues is not None
    found = names.find(text, "en")
    return Cast(text, cues, found, persons(text, found))


def test_everyone_is_there_by_place() -> None:
    cast = _cast("Saltanat Ermek told the county police that he left Example Wire.")
    assert [(one.kind, one.text) for one in cast.all] == [
        ("person", "Saltanat Ermek"),
        ("description", "the county police"),
        ("pronoun", "he"),
        ("org", "Example Wire"),
    ]


def test_a_pronoun_is_the_one_named_before_and_says_so() -> None:
    cast = _cast("Saltanat Ermek was there. She left.")
    found = cast.resolved(cast.all[-1])
    assert found is not None
    assert (found.text, found.by_pronoun, cast.text[found.begin : found.end]) == ("Saltanat Ermek", True, "She")


def test_a_pronoun_before_anyone_is_named_is_nobody() -> None:
    cast = _cast("She left. Saltanat Ermek stayed.")
    assert cast.resolved(cast.all[0]) is None


def test_a_name_beside_a_description_is_the_one_described() -> None:
    cast = _cast("Its founder, Saltanat Ermek, left.")
    assert cast.named_beside(cast.all[0]).text == "Saltanat Ermek"
