"""The list of the office's people and the ledger: which state is in force, who changed it, and who may."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tereze.actions import enrolling
from tereze.actions.desk import Desk
from tereze.actions.enrolling import NONE, ROLL, Bound, Meanwhile, Said
from tereze.model.errors import NotAllowed
from tereze.model.people import Actor

KEY, OTHER = b"k" * 32, b"o" * 32
ADDED = Said("office.person", "desk-two", frozenset({"analyst", "publisher"}))


def _notes(desk: Desk, beginning: str = "office.") -> list[tuple[str, str, str, int]]:
    found = [one for one in desk.register.index.audits() if one.what.startswith(beginning)]
    return sorted((one.what, one.by, one.on, one.count) for one in found)


def test_at_first_nothing_is_in_force(desk: Desk) -> None:
    assert enrolling.bound(desk, KEY) == NONE
    assert not enrolling.fits(KEY, NONE, b"")


def test_what_was_bound_is_in_force_and_nothing_else(desk: Desk) -> None:
    made = enrolling.bind(desk, KEY, NONE, b"one", ())
    assert made.serial == 1
    assert enrolling.bound(desk, KEY) == made
    assert enrolling.fits(KEY, made, b"one")
    for raw in (b"", b"two", b"one\n"):
        assert not enrolling.fits(KEY, made, raw)
    assert not enrolling.fits(OTHER, made, b"one")


def test_an_older_list_is_not_in_force_any_more_even_if_it_is_the_same_again(desk: Desk) -> None:
    first = enrolling.bind(desk, KEY, NONE, b"one", ())
    second = enrolling.bind(desk, KEY, first, b"two", ())
    third = enrolling.bind(desk, KEY, second, b"one", ())
    assert not enrolling.fits(KEY, second, b"one")
    assert first.mark != third.mark
    assert [enrolling.fits(KEY, third, raw) for raw in (b"one", b"two")] == [True, False]


@pytest.mark.parametrize("many", [1, 2, 3, 4, 7, 8, 9])
def test_the_last_note_is_found_however_many_there_are(desk: Desk, many: int) -> None:
    states = [NONE]
    for at in range(many):
        states.append(enrolling.bind(desk, KEY, states[-1], b"%d" % at, ()))
    assert {enrolling.bound(desk, KEY, known) for known in states} == {states[-1]}


def test_another_installations_notes_are_not_ours(desk: Desk) -> None:
    ours = enrolling.bind(desk, KEY, NONE, b"ours", ())
    enrolling.bind(desk, OTHER, enrolling.bind(desk, OTHER, NONE, b"a", ()), b"b", ())
    assert enrolling.bound(desk, KEY) == ours


def test_the_trail_says_who_gave_whom_which_role(desk: Desk) -> None:
    made = enrolling.bind(desk, KEY, NONE, b"one", (ADDED,))
    assert _notes(desk) == [
        ("office.person", "amina", "desk-two", 2),
        ("office.role.analyst", "amina", "desk-two", 0),
        ("office.role.publisher", "amina", "desk-two", 0),
        (ROLL, "amina", made.mark, 1),
    ]


def test_who_may_not_administer_changes_nothing_and_leaves_no_note_of_it(desk: Desk) -> None:
    analyst = replace(desk, actor=Actor(id="basel", roles=frozenset({"analyst", "custodian", "publisher"})))
    with pytest.raises(NotAllowed):
        enrolling.bind(analyst, KEY, NONE, b"one", (ADDED,))
    assert _notes(desk) == []
    own = enrolling.bind(analyst, KEY, NONE, b"one", (Said("office.passphrase"),))
    assert enrolling.bound(desk, KEY) == own


def test_two_programs_at_once_do_not_overwrite_each_other(desk: Desk) -> None:
    enrolling.bind(desk, KEY, NONE, b"one", ())
    with pytest.raises(Meanwhile):
        enrolling.bind(desk, KEY, NONE, b"two", (ADDED,))
    assert _notes(desk, "office.person") == []


def test_a_mark_says_nothing_of_the_list(desk: Desk) -> None:
    made = enrolling.bind(desk, KEY, NONE, b"desk-two", ())
    assert "desk" not in made.mark
    assert made != Bound(1, enrolling.bind(desk, OTHER, NONE, b"desk-two", ()).mark)
