"""The doors of the ledger room: what the rest of the system may ask of a ledger, and what a ledger asks of a store.

Two seams, so that the careful part is written once:

- `Ledger` is what actions, replay and bundles see. `tereze.ledger.logs.LogLedger` is its only implementation.
- `LogStore` is the shelf under it: rows in, rows out, one transaction at a time. Memory, SQLCipher and PostgreSQL
  each implement this one; they never hash, sign or decide anything.

A *log* is named by its origin (`tereze/<register>/<installation>`). Only when an installation signed two different
histories does a second log of the same origin exist; it is named `<origin>#<16 hex digits>` (see `LogLedger.absorb`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from .identity import Genesis


class Entry(NamedTuple):
    """One ledger entry as it is stored: its id, SHA-256 of `raw`, and `raw`, the canonical JSON bytes."""

    id: bytes
    raw: bytes


class Tip(NamedTuple):
    """How far a log reaches: number of entries, and the roots of its complete subtrees from left to right.

    Derived from the entry ids and kept only for speed: `LogLedger.check` recomputes it.
    """

    size: int
    frontier: tuple[bytes, ...]


EMPTY = Tip(0, ())


class Head(NamedTuple):
    """The newest state of one log: its name, size, Merkle root (32 bytes) and last signed checkpoint (note text)."""

    log: str
    size: int
    root: bytes
    note: str


class ForkProof(NamedTuple):
    """Two checkpoints signed by one installation that cannot both be true, and why.

    Equal sizes: the roots differ and `path` is empty. Otherwise `note_a` is the smaller, and `path` is an RFC 9162
    consistency path that leads to the root of `note_b` but not to the root of `note_a`.
    """

    origin: str
    note_a: str
    note_b: str
    path: tuple[bytes, ...]


class LogPart(NamedTuple):
    """A stretch of somebody's log on its way to us: entries from `start` on, ending where `note` says.

    `frontier` is the tip's frontier at `start` (empty for 0), so the part can be verified by itself.
    """

    origin: str
    start: int
    frontier: tuple[bytes, ...]
    entries: Iterable[bytes]
    note: str


class Absorbed(NamedTuple):
    """What a merge did to one log: entries added, and the fork it proved, if any."""

    log: str
    added: int
    fork: ForkProof | None


class Unit(Protocol):
    """An open unit of work on our own log: everything appended in it becomes visible together, or not at all."""

    def append(self, entries: Sequence[Entry]) -> range:
        """Add sealed entries in order; the indexes they took in our log. Signed when the unit closes."""
        ...


class Ledger(Protocol):
    """A set of append-only logs of which one is ours to write."""

    @property
    def origin(self) -> str:
        """The origin of our own log."""
        ...

    def unit(self) -> AbstractContextManager[Unit]:
        """One commit: on a clean exit the entries and one signed checkpoint are stored, else nothing is."""
        ...

    def heads(self) -> Sequence[Head]:
        """The newest state of every log, sorted by name."""
        ...

    def entries(self, log: str, start: int = 0, stop: int | None = None) -> Iterator[Entry]:
        """The entries of one log from index `start` up to, not including, `stop`; streamed."""
        ...

    def notes(self, log: str) -> Iterator[tuple[int, str]]:
        """(size, note) of every checkpoint kept for one log, by size."""
        ...

    def forks(self) -> Sequence[ForkProof]:
        """Proofs that an installation signed two histories, in the order of their origin and notes."""
        ...

    def geneses(self) -> Mapping[str, Genesis]:
        """The clear first entry of every log, by origin."""
        ...

    def absorb(self, parts: Iterable[LogPart], forks: Iterable[ForkProof] = ()) -> list[Absorbed]:
        """Merge stretches of logs, and fork proofs, in one unit: all verified or nothing; repeating it does nothing."""
        ...


class LogStore(Protocol):
    """Rows under a ledger. Reads outside a unit see only what was committed.

    Tables, where there are tables: `entry(origin, idx, id, raw)` with key (origin, idx); `checkpoint(origin, size,
    note)` with key (origin, size); `fork(origin, note_a, note_b, path)`; `tip(origin, size, frontier)` with key
    (origin). The column `origin` holds the log's name. `entry`, `checkpoint` and `fork` refuse UPDATE and DELETE;
    `tip` is derived. `path` and `frontier` are the 32-byte hashes one after another.
    """

    def unit(self) -> AbstractContextManager[None]:
        """One transaction holding the write lock from its start: committed durably on a clean exit, else undone.

        Entered again while open, it joins the outer one.
        """
        ...

    def logs(self) -> Sequence[str]:
        """The names of all logs, sorted by code point."""
        ...

    def tip(self, log: str) -> Tip:
        """The kept tip; `EMPTY` for a log that is not there."""
        ...

    def set_tip(self, log: str, tip: Tip) -> None:
        """Replace the kept tip of a log."""
        ...

    def add(self, log: str, start: int, entries: Sequence[Entry]) -> None:
        """Insert entries at indexes start, start+1, …; an index already taken is an error of the store."""
        ...

    def entries(self, log: str, start: int = 0, stop: int | None = None) -> Iterator[Entry]:
        """Entries by index, streamed: memory does not grow with the log."""
        ...

    def ids(self, log: str, start: int = 0, stop: int | None = None) -> Iterator[bytes]:
        """The 32-byte ids alone, by index, streamed."""
        ...

    def add_note(self, log: str, size: int, note: str) -> None:
        """Keep a checkpoint; where one is kept for this size already, keep that one."""
        ...

    def notes(self, log: str) -> Iterator[tuple[int, str]]:
        """(size, note) by size."""
        ...

    def last_note(self, log: str) -> tuple[int, str] | None:
        """The checkpoint with the largest size, or None."""
        ...

    def add_fork(self, fork: ForkProof) -> None:
        """Keep a proof of a fork; keeping the same one twice keeps it once."""
        ...

    def forks(self) -> Sequence[ForkProof]:
        """All kept proofs, sorted."""
        ...


class KeyStore(Protocol):
    """Data keys by their random ids, grouped by erasure unit. Never part of a bundle.

    A `kid` is 12 random bytes that say nothing; a key is 32 random bytes. A *unit* is the name of an erasure unit
    (one person's part in one source): what can be erased alone.
    """

    def issue(self, units: Sequence[str]) -> list[tuple[bytes, bytes]]:
        """One new (kid, key) pair for each erasure unit named, in order, kept durably before they are returned.

        A unit may be named as often as it has entries; a list of 10,000 rows names 10,000 units in one call.
        """
        ...

    def get(self, kid: bytes) -> bytes | None:
        """The key, or None when it was destroyed or never ours."""
        ...

    def get_many(self, kids: Sequence[bytes]) -> list[bytes | None]:
        """The same for many, in the same order."""
        ...

    def destroy(self, unit: str) -> int:
        """Destroy every key of one erasure unit for good; how many there were."""
        ...

    def destroy_many(self, units: Sequence[str]) -> int:
        """The same for several units at once, which is much cheaper than one by one."""
        ...

    def units(self) -> Iterator[tuple[str, int]]:
        """(unit, number of keys) of every erasure unit that still has keys, sorted."""
        ...
