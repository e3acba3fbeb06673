"""Labelled pairs as numbers: for each pair of names, what `tereze.names` found about the words it paired."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from tereze.names.evidence import Evidence
from tereze.names.prepare import prepare
from tereze.names.score import best_pairing
from tereze.names.scripts import SCRIPTS
from tereze.names.weights import KINDS, kind_pair
from tereze.names.words import Word

from .words import read_tsv

Array = np.ndarray[Any, Any]
WORD = ("bias", "cost", "cost2", "same", "differ", "clash", "family_clash", "ending", "short", "same_cost")
_PAIR = 1 << 22


@dataclass
class Features:
    """Pairs of words lie one after the other in `word` (× WORD), `kinds`, `fixed` and `entries`; `owner` says whose.

    `fixed` is the weight of an initial (nan for other pairs), `kinds` the number of the kind pair. By pair of names:
    `scripts` (the script pair), `missing` and `light` (words without a partner).
    """

    rows: list[dict[str, str]]
    label: Array
    scripts: Array
    missing: Array
    light: Array
    owner: Array
    word: Array
    kinds: Array
    fixed: Array
    entries: list[tuple[tuple[int, ...], tuple[int, ...]]]

    def take(self, chosen: Array) -> Features:
        """The features of some of the pairs of names (`chosen` in rising order)."""
        place = np.full(len(self.rows), -1)
        place[chosen] = np.arange(len(chosen))
        kept = np.flatnonzero(place[self.owner] >= 0)
        return Features(
            [self.rows[i] for i in chosen], self.label[chosen], self.scripts[chosen], self.missing[chosen],
            self.light[chosen], place[self.owner[kept]], self.word[kept], self.kinds[kept], self.fixed[kept],
            [self.entries[i] for i in kept],
        )  # fmt: skip


def features(folder: Path) -> Features:
    """Features of every pair of `pairs.tsv`, with the costs and tables now in force."""
    rows = read_tsv(folder / "pairs.tsv")
    scripts, missing, light, owner, word, kinds, fixed = [], [], [], [], [], [], []
    entries = []
    for at, row in enumerate(rows):
        left, right = prepare(row["a"]), prepare(row["b"])
        found = best_pairing(left, right)
        scripts.append(kind_pair(SCRIPTS.index(left.words[0].script), SCRIPTS.index(right.words[0].script)))
        over = found.left_over + found.right_over
        missing.append(sum(not w.light for w in over))
        light.append(sum(w.light for w in over))
        for one, other, e in found.pairs:
            owner.append(at)
            word.append(_word(e))
            kinds.append(kind_pair(KINDS.index(e.kinds[0]), KINDS.index(e.kinds[1])) if e.size else 0)
            fixed.append(np.nan if e.size else e.weight)
            entries.append(_entries(one, other))
    label = np.array([float(r["label"]) for r in rows])
    return Features(
        rows, label, np.array(scripts), np.array(missing, float), np.array(light, float), np.array(owner),
        np.array(word), np.array(kinds), np.array(fixed), entries,
    )  # fmt: skip


def _word(e: Evidence) -> tuple[float, ...]:
    if e.size == 0:  # an initial: its weight is not learned
        return (0.0,) * len(WORD)
    same = float(e.relation > 0)
    return (
        1.0, e.cost, e.cost**2, same, float(e.relation < 0), float(e.clash and not e.family),
        float(e.clash and e.family), float(e.ending), 100.0 / e.size, same * e.cost,
    )  # fmt: skip


def _entries(one: Word, other: Word) -> tuple[tuple[int, ...], tuple[int, ...]]:
    return one.known.entries, other.known.entries


def forget(data: Features, dropped: frozenset[int]) -> Array:
    """`data.word` as it would be if spellings of the attested names `dropped` were not known."""
    word = data.word.copy()
    gone = {
        entry for both in set(data.entries) for side in both for entry in side if dropped.intersection(_parts(entry))
    }
    for at in np.flatnonzero((word[:, 3] > 0) | (word[:, 4] > 0)):
        a, b = (set() if gone.intersection(side) else set(side) for side in data.entries[at])
        word[at, 3], word[at, 4] = bool(a & b), bool(a and b and not a & b)
    word[:, 9] = word[:, 3] * word[:, 1]
    return word


def _parts(entry: int) -> tuple[int, ...]:
    return divmod(entry - _PAIR, 2048) if entry >= _PAIR else (entry,)
