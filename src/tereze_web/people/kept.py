"""`people.json` in the key folder: who may come in, with which second factors, invitations and tokens of programs.

No passphrase, code or token is in it, only digests; the secrets of authenticator apps are sealed under a key of the
register, so that the file alone makes no codes. Version 1 of the file, which knew only people, is read and becomes
version 2 with the next change. It holds no names of people and no case data.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock

import msgspec

from tereze.model.errors import Damaged
from tereze.store.disk import read_whole, write_whole


class RollDamaged(Damaged):
    """The roll cannot be read."""

    message = "The list of the office's people ({0}) is damaged."
    hint = "Restore it, or remove it and enter the people again."


class Passkey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A passkey's public half: credential id and data (base64url), sign count, own label, the site it was made for."""

    id: str
    data: str
    count: int
    label: str
    site: str


class Factors(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a person shows beside the passphrase: a sealed authenticator secret (hex), passkeys, digests of codes."""

    totp: str = ""
    passkeys: tuple[Passkey, ...] = ()
    codes: tuple[str, ...] = ()

    @property
    def any(self) -> bool:
        """Whether there is a second factor. Recovery codes alone are none."""
        return bool(self.totp or self.passkeys)


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One person; `salt` and `digest` in hex, `memory` the cost of the digest in KiB."""

    id: str
    roles: tuple[str, ...]
    salt: str
    digest: str
    memory: int
    factors: Factors = Factors()


class Invitation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A link that enters `id` once: the digest of its token, and until when (seconds since 1970)."""

    id: str
    roles: tuple[str, ...]
    digest: str
    until: int


class Token(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A program's way in, in the name of the person `of` and with no more than `roles`. Times: seconds since 1970."""

    id: str
    of: str
    roles: tuple[str, ...]
    digest: str
    label: str
    made: int
    until: int


class Kept(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file. `owner` holds the factors of whoever knows the register's own passphrase."""

    people: tuple[Entry, ...] = ()
    owner: Factors = Factors()
    invited: tuple[Invitation, ...] = ()
    tokens: tuple[Token, ...] = ()
    tereze: str = "people/2"


class _First(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    people: tuple[Entry, ...]
    tereze: str = "people/1"


class File:
    """Reads at each question, so that whoever is taken off is off at once; changes one at a time."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = RLock()

    def read(self) -> Kept:
        """What is kept; nothing where there is no file. Raises `RollDamaged`."""
        if not self._path.is_file():
            return Kept()
        raw = read_whole(self._path)
        try:
            if msgspec.json.decode(raw, type=dict[str, msgspec.Raw]).get("tereze") == msgspec.Raw(b'"people/2"'):
                return msgspec.json.decode(raw, type=Kept)
            return Kept(people=msgspec.json.decode(raw, type=_First).people)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise RollDamaged(self._path.name) from error

    @contextmanager
    def changing(self) -> Iterator[list[Kept]]:
        """`with file.changing() as now: now[0] = changed(now[0])`: read, change, write as a whole."""
        with self._lock:
            now = [self.read()]
            yield now
            people = tuple(sorted(now[0].people, key=lambda one: one.id))
            raw = msgspec.json.encode(msgspec.structs.replace(now[0], people=people))
            write_whole(self._path, msgspec.json.format(raw, indent=2) + b"\n")
