"""Custodians at work: opening, successors, retiring; and what nobody else gets to see. Everyone here is invented."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import Any

import pytest
from fictional import INTERVIEW, SEALED

from tereze.actions import auditing, changing, custodians
from tereze.actions.custodians import LastCustodian, NoSuchCustodian, NotACustodianHere, Resealed
from tereze.actions.desk import Desk
from tereze.ledger.custody import CustodianKey, CustodianSecret, custodian_secret
from tereze.model import ids
from tereze.model.errors import NotAllowed
from tereze.model.people import Actor
from tereze.store.custodians import custodian_file, open_custodian
from tereze.store.register import Register

NAME = "Жасырын Куәгер"


@pytest.fixture
def first(register: Register) -> CustodianSecret:
    return open_custodian(custodian_file(register.site.keys, "first"), "a custodian's own passphrase")


@pytest.fixture
def filled(desk: Desk, bring: Any) -> Desk:
    bring(INTERVIEW)
    assert not bring(SEALED).refused
    return desk


@pytest.fixture
def witness(filled: Desk) -> str:
    return ids.mention_id(filled.register.secret, "interview-2", "neighbour")


def successor() -> CustodianSecret:
    return custodian_secret(os.urandom(96))


def as_(desk: Desk, *roles: str) -> Desk:
    return replace(desk, actor=Actor(id="-".join(roles), roles=frozenset(roles)))


def test_a_custodian_opens_who_the_witness_is(filled: Desk, first: CustodianSecret, witness: str) -> None:
    (found,) = custodians.open_sealed(filled, [witness], first)
    assert [name.text for name in found.names] == [NAME]
    assert found.id == witness


def test_of_others_nothing_is_opened(filled: Desk, first: CustodianSecret) -> None:
    other = ids.mention_id(filled.register.secret, "interview-1", "wife")
    assert custodians.open_sealed(filled, [other], first) == []


@pytest.mark.parametrize("roles", [("documenter",), ("analyst", "advocate", "publisher", "administrator"), ()])
def test_the_key_alone_is_not_enough_without_the_role(
    filled: Desk, first: CustodianSecret, witness: str, roles: tuple[str, ...]
) -> None:
    with pytest.raises(NotAllowed):
        custodians.open_sealed(as_(filled, *roles), [witness], first)
    with pytest.raises(NotAllowed):
        custodians.reseal(as_(filled, *roles), first)


def test_a_foreign_key_opens_nothing_and_says_so(filled: Desk, witness: str) -> None:
    with pytest.raises(NotACustodianHere):
        custodians.open_sealed(filled, [witness], successor())
    with pytest.raises(NotACustodianHere):
        custodians.reseal(filled, successor())


def test_opening_leaves_its_note_first_even_when_the_key_is_wrong(filled: Desk, witness: str) -> None:
    with pytest.raises(NotACustodianHere):
        custodians.open_sealed(as_(filled, "custodian"), [witness], successor())
    notes = [note for note in filled.register.index.audits() if note.what == "look.sealed"]
    assert [(note.by, note.on) for note in notes] == [("custodian", witness)]
    assert NAME not in repr(list(filled.register.index.audits()))


def test_what_was_opened_is_kept_nowhere(
    filled: Desk, first: CustodianSecret, witness: str, register: Register
) -> None:
    before = register.ledger.head(register.origin).size
    custodians.open_sealed(filled, [witness], first)
    assert register.ledger.head(register.origin).size == before + 1  # the note
    assert filled.register.index.mentions([witness])[witness].names == ()
    register.rebuild()
    assert filled.register.index.mentions([witness])[witness].names == ()
    assert {path.suffix for path in register.site.keys.iterdir() if "first" in path.name} == {".json"}


def test_a_successor_opens_new_things_at_once_and_older_ones_after_resealing(
    filled: Desk, first: CustodianSecret, witness: str, register: Register
) -> None:
    new = successor()
    assert custodians.add(filled, new.public())
    assert not custodians.add(filled, new.public())
    with pytest.raises(NotACustodianHere):
        custodians.open_sealed(filled, [witness], new)
    done = custodians.reseal(filled, first)
    assert done.made > 0
    assert done.already == 0
    (found,) = custodians.open_sealed(filled, [witness], new)
    assert [name.text for name in found.names] == [NAME]
    assert custodians.open_sealed(filled, [witness], first) == [found]
    assert register.verify() == []


def test_resealing_twice_changes_nothing(filled: Desk, first: CustodianSecret, register: Register) -> None:
    new = successor()
    custodians.add(filled, new.public())
    once = custodians.reseal(filled, first)
    before = register.ledger.head(register.origin).size
    assert custodians.reseal(filled, first) == Resealed(0, once.made)
    assert custodians.reseal(filled, new) == Resealed(0, once.made)
    assert register.ledger.head(register.origin).size == before


def test_a_retired_custodian_reseals_once_and_no_more(filled: Desk, first: CustodianSecret) -> None:
    custodians.add(filled, successor().public())
    custodians.retire(filled, custodians.name_of(first.public()))
    once = custodians.reseal(filled, first)
    assert custodians.reseal(filled, first) == Resealed(0, once.made)


def test_what_is_sealed_after_retiring_is_closed_to_the_retired(
    filled: Desk, first: CustodianSecret, witness: str, bring: Any
) -> None:
    new = successor()
    custodians.add(filled, new.public())
    custodians.retire(filled, custodians.name_of(first.public()))
    bring(SEALED.replace("interview-2", "interview-3"))
    later = ids.mention_id(filled.register.secret, "interview-3", "neighbour")
    assert custodians.open_sealed(filled, [later], first) == []
    assert [one.id for one in custodians.open_sealed(filled, [later], new)] == [later]
    assert [one.id for one in custodians.open_sealed(filled, [witness], first)] == [witness]


def test_erased_things_are_neither_opened_nor_carried_over(filled: Desk, first: CustodianSecret, witness: str) -> None:
    changing.act(filled, "erase", "interview-2/neighbour", "the witness asked for it", None)
    assert custodians.open_sealed(filled, [witness], first) == []
    new = successor()
    custodians.add(filled, new.public())
    custodians.reseal(filled, first)
    told = {mention.id for _, payload in custodians._opened(filled, new) if (mention := custodians._mention(payload))}
    assert told == {ids.mention_id(filled.register.secret, "interview-2", "man")}


def test_the_list_says_who_added_whom_and_when(filled: Desk, first: CustodianSecret) -> None:
    new = successor().public()
    custodians.add(as_(filled, "administrator"), new)
    custodians.add(filled, new)  # again changes nothing
    found = custodians.listed(filled)
    assert [(one.name, one.by) for one in found] == [
        (custodians.name_of(first.public()), ""),
        (custodians.name_of(new), "administrator"),
    ]
    assert len([note for note in filled.register.index.audits() if note.what == "custodian.add"]) == 1


@pytest.mark.parametrize("roles", [("documenter",), ("analyst", "advocate", "publisher"), ("reader",)])
def test_not_everyone_adds_and_retires(filled: Desk, first: CustodianSecret, roles: tuple[str, ...]) -> None:
    with pytest.raises(NotAllowed):
        custodians.add(as_(filled, *roles), successor().public())
    with pytest.raises(NotAllowed):
        custodians.retire(as_(filled, *roles), custodians.name_of(first.public()))


def test_the_last_custodian_stays_and_strangers_cannot_be_retired(filled: Desk, first: CustodianSecret) -> None:
    with pytest.raises(LastCustodian):
        custodians.retire(filled, custodians.name_of(first.public()))
    with pytest.raises(NoSuchCustodian):
        custodians.retire(filled, custodians.name_of(successor().public()))


def test_adding_and_retiring_leave_notes(filled: Desk, first: CustodianSecret) -> None:
    custodians.add(filled, successor().public())
    custodians.retire(filled, custodians.name_of(first.public()))
    found = [(line.what, line.on) for line in auditing.trail(filled, what="custodian.")]
    assert ("custodian.retire", custodians.name_of(first.public())) in found
    assert {what for what, _ in found} == {"custodian.add", "custodian.retire"}


def test_names_can_be_read_out_and_differ() -> None:
    keys = [successor().public() for _ in range(20)] + [custodian_secret(os.urandom(32)).public()]
    names = {custodians.name_of(key) for key in keys}
    assert len(names) == 21
    assert all(len(name) == 24 and name.count("-") == 4 for name in names)
    assert custodians.name_of(CustodianKey(keys[0].agreement, keys[0].raw)) in names
