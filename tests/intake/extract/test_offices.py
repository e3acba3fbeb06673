"""Who speaks for a state."""

from __future__ import annotations

import pytest
from spoken import cast, english

from tereze.intake.extract.offices import Offices


def _holds(text: str) -> bool:
    found = cast(text)
    return any(Offices(text, english(), found).holds(one) for one in found.all if one.kind == "person")


@pytest.mark.parametrize(
    "text",
    [
        "Foreign ministry spokesman Bai Jun came.",
        "The head of the regional delegation, Bai Jun, came.",
        "Bai Jun, who heads the regional government, came.",
        "Bai Jun, a senior official with the party, came.",
        "The governor of the region said no. Bai Jun told reporters to wait.",
    ],
)
def test_people_in_office(text: str) -> None:
    assert _holds(text)


@pytest.mark.parametrize(
    "text",
    [
        "Its head, Bai Jun, came.",
        "A spokesman for the hotel, Bai Jun, came.",
        "Bai Jun, a former official, came.",
        "The founder of the group, Bai Jun, came.",
        "Bai Jun told reporters to wait.",
    ],
)
def test_people_in_none(text: str) -> None:
    assert not _holds(text)


def test_bodies_and_what_only_sounds_like_one() -> None:
    for text, expected in (("The county police left.", True), ("A rights group left.", False)):
        found = cast(text)
        assert [Offices(text, english(), found).holds(one) for one in found.all] == [expected]
