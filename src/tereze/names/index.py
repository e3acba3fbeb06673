"""An index of names: file each name under its keys, find the likeliest for a query."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .keys import keys
from .prepare import Prepared, prepare
from .score import similarity


@dataclass(frozen=True, slots=True)
class Hit:
    """A name found: who it belongs to, how it is written there, how alike it is to the query (0 to 1)."""

    ident: str
    name: str
    score: float


class NameIndex:
    """Names in memory, filed under the union of several keys. One `ident` may own many names."""

    def __init__(self) -> None:
        self._names: dict[str, dict[str, Prepared]] = {}
        self._facets: dict[str, dict[str, str]] = {}
        self._filed: dict[str, set[tuple[str, str]]] = {}

    def __len__(self) -> int:
        return sum(map(len, self._names.values()))

    def add(self, ident: str, name: str, facets: Mapping[str, str] | None = None) -> None:
        """File `name` under `ident`; `facets` (such as sex or source) can be filtered on. Adding twice is harmless."""
        self._names.setdefault(ident, {})[name] = prepare(name)
        self._facets.setdefault(ident, {}).update(facets or {})
        for key in keys(name):
            self._filed.setdefault(key, set()).add((ident, name))

    def remove(self, ident: str) -> None:
        """Forget every name of `ident`; nothing happens when there is none."""
        for name in self._names.pop(ident, {}):
            for key in keys(name):
                filed = self._filed[key]
                filed.discard((ident, name))
                if not filed:
                    del self._filed[key]
        self._facets.pop(ident, None)

    def search(self, query: str, k: int = 10, filters: Mapping[str, str] | None = None) -> list[Hit]:
        """The `k` idents whose best name is most like `query`, best first. `filters` keeps idents with these facets."""
        wanted = set((filters or {}).items())
        found: set[tuple[str, str]] = set()
        for key in keys(query):
            found |= self._filed.get(key, set())
        asked = prepare(query)
        best: dict[str, Hit] = {}
        for ident, name in found:
            if wanted and not wanted <= self._facets[ident].items():
                continue
            hit = Hit(ident, name, similarity(asked, self._names[ident][name]))
            if ident not in best or (hit.score, name) > (best[ident].score, best[ident].name):
                best[ident] = hit
        return sorted(best.values(), key=lambda h: (-h.score, h.ident))[:k]
