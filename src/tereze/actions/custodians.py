"""Custodians at work: whom witness identities are sealed to, opening them, and sealing them to a successor.

The private key is on the custodian's stick: it is handed in for one act and forgotten. What is opened is returned to
be shown, once; nothing here keeps it, and each opening leaves a note before anything is opened.
"""

from __future__ import annotations

from base64 import b32encode
from collections.abc import Collection, Iterator
from hashlib import sha256
from itertools import islice
from typing import NamedTuple

import msgspec

from tereze.ledger.custody import CustodianKey, CustodianSecret, open_witness, seal_witness
from tereze.ledger.entry import MAX_CUSTODIANS, WITNESS, read_clear
from tereze.ledger.errors import BadEntry, CannotOpen
from tereze.model.errors import KeyProblem, NotFound, WrongUse
from tereze.model.judgements import Change
from tereze.model.mentions import Mention
from tereze.model.records import NotARecord, from_payload, to_payload

from . import auditing
from .append import append, note
from .desk import Desk

OPENED = "look.sealed"
STRETCH = 500
_MARK = f'"cls":"{WITNESS}"'.encode()


class LastCustodian(WrongUse):
    """Without any custodian no witness could be sealed."""

    message = "This is the last custodian: without one, nobody's identity could be sealed here."
    hint = "Add the successor first: `tereze custodian add FILE.pub`."


class NoSuchCustodian(NotFound):
    """No custodian is called so."""

    message = "There is no custodian “{0}” here."
    hint = "`tereze custodian list` shows them."


class NotACustodianHere(KeyProblem):
    """A private key that nothing here is sealed to."""

    message = "Nothing in this register is sealed to this key."
    hint = "Is it the key file of this register's custodian? `tereze custodian list` shows whom it is sealed to."


class Custodian(NamedTuple):
    """A custodian: the name to compare by telephone, the public key, and when and by whom it was added, if noted."""

    name: str
    key: str
    added: str
    by: str


class Resealed(NamedTuple):
    """How many sealed entries were sealed anew, and how many were open to every custodian already."""

    made: int
    already: int


def name_of(key: CustodianKey) -> str:
    """What a custodian is called: 20 letters in five groups, from the public key. Read them out by telephone."""
    letters = b32encode(key.id).decode().rstrip("=").lower()
    return "-".join(letters[at : at + 4] for at in range(0, 20, 4))


def listed(desk: Desk) -> list[Custodian]:
    """Whom witness identities are sealed to today."""
    desk.must("read")
    notes = {one.on: one for one in desk.register.index.audits(of={"custodian.add"})}
    found = []
    for key in desk.register.custodians:
        added = notes.get(name_of(key))
        found.append(Custodian(name_of(key), str(key), added.at if added else "", added.by if added else ""))
    return found


def add(desk: Desk, key: CustodianKey) -> bool:
    """Seal to one more custodian from now on; False for one who is a custodian already. What is sealed already needs
    `reseal`.
    """
    desk.must("change custodians")
    if str(key) in {str(one) for one in desk.register.custodians}:
        return False
    if len(desk.register.custodians) >= MAX_CUSTODIANS:
        raise WrongUse(f"A register has at most {MAX_CUSTODIANS} custodians.")
    _note(desk, "custodian.add", name_of(key))
    desk.register.add_custodian(key)
    return True


def retire(desk: Desk, name: str) -> None:
    """Seal to this custodian no longer. They can still open what was sealed to them before.

    Raises `NoSuchCustodian`, `LastCustodian`.
    """
    desk.must("change custodians")
    known = {name_of(key): key for key in desk.register.custodians}
    if name not in known:
        raise NoSuchCustodian(name)
    if len(known) == 1:
        raise LastCustodian
    _note(desk, "custodian.retire", name)
    desk.register.retire_custodian(known[name])


