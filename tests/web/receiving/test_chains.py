"""Plain answers and the chains of voices they make."""

from __future__ import annotations

from typing import Any

import pytest

from tereze_web.receiving import chains
from tereze_web.receiving.chains import HOW


def _links(item: dict[str, str], teller: str = "teller") -> list[tuple[str, str, str]]:
    made: list[Any] = chains.chain(item, ("custody", 0), teller, lambda name, _where: f"v-{name}")
    return [(one["voice"].text, one["role"].text, one["basis"].text) for one in made]


@pytest.mark.parametrize("how", [how for how in HOW if how != "told_by"])
def test_who_was_not_told_knows_in_their_own_way(how: str) -> None:
    assert _links({"how": how}) == [("teller", "knows", how)]


def test_who_was_told_by_nobody_known_passes_on() -> None:
    assert _links({"how": "told_by"}) == [("teller", "relays", "told_by")]


def test_who_told_stands_before() -> None:
    told = {"how": "told_by", "from_1": "a neighbour", "how_1": "eyewitness"}
    assert _links(told) == [("v-a neighbour", "knows", "eyewitness"), ("teller", "relays", "told_by")]


def test_three_deep() -> None:
    told = {"how": "phone_call", "from_1": "a", "how_1": "told_by", "from_2": "b", "how_2": "own_experience"}
    assert _links(told) == [
        ("v-b", "knows", "own_experience"), ("v-a", "relays", "told_by"), ("teller", "relays", "phone_call")
    ]  # fmt: skip


def test_a_name_without_having_been_told_does_not_count() -> None:
    assert _links({"how": "eyewitness", "from_1": "a"}) == [("teller", "knows", "eyewitness")]


def test_of_oneself_one_knows_by_living_it() -> None:
    assert _links({"about": "teller"}) == [("teller", "knows", "own_experience")]
    assert _links({"about": "teller", "how": "eyewitness"}) == [("teller", "knows", "own_experience")]


def test_not_said_is_unknown() -> None:
    assert _links({"about": "missing"}) == [("teller", "knows", "unknown")]


def test_another_voice_than_the_teller() -> None:
    assert _links({"by": "paper", "how": "media"}) == [("paper", "knows", "media")]


def test_nobody_speaks_where_nobody_tells() -> None:
    assert _links({"how": "media"}, teller="") == []
