"""Whom a text calls he, and whom she."""

from __future__ import annotations

import pytest
from spoken import cast

from tereze.intake.extract import genders


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Her husband, Dauren Qasym, left.", "h"),
        ("Roza Kenzhe, a midwife, left.", "s"),
        ("Saltanat Ermek's husband left.", "s"),
        ("Dina Orazova left.", "s"),
        ("Serik Bolatov left.", "h"),
        ("Saltanat Ermek left.", ""),
    ],
)
def test_what_the_words_beside_a_name_tell(text: str, kind: str) -> None:
    people = cast(text).people
    assert genders.told(text, people, dict).get(people[0].key, "") == kind


def test_pronouns_count_where_no_word_beside_the_name_does() -> None:
    text = "Saltanat Ermek left."
    people = cast(text).people
    assert genders.told(text, people, lambda: {people[0].key: "s"}) == {people[0].key: "s"}
    wed = "Her husband, Saltanat Ermek, left."
    people = cast(wed).people
    assert genders.told(wed, people, lambda: {people[0].key: "s"}) == {people[0].key: "h"}
