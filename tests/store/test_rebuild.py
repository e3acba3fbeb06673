"""Rebuilding: the same index again, in one transaction, in flat memory."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tereze.actions.index import SuggestionRow
from tereze.store.index.tables import DERIVED
from tereze.store.rebuild import EVERY, quiet
from tereze.store.register import Register
from tereze.store.verify import rows


def _all(register: Register) -> dict[str, list[Any]]:
    return {table.name: list(rows(register.database, table)) for table in DERIVED}


def test_a_rebuild_gives_the_same_rows(
    register: Register, people: Callable[..., Any], commit: Callable[..., Any]
) -> None:
    for number in range(1, 4):
        commit(register, people(3, f"s000000000000000{number}"))
    before = _all(register)
    told: list[tuple[str, int, int]] = []
    assert register.rebuild(lambda *step: told.append(step)) == 3 * (1 + 3 * 3)
    assert _all(register) == before
    assert told[0] == ("reading entries", 0, 31)
    assert told[-1][0] == "settling persons"
    quiet(*told[0])


def test_a_lost_index_comes_back(register: Register, people: Callable[..., Any], commit: Callable[..., Any]) -> None:
    commit(register, people(3))
    before = _all(register)
    for table in DERIVED:
        register.database.run(f"DELETE FROM {table.name}")
    register.rebuild()
    assert _all(register) == before


def test_suggestions_outlive_a_rebuild(
    register: Register, people: Callable[..., Any], commit: Callable[..., Any]
) -> None:
    commit(register, people(2))
    row = SuggestionRow("m0010000000000000", "m0010000000000001", 0.5, ())
    register.index.put_suggestions([row])
    register.rebuild()
    assert list(register.index.suggestions()) == [row]


def test_stopped_in_the_middle_it_leaves_the_old_index(
    register: Register, people: Callable[..., Any], commit: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(register, people(5))
    before = _all(register)

    def stop(what: str, done: int, of: int) -> None:
        if what != "reading entries":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        register.rebuild(stop)
    assert _all(register) == before
    register.rebuild()
    assert _all(register) == before
    assert EVERY > 100
