"""Notes and rights of what hands keys over."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from fictional import INTERVIEW

from tereze.actions import changing, recovery
from tereze.actions.desk import Desk
from tereze.model.errors import NotAllowed
from tereze.model.people import Actor


def as_(desk: Desk, *roles: str) -> Desk:
    return replace(desk, actor=Actor(id="-".join(roles), roles=frozenset(roles)))


@pytest.mark.parametrize("role", ["custodian", "administrator"])
def test_an_act_leaves_its_note(desk: Desk, role: str) -> None:
    recovery.leave(as_(desk, role), recovery.SENT, "an-origin", 3)
    (note,) = desk.register.index.audits()
    assert (note.by, note.what, note.on, note.count) == (role, "keys.send", "an-origin", 3)


@pytest.mark.parametrize("roles", [("documenter",), ("analyst", "advocate", "publisher"), ("reader",), ()])
def test_nobody_else_hands_keys_over(desk: Desk, roles: tuple[str, ...]) -> None:
    with pytest.raises(NotAllowed):
        recovery.leave(as_(desk, *roles), recovery.COPIED)
    assert list(desk.register.index.audits()) == []


def test_keys_of_what_was_erased_do_not_stay(desk: Desk, bring: Any) -> None:
    """As after a letter of keys from somebody who had not heard of the erasure."""
    bring(INTERVIEW)
    rows = list(desk.register.keys.rows())  # type: ignore[attr-defined]
    changing.act(desk, "erase", "interview-1/wife", "she asked for it", None)
    assert recovery.follow_erasures(desk) == 0
    brought = desk.register.keys.adopt(rows)  # type: ignore[attr-defined]
    assert brought > 0
    assert recovery.follow_erasures(desk) == brought
