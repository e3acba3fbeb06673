"""Comparing whole columns of names."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from .evidence import INITIAL_DIFFERS, INITIAL_FITS, INITIAL_LIMIT
from .prepare import Prepared
from .readings import LONGEST_READING
from .score import BEYOND, ready, similarity
from .tables import tables
from .weights import weights

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

WORTH_COMPILING = 4000
_CHUNK = 1 << 16


def compare_many(lefts: Sequence[str | Prepared], rights: Sequence[str | Prepared]) -> Array:
    """`similarity` of each pair (lefts[i], rights[i]) as a float64 array. Both columns must have the same length.

    Long columns run compiled where numba is installed; the result is the same.
    """
    import numpy as np

    if len(lefts) != len(rights):
        raise ValueError(f"columns of {len(lefts)} and {len(rights)} names")
    if len(lefts) < WORTH_COMPILING or not compiled():
        return np.fromiter((similarity(a, b) for a, b in zip(lefts, rights, strict=True)), np.float64, len(lefts))
    out = np.empty(len(lefts))
    for start in range(0, len(lefts), _CHUNK):
        records = Records()
        ones, others = records.add(lefts[start : start + _CHUNK]), records.add(rights[start : start + _CHUNK])
        out[start : start + len(ones)] = records.compare(ones, others)
    return out


def compare_one_to_many(query: str | Prepared, names: Sequence[str | Prepared]) -> Array:
    """`similarity(query, name)` for every name, as a float64 array."""
    return compare_many([ready(query)] * len(names), names)


@cache
def compiled() -> bool:
    """Whether the compiled comparison can be loaded here."""
    try:
        from . import kernel  # noqa: F401
    except ImportError:
        return False
    return True


@cache
def parameters() -> tuple[Any, ...]:
    """What the compiled comparison takes besides names: width of a row, number of symbols, costs and weights."""
    import numpy as np

    t, w = tables(), weights()
    square, gaps = np.frombuffer(t.costs, np.uint8), np.frombuffer(t.gaps, np.uint8)
    word = (*w.word, INITIAL_FITS, INITIAL_DIFFERS, float(INITIAL_LIMIT))
    numbers = tuple(np.array(x) for x in (word, w.word_bias, w.word_cost, (*w.name, BEYOND), w.name_bias))
    return (LONGEST_READING + 1, len(t.symbols), square.astype(np.int64), gaps.astype(np.int64), *numbers)


class Records:
    """Records of names end to end, each distinct prepared name once."""

    def __init__(self) -> None:
        self._places: dict[int, int] = {}
        self._kept: list[Prepared] = []
        self._parts: list[bytes] = []
        self._size = 0

    def add(self, names: Iterable[str | Prepared]) -> Array:
        """Places of the names' records; -1 for a name that cannot be read."""
        import numpy as np

        return np.array([self._place(ready(name)) for name in names], np.int64)

    def _place(self, name: Prepared) -> int:
        place = self._places.get(id(name))
        if place is None:
            place = self._size if name.record else -1
            self._places[id(name)] = place
            self._kept.append(name)  # keeps the id from being given to another name
            self._parts.append(name.record)
            self._size += len(name.record)
        return place

    def compare(self, lefts: Array, rights: Array) -> Array:
        """Similarities of pairs of places."""
        import numpy as np

        from . import kernel

        buffer = np.frombuffer(b"".join(self._parts) or b"\0", np.uint8)
        found: Array = kernel.compare(buffer, lefts, rights, *parameters())
        return found


def forget() -> None:
    """Drop what was derived from the tables, so that changed tables take effect in this process."""
    parameters.cache_clear()


def kernel_loaded(wanted: bool) -> bool:
    """Whether the compiled comparison is loaded, loading it now if `wanted`."""
    return compiled() if wanted else "tereze.names.kernel" in sys.modules


def compare_records(query: Prepared, records: Array, offsets: Array, rows: Array) -> Array:
    """Similarities of a query with some of many records laid end to end (i ends where i + 1 begins), compiled."""
    import numpy as np

    from . import kernel

    starts, ends = offsets[rows], offsets[rows + 1]
    if not query.record or not len(rows):
        return np.zeros(len(rows))
    own = np.frombuffer(query.record, np.uint8)
    parts = [records[a:b] for a, b in zip(starts.tolist(), ends.tolist(), strict=True)]
    sizes = ends - starts
    places = len(own) + np.cumsum(sizes) - sizes
    buffer = np.concatenate([own, *parts])
    found: Array = kernel.compare(buffer, np.zeros(len(rows), np.int64), np.where(sizes > 0, places, -1), *parameters())
    return found
