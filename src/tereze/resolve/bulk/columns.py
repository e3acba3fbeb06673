"""Columns as linkage sees them: small integers, with the few tables that say what they mean.

Three kinds for rows that say one thing (`several` has two for rows that say more). A *text* has spellings, each with a
sound group and a form to compare letter by letter. A *place* has leaves (counties) inside groups (prefectures); a
category is a place whose leaves are their own groups. A *number* is compared by difference.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from tereze.names import fold, prepare
from tereze.names.keys import skeletons

from .errors import BadTable

Ints = npt.NDArray[np.int32]
Values = Any
Sound = Callable[[str], tuple[str, bytes]]

PLACE, TEXT, NUMBER, SEVERAL, GROUND = range(5)
FORM = 16
LONGEST = 9
YEARS = (0, 1, 2, 5)
MONTHS = (0, 1, 3, 12)
EXACT = (0, 0, 0, 0)
WIDEST = 1_000_000
MARGIN = 30  # later rows may lie this far outside the numbers seen


class Elements(NamedTuple):
    """The values of leaves that are several, leaf after leaf: `values` the value, the county and the prefecture (-1:
    none), `spots` where it is, as `several` writes it (-1: not known)."""

    values: Ints
    spots: npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `codes[row]` is -1 for nothing said, else a place in `leaves` (numbers: the value less `low`).

    `groups[leaf]` is the sound or the larger place, named in `group_names`; of several values the rarest. `forms[leaf]`
    are up to 16 bytes. `elements` are the values where a leaf is several of them, as many as its `lengths`.
    """

    kind: int
    codes: Ints
    leaves: tuple[str, ...] = ()
    groups: Ints = field(default_factory=lambda: np.zeros(1, np.int32))
    group_names: tuple[str, ...] = ("",)
    forms: npt.NDArray[np.uint8] = field(default_factory=lambda: np.zeros((1, FORM), np.uint8))
    lengths: Ints = field(default_factory=lambda: np.zeros(1, np.int32))
    low: int = 0
    steps: tuple[int, int, int, int] = EXACT
    elements: Elements | None = None


def by_sound(text: str) -> tuple[str, bytes]:
    """The sound group of a name (the consonant classes of its words, in order) and the form compared letter by letter,
    both from the room `names`, so that scripts do not matter."""
    words = prepare(text).words
    group = "+".join((skeletons(word.readings[0].symbols, LONGEST) or ["-"])[0] for word in words)
    return group, b" ".join(word.readings[0].symbols for word in words)[:FORM]


def by_letters(text: str) -> tuple[str, bytes]:
    """For texts that are no names (streets, occupations): folded letters and digits, each its own group."""
    plain = "".join(letter for letter in fold(text) if letter.isalnum())
    return plain, plain.encode()[:FORM]


def texts(columns: Mapping[str, Values], sound: Sound = by_sound) -> dict[str, Column]:
    """Text columns that share one vocabulary, so that values may be compared across columns (exchanged names).

    `sound` is asked once for each distinct spelling; a spelling whose group is empty counts as not said.
    """
    with ThreadPoolExecutor(2) as pool:  # Arrow leaves the interpreter free
        coded = dict(zip(columns, pool.map(distinct, columns.values()), strict=True))
    vocabulary: dict[str, int] = {}
    for _, seen in coded.values():
        for text in seen:
            vocabulary.setdefault(text, len(vocabulary))
    told = [sound(text) for text in vocabulary]
    names: dict[str, int] = {}
    groups = np.array([names.setdefault(group, len(names)) if group else -1 for group, _ in told], np.int32)
    forms = np.zeros((max(len(told), 1), FORM), np.uint8)
    if told:
        padded = b"".join(form[:FORM].ljust(FORM, b"\0") for _, form in told)
        forms[:] = np.frombuffer(padded, np.uint8).reshape(-1, FORM)
    lengths = np.array([len(form[:FORM]) for _, form in told] or [0], np.int32)
    leaves, group_names = tuple(vocabulary), tuple(names) or ("",)
    made = {}
    for name, (codes, seen) in coded.items():
        into = np.array([*(vocabulary[text] for text in seen), -1], np.int32)  # -1, nothing said, takes the last
        silent = np.append(groups < 0, True)[into]
        known = np.where(silent, np.int32(-1), into)[codes]
        made[name] = Column(
            TEXT,
            known,
            leaves,
            np.maximum(groups, 0) if len(groups) else np.zeros(1, np.int32),
            group_names,
            forms,
            lengths,
        )
    return made


def number(values: Values, steps: tuple[int, int, int, int] = YEARS) -> Column:
    """Whole numbers (years, months counted from any start); `steps` are the differences that bound the levels."""
    plain = numbers_of(values)
    said = np.isfinite(plain)
    if not said.any():
        return Column(NUMBER, np.full(len(plain), -1, np.int32), steps=steps)
    low, high = int(plain[said].min()) - MARGIN, int(plain[said].max())
    if high - low > WIDEST:
        raise BadTable(f"a column of numbers spans {high - low}, more than {WIDEST}")
    codes = np.where(said, plain - low, -1).astype(np.int32)
    return Column(NUMBER, codes, low=low, steps=steps)


def category(values: Values) -> Column:
    """Equal or not: sex, a validated number, a hash."""
    codes, seen = distinct(values)
    leaves = tuple(seen)
    return Column(PLACE, codes, leaves, np.arange(max(len(leaves), 1), dtype=np.int32), leaves or ("",))


def place(values: Values, parents: Values) -> Column:
    """Places inside larger places (`parents`, row by row; the first parent seen with a place is taken)."""
    codes, leaves = distinct(values)
    above, names = distinct(parents)
    if len(codes) != len(above):
        raise BadTable("places and the places around them differ in number")
    groups = np.full(max(len(leaves), 1), -1, np.int32)
    backwards = np.flatnonzero((codes >= 0) & (above >= 0))[::-1]
    groups[codes[backwards]] = above[backwards]  # of several the last written stays: the first seen
    alone = np.flatnonzero(groups < 0)
    groups[alone] = len(names) + np.arange(len(alone), dtype=np.int32)
    return Column(PLACE, codes, tuple(leaves), groups, (*names, *(f"({n})" for n in range(len(alone)))))


def distinct(values: Values) -> tuple[Ints, list[str]]:
    """Codes by first appearance (-1: nothing) and the distinct texts."""
    import pyarrow as pa

    column = values if isinstance(values, pa.ChunkedArray | pa.Array) else pa.array(_plain(values), pa.string())
    column = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    if not isinstance(column, pa.DictionaryArray):
        column = column.cast(pa.string()).dictionary_encode()
    codes = column.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int32)
    seen = column.dictionary.to_pylist()
    empty = [at for at, text in enumerate(seen) if text is None or not text.strip()]
    for at in empty:
        codes[codes == at] = -1
        seen[at] = ""
    return codes, seen


def _plain(values: Iterable[Any]) -> Sequence[str | None]:
    return [None if value is None else str(value) for value in values]


def numbers_of(values: Values) -> npt.NDArray[np.float64]:
    """Values as floats, NaN for nothing."""
    if hasattr(values, "to_numpy"):
        return np.asarray(values.to_numpy(zero_copy_only=False) if hasattr(values, "type") else values, np.float64)
    try:
        return np.array([np.nan if value is None or value == "" else float(value) for value in values])
    except (TypeError, ValueError):
        raise BadTable("a column of numbers holds something else") from None
