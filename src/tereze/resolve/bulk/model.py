"""What linkage has learned, as plain JSON a person can read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from .errors import BadModel
from .levels import Weights, turns
from .table import Table

FORMAT = 2
Shares = tuple[tuple[tuple[tuple[float, ...], ...], ...], ...]


class Model(msgspec.Struct, frozen=True, kw_only=True):
    """A Fellegi–Sunter model.

    `m[column][stand][context][level]` is how often two rows of one person show a level; `chance` is the same for
    strangers, each agreement divided by the frequency of what agrees (the log likelihood ratio of a level is log m -
    log chance - log frequency). `beside` names for each column the one it is read beside ("" for none); the stands are:
    that one does not agree, agrees, says nothing. Contexts are the unordered pairs of `sources`. `partners` is how many
    other rows of its person a row has on average: the prior is partners / (rows - 1), so it falls with the table;
    `shift` (nats), learned from judgements, is added to it. `same` holds pairs of sound groups learned to be one name,
    with log likelihood ratios. Sounds of names are in it: keep it as you keep the register.
    """

    columns: tuple[str, ...]
    sources: tuple[str, ...]
    beside: tuple[str, ...]
    m: Shares
    chance: Shares
    exchanged: float = 0.02
    partners: float = 0.5
    shift: float = 0.0
    same: tuple[tuple[str, str, float], ...] = ()
    format: int = FORMAT

    def save(self, path: Path) -> None:
        """Write the model as JSON."""
        path.write_bytes(msgspec.json.format(msgspec.json.encode(self), indent=1))

    @staticmethod
    def load(path: Path) -> Model:
        """Read a model. Raises BadModel when the file is none."""
        try:
            found = msgspec.json.decode(path.read_bytes(), type=Model)
        except (OSError, msgspec.MsgspecError) as why:
            raise BadModel(f"{path.name} is not readable as one") from why
        if found.format != FORMAT:
            raise BadModel(f"{path.name} has format {found.format}, this program knows {FORMAT}")
        return found

    def weights(self, table: Table) -> Weights:
        """The arrays for the compiled core, for a table with the same columns and sources."""
        if self.columns != table.names:
            raise BadModel(f"it knows the columns {', '.join(self.columns)}, the table has {', '.join(table.names)}")
        if self.sources != table.sources:
            raise BadModel("it was trained with other sources than the table has")
        size = max(table.size, 2)
        odds = min(max(self.partners / (size - 1), 1e-12), 0.9)
        w = np.log(np.array(self.m)) - np.log(np.array(self.chance))
        pairs, values = self._same(table)
        crossed = min(max(self.exchanged, 1e-4), 0.5)
        prior = float(np.log(odds / (1 - odds))) + self.shift
        beside = np.array([self.columns.index(name) if name else -1 for name in self.beside], np.int64)
        return Weights(
            w, beside, turns(beside), float(np.log(1 - crossed)), float(np.log(crossed)), prior, pairs, values
        )

    def _same(self, table: Table) -> tuple[Any, Any]:
        numbers = {group: at for at, group in enumerate(table.vocabulary)}
        known = [(numbers[a], numbers[b], log) for a, b, log in self.same if a in numbers and b in numbers]
        return hash_table(known)


def hash_table(known: list[tuple[int, int, float]]) -> tuple[Any, Any]:
    """Pairs of group numbers with their logs as arrays for `learned`."""
    from .compare import fill

    if not known:
        return np.full(1, -1, np.int64), np.zeros(1)
    codes = np.array([(min(a, b) << 31) | max(a, b) for a, b, _ in known], np.int64)
    size = 1 << (4 * len(codes)).bit_length()
    pairs, values = np.full(size, -1, np.int64), np.zeros(size)
    fill(codes, np.array([log for _, _, log in known]), pairs, values)
    return pairs, values
