"""Records as columns of small integers: what the compiled engine compares.

A text column keeps, per record, the number of its spelling and of its *sound* (a key under which other spellings of
the name fall: a consonant skeleton, or any key of room `names`). All text columns share one vocabulary, so that a
given name and a father's name can be compared when they were entered the wrong way round.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tereze.model.errors import WrongUse

if TYPE_CHECKING:
    import numpy as np

TEXT, NUMBER, PLACE, CODE = 0, 1, 2, 3
WIDTH = 24  # bytes of a spelling that are compared
LEVELS = 10  # 0 is "missing on one side"; see kernels.text_level and plain_level
_KINDS = {"text": TEXT, "number": NUMBER, "place": PLACE, "code": CODE}


class UnevenColumns(WrongUse):
    """Columns of different lengths cannot be one table."""

    message = "Column “{0}” has {1} values where {2} are expected."
    hint = "Give every column one value per record; use None where there is none."


@dataclass(frozen=True)
class Plan:
    """A column to compare: `kind` is text, number, place or code; `group` the column with the sound of a text or the
    larger place around a place; `near` the differences of numbers up to which levels 2, 3 and 4 reach."""

    name: str
    kind: str
    group: str = ""
    near: tuple[int, int, int] = (1, 5, 10)


@dataclass(frozen=True)
class Records:
    """N records in F columns.

    values, groups: int32 [N, F], -1 where missing. spellings: uint8 [V, 24] and lengths: int16 [V] of the vocabulary.
    channels: int8 [N], the kind of source. swapped: places of two text columns that may be exchanged, or (-1, -1).
    """

    names: tuple[str, ...]
    kinds: np.ndarray[Any, Any]
    nears: np.ndarray[Any, Any]
    values: np.ndarray[Any, Any]
    groups: np.ndarray[Any, Any]
    spellings: np.ndarray[Any, Any]
    lengths: np.ndarray[Any, Any]
    channels: np.ndarray[Any, Any]
    swapped: tuple[int, int] = (-1, -1)
    constant: tuple[str, ...] = field(default=())

    def __len__(self) -> int:
        return len(self.channels)


def records(
    table: Mapping[str, Sequence[Any] | Any],
    plans: Sequence[Plan],
    *,
    channel: str = "",
    swapped: tuple[str, str] | None = None,
) -> Records:
    """Columns of `table` (name → values, Python sequences or Arrow arrays), coded as the plans say.

    A column that `table` lacks, or whose values are all missing or all alike, is left out and named in `constant`.
    """
    import numpy as np

    size = len(table[plans[0].name]) if plans and plans[0].name in table else max(map(len, table.values()))
    used = [plan for plan in plans if plan.name in table and _varies(table[plan.name], plan, size)]
    texts = [plan for plan in used if plan.kind == "text"]
    words, spellings, lengths = _vocabulary([table[plan.name] for plan in texts])
    sounds, _, _ = _vocabulary([table[plan.group] if plan.group else table[plan.name] for plan in texts])
    values = np.full((size, len(used)), -1, np.int32)
    groups = np.full((size, len(used)), -1, np.int32)
    for at, plan in enumerate(used):
        if plan.kind == "text":
            values[:, at], groups[:, at] = words.pop(0), sounds.pop(0)
        elif plan.kind == "number":
            values[:, at] = _numbers(table[plan.name])
        else:
            values[:, at] = numbered(table[plan.name])[0]
            groups[:, at] = numbered(table[plan.group])[0] if plan.group in table else -1
    names = tuple(plan.name for plan in used)
    both = swapped is not None and set(swapped) <= set(names)
    return Records(
        names=names,
        kinds=np.array([_KINDS[plan.kind] for plan in used], np.int64),
        nears=np.array([plan.near for plan in used], np.int32).reshape(len(used), 3),
        values=values,
        groups=groups,
        spellings=spellings,
        lengths=lengths,
        channels=(numbered(table[channel])[0] if channel else np.zeros(size)).astype(np.int8),
        swapped=(names.index(swapped[0]), names.index(swapped[1])) if both and swapped else (-1, -1),
        constant=tuple(plan.name for plan in plans if plan not in used),
    )


def numbered(values: Sequence[Any] | Any) -> tuple[Any, list[Any]]:
    """int32 numbers of the distinct values, in sorted order, -1 for None and empty text; and the distinct values."""
    import numpy as np
    import pyarrow.compute as pc

    coded = _arrow(values).dictionary_encode()
    distinct = coded.dictionary.to_pylist()
    order = sorted(range(len(distinct)), key=lambda at: (distinct[at] is None, distinct[at]))
    rank = np.full(len(distinct) + 1, -1, np.int32)
    rank[np.array(order, np.int64)] = np.arange(len(order), dtype=np.int32)
    codes = np.asarray(pc.fill_null(coded.indices, len(distinct)))
    return rank[codes], [distinct[at] for at in order]


def _arrow(values: Sequence[Any] | Any) -> Any:
    import pyarrow as pa
    import pyarrow.compute as pc

    array = values if isinstance(values, pa.Array | pa.ChunkedArray) else pa.array(values)
    if isinstance(array, pa.ChunkedArray):
        array = array.combine_chunks()
    if pa.types.is_string(array.type) or pa.types.is_large_string(array.type):
        return pc.if_else(pc.equal(array, ""), pa.scalar(None, array.type), array)
    return array if not pa.types.is_null(array.type) else array.cast(pa.string())


def _varies(values: Sequence[Any] | Any, plan: Plan, size: int) -> bool:
    if len(values) != size:
        raise UnevenColumns(plan.name, len(values), size)
    return len(_arrow(values).dictionary_encode().dictionary) > 1


def _vocabulary(columns: list[Any]) -> tuple[list[Any], Any, Any]:
    """Codes per column under one numbering, and the spellings of that numbering as bytes."""
    import numpy as np
    import pyarrow as pa

    if not columns:
        return [], np.zeros((1, WIDTH), np.uint8), np.zeros(1, np.int16)
    codes, distinct = numbered(pa.concat_arrays([_arrow(column).cast(pa.string()) for column in columns]))
    table, lengths = np.zeros((max(len(distinct), 1), WIDTH), np.uint8), np.zeros(max(len(distinct), 1), np.int16)
    for at, spelling in enumerate(distinct):
        raw = spelling.encode()[:WIDTH]
        table[at, : len(raw)] = np.frombuffer(raw, np.uint8)
        lengths[at] = len(raw)
    return np.split(codes, len(columns)), table, lengths


def _numbers(values: Sequence[Any] | Any) -> Any:
    """Numbers counted from the least one, so that they index a table."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    array = _arrow(values).cast(pa.int64())
    least = pc.min(array).as_py() or 0
    return np.asarray(pc.fill_null(pc.subtract(array, least), -1)).astype(np.int32)
