"""Replay: every entry of every log in a fixed order, opened as far as our keys reach. Everything derived starts here.

The order depends on the entries alone: origins by name, within an origin by index. Where an origin has several
histories, an index gives each distinct entry once, by id.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, islice, zip_longest
from typing import Literal, NamedTuple

from .entry import GENESIS, Clear, Kind, is_newer, read_clear, read_kind
from .errors import BadEntry, CannotOpen
from .identity import bare
from .protocol import Entry, KeyStore, Ledger
from .sealing import open_clear

CHUNK = 1000
State = Literal["open", "no key", "newer", "damaged"]


class Replayed(NamedTuple):
    """One entry: where it is, its tier, and its payload as far as it can be opened.

    `state` is "open"; "no key" (destroyed, never ours, or sealed to custodians); "newer" (written by a later version);
    "damaged" (our key opens something else than the entry commits to). `payload` is None unless it is "open".
    """

    origin: str
    idx: int
    id: bytes
    tier: str
    state: State
    payload: bytes | None


def replay(ledger: Ledger, keys: KeyStore, start: Mapping[str, int] | None = None) -> Iterator[Replayed]:
    """Every sealed entry, streamed; `start` gives, by log name, the index to begin at (default: the beginning)."""
    begin = start or {}
    logs = [head.log for head in ledger.heads()]
    for origin, names in groupby(sorted(logs, key=lambda log: (bare(log), log)), key=bare):
        yield from _open(origin, _histories(ledger, list(names), begin), keys)


def _histories(ledger: Ledger, logs: list[str], begin: Mapping[str, int]) -> Iterator[tuple[int, Entry]]:
    """(index, entry) of one origin, genesis left out."""
    first = min(max(1, begin.get(log, 1)) for log in logs)
    if len(logs) == 1:
        yield from enumerate(ledger.entries(logs[0], first), first)
        return
    for index, row in enumerate(zip_longest(*(ledger.entries(log, first) for log in logs)), first):
        for entry in sorted({entry for entry in row if entry is not None}):
            yield index, entry


def _open(origin: str, entries: Iterable[tuple[int, Entry]], keys: KeyStore) -> Iterator[Replayed]:
    stream = iter(entries)
    while chunk := list(islice(stream, CHUNK)):
        clears = [_clear(entry.raw) for _, entry in chunk]
        found = iter(keys.get_many([clear.kid for clear in clears if isinstance(clear, Clear)]))
        for (index, entry), clear in zip(chunk, clears, strict=True):
            if isinstance(clear, Clear):
                state, payload = _payload(clear, next(found))
            else:
                state, payload = ("newer" if clear.v > 1 else "damaged"), None
            yield Replayed(origin, index, entry.id, clear.cls, state, payload)


def _clear(raw: bytes) -> Clear | Kind:
    if is_newer(raw):
        return read_kind(raw)
    try:
        return read_clear(raw)
    except BadEntry:
        return Kind(GENESIS, 1)


def _payload(clear: Clear, key: bytes | None) -> tuple[State, bytes | None]:
    if key is None:
        return "no key", None
    try:
        return "open", open_clear(clear, key)
    except (BadEntry, CannotOpen):
        return "damaged", None
