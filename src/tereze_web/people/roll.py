"""The people of the office: an id that is not a name, the roles held, and a passphrase known by its Argon2id digest.

People are entered at the terminal, or come in by an invitation: a link that works once, within three days.
"""

from __future__ import annotations

import dataclasses
import hashlib
import hmac
import os
import re
import secrets
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from msgspec.structs import replace

from tereze.actions.desk import Desk
from tereze.actions.enrolling import NotOnTheRoll, RollChanged, Said
from tereze.actions.noting import noted
from tereze.model.errors import BadInput, WrongUse
from tereze.model.people import ROLES, Actor
from tereze.store import seal

from .binding import SHUT, Binding
from .kept import Entry, Factors, File, Invitation, Kept, RollDamaged

__all__ = ["BadPerson", "Entry", "NotOnTheRoll", "Roll", "RollChanged", "RollDamaged", "WrongPerson", "weakness"]

ID = re.compile(r"[a-z][a-z0-9-]{1,31}")
SHORTEST, LONGEST = 12, 256
INVITED = 3 * 24 * 60 * 60
"""Seconds in which an invitation may be used."""
USUAL = ("password", "passphrase", "passwort", "qwerty", "йцукен", "пароль", "құпиясөз", "letmein", "123456", "tereze")


class BadPerson(WrongUse):
    """An id, role or passphrase that cannot be."""

    message = "{0}"
    hint = "An id is lower-case letters, digits and hyphens, and no name. A passphrase has at least 12 characters."


class WrongPerson(BadInput):
    """No such person, or another passphrase: the answer is the same."""

    message = "This id and passphrase do not belong together."
    hint = "Check the keyboard layout and capital letters."


def weakness(passphrase: str, id: str) -> str:  # noqa: A002
    """Why a passphrase is too easily guessed; empty where it is not."""
    plain = passphrase.casefold()
    if len(passphrase) < SHORTEST:
        return "This passphrase is too short."
    if len(passphrase) > LONGEST:
        return "This passphrase is too long."
    rest = plain
    for usual in (*USUAL, id.casefold()):
        rest = rest.replace(usual, "") if usual else rest
    steps = {ord(b) - ord(a) for a, b in pairwise(plain)}
    if len(set(plain)) < 5 or len(rest) < SHORTEST // 2 or len(steps) == 1:
        return "This passphrase is among the first that are tried."
    return ""


