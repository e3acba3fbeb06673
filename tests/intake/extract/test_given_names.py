"""Given names that tell he or she."""

from __future__ import annotations

import pytest
from spoken import held

from tereze.intake.extract.given_names import given


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Serik Bolatov", "h"),
        ("Saltanat Ermek", "s"),
        ("Orynbek", "h"),
        ("Ainagul Smagul", "s"),
        ("Qydyrali Noyan", None),
        ("Bek", "h"),
        ("Roz", None),
    ],
)
def test_the_first_word_tells_where_it_tells(name: str, kind: str | None) -> None:
    assert given(name) == kind


def test_of_two_people_a_pronoun_means_the_one_whose_name_goes_with_it() -> None:
    text = "Saltanat Ermek lives with Serik Bolatov in Almaty. He was released in May 2018."
    assert held(text) == [("Serik Bolatov", "released", "2018-05")]
