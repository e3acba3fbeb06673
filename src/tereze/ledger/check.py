"""Checking a whole log from its rows: every id, every form, every signed root. No key is needed."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from itertools import islice
from typing import NamedTuple

from .entry import check_form
from .errors import BadLedger
from .identity import Genesis, bare, read_genesis
from .merkle import Frontier
from .notes import Checkpoint, open_note, read_checkpoint
from .protocol import Entry, LogStore

CHUNK = 4096


class Problem(NamedTuple):
    """One thing that is not as it was signed: in which log, at which entry (None: the log as a whole), and what."""

    log: str
    idx: int | None
    what: str


class Checked(NamedTuple):
    """The result for one log: entries read, checkpoints that hold, and the problems found."""

    log: str
    entries: int
    notes: int
    problems: tuple[Problem, ...]


def check_log(store: LogStore, log: str, *, form: bool = True) -> Checked:
    """Verify one log. `form=False` leaves out parsing each entry (its id still covers every byte).

    1. The first entry is the genesis of this origin and gives the key.
    2. Every id is SHA-256 of its entry; every entry is well formed.
    3. Every checkpoint is signed by that key, and the tree has its root at its size.
    4. The last checkpoint covers the last entry, and the kept tip is the computed one.
    """
    return _Check(store, log, form).run()


class _Check:
    def __init__(self, store: LogStore, log: str, form: bool) -> None:
        self.store, self.log, self.form = store, log, form
        self.tree = Frontier()
        self.problems: list[Problem] = []
        self.good = 0

    def run(self) -> Checked:
        genesis = self._genesis()
        stream = self.store.entries(self.log)
        covered = 0
        for size, note in self.store.notes(self.log):
            self._read(stream, size)
            self._note(size, note, genesis)
            covered = size
        self._read(stream, None)
        if self.tree.size != covered:
            self._say(None, f"{self.tree.size} entries, but the last checkpoint covers {covered}")
        tip = self.store.tip(self.log)
        if tip != (self.tree.size, self.tree.nodes):
            self._say(None, "the kept tip is not that of its entries")
        return Checked(self.log, self.tree.size, self.good, tuple(self.problems))

    def _say(self, index: int | None, what: str) -> None:
        self.problems.append(Problem(self.log, index, what))

    def _genesis(self) -> Genesis | None:
        for entry in self.store.entries(self.log, 0, 1):
            try:
                genesis = read_genesis(entry.raw)
            except BadLedger as error:
                self._say(0, str(error))
                return None
            if genesis.origin == bare(self.log):
                return genesis
        self._say(0, "the first entry is not the genesis of this log")
        return None

    def _read(self, stream: Iterator[Entry], stop: int | None) -> None:
        """Hash entries up to index `stop` into the tree."""
        digest = sha256
        while stop is None or self.tree.size < stop:
            chunk = list(islice(stream, CHUNK if stop is None else min(CHUNK, stop - self.tree.size)))
            if not chunk:
                return
            ids = [digest(entry.raw).digest() for entry in chunk]
            start = self.tree.size
            for index, (own, entry) in enumerate(zip(ids, chunk, strict=True), start):
                if own != entry.id:
                    self._say(index, "its bytes are not those its id was made from")
                if self.form:
                    self._check_form(entry.raw, index)
            self.tree.extend(ids)

    def _check_form(self, raw: bytes, index: int) -> None:
        try:
            check_form(raw, index)
        except BadLedger as error:
            if index:
                self._say(index, str(error))

    def _note(self, size: int, note: str, genesis: Genesis | None) -> None:
        if genesis is None:
            return
        try:
            signed = read_checkpoint(open_note(note, genesis.verifier))
        except BadLedger as error:
            self._say(None, f"checkpoint at {size}: {error}")
            return
        if signed == Checkpoint(genesis.origin, self.tree.size, self.tree.root()) and size == signed.size:
            self.good += 1
        else:
            self._say(None, f"the entries before {size} do not lead to the root signed there")
