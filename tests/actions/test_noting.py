"""Notes of what happens in the office beside the register's verbs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tereze.actions.desk import MAY, Desk
from tereze.actions.noting import NOTED, noted
from tereze.model.errors import NotAllowed
from tereze.model.people import Actor


def _as(desk: Desk, *roles: str) -> Desk:
    return replace(desk, actor=Actor(id="someone", roles=frozenset(roles)))


def test_a_note_says_who_and_what(desk: Desk) -> None:
    noted(_as(desk, "reader"), "office.enter")
    kept = [one for one in desk.register.index.audits() if one.what == "office.enter"]
    assert [(one.by, one.on, one.count) for one in kept] == [("someone", "", 0)]


def test_what_is_done_to_others_needs_its_role(desk: Desk) -> None:
    with pytest.raises(NotAllowed):
        noted(_as(desk, "analyst"), "office.person", "desk-two")
    noted(_as(desk, "administrator"), "office.person", "desk-two")
    assert [one.on for one in desk.register.index.audits() if one.what == "office.person"] == ["desk-two"]


def test_every_kind_needs_a_verb_that_exists_or_none() -> None:
    assert set(NOTED.values()) <= {"", *MAY}
    with pytest.raises(KeyError):
        noted(None, "office.anything")  # type: ignore[arg-type]
