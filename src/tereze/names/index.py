"""An index of names: file each name under its keys, find the likeliest for a query."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .bulk import WORTH_COMPILING, compare_one_to_many, compare_records, kernel_loaded
from .keys import keys, query_keys
from .prepare import Prepared, prepare

if TYPE_CHECKING:
    import numpy as np

    from .segment import Row, Segment

    Array = np.ndarray[Any, Any]

CLOSE_LOOK = 1000
COMMON = 10_000
LIKELY = 0.5
_MERGE = 4


@dataclass(frozen=True, slots=True)
class Hit:
    """A name found: who it belongs to, how it is written there, how alike it is to the query (0 to 1)."""

    ident: str
    name: str
    score: float


class NameIndex:
    """Names filed under the union of several keys. One `ident` may own many names.

    New names wait in a list and become a segment at the next search; segments of similar size are merged, so adding
    n names one by one costs n log n. Removed names are left out of answers at once and of segments at the next merge.
    """

    def __init__(self) -> None:
        self._segments: list[Segment] = []
        self._waiting: list[Row] = []
        self._where: dict[str, set[tuple[str, int, int]]] | None = {}
        self._dead: list[set[int]] = []

    def __len__(self) -> int:
        filed = sum(map(len, self._segments)) - sum(map(len, self._dead))
        return filed + len(self._waiting)

    def add(self, ident: str, name: str, facets: Mapping[str, str] | None = None) -> None:
        """File `name` under `ident`; `facets` (such as sex or source) can be filtered on. Adding twice is harmless."""
        from .segment import Row

        row = Row(ident, name, tuple(sorted((facets or {}).items())))
        self._forget(ident, name)
        self._owners().setdefault(ident, set()).add((name, -1, -1))
        self._waiting.append(row)

    def remove(self, ident: str) -> None:
        """Forget every name of `ident`; nothing happens when there is none."""
        for name, _, _ in tuple(self._owners().get(ident, ())):
            self._forget(ident, name)

    def search(self, query: str | Prepared, k: int = 10, filters: Mapping[str, str] | None = None) -> list[Hit]:
        """The `k` idents whose best name is most like `query`, best first. `filters` keeps names with these facets."""
        self._settle()
        asked = query if isinstance(query, Prepared) else prepare(query)
        hits = self._ranked(query_keys(asked), asked, k, filters or {})
        several = sum(not word.initial for word in asked.words) > 1
        if several and (not hits or hits[0].score < LIKELY):  # nothing likely by two words: let one word be enough
            hits = self._ranked(keys(asked), asked, k, filters or {}, COMMON)
        return hits

    def save(self, folder: Path) -> None:
        """Write the index into `folder` (made if absent), so that `NameIndex.open` can map it."""
        self._settle()
        self._merge(len(self._segments))
        if not self._segments:
            self._push([])
        folder.mkdir(parents=True, exist_ok=True)
        for segment in self._segments:
            segment.save(folder)

    @classmethod
    def open(cls, folder: Path) -> NameIndex:
        """The index saved in `folder`, its arrays mapped from disk rather than read. Raises `FileNotFoundError`."""
        from .segment import opened

        found = cls()
        found._segments, found._dead, found._where = [opened(folder)], [set()], None
        return found

    def _ranked(
        self, found: set[str], asked: Prepared, k: int, filters: Mapping[str, str], common: int | None = None
    ) -> list[Hit]:
        """The best names among those filed under any of the keys `found`, of which very `common` ones are left out."""
        from .segment import hash_keys

        hashed = hash_keys(found)
        best: dict[str, Hit] = {}
        for number, segment in enumerate(self._segments):
            for ident, name, score in self._look(number, segment.candidates(hashed, common), asked, filters, max(k, 1)):
                if ident not in best or (score, name) > (best[ident].score, best[ident].name):
                    best[ident] = Hit(ident, name, score)
        return sorted(best.values(), key=lambda hit: (-hit.score, hit.ident))[:k]

    def _look(
        self, number: int, rows: Array, asked: Prepared, filters: Mapping[str, str], k: int
    ) -> list[tuple[str, str, float]]:
        """The best rows of one segment as (ident, name, score), enough for `k` idents."""
        import numpy as np

        from .sketch import coarse_many, sketch_many

        segment = self._segments[number]
        if self._dead[number]:
            rows = rows[~np.isin(rows, list(self._dead[number]))]
        if filters:
            rows = rows[segment.allowed(filters)[segment.facet[rows]]]
        if len(rows) > CLOSE_LOOK:
            rough = coarse_many(segment.sketches[rows], sketch_many([asked]))
            rows = np.sort(rows[np.argpartition(-rough, CLOSE_LOOK)[:CLOSE_LOOK]])
        if kernel_loaded(len(segment) >= WORTH_COMPILING):
            scores = compare_records(asked, segment.records, segment.offsets, rows)
        else:
            scores = compare_one_to_many(asked, [segment.text(int(row))[1] for row in rows])
        order = np.argsort(-scores, kind="stable")
        return self._first_idents(segment, rows[order], scores[order], k)

    @staticmethod
    def _first_idents(segment: Segment, rows: Array, scores: Array, k: int) -> list[tuple[str, str, float]]:
        found: list[tuple[str, str, float]] = []
        seen: set[str] = set()
        for row, score in zip(rows, scores, strict=True):
            if len(seen) >= k and score < found[-1][2]:
                break
            ident, name = segment.text(int(row))
            seen.add(ident)
            found.append((ident, name, float(score)))
        return found

    def _owners(self) -> dict[str, set[tuple[str, int, int]]]:
        """Names, segment and row by ident; made on the first change after opening."""
        if self._where is None:
            self._where = {}
            for number, segment in enumerate(self._segments):
                for at in range(len(segment)):
                    ident, name = segment.text(at)
                    self._where.setdefault(ident, set()).add((name, number, at))
        return self._where

    def _forget(self, ident: str, name: str) -> None:
        owned = self._owners().get(ident, set())
        for entry in [entry for entry in owned if entry[0] == name]:
            owned.discard(entry)
            if entry[1] >= 0:
                self._dead[entry[1]].add(entry[2])
            else:
                self._waiting = [row for row in self._waiting if (row.ident, row.name) != (ident, name)]
        if not owned:
            self._owners().pop(ident, None)

    def _settle(self) -> None:
        """Turn waiting names into a segment; merge while the last segments are of similar size."""
        if not self._waiting:
            return
        self._push(self._waiting)
        self._waiting = []
        count = 1
        while count < len(self._segments) and len(self._segments[-count - 1]) < _MERGE * sum(
            map(len, self._segments[-count:])
        ):
            count += 1
        if count > 1:
            self._merge(count)

    def _merge(self, count: int) -> None:
        """Make one segment of the last `count`, without the rows that were removed."""
        if count < 2 and not any(self._dead):
            return
        kept: list[Row] = []
        for segment, dead in zip(self._segments[-count:], self._dead[-count:], strict=True):
            kept += [segment.row(at) for at in range(len(segment)) if at not in dead]
        del self._segments[-count:], self._dead[-count:]
        self._push(kept)

    def _push(self, rows: list[Row]) -> None:
        from .segment import build

        number = len(self._segments)
        self._segments.append(build(rows))
        self._dead.append(set())
        for at, row in enumerate(rows):
            owned = self._owners().setdefault(row.ident, set())
            owned -= {entry for entry in owned if entry[0] == row.name}
            owned.add((row.name, number, at))
