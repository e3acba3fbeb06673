"""The people of the office: an id that is not a name, the roles held, and a passphrase known by its Argon2id digest.

The roll is a small file in the key folder, beside what it protects. It holds no names of people and no case data.
"""

from __future__ import annotations

import hmac
import os
import re
from collections.abc import Callable
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from tereze.model.errors import BadInput, Damaged, WrongUse
from tereze.model.people import ROLES, Actor
from tereze.store import seal
from tereze.store.disk import read_whole, write_whole

ID = re.compile(r"[a-z][a-z0-9-]{1,31}")
SHORTEST = 12


class BadPerson(WrongUse):
    """An id, role or passphrase that cannot be."""

    message = "{0}"
    hint = "An id is lower-case letters, digits and hyphens, and no name. A passphrase has at least 12 characters."


class WrongPerson(BadInput):
    """No such person, or another passphrase: the answer is the same."""

    message = "This id and passphrase do not belong together."
    hint = "Check the keyboard layout and capital letters."


class RollDamaged(Damaged):
    """The roll cannot be read."""

    message = "The list of the office's people ({0}) is damaged."
    hint = "Restore it, or remove it and enter the people again."


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One person; `salt` and `digest` in hex, `memory` the cost of the digest in KiB."""

    id: str
    roles: tuple[str, ...]
    salt: str
    digest: str
    memory: int


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    people: tuple[Entry, ...]
    tereze: str = "people/1"


class Roll:
    """Reads the file at each question: whoever is taken off it is off it at once."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def people(self) -> tuple[Entry, ...]:
        """Everybody, in order of id. Raises `RollDamaged`."""
        if not self._path.is_file():
            return ()
        try:
            return msgspec.json.decode(read_whole(self._path), type=_File).people
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise RollDamaged(self._path.name) from error

    def add(self, id: str, roles: frozenset[str], passphrase: str, dice: Callable[[int], bytes] = os.urandom) -> None:  # noqa: A002
        """Enter a person, or give one new roles and a new passphrase. Raises `BadPerson`."""
        if not ID.fullmatch(id):
            raise BadPerson(f"“{id}” cannot be an id.")
        if unknown := sorted(roles - set(ROLES)):
            raise BadPerson(f"There is no role “{unknown[0]}”.", hint="Roles: " + " ".join(ROLES))
        if len(passphrase) < SHORTEST:
            raise BadPerson("This passphrase is too short.")
        salt, memory = dice(16), seal.MEMORY_KIB
        made = Entry(id, tuple(sorted(roles)), salt.hex(), _digest(passphrase, salt, memory).hex(), memory)
        self._write((*(one for one in self.people() if one.id != id), made))

    def remove(self, id: str) -> None:  # noqa: A002
        """Take a person off the roll."""
        self._write(tuple(one for one in self.people() if one.id != id))

    def check(self, id: str, passphrase: str) -> Actor:  # noqa: A002
        """The person with this id and passphrase. Raises `WrongPerson`; an unknown id takes as long as a known one."""
        nobody = Entry("", (), "00" * 16, "00" * 32, seal.MEMORY_KIB)
        entry = next((one for one in self.people() if one.id == id), nobody)
        given = _digest(passphrase, bytes.fromhex(entry.salt), entry.memory)
        if not hmac.compare_digest(given, bytes.fromhex(entry.digest)) or entry is nobody:
            raise WrongPerson
        return Actor(id=entry.id, roles=frozenset(entry.roles))

    def holds(self, actor: Actor) -> bool:
        """Whether this person is still on the roll with these roles."""
        return any(one.id == actor.id and frozenset(one.roles) == actor.roles for one in self.people())

    def _write(self, people: tuple[Entry, ...]) -> None:
        kept = _File(tuple(sorted(people, key=lambda one: one.id)))
        write_whole(self._path, msgspec.json.format(msgspec.json.encode(kept), indent=2) + b"\n")


def _digest(passphrase: str, salt: bytes, memory: int) -> bytes:
    kdf = Argon2id(salt=salt, length=32, iterations=seal.PASSES, lanes=seal.LANES, memory_cost=memory)
    return kdf.derive(passphrase.encode())