def open_sealed(desk: Desk, mentions: Collection[str], secret: CustodianSecret) -> list[Mention]:
    """What is sealed about these mentions (ids), erased things left out. The note comes before the first is opened.

    Raises `NotAllowed` but for custodians, and `NotACustodianHere` when the key opens nothing here at all.
    """
    desk.must("open sealed witnesses")
    auditing.looked(desk, OPENED, *sorted(mentions))
    found: dict[str, Mention] = {}
    opened = 0
    for _, payload in _opened(desk, secret):
        opened += 1
        mention = _mention(payload)
        if mention is not None and mention.id in mentions and (left := _without_erased(desk, mention)):
            found[left.id] = left
    if not opened:
        raise NotACustodianHere
    return [found[key] for key in sorted(found)]


def reseal(desk: Desk, secret: CustodianSecret) -> Resealed:
    """Seal what this key opens to every custodian of today as well: so a successor can open what is older.

    1. Who can open each text already.  2. A new entry beside the old ones for each that somebody cannot open.
    Erased things are not carried over. Doing it again changes nothing. Raises `NotACustodianHere`.
    """
    desk.must("open sealed witnesses")
    everyone = {one.id: one for one in (*desk.register.custodians, secret.public())}
    covered: dict[bytes, set[bytes]] = {}
    for raw, payload in _opened(desk, secret):  # 1.
        current = _current(desk, payload)
        covered.setdefault(sha256(current).digest(), set()).update(wrap.c for wrap in read_clear(raw).to)
    if not covered:
        raise NotACustodianHere
    covered.pop(sha256(b"").digest(), None)  # what was erased
    lacking = {digest for digest, ids in covered.items() if not everyone.keys() <= ids}
    texts = (_current(desk, payload) for _, payload in _opened(desk, secret))
    made = 0
    while stretch := list(islice(_once(texts, lacking), STRETCH)):  # 2.
        with desk.register.unit() as unit:
            unit.append([
                seal_witness(text, desk.dice(12), desk.dice(32), desk.dice(12), list(everyone.values()))
                for text in stretch
            ])  # fmt: skip
            append(desk, unit, [note(desk, "custodian.reseal", name_of(secret.public()), len(stretch))])
            desk.register.index.settle()
        made += len(stretch)
    return Resealed(made, len(covered) - made)


def _once(texts: Iterator[bytes], lacking: set[bytes]) -> Iterator[bytes]:
    """Each text whose digest is in `lacking`, once."""
    for text in texts:
        digest = sha256(text).digest()
        if digest in lacking:
            lacking.remove(digest)
            yield text


def _current(desk: Desk, payload: bytes) -> bytes:
    """A sealed text without what was erased of it; empty when all of it was."""
    mention = _mention(payload)
    if mention is None:
        return payload
    left = _without_erased(desk, mention)
    return b"" if left is None else payload if left == mention else to_payload(left)


def _opened(desk: Desk, secret: CustodianSecret) -> Iterator[tuple[bytes, bytes]]:
    """(entry, payload) of every witness entry this key opens, in every log."""
    ledger = desk.register.ledger
    for head in ledger.heads():
        for entry in ledger.entries(head.log, 1, head.size):
            if _MARK in entry.raw:
                try:
                    yield entry.raw, open_witness(entry.raw, secret)
                except (CannotOpen, BadEntry):
                    continue


def _mention(payload: bytes) -> Mention | None:
    try:
        record = from_payload(payload)
    except NotARecord:
        return None
    return record if isinstance(record, Mention) else None


def _without_erased(desk: Desk, mention: Mention) -> Mention | None:
    """The mention without statements that were erased; None when it, or its source, was."""
    ids = [mention.id, mention.source, *(said.id for said in mention.statements)]
    changes = desk.register.index.changes_of(ids)
    erased = {made.of for made in changes if isinstance(made, Change) and made.act == "erase"}
    if erased & {mention.id, mention.source}:
        return None
    kept = tuple(said for said in mention.statements if said.id not in erased)
    return mention if kept == mention.statements else msgspec.structs.replace(mention, statements=kept)


def _note(desk: Desk, what: str, on: str) -> None:
    with desk.register.unit() as unit:
        append(desk, unit, [note(desk, what, on)])
        desk.register.index.settle()
