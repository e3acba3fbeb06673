"""`tereze list claims`: the contract's keys, and beside them all that the test found."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tereze.actions import lists
from tereze.actions.desk import Desk

CLAIM = """
tereze: source/1
source: {id: claim-1, kind: official_statement, publisher: ministry, published: "2019-03-06", language: en}
mentions:
  ministry: {kind: organization, names: [{text: A Fictional Ministry, lang: en}]}
positions:
  - actor: ministry
    topic: departures
    stance: promises
    when: "2019-03-06"
    number: {value: 2, unit: persons, who: people, what: may leave, period: "2019-03/..", counts_if: left the country}
"""
LEFT = """
tereze: source/1
source: {id: left-1, kind: interview, teller: me, language: en, told: {on: "2019-06-01"}}
mentions:
  me: {kind: person, names: [{text: Mysal Esim, lang: en}]}
statements:
  - {about: me, property: custody, value: left_country, phase: began, when: "2019-05-02",
     said_by: [{voice: me, role: knows, basis: own_experience}]}
"""


@pytest.fixture
def claimed(desk: Desk, bring: Callable[[str], object]) -> Callable[..., dict[str, Any]]:
    def ask(*sheets: str) -> dict[str, Any]:
        for sheet in sheets:
            bring(sheet)
        (item,) = lists.items(desk, "claims")
        return item

    return ask


def test_an_item_has_the_contract_and_the_sheet(claimed: Callable[..., dict[str, Any]]) -> None:
    item = claimed(CLAIM)
    assert item["register"] == {"documented": 0, "witnessed": 0, "as_of": "2026-01-01", "statuses": ["left_country"]}
    assert item["verdict"] == "not confirmed: of 2 the register documents none"
    assert (item["actor"], item["source"], item["number"]["value"]) == ("ministry", "claim-1", 2)


def test_it_moves_as_the_register_grows(claimed: Callable[..., dict[str, Any]]) -> None:
    item = claimed(CLAIM, LEFT)
    assert (item["register"]["documented"], item["register"]["witnessed"]) == (1, 1)
    assert (item["then"]["documented"], item["now"]["documented"], item["now"]["unknown"]) == (0, 1, 1)
    assert item["code"] == "fewer"
    assert item["left_open"] == ["by when"]


def test_a_position_without_a_number_is_no_claim(desk: Desk, bring: Callable[[str], object]) -> None:
    bring(CLAIM.replace("number:", "reason: none #"))
    assert list(lists.items(desk, "claims")) == []


def test_a_claim_about_entries_brings_their_tally_and_no_share(desk: Desk, bring: Callable[[str], object]) -> None:
    bring(CLAIM.replace("unit: persons, who: people, what: may leave", "unit: entries, what: invented"))
    bring(LEFT)
    (claim,) = lists.items(desk, "claims")
    assert claim["entries"]["now"]["total"] == 1
    assert claim["entries"]["then"]["total"] == 0
    assert claim["share"] is None
