"""The ledger itself: appending to our own log, signing what it says, merging what others say. Over any `LogStore`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256

from tereze.model.errors import WrongUse

from .errors import BadEntry, BadLog, ForeignBundle, FrozenLog, ReadOnlyLedger
from .forks import check_fork
from .identity import Genesis, Installation, bare, read_genesis, register_of
from .merge import absorb
from .merkle import Frontier
from .notes import Checkpoint
from .protocol import Absorbed, Entry, ForkProof, Head, LogPart, LogStore, Tip


class OpenUnit:
    """The unit of work `LogLedger.unit` gives out; see `protocol.Unit`."""

    def __init__(self, store: LogStore, writer: Installation) -> None:
        tip = store.tip(writer.origin)
        self._store, self._writer = store, writer
        self._start = tip.size
        self._tree = Frontier(tip.size, tip.frontier)
        self._closed = False

    def append(self, entries: Sequence[Entry]) -> range:
        """Add sealed entries in order; the indexes they took in our log."""
        if self._closed:
            raise WrongUse("This unit of work is closed; open another one to append.")
        if self._tree.size == 0 and entries:
            self._add([self._writer.genesis])
        start = self._tree.size
        for entry in entries:
            if sha256(entry.raw).digest() != entry.id or not entry.raw.startswith(b'{"alg":"'):
                raise BadEntry("it was not made by sealing")
        self._add(entries)
        return range(start, self._tree.size)

    def _add(self, entries: Sequence[Entry]) -> None:
        self._store.add(self._writer.origin, self._tree.size, entries)
        self._tree.extend([entry.id for entry in entries])

    def close(self) -> None:
        """Sign what was appended. Nothing appended, nothing signed."""
        self._closed = True
        if self._tree.size == self._start:
            return
        origin, size = self._writer.origin, self._tree.size
        note = self._writer.sign(Checkpoint(origin, size, self._tree.root()).text)
        self._store.set_tip(origin, Tip(size, self._tree.nodes))
        self._store.add_note(origin, size, note)


class LogLedger:
    """A `Ledger` over a store. `writer` is our installation, or its origin alone to open the ledger read-only."""

    def __init__(self, store: LogStore, writer: Installation | str) -> None:
        self.store = store
        self._writer = None if isinstance(writer, str) else writer
        self._origin = writer if isinstance(writer, str) else writer.origin
        self._unit: OpenUnit | None = None

    @property
    def origin(self) -> str:
        """The origin of our own log."""
        return self._origin

    @contextmanager
    def unit(self) -> Iterator[OpenUnit]:
        """One commit; entered again while open, it is the same one. Raises `FrozenLog`, `ReadOnlyLedger`."""
        if self._unit is not None:
            yield self._unit
            return
        if self._writer is None:
            raise ReadOnlyLedger
        with self.store.unit():
            if self.is_frozen(self._origin):
                raise FrozenLog(self._origin)
            self._unit = OpenUnit(self.store, self._writer)
            try:
                yield self._unit
                self._unit.close()
            finally:
                self._unit = None

    def is_frozen(self, origin: str) -> bool:
        """Whether an installation is known to have signed two histories."""
        return any(fork.origin == origin for fork in self.store.forks())

    def heads(self) -> Sequence[Head]:
        """The newest state of every log, sorted by name."""
        return [self.head(log) for log in self.store.logs()]

    def head(self, log: str) -> Head:
        """The newest state of one log. Raises `BadLog` if it is not there or was never signed."""
        tip, last = self.store.tip(log), self.store.last_note(log)
        if last is None:
            raise BadLog(log, "it has no checkpoint")
        return Head(log, tip.size, Frontier(tip.size, tip.frontier).root(), last[1])

    def genesis(self, log: str) -> Genesis:
        """The first entry of a log. Raises `BadLog` if the log is not there."""
        for entry in self.store.entries(log, 0, 1):
            return read_genesis(entry.raw)
        raise BadLog(log, "it is not here")

    def geneses(self) -> dict[str, Genesis]:
        """The first entry of every log, by origin."""
        return {bare(log): self.genesis(log) for log in self.store.logs()}

    def entries(self, log: str, start: int = 0, stop: int | None = None) -> Iterator[Entry]:
        """The entries of one log from index `start` up to, not including, `stop`; streamed."""
        return self.store.entries(log, start, stop)

    def notes(self, log: str) -> Iterator[tuple[int, str]]:
        """(size, note) of every checkpoint kept for one log, by size."""
        return self.store.notes(log)

    def forks(self) -> Sequence[ForkProof]:
        """Proofs that an installation signed two histories."""
        return self.store.forks()

    def absorb(self, parts: Iterable[LogPart], forks: Iterable[ForkProof] = ()) -> list[Absorbed]:
        """Merge stretches of logs of this register, and fork proofs, in one unit; see `merge.absorb`."""
        with self.store.unit():
            done = [self._absorb(part) for part in parts]
            geneses = self.geneses()
            for fork in forks:
                if fork.origin not in geneses:
                    raise ForeignBundle(f"a fork of {fork.origin}, which is not here")
                check_fork(fork, geneses[fork.origin].verifier)
                self.store.add_fork(fork)
            return done

    def _absorb(self, part: LogPart) -> Absorbed:
        if register_of(part.origin) != register_of(self._origin):
            raise ForeignBundle(f"{part.origin} belongs to another register")
        return absorb(self.store, part)
