"""Where numbers lead, kept up to date."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest

from tereze.model.mentions import Number
from tereze.store.index import SqlIndex, numbered
from tereze.store.index.numbered import Anchored, assigned, settle_numbers
from tereze.store.index.tables import ASSIGNED
from tereze.store.sql import Database
from tereze.store.verify import rows

SECRET = bytes(32)
Fill = Callable[..., list[bytes]]


def _number(name: str, number: int, mention: str, at: str = "2019") -> Number:
    return Number(id=name, number=f"T-{number:07d}", mention=mention, at=at)


def _kept(database: Database) -> set[Anchored]:
    return {Anchored(*row) for row in rows(database, ASSIGNED)}  # type: ignore[arg-type]


def test_each_number_leads_to_its_mention(database: Database, fill: Fill) -> None:
    fill([_number("n1", 1, "m1"), _number("n2", 2, "m2", "2018")])
    assert _kept(database) == {Anchored("T-0000001", "m1", "2019", 1), Anchored("T-0000002", "m2", "2018", 1)}


def test_the_oldest_of_several_numbers_is_the_one_shown(database: Database, fill: Fill) -> None:
    fill([_number("n1", 5, "m1", "2020"), _number("n2", 9, "m1", "2018")])
    assert {one.number for one in _kept(database) if one.shown} == {"T-0000009"}
    assert {one.at for one in _kept(database)} == {"2018"}


def test_a_number_given_twice_stays_with_the_older_and_comes_back_when_that_is_forgotten(
    database: Database, index: SqlIndex, fill: Fill
) -> None:
    late = fill([_number("n2", 1, "m2", "2020")])
    assert {one.mention for one in _kept(database) if one.number == "T-0000001"} == {"m2"}
    older = fill([_number("n1", 1, "m1", "2019")])
    assert {one.mention for one in _kept(database) if one.number == "T-0000001"} == {"m1"}
    assert {one.mention for one in _kept(database)} == {"m1", "m2"}
    index.forget(older)
    index.settle()
    assert _kept(database) == {Anchored("T-0000001", "m2", "2020", 1)}
    index.forget(late)
    index.settle()
    assert _kept(database) == set()


def test_nothing_dirty_changes_nothing(database: Database) -> None:
    assert settle_numbers(database, SECRET, []) == set()


@pytest.mark.parametrize("seed", range(15))
def test_numbers_one_by_one_give_what_all_at_once_give(
    database: Database, index: SqlIndex, fill: Fill, seed: int
) -> None:
    dice = random.Random(seed)
    numbers = [
        _number(f"n{at}", dice.randint(0, 7), f"m{dice.randint(0, 7)}", f"20{dice.randint(10, 13)}") for at in range(16)
    ]
    entries: list[Any] = []
    for number in numbers:
        entries += fill([number])
        if dice.random() < 0.2:
            gone = dice.randrange(len(entries))
            index.forget([entries[gone]])
            entries[gone] = None
            index.settle()
    left = [number for number, entry in zip(numbers, entries, strict=True) if entry is not None]
    assert _kept(database) == assigned(left, SECRET)


@pytest.mark.parametrize("seed", range(40))
def test_numbers_that_few_share_give_the_same_without_reading_everything(
    database: Database, fill: Fill, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """Two or three of many claim one number: what is settled around them is what all of them would give."""
    dice = random.Random(seed)
    numbers = [_number(f"n{at}", at, f"m{at:02d}", f"20{dice.randint(10, 13)}") for at in range(20)]
    fill(numbers)
    monkeypatch.setattr(numbered, "_everything", lambda *_: pytest.fail("read everything"))
    for at in dice.sample(range(20), 4):
        late = _number(f"late{at}", at, f"z{at:02d}", f"20{dice.randint(9, 14):02d}")
        numbers.append(late)
        fill([late])
    assert _kept(database) == assigned(numbers, SECRET)


def test_a_number_given_instead_is_none_that_somebody_claims(database: Database, fill: Fill) -> None:
    first, second = _number("n1", 1, "m1", "2018"), _number("n2", 1, "m2")
    fill([first, second])
    [instead] = {one.number for one in _kept(database)} - {"T-0000001"}
    claim = Number(id="n3", number=instead, mention="m3", at="2020")
    fill([claim])
    held = {one.number: one.mention for one in _kept(database)}
    assert held[instead] == "m3"
    assert set(held.values()) == {"m1", "m2", "m3"}
    assert _kept(database) == assigned([first, second, claim], SECRET)


def test_who_comes_later_passes_over_what_others_claim(database: Database, fill: Fill) -> None:
    instead = {one.number for one in assigned([_number("n1", 1, "m1", "2018"), _number("n2", 1, "m2")], SECRET)}
    [taken] = instead - {"T-0000001"}
    records = [_number("n1", 1, "m1", "2018"), Number(id="n3", number=taken, mention="m3", at="2020")]
    fill(records)
    late = _number("n2", 1, "m2")
    fill([late])
    assert _kept(database) == assigned([*records, late], SECRET)
    assert len(_kept(database)) == 3