class Roll:
    """Who may come in. `now` is the clock on the wall, in seconds since 1970.

    `owner` is the id of whoever holds the register's own passphrase: nobody on the roll can have it, for the factors
    and rights of that id are the owner's. Every change leaves its notes in the ledger before it takes effect, in the
    name of `by` (None: of the owner), and is refused to whoever may not make it (`NotAllowed`).
    """

    def __init__(
        self, path: Path, now: Callable[[], float] = time.time, owner: str = "", binding: Binding = SHUT
    ) -> None:
        self.file = File(path, binding)
        self._now, self._owner = now, owner

    def people(self) -> tuple[Entry, ...]:
        """Everybody, in order of id. Raises `RollDamaged`."""
        return self.file.read().people

    def invited(self) -> tuple[Invitation, ...]:
        """Invitations nobody used yet, and that still may be."""
        return tuple(one for one in self.file.read().invited if one.until >= self._now())

    def add(self, id: str, roles: frozenset[str], passphrase: str, *, by: Actor | None = None) -> None:  # noqa: A002
        """Enter a person, or give one new roles and a new passphrase; factors are kept. Raises `BadPerson`."""
        self._must_be(id, roles)
        made = _entry(id, roles, passphrase)
        with self.file.changing(Said("office.person", id, roles), by=by) as now:
            old = next((one.factors for one in now[0].people if one.id == id), Factors())
            now[0] = replace(now[0], people=(*_others(now[0], id), replace(made, factors=old)))

    def give_passphrase(self, actor: Actor, passphrase: str) -> None:
        """Another passphrase for a person, chosen by himself or herself. Raises `BadPerson`."""
        made = _entry(actor.id, actor.roles, passphrase)
        with self.file.changing(Said("office.passphrase"), by=actor) as now:
            old = next((one for one in now[0].people if one.id == actor.id), None)
            if old is None:
                raise BadPerson(f"“{actor.id}” is not on the roll.")
            made = replace(made, roles=old.roles, factors=old.factors)
            now[0] = replace(now[0], people=(*_others(now[0], actor.id), made))

    def invite(self, id: str, roles: frozenset[str], *, by: Actor | None = None) -> str:  # noqa: A002
        """The token of a link by which `id` enters once, chooses a passphrase and holds `roles`.

        For someone already on the roll it is the way back after everything was lost: the old passphrase, factors and
        tokens go when the link is used. Raises `BadPerson`.
        """
        self._must_be(id, roles)
        token = secrets.token_urlsafe(32)
        made = Invitation(id, tuple(sorted(roles)), token_digest(token), int(self._now()) + INVITED)
        with self.file.changing(Said("office.person", id, roles), by=by) as now:
            kept = tuple(one for one in now[0].invited if one.id != id and one.until >= self._now())
            now[0] = replace(now[0], invited=(*kept, made))
        return token

    def invitation(self, token: str) -> Invitation | None:
        """The invitation behind a link's token, while it may be used."""
        digest = token_digest(token)
        return next((one for one in self.invited() if hmac.compare_digest(one.digest, digest)), None)

    def join(self, token: str, passphrase: str) -> Actor | None:
        """Use an invitation; None when it was used, is too old, or never was. Raises `BadPerson`."""
        found = self.invitation(token)
        if found is None:
            return None
        actor = Actor(id=found.id, roles=frozenset(found.roles))
        made = _entry(found.id, actor.roles, passphrase)
        with self.file.changing(Said("office.join"), by=actor) as now:
            left = tuple(one for one in now[0].invited if one.digest != found.digest)
            if is_first := len(left) < len(now[0].invited):  # else somebody else was quicker
                tokens = tuple(one for one in now[0].tokens if one.of != found.id)
                people = (*_others(now[0], found.id), made)
                now[0] = replace(now[0], invited=left, people=people, tokens=tokens)
        return actor if is_first else None

    def remove(self, id: str, *, by: Actor | None = None) -> None:  # noqa: A002
        """Take a person off the roll, with invitations and tokens. Raises `NotOnTheRoll`."""
        if id not in {*(one.id for one in self.people()), *(one.id for one in self.invited())}:
            raise NotOnTheRoll(id)
        with self.file.changing(Said("office.remove", id), by=by) as now:
            now[0] = replace(
                now[0],
                people=_others(now[0], id),
                invited=tuple(one for one in now[0].invited if one.id != id),
                tokens=tuple(one for one in now[0].tokens if one.of != id),
            )

    def give_roles(self, id: str, roles: frozenset[str], *, by: Actor | None = None) -> None:  # noqa: A002
        """Give a person other roles. Raises `BadPerson`."""
        self._must_be(id, roles)
        with self.file.changing(Said("office.roles", id, roles), by=by) as now:
            if all(one.id != id for one in now[0].people):
                raise BadPerson(f"“{id}” is not on the roll.")
            changed = (replace(one, roles=tuple(sorted(roles))) if one.id == id else one for one in now[0].people)
            now[0] = replace(now[0], people=tuple(changed))

    def check(self, id: str, passphrase: str) -> Actor:  # noqa: A002
        """The person with this id and passphrase. Raises `WrongPerson`; an unknown id takes as long as a known one."""
        nobody = Entry("", (), "00" * 16, "00" * 32, seal.MEMORY_KIB)
        entry = next((one for one in self.people() if one.id == id != self._owner), nobody)
        given = _digest(passphrase[: LONGEST + 1], bytes.fromhex(entry.salt), entry.memory)
        if not hmac.compare_digest(given, bytes.fromhex(entry.digest)) or entry is nobody:
            raise WrongPerson
        return Actor(id=entry.id, roles=frozenset(entry.roles))

    def prove(self, id: str, passphrase: str, desk: Desk) -> None:  # noqa: A002
        """Somebody proves at another's keyboard who they are; either way it leaves a note. Raises `WrongPerson`."""
        entry = next((one for one in self.people() if one.id == id), None)
        actor = Actor(id=id, roles=frozenset(entry.roles if entry else ()))
        try:
            self.check(id, passphrase)
        except WrongPerson:
            if entry is not None:
                noted(dataclasses.replace(desk, actor=actor), "office.refused")
            raise
        noted(dataclasses.replace(desk, actor=actor), "office.proved")

    def holds(self, actor: Actor) -> bool:
        """Whether this person is still on the roll with these roles."""
        mine = (one for one in self.people() if one.id == actor.id != self._owner)
        return any(frozenset(one.roles) == actor.roles for one in mine)

    def _must_be(self, id: str, roles: frozenset[str]) -> None:  # noqa: A002
        if not ID.fullmatch(id):
            raise BadPerson(f"“{id}” cannot be an id.")
        if id == self._owner:
            raise BadPerson("This id belongs to whoever holds the register's own passphrase.")
        if unknown := sorted(roles - set(ROLES)):
            raise BadPerson(f"There is no role “{unknown[0]}”.", hint="Roles: " + " ".join(ROLES))


def token_digest(token: str) -> str:
    """What is kept of a random token of 256 bits: there is nothing to guess, so one SHA-256 is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


def _entry(id: str, roles: frozenset[str], passphrase: str) -> Entry:  # noqa: A002
    """An entry with a new salt. Raises `BadPerson` for a passphrase that is too easily guessed."""
    if why := weakness(passphrase, id):
        raise BadPerson(why)
    salt, memory = os.urandom(16), seal.MEMORY_KIB
    return Entry(id, tuple(sorted(roles)), salt.hex(), _digest(passphrase, salt, memory).hex(), memory)


def _others(now: Kept, id: str) -> tuple[Entry, ...]:  # noqa: A002
    return tuple(one for one in now.people if one.id != id)


def _digest(passphrase: str, salt: bytes, memory: int) -> bytes:
    kdf = Argon2id(salt=salt, length=32, iterations=seal.PASSES, lanes=seal.LANES, memory_cost=memory)
    return kdf.derive(passphrase.encode())
