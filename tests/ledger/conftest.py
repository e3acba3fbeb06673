"""Deterministic randomness and small fictional ledgers for the tests of this room."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import Any

import pytest

from tereze.ledger.canonical import canonical
from tereze.ledger.identity import Installation, new_installation
from tereze.ledger.keys import MemoryKeyStore
from tereze.ledger.logs import LogLedger
from tereze.ledger.memory import MemoryLedger
from tereze.ledger.protocol import Entry, Head, LogPart
from tereze.ledger.sealing import seal_many

REGISTER = bytes(range(16))


class Noise:
    """As many bytes as asked for, always the same for the same seed."""

    def __init__(self, seed: object) -> None:
        self._seed, self._count = repr(seed).encode(), 0

    def __call__(self, size: int) -> bytes:
        first = self._count
        self._count += -(-size // 32)
        blocks = (sha256(self._seed + n.to_bytes(8, "big")).digest() for n in range(first, self._count))
        return b"".join(blocks)[:size]


class Bench:
    """Makes installations, payloads, entries and ledgers; everybody in them is fictional."""

    def __init__(self) -> None:
        self.noise = Noise("bench")
        self.keys = MemoryKeyStore(self.noise)

    def installation(self, name: str, **more: Any) -> Installation:
        return new_installation(REGISTER, Noise(name)(32), **more)

    def mention(self, number: int, statements: int = 2) -> bytes:
        said = [{"id": f"s{number}-{i}", "p": "seen", "v": f"сөз {i}"} for i in range(statements)]
        return canonical({"id": f"m{number}", "kind": "mention", "name": f"Фиктив {number}", "statements": said})

    def seal(self, payloads: Sequence[bytes], cls: str = "case", unit: str = "unit") -> list[Entry]:
        keys = self.keys.issue([unit] * len(payloads))
        return list(seal_many(payloads, cls, keys, self.noise(12 * len(payloads))))

    def entries(self, count: int, first: int = 0) -> list[Entry]:
        return self.seal([self.mention(first + i) for i in range(count)])

    def ledger(self, name: str = "desk", count: int = 0, **more: Any) -> MemoryLedger:
        ledger = MemoryLedger(self.installation(name, **more))
        if count:
            self.append(ledger, count)
        return ledger

    def append(self, ledger: LogLedger, count: int, first: int = 0) -> range:
        with ledger.unit() as unit:
            return unit.append(self.entries(count, first))

    def forked(self, common: int = 3, left: int = 2, right: int = 4) -> tuple[MemoryLedger, MemoryLedger]:
        """One installation whose disk was copied: the same first entries, then two different histories."""
        one, two = self.ledger("twin"), self.ledger("twin")
        entries = self.entries(common)
        for ledger in (one, two):
            if entries:
                with ledger.unit() as unit:
                    unit.append(entries)
        self.append(one, left, 100)
        self.append(two, right, 200)
        return one, two

    def part(self, ledger: LogLedger, log: str | None = None, start: int = 0, stop: int | None = None) -> LogPart:
        """A stretch of one log as another ledger would get it; `stop` must be a size that was signed."""
        from tereze.ledger.identity import bare
        from tereze.ledger.merkle import Frontier

        name = log or ledger.origin
        notes = dict(ledger.notes(name))
        end = stop if stop is not None else max(notes)
        before = Frontier()
        before.extend(entry.id for entry in ledger.entries(name, 0, start))
        raws = [entry.raw for entry in ledger.entries(name, start, end)]
        return LogPart(bare(name), start, before.nodes, raws, notes[end])


@pytest.fixture
def bench() -> Bench:
    return Bench()


@pytest.fixture
def state() -> Callable[[LogLedger], dict[str, set[tuple[int, bytes]]]]:
    """What must be the same whatever the order of merges: per origin, the set of (size, root) of its histories."""

    def of(ledger: LogLedger) -> dict[str, set[tuple[int, bytes]]]:
        from tereze.ledger.identity import bare

        found: dict[str, set[tuple[int, bytes]]] = {}
        heads: Sequence[Head] = ledger.heads()
        for head in heads:
            found.setdefault(bare(head.log), set()).add((head.size, head.root))
        return found

    return of
