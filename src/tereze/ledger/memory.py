"""A ledger in memory: the reference for every store, and the one that tests of other rooms use."""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from .errors import BadLog
from .identity import Installation
from .logs import LogLedger
from .protocol import EMPTY, Entry, ForkProof, Tip


class MemoryLogStore:
    """A `LogStore` in lists. A unit that fails is undone step by step, backwards."""

    def __init__(self) -> None:
        self._entries: dict[str, list[Entry]] = {}
        self._tips: dict[str, Tip] = {}
        self._notes: dict[str, dict[int, str]] = {}
        self._forks: list[ForkProof] = []
        self._undo: list[Callable[[], object]] = []
        self._depth = 0

    @contextmanager
    def unit(self) -> Iterator[None]:
        """All or nothing."""
        self._depth += 1
        try:
            yield
        except BaseException:
            if self._depth == 1:
                for undo in reversed(self._undo):
                    undo()
            raise
        finally:
            self._depth -= 1
            if self._depth == 0:
                self._undo.clear()

    def logs(self) -> Sequence[str]:
        """The names of all logs, sorted."""
        return sorted(log for log, entries in self._entries.items() if entries)

    def tip(self, log: str) -> Tip:
        """The kept tip."""
        return self._tips.get(log, EMPTY)

    def set_tip(self, log: str, tip: Tip) -> None:
        """Replace the kept tip."""
        before = self._tips.get(log, EMPTY)
        self._undo.append(lambda: self._tips.update({log: before}))
        self._tips[log] = tip

    def add(self, log: str, start: int, entries: Sequence[Entry]) -> None:
        """Insert entries; only at the end, as every index before it is taken."""
        kept = self._entries.setdefault(log, [])
        if start != len(kept):
            raise BadLog(log, f"entries were to be added at {start}, but it ends at {len(kept)}")
        self._undo.append(lambda: kept.__delitem__(slice(start, None)))
        kept.extend(entries)

    def entries(self, log: str, start: int = 0, stop: int | None = None) -> Iterator[Entry]:
        """Entries by index."""
        kept = self._entries.get(log, [])
        return iter(kept[start:stop])

    def ids(self, log: str, start: int = 0, stop: int | None = None) -> Iterator[bytes]:
        """The ids alone."""
        return (entry.id for entry in self.entries(log, start, stop))

    def add_note(self, log: str, size: int, note: str) -> None:
        """Keep a checkpoint, the first one for its size."""
        kept = self._notes.setdefault(log, {})
        if size not in kept:
            self._undo.append(lambda: kept.pop(size))
            kept[size] = note

    def notes(self, log: str) -> Iterator[tuple[int, str]]:
        """(size, note) by size."""
        return iter(sorted(self._notes.get(log, {}).items()))

    def last_note(self, log: str) -> tuple[int, str] | None:
        """The checkpoint with the largest size."""
        return max(self._notes.get(log, {}).items(), default=None)

    def add_fork(self, fork: ForkProof) -> None:
        """Keep a proof once."""
        if fork not in self._forks:
            self._undo.append(lambda: self._forks.remove(fork))
            insort(self._forks, fork)

    def forks(self) -> Sequence[ForkProof]:
        """All kept proofs, sorted."""
        return tuple(self._forks)


class MemoryLedger(LogLedger):
    """A whole ledger in memory, for one installation."""

    def __init__(self, writer: Installation) -> None:
        super().__init__(MemoryLogStore(), writer)
