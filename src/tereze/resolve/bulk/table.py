"""A table to link: frozen columns, who wrote each row, and the keys under which rows are brought together."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt

from .columns import MARGIN, NUMBER, TEXT, Column
from .errors import BadTable
from .mixing import row_hashes
from .several import packed_elements

if TYPE_CHECKING:
    from .blocks import Blocks

Key = tuple[str, ...]
MOST_KEYS = 16
FEW = 0.05  # a column whose commonest agreement is rarer than this can lead a key
MOST_SOURCES = 8
DEFAULT_SHARE, DEFAULT_TIMES, DEFAULT_AMONG = 0.25, 4, 20
_SPREAD = (0.1, 0.2, 0.4, 0.2, 0.1)


class Packed(NamedTuple):
    """All columns as flat arrays, for the compiled core. `log_leaf` and `log_group` are log frequencies; `masks` say in
    32 bits which letters a form has (letters may share a bit); of a leaf of several values, where these begin in
    `elements`."""

    rows: npt.NDArray[np.int32]
    source: npt.NDArray[np.uint8]
    context: npt.NDArray[np.int64]
    kind: npt.NDArray[np.int64]
    base: npt.NDArray[np.int64]
    group: npt.NDArray[np.int32]
    log_leaf: npt.NDArray[np.float64]
    group_base: npt.NDArray[np.int64]
    log_group: npt.NDArray[np.float64]
    forms: npt.NDArray[np.uint8]
    lengths: npt.NDArray[np.int32]
    masks: npt.NDArray[np.int64]
    steps: npt.NDArray[np.int64]
    swap: npt.NDArray[np.int64]
    learns: npt.NDArray[np.int64]
    elements: npt.NDArray[np.int32]
    spots: npt.NDArray[np.int64]
    log_elements: npt.NDArray[np.float64]


@dataclass(frozen=True)
class Table:
    """Columns of equal length by name.

    `source` says which list or channel a row is from: agreement means different things within and between them.
    `swap` names two text columns that writers exchange (given name and father's name). `keys` are tuples of column
    names, first the one that leads, then those that cut a large block finer; “a|b” is the unordered pair of two text
    columns, “place+” the larger place. Without `keys`, they are chosen from the columns. `frequencies` is the table
    that values are counted in, when this one is part of it or came later. `counted` says how much each row counts there
    (`among_people`: all rows of one person together as much as one); without it, every row counts once. `records` says
    how many records the rows are of, where several are of one (nought: each is one). A value on a
    quarter of the rows where others are far rarer is a default of some form: it counts as nothing said (`defaults`,
    code by column; `warnings` tells).
    """

    columns: dict[str, Column]
    source: Column | None = None
    swap: tuple[str, str] | None = None
    keys: tuple[Key, ...] = ()
    frequencies: Table | None = field(default=None, repr=False, compare=False)
    counted: npt.NDArray[np.float64] | None = field(default=None, repr=False, compare=False)
    records: int = 0
    defaults: dict[str, int] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        lengths = {len(column.codes) for column in self.columns.values()}
        if len(lengths) != 1:
            raise BadTable("there are no columns" if not lengths else "the columns differ in length")
        if self.source is not None and len(self.source.codes) not in lengths:
            raise BadTable("the column of sources differs in length")
        if len(self.keys) > MOST_KEYS:
            raise BadTable(f"more than {MOST_KEYS} keys")
        named = {part for key in self.keys for many in key for part in many.rstrip("+").split("|")} | set(
            self.swap or ()
        )
        if unknown := sorted(named - set(self.columns)):
            raise BadTable(f"keys name no column “{unknown[0]}”")
        given = self.frequencies.defaults if self.frequencies is not None else _defaults(self.columns)
        object.__setattr__(self, "defaults", given)
        object.__setattr__(self, "columns", {name: _without(c, given.get(name)) for name, c in self.columns.items()})

    def __len__(self) -> int:
        return len(next(iter(self.columns.values())).codes)

    @property
    def size(self) -> int:
        """How many records there are to tell apart: what the prior and the width of blocks go by."""
        origin = self.frequencies or self
        return origin.records or len(origin)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in the order of all arrays."""
        return tuple(self.columns)

    @property
    def sources(self) -> tuple[str, ...]:
        """The distinct sources; one nameless one when none is given. Rarer ones beyond the eighth count as the last."""
        return self.source.leaves[:MOST_SOURCES] if self.source is not None and self.source.leaves else ("",)

    @property
    def vocabulary(self) -> tuple[str, ...]:
        """The sound groups among which spellings of one name are learned: those of the first text (or of `swap`)."""
        texts = [name for name in self.swap or self.names if self.columns[name].kind == TEXT]
        return self.columns[texts[0]].group_names if texts else ()

    @cached_property
    def packed(self) -> Packed:
        """The arrays for the compiled core."""
        return pack(self)

    @cached_property
    def parts(self) -> dict[str, npt.NDArray[np.int64]]:
        """What keys are made of: a code for each row, -1 for nothing said."""
        asked = list(dict.fromkeys(part for key in (*self.all_keys, self.names_key) for part in key))
        single = list(dict.fromkeys(name for part in asked for name in part.split("|")))
        with ThreadPoolExecutor(2) as pool:
            said = dict(zip(single, pool.map(lambda name: _part(self, name), single), strict=True))
        return {part: _unordered(*(said[name] for name in part.split("|"))) for part in asked}

    @cached_property
    def leads(self) -> dict[str, tuple[npt.NDArray[np.uint64], npt.NDArray[np.int32]]]:
        """For each part that begins a key its codes, ascending, with their rows: keys that begin alike share them."""
        from .blocks import lead

        firsts = sorted({key[0] for key in (*self.all_keys, self.names_key) if key})
        _ = self.parts  # made once, before threads ask for them
        with ThreadPoolExecutor(2) as pool:
            return dict(zip(firsts, pool.map(lambda part: lead(self, part), firsts), strict=True))

    @cached_property
    def hashes(self) -> npt.NDArray[np.uint64]:
        """A number for the whole content of each row: what cuts blocks that nothing else can."""
        return row_hashes(self.packed.rows)

    @cached_property
    def blocks(self) -> tuple[Blocks, ...]:
        """The blocks of all keys: made once, for training and for linking."""
        from .blocks import make_blocks

        return tuple(make_blocks(self))

    @cached_property
    def all_blocks(self) -> tuple[Blocks, ...]:
        """The blocks that linking looks through: in small tables first those of rows with both names the same."""
        from .blocks import namesakes

        return (*namesakes(self), *self.blocks)

    @cached_property
    def block_numbers(self) -> npt.NDArray[np.int32]:
        """For each row and key the number of its block, -1 for none."""
        from .blocks import numbers

        return numbers(len(self), self.blocks)

    @cached_property
    def all_keys(self) -> tuple[Key, ...]:
        """The keys given, or those chosen."""
        return self.keys or choose_keys(self)

    @cached_property
    def names_key(self) -> Key:
        """In a table that is not large, both names in either order, then all else; empty where none are exchanged."""
        from .blocks import SMALL

        if self.swap is None or self.size > SMALL:
            return ()
        others = [name for name in self.names if name not in self.swap]
        return ("|".join(self.swap), *sorted(others, key=lambda name: _chance(self.columns[name])))

    def take(self, rows: Sequence[int] | npt.NDArray[Any]) -> Table:
        """Some rows, in that order; frequencies stay those of the whole table."""
        at = np.asarray(rows, np.int64)
        some = {name: replace(column, codes=column.codes[at]) for name, column in self.columns.items()}
        source = None if self.source is None else replace(self.source, codes=self.source.codes[at])
        return Table(some, source, self.swap, self.all_keys, self.frequencies or self)

    def warnings(self) -> tuple[str, ...]:
        """What about the columns weakens linkage: nothing said, always the same, a default on many rows, said twice."""
        return (*(text for name in self.names if (text := self._warning(name))), *self._twice())

    def _twice(self) -> list[str]:
        """Columns that say exactly what another says: their agreement would count twice."""
        told = []
        for one, other in combinations(self.names, 2):
            codes = self.columns[one].codes
            if np.array_equal(codes, self.columns[other].codes) and len(np.unique(codes)) > 2:
                told.append(f"column “{other}” says what “{one}” says, row by row: leave one of them out")
        return told

    def _warning(self, name: str) -> str:
        column = self.columns[name]
        silent, top = column.codes < 0, column.codes.max(initial=-1)
        if name in self.defaults:
            return f"column “{name}” says one thing on a quarter of the rows or more: taken for a default, not compared"
        if top < 0:
            return f"column “{name}” says nothing: it is left out, and so are keys that begin with it"
        if (silent | (column.codes == top)).all():
            return f"column “{name}” always says the same: it tells nobody apart"
        return ""


def _defaults(columns: dict[str, Column]) -> dict[str, int]:
    """The default value of each column that has one."""
    found = {}
    for name, column in columns.items():
        counts = np.bincount(column.codes[column.codes >= 0])
        if (counts > 0).sum() <= DEFAULT_AMONG:
            continue
        first, second = np.sort(counts)[-1], np.sort(counts)[-2]
        if first >= DEFAULT_SHARE * len(column.codes) and first >= DEFAULT_TIMES * second:
            found[name] = int(counts.argmax())
    return found


def _without(column: Column, default: int | None) -> Column:
    if default is None:
        return column
    return replace(column, codes=np.where(column.codes == default, -1, column.codes).astype(np.int32))


def pack(table: Table) -> Packed:
    """The flat arrays of a table; frequencies may come from a larger one of the same vocabularies."""
    columns = list(table.columns.values())
    origin = table.frequencies.columns if table.frequencies is not None else table.columns
    counted = [origin.get(name, column) for name, column in table.columns.items()]
    worth = (table.frequencies or table).counted
    sizes = [_size(column) for column in columns]
    group_sizes = [len(column.group_names) for column in columns]
    groups = [c.groups if c.kind != NUMBER else np.zeros(n, np.int32) for c, n in zip(columns, sizes, strict=True)]
    frequencies = [_frequencies(*one, worth) for one in zip(counted, columns, sizes, strict=True)]
    forms, lengths = [], []
    for column, size in zip(columns, sizes, strict=True):
        plain = column.kind == TEXT
        forms.append(column.forms if plain else np.zeros((size, column.forms.shape[1]), np.uint8))
        lengths.append(column.lengths if plain or column.elements else np.zeros(size, np.int32))
    many = len(table.sources)
    source = np.zeros(len(table), np.uint8)
    if table.source is not None:
        source = np.clip(table.source.codes, 0, many - 1).astype(np.uint8)
    letters = np.ascontiguousarray(np.concatenate(forms))
    base = np.cumsum([0, *sizes[:-1]]).astype(np.int64)
    elements, spots, log_elements, begins = packed_elements(zip(columns, counted, strict=True), worth)
    masks = letter_masks(letters)
    for column, first, begin in zip(columns, base, begins, strict=True):
        if column.elements is not None:
            masks[first : first + len(begin)] = begin
    return Packed(
        rows=np.ascontiguousarray(np.stack([column.codes for column in columns], axis=1)),
        source=source,
        context=contexts(many),
        kind=np.array([column.kind for column in columns], np.int64),
        base=base,
        group=np.concatenate(groups).astype(np.int32),
        log_leaf=np.concatenate([leaf for leaf, _ in frequencies]),
        group_base=np.cumsum([0, *group_sizes[:-1]]).astype(np.int64),
        log_group=np.concatenate([group for _, group in frequencies]),
        forms=letters,
        lengths=np.concatenate(lengths).astype(np.int32),
        masks=masks,
        steps=np.array([column.steps for column in columns], np.int64),
        swap=np.array([table.names.index(name) for name in table.swap or ()], np.int64),
        learns=np.array([int(column.group_names == table.vocabulary) for column in columns], np.int64),
        elements=elements,
        spots=spots,
        log_elements=log_elements,
    )


def letter_masks(forms: npt.NDArray[np.uint8]) -> npt.NDArray[np.int64]:
    """For each form which of 32 letters it has."""
    made = np.zeros(len(forms), np.int64)
    for at in range(forms.shape[1]):
        letter = forms[:, at].astype(np.int64)
        made |= np.where(letter > 0, 1 << (letter & 31), 0)
    return made


def contexts(many: int) -> npt.NDArray[np.int64]:
    """The number of each unordered pair of sources."""
    made = np.zeros((many, many), np.int64)
    for number, (one, other) in enumerate((a, b) for a in range(many) for b in range(a, many)):
        made[one, other] = made[other, one] = number
    return made


def _size(column: Column) -> int:
    if column.kind != NUMBER:
        return max(len(column.leaves), 1)
    return max(int(column.codes.max(initial=0)) + 1 + MARGIN, 1)


def _frequencies(
    column: Column, shown: Column, size: int, worth: npt.NDArray[np.float64] | None
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Log frequency in `column` of every leaf and group of `shown`, its rows counting what they are `worth`; a value
    never counted is as rare as half a row."""
    known = (column.codes >= 0) & (column.codes < size)
    said = column.codes[known]
    counts = np.bincount(said, None if worth is None else worth[known], size).astype(np.float64)
    total, half = max(float(counts.sum()), 1.0), 0.5 if worth is None else 0.5 * float(worth.mean())
    if column.kind == NUMBER:
        smooth = np.convolve(counts, _SPREAD, "same")[: len(counts)] if size >= len(_SPREAD) else counts
        smooth = smooth + 0.5
        return np.log(smooth / smooth.sum()), np.zeros(len(shown.group_names))
    seen = min(len(counts), len(column.groups))  # by values, not by rows: there are far fewer
    grouped = np.bincount(column.groups[:seen], counts[:seen], len(shown.group_names))
    return np.log(np.maximum(counts, half) / total), np.log(np.maximum(grouped, half) / total)


def _part(table: Table, part: str) -> npt.NDArray[np.int64]:
    """A text by its sound group, a place or number by its value, “place+” by the larger place."""
    column = table.columns[part.rstrip("+")]
    if column.kind == TEXT or part.endswith("+"):
        return np.append(column.groups, -1).astype(np.int64)[column.codes]  # -1, nothing said, takes the last
    return column.codes.astype(np.int64)


def _unordered(one: npt.NDArray[np.int64], other: npt.NDArray[np.int64] | None = None) -> npt.NDArray[np.int64]:
    """A code for the unordered pair of two parts; one part alone stays as it is."""
    if other is None:
        return one
    low, high = np.minimum(one, other), np.maximum(one, other)
    return np.where(low >= 0, low * (1 << 31) + high, -1)


def choose_keys(table: Table) -> tuple[Key, ...]:
    """Keys for columns about which nothing is known but how often two rows agree by chance.

    Every column that seldom agrees by chance leads a key, each time cut finer by the others in another order, so that
    a pair is missed only when it differs in several columns.
    """
    chance = {name: _chance(column) for name, column in table.columns.items() if (column.codes >= 0).any()}
    order = sorted((name for name in chance if chance[name] < 0.5), key=lambda name: chance[name]) or list(chance)[:1]
    leads = [(name,) for name in order if chance[name] < FEW][:8]
    weak = list(combinations([n for n in order if chance[n] >= FEW], 2)) if len(leads) < 3 else []
    keys = []
    for turn, lead in enumerate((leads + weak)[:MOST_KEYS] or [tuple(order[:1])]):
        rest = [name for name in order if name not in lead]
        shift = turn % max(len(rest), 1)
        keys.append((*lead, *rest[shift:], *rest[:shift]))
    return tuple(keys)


def _chance(column: Column) -> float:
    """How often two rows agree by chance (in the sound group, for texts)."""
    said = column.codes[column.codes >= 0]
    counts = np.bincount(column.groups[said] if column.kind == TEXT else said).astype(np.float64)
    return float((counts**2).sum() / max(counts.sum(), 1.0) ** 2)
