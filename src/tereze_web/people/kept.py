"""`people.json` in the key folder: who may come in, with which second factors, invitations and tokens of programs.

No passphrase, code or token is in it, only digests; the secrets of authenticator apps are sealed under a key of the
register, so that the file alone makes no codes. Version 1 of the file, which knew only people, is read and becomes
version 2 with the next change. It holds no names of people and no case data.

What the file says counts only where the ledger agrees (`binding`): a file changed by other hands is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock

import msgspec

from tereze.actions.enrolling import RollChanged, Said
from tereze.model.errors import Damaged
from tereze.model.people import Actor
from tereze.store.disk import DISK, read_whole, write_whole
from tereze.store.faults import disk_errors

from .binding import SHUT, Binding

STAGED = ".next"
"""Added to the file's name while a change waits for its note in the ledger."""


class RollDamaged(Damaged):
    """The roll cannot be read."""

    message = "The list of the office's people ({0}) is damaged."
    hint = "Put the right file back, or begin a new list: `tereze office vouch --empty`."


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

    def __init__(self, path: Path, binding: Binding = SHUT) -> None:
        self._path, self._staged = path, path.with_name(path.name + STAGED)
        self._binding = binding
        self._lock = RLock()

    def read(self) -> Kept:
        """What is kept; nothing where there is no file. Raises `RollDamaged`, `RollChanged`."""
        with self._lock:
            raw = _raw(self._path)
            fits = self._binding.fits(raw)
        return self._decoded(raw) if fits else self._read_again()

    def _read_again(self) -> Kept:
        with self._binding.held(), self._lock:
            self._binding.renew()
            raw = _raw(self._path)
            if not self._binding.fits(raw):
                raise RollChanged(self._path.name)
        return self._decoded(raw)

    def bind_to(self, binding: Binding) -> None:
        """From now on the ledger decides. A change cut off after its note is finished; a list from before there were
        such notes, or none, is bound as it is. Raises `RollChanged`, `RollDamaged`.
        """
        with binding.held(), self._lock:
            raw, staged = _raw(self._path), _raw(self._staged)
            if binding.is_new:
                self._decoded(raw)
                binding.bind(raw, (Said("office.bound"),), None)
            elif staged and not binding.fits(raw) and binding.fits(staged):
                self._take_place()
            elif not binding.fits(raw):
                raise RollChanged(self._path.name)
            self._binding = binding

    def shut(self) -> None:
        """The register is closed: nothing can be changed, and what is read is checked when it opens again."""
        self._binding = SHUT

    def vouch(self, binding: Binding, *, empty: bool) -> Kept:
        """Put the list in force as it is now, or, with `empty`, none; whoever may administer. Raises `RollDamaged`."""
        with binding.held(), self._lock:
            raw = b"" if empty else _raw(self._path)
            kept = self._decoded(raw)
            binding.bind(raw, (Said("office.vouch"),), None)
            if empty:
                with disk_errors(self._path.name):
                    DISK.remove(self._path)
            self._binding = binding
        return kept

    def unchecked(self) -> Kept:
        """What stands in the file, whoever wrote it: only to be shown. Raises `RollDamaged`."""
        return self._decoded(_raw(self._path))

    @contextmanager
    def changing(self, *said: Said, by: Actor | None = None) -> Iterator[list[Kept]]:
        """`with file.changing() as now: now[0] = changed(now[0])`: read, change, write as a whole.

        1. The new content beside the old one.  2. Its note in the ledger, with `said`, in the name of `by` (None:
        whoever holds the register's passphrase).  3. It takes the old one's place. Without a change, nothing.
        """
        with self._binding.held(), self._lock:
            self._binding.renew()
            before = self.read()
            now = [before]
            yield now
            if now[0] == before:
                return
            people = tuple(sorted(now[0].people, key=lambda one: one.id))
            raw = msgspec.json.format(msgspec.json.encode(msgspec.structs.replace(now[0], people=people)), indent=2)
            write_whole(self._staged, raw + b"\n")  # 1.
            try:
                self._binding.bind(raw + b"\n", said, by)  # 2.
            except BaseException:
                DISK.remove(self._staged)
                raise
            self._take_place()  # 3.

    def _take_place(self) -> None:
        with disk_errors(self._path.name):
            DISK.rename(self._staged, self._path)
            DISK.sync_folder(self._path.parent)

    def _decoded(self, raw: bytes) -> Kept:
        if not raw:
            return Kept()
        try:
            if msgspec.json.decode(raw, type=dict[str, msgspec.Raw]).get("tereze") == msgspec.Raw(b'"people/2"'):
                return msgspec.json.decode(raw, type=Kept)
            return Kept(people=msgspec.json.decode(raw, type=_First).people)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise RollDamaged(self._path.name) from error


def _raw(path: Path) -> bytes:
    """The content of a file; empty where there is none. Raises `RollDamaged` for an empty file."""
    if not path.is_file():
        return b""
    if not (raw := read_whole(path)):
        raise RollDamaged(path.name)
    return raw
