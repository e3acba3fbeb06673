"""The engine of room `resolve`, behind the same protocol as the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from .plans import PLAIN, Plan, Rule, known
from .protocol import Scored

if TYPE_CHECKING:
    from tereze.resolve.bulk.columns import Column
    from tereze.resolve.bulk.table import Key
    from tereze.resolve.ways import Heard, Way

KINDS = PLAIN | {"ways", "numbers", "codes", "ground"}
_FIRST, _SECOND = "first", "second"
_SEVERAL = frozenset({"numbers", "codes", "ground"})
_KEYS = (
    ("first|second", "years+", "homes+", "home_words+"), ("first", "years+", "homes+", "home_words+"),
    ("first", "months+", "homes+", "home_words+", "years+"), ("second", "years+", "homes+", "home_words+"),
    ("first|second", "months+", "jails+", "jail_words+"), ("second", "months+", "homes+", "home_words+", "years+"),
    ("years+", "homes+", "months+"), ("years+", "home_words+", "months+"), ("days+", "jails+", "sex"),
    ("first", "kin+", "years+"), ("second", "kin+", "years+"),
)  # fmt: skip
"""As the benchmark's: each column leads or is left out somewhere, so that a pair is missed only where much differs. “+”
is the rarest of several values."""


class OwnEngine:
    """Compiled, in memory, one machine. It chooses for itself which records to compare; `rules` are for the others."""

    name = "own"

    def link(
        self,
        table: Mapping[str, Sequence[Any] | Any],
        plans: Sequence[Plan],
        rules: Sequence[Rule],  # noqa: ARG002  # part of the protocol
        least: float,
    ) -> list[Scored]:
        """Pairs with probability ≥ `least`, in order of rows. Learns without labels.

        Where the table has several ways that somebody may be called, each is a row of its own; it learns from the first
        of each record, and of all ways of two records the pair that fits best counts.
        """
        from tereze.resolve import bulk

        used = known(plans, KINDS)
        columns, row = _columns(table, used), np.arange(len(next(iter(table.values()))), dtype=np.int32)
        if ways := next((plan for plan in used if plan.kind == "ways"), None):
            names, row = _named(table[ways.name])
            columns = names | {name: replace(one, codes=one.codes[row]) for name, one in columns.items()}
        swap = (_FIRST, _SECOND) if ways else None
        keys = _keys(columns) if ways else ()
        first = np.flatnonzero(np.diff(row, prepend=-1))
        alone = {name: replace(one, codes=one.codes[first]) for name, one in columns.items()}
        made = bulk.Table(alone, swap=swap, keys=keys)
        least = min(max(least, 1e-6), 1 - 1e-6)
        settled = bulk.settle(made, bulk.train(made), least=least)
        found = [settled.links]
        if len(row) > len(first):
            worth = 1.0 if settled.table.counted is None else settled.table.counted[row]
            every = bulk.Table(columns, swap=swap, keys=keys, counted=worth / np.bincount(row)[row], records=len(first))
            more = bulk.link(every, settled.model, least)
            found.append(replace(more, left=row[more.left], right=row[more.right]))
        return _best(found)


def _columns(table: Mapping[str, Sequence[Any] | Any], plans: Sequence[Plan]) -> dict[str, Column]:
    """Columns as `resolve.bulk` wants them, one row for each record; not those of ways."""
    from tereze.resolve import bulk

    columns: dict[str, Column] = {}
    for plan in plans:
        values = table[plan.name]
        if plan.kind == "text":
            columns |= bulk.texts({plan.name: values})  # it hears for itself: `group` is for engines that cannot
        elif plan.kind == "number":
            columns[plan.name] = bulk.number(values, (0, *plan.near))
        elif plan.kind == "place" and plan.group:
            columns[plan.name] = bulk.place(values, table[plan.group])
        elif plan.kind == "code":
            columns[plan.name] = bulk.category(values)
        elif plan.kind in _SEVERAL:
            columns[plan.name] = _several(plan, values)
    return columns


def _several(plan: Plan, values: Sequence[Any]) -> Column:
    from tereze.resolve.bulk import several

    if plan.kind == "ground":
        return several.ground([None if spots is None else [several.Spot(*spot) for spot in spots] for spots in values])
    return several.numbers(values, (0, *plan.near)) if plan.kind == "numbers" else several.codes(values)


def _named(ways: Sequence[Sequence[Way]]) -> tuple[dict[str, Column], npt.NDArray[np.int32]]:
    """Two columns of names with a row for each way, and the record that each row is of."""
    from tereze.resolve import bulk

    row = np.repeat(np.arange(len(ways), dtype=np.int32), [len(some) for some in ways])
    sounds: dict[str, tuple[str, bytes]] = {}

    def spelled(word: Heard | None) -> str | None:
        if word is None:
            return None
        text = f"{word.text}\x1f{word.group}"
        sounds[text] = word.group, word.form
        return text

    sides = ([spelled(way[side]) for some in ways for way in some] for side in (0, 1))
    return bulk.texts(dict(zip((_FIRST, _SECOND), sides, strict=True)), sounds.__getitem__), row


def _keys(columns: Mapping[str, Column]) -> tuple[Key, ...]:
    """The keys, without the columns that nobody fills."""
    made = (tuple(part for part in key if set(part.rstrip("+").split("|")) <= columns.keys()) for key in _KEYS)
    return tuple(dict.fromkeys(key for key in made if key))


def _best(found: Sequence[Any]) -> list[Scored]:
    """Of the links between two records the likeliest; none of a record with itself."""
    best: dict[tuple[int, int], float] = {}
    for some in found:
        for one, other, chance in zip(some.left.tolist(), some.right.tolist(), some.probability.tolist(), strict=True):
            pair = (one, other) if one < other else (other, one)
            if one != other and chance > best.get(pair, -1.0):
                best[pair] = chance
    return sorted(Scored(*pair, chance) for pair, chance in best.items())
