"""Open entries through the ledger for one view: what the index does not keep in the clear."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence

from tereze.ledger.entry import Clear, read_clear
from tereze.ledger.errors import BadEntry, CannotOpen
from tereze.ledger.identity import bare
from tereze.ledger.protocol import KeyStore
from tereze.ledger.sealing import open_clear
from tereze.model.records import NotARecord, Record, from_payload

from .index.rows import Place
from .ledger import SqlLogStore


class Opener:
    """Called with places, gives their records: None where the key was destroyed or the entry is damaged."""

    def __init__(self, store: SqlLogStore, keys: KeyStore) -> None:
        self._store = store
        self._keys = keys

    def __call__(self, places: Sequence[Place]) -> list[Record | None]:
        """The records at these places, in their order."""
        clears = self._clear(places)
        kids = [clear.kid for clear in clears if clear is not None]
        keys = dict(zip(kids, self._keys.get_many(kids), strict=True))
        return [None if clear is None else _record(clear, keys[clear.kid]) for clear in clears]

    def sealed_under(self, places: Sequence[Place], kids: Collection[bytes]) -> list[bytes]:
        """The ids of those entries that are sealed under one of these keys, in order."""
        wanted = set(kids)
        pairs = zip(places, self._clear(places), strict=True)
        return [place.entry for place, clear in pairs if clear is not None and clear.kid in wanted]

    def _clear(self, places: Sequence[Place]) -> list[Clear | None]:
        raws = self._raws(places)
        return [_read(raws[place.entry]) if place.entry in raws else None for place in places]

    def _raws(self, places: Sequence[Place]) -> dict[bytes, bytes]:
        """Entry id → raw entry. A place names its origin; the entry may stand in a second history of it."""
        found: dict[bytes, bytes] = {}
        by_origin: defaultdict[str, list[Place]] = defaultdict(list)
        for place in places:
            by_origin[place.origin].append(place)
        for origin, there in by_origin.items():
            for log in [origin, *(log for log in self._store.logs() if log != origin and bare(log) == origin)]:
                missing = [place.position for place in there if place.entry not in found]
                if missing:
                    found.update(self._store.at(log, missing))
        return found


def _read(raw: bytes) -> Clear | None:
    try:
        return read_clear(raw)
    except BadEntry:
        return None


def _record(clear: Clear, key: bytes | None) -> Record | None:
    if key is None:
        return None
    try:
        return from_payload(open_clear(clear, key))
    except (BadEntry, CannotOpen, NotARecord):
        return None
