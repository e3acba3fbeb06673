"""An unchanging block of filed names in arrays that can lie in memory or be mapped from a folder."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np

from .keys import keys
from .prepare import prepare
from .sketch import SKETCH_BYTES, sketch

Array = np.ndarray[Any, Any]
_SORTED = 5000  # up to so many, sorting is quicker than marking rows
_ARRAYS = ("texts", "ends", "records", "offsets", "sketches", "facet", "hashes", "rows")


@dataclass(frozen=True, slots=True)
class Row:
    """One filed name: whose it is, how it is written, and what can be filtered on."""

    ident: str
    name: str
    facets: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Segment:
    """Filed names in columns.

    `texts` holds ident and name of each row in UTF-8, cut at `ends` (two for each row); `records` the prepared names,
    cut at `offsets` (empty: cannot be read); `facet` the number of the row's facets in `kinds`; `hashes` (sorted) and
    `rows` say which row has which key.
    """

    texts: Array
    ends: Array
    records: Array
    offsets: Array
    sketches: Array
    facet: Array
    hashes: Array
    rows: Array
    kinds: tuple[tuple[tuple[str, str], ...], ...]

    def __len__(self) -> int:
        return len(self.facet)

    def text(self, row: int) -> tuple[str, str]:
        """Ident and name of a row."""
        start = int(self.ends[2 * row - 1]) if row else 0
        middle, end = int(self.ends[2 * row]), int(self.ends[2 * row + 1])
        return self.texts[start:middle].tobytes().decode(), self.texts[middle:end].tobytes().decode()

    def row(self, row: int) -> Row:
        """A row as a value."""
        return Row(*self.text(row), self.kinds[int(self.facet[row])])

    def candidates(self, hashed: Array, common: int | None = None) -> Array:
        """Rows filed under any of the hashed keys; keys with more rows than `common` are passed over."""
        low = np.searchsorted(self.hashes, hashed, "left")
        high = np.searchsorted(self.hashes, hashed, "right")
        spans = [(a, b) for a, b in zip(low.tolist(), high.tolist(), strict=True) if b > a]
        parts = [self.rows[a:b] for a, b in spans if common is None or b - a <= common]
        if sum(map(len, parts)) < _SORTED:
            found: Array = np.unique(np.concatenate(parts)) if parts else np.zeros(0, np.int64)
            return found
        marked = np.zeros(len(self), bool)
        for part in parts:
            marked[part] = True
        return np.flatnonzero(marked)

    def allowed(self, filters: Mapping[str, str]) -> Array:
        """For each kind of facets whether it fits the filters."""
        wanted = set(filters.items())
        return np.array([wanted <= set(kind) for kind in self.kinds], bool)

    def save(self, folder: Path) -> None:
        """Write the arrays into an existing folder."""
        for name in _ARRAYS:
            np.save(folder / f"{name}.npy", getattr(self, name))
        (folder / "kinds.json").write_text(json.dumps(self.kinds), "utf-8")


def build(rows: Sequence[Row]) -> Segment:
    """A segment of these rows."""
    texts, records, sketches = bytearray(), bytearray(), bytearray()
    ends, offsets = array("q"), array("q", [0])
    hashes, places, facet = array("Q"), array("i"), array("i")
    kinds: dict[tuple[tuple[str, str], ...], int] = {}
    for at, row in enumerate(rows):
        ready = prepare(row.name)
        for text in (row.ident, row.name):
            texts += text.encode()
            ends.append(len(texts))
        records += ready.record
        offsets.append(len(records))
        sketches += sketch(ready).to_bytes(SKETCH_BYTES, "little")
        found = _hashes(keys(ready))
        hashes.extend(found)
        places.extend([at] * len(found))
        facet.append(kinds.setdefault(row.facets, len(kinds)))
    hashed = np.array(hashes, np.uint64)
    order = np.argsort(hashed, kind="stable")
    return Segment(
        texts=np.frombuffer(bytes(texts) or b"\0", np.uint8),
        ends=np.array(ends, np.int64),
        records=np.frombuffer(bytes(records) or b"\0", np.uint8),
        offsets=np.array(offsets, np.int64),
        sketches=np.frombuffer(bytes(sketches), np.uint64).reshape(-1, SKETCH_BYTES // 8),
        facet=np.array(facet, np.int32),
        hashes=hashed[order],
        rows=np.array(places, np.int32)[order],
        kinds=tuple(kinds),
    )


def opened(folder: Path) -> Segment:
    """The segment saved in a folder, its arrays mapped from disk."""
    arrays = {name: np.load(folder / f"{name}.npy", mmap_mode="r") for name in _ARRAYS}
    kinds = json.loads((folder / "kinds.json").read_text("utf-8"))
    return Segment(**arrays, kinds=tuple(tuple((key, value) for key, value in kind) for kind in kinds))


def hash_keys(found: Iterable[str]) -> Array:
    """Keys as 64-bit numbers."""
    return np.array(_hashes(found), np.uint64)


def _hashes(found: Iterable[str]) -> list[int]:
    return [int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "little") for key in sorted(found)]
