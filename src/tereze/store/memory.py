"""The index in memory: the plainest thing that can be right. Tests hold the SQL index to it.

It keeps the entries applied and computes each answer from all of them, so there is nothing in it that could be out of
date, except that persons follow `settle`, as in the SQL index.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from tereze.actions.index import Called, Indexed, PersonRow, SuggestionRow
from tereze.ledger.entry import CASE
from tereze.model.judgements import Judgement
from tereze.model.mentions import Mention, Number
from tereze.model.records import Audit, Record
from tereze.model.sources import Source
from tereze.resolve.judgements import Settled, settle

from .index.derive import CHANGE, LINEAGE, SPOKEN, Derived, derive, label, merge_parts, newest_source, word
from .index.numbered import Anchored, assigned
from .index.rows import kind_of
from .index.settling import Seen, label_of_person
from .memory_facets import MemoryFacets
from .memory_reviews import MemoryReviews

T = TypeVar("T", bound=Record)


class MemoryIndex(MemoryReviews, MemoryFacets):
    """`tereze.actions.index.Index` for tests and for looking into a bundle."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret
        self._items: dict[bytes, Indexed] = {}
        self._derived: dict[bytes, Derived] = {}
        self._suggestions: list[SuggestionRow] = []
        self._settled: Settled = settle([])
        self._numbers: set[Anchored] = set()
        self._persons: list[PersonRow] = []
        self._by_id: dict[tuple[str, str], list[Indexed]] = {}

    # --- writing ------------------------------------------------------------------------------------------------
    def apply(self, rows: Iterable[Indexed]) -> None:
        """Take in records."""
        for row in rows:
            old = self._items.get(row.entry)
            if old is None or (row.origin, row.position) < (old.origin, old.position):
                self._items[row.entry] = row
                self._derived[row.entry] = derive(row.record, row.tier)
        self._sort()

    def _sort(self) -> None:
        found: defaultdict[tuple[str, str], list[Indexed]] = defaultdict(list)
        for item in self._items.values():
            found[kind_of(item.record), item.record.id].append(item)
        self._by_id = {
            key: sorted(items, key=lambda item: (getattr(item.record, "part", ""), item.entry))
            for key, items in sorted(found.items())
        }

    def settle(self) -> None:
        """Persons, numbers and disputes from everything."""
        self._settled = settle(self._leading("judgement", Judgement))
        numbers = [item.record for item in self._items.values() if isinstance(item.record, Number)]
        self._numbers = assigned(numbers, self._secret)
        self._persons = self._list_persons()

    def _leading(self, kind: str, _type: type[T]) -> list[T]:
        return [items[0].record for (what, _), items in self._by_id.items() if what == kind]  # type: ignore[misc]

    def _list_persons(self) -> list[PersonRow]:
        clusters: defaultdict[str, list[Seen]] = defaultdict(list)
        for name, mention in self._heads().items():
            seen = Seen(name, mention.sort, label(mention), int(bool(mention.names)))
            clusters[self._anchor(name)].append(seen)
        lines = []
        for anchor, cluster in clusters.items():
            oldest = self._oldest(anchor)
            if oldest and any(mention.sort == "person" for mention in cluster):
                lines.append(PersonRow(anchor, oldest.number, label_of_person(oldest.mention, cluster), len(cluster)))
        return sorted(lines, key=lambda row: (row.number, row.anchor))

    def _heads(self) -> dict[str, Mention]:
        """Mention id → its leading entry in the case tier."""
        found: dict[str, Mention] = {}
        for (_, name), items in self._by_id.items():
            cases = [item for item in items if isinstance(item.record, Mention) and item.tier == CASE]
            if cases:
                found[name] = min(cases, key=lambda item: item.entry).record  # type: ignore[assignment]
        return found

    def _oldest(self, anchor: str) -> Anchored | None:
        ours = [one for one in self._numbers if one.shown and self._anchor(one.mention) == anchor]
        return min(ours, key=lambda one: (one.at, one.mention, one.number), default=None)

    def forget(self, entries: Iterable[bytes]) -> None:
        """Remove what rested on these entries."""
        for entry in entries:
            item = self._items.pop(entry, None)
            if item is not None and isinstance(item.record, Mention):
                name = item.record.id
                self._suggestions = [row for row in self._suggestions if name not in (row.left, row.right)]
        self._sort()

    def clear(self) -> None:
        """Empty everything."""
        self.__init__(self._secret)  # type: ignore[misc]

    def put_suggestions(self, rows: Iterable[SuggestionRow]) -> None:
        """Replace all suggestions."""
        first: dict[tuple[str, str], SuggestionRow] = {}
        for row in rows:
            first.setdefault((row.left, row.right), row)
        self._suggestions = sorted(first.values(), key=lambda row: (-row.score, row.left, row.right))

    # --- reading ------------------------------------------------------------------------------------------------
    def get(self, record_id: str) -> Record | None:
        """The record with this id; a statement's id gives its mention."""
        for (kind, name), items in self._by_id.items():
            if name == record_id:
                return self._merged(kind, items)
        owners = [items[0].record.id for items in self._by_id.values() if self._brings(items, record_id)]
        return self.mentions(owners[:1]).get(owners[0]) if owners else None

    def _brings(self, items: list[Indexed], statement: str) -> bool:
        return any(statement in self._derived[item.entry].statements for item in items)

    def _merged(self, kind: str, items: list[Indexed]) -> Record:
        if kind == "mention":
            return merge_parts([item.record for item in items if isinstance(item.record, Mention)])
        return items[0].record

    def _where(self, kind: str, fits: Callable[[Any], bool]) -> tuple[Record, ...]:
        return tuple(
            self._merged(what, items)
            for (what, _), items in self._by_id.items()
            if what == kind and any(fits(item.record) for item in items)
        )

    def of_kind(self, kind: str) -> Iterator[Record]:
        """All records of one kind in order of id."""
        return iter(self._where(kind, lambda _: True))

    def page_of_kind(self, kind: str, offset: int, limit: int) -> list[Record]:
        """A page of the records of one kind."""
        return list(self.of_kind(kind))[offset : offset + limit]

    def of_source(self, source: str, kind: str) -> tuple[Record, ...]:
        """The records of one kind that belong to a source."""
        return self._where(kind, lambda record: getattr(record, "source", None) == source)

    def ids_of_source(self, source: str, kind: str) -> tuple[str, ...]:
        """The ids of the records of one kind that belong to a source."""
        return tuple(record.id for record in self.of_source(source, kind))

    def sealed_among(self, mentions: Sequence[str]) -> int:
        """How many of these mentions are sealed."""
        heads = self._heads()
        return sum(name in heads and heads[name].sealed for name in mentions)

    def sealed_sources(self, sources: Iterable[str]) -> frozenset[str]:
        """Of these sources those that speak through somebody sealed: by reading everybody."""
        return frozenset(one for one in sources if self._is_sealed(one))

    def _is_sealed(self, source: str) -> bool:
        found = [one for one in self.of_source(source, "mention") if isinstance(one, Mention)]
        return any(one.sealed for one in found) or self.unopened([one.id for one in found]) > 0

    def source_by_local(self, local: str) -> Source | None:
        """The source with this id in the collection; of several versions the newest."""
        return newest_source([one for one in self._leading("source", Source) if one.local == local])

    def mentions(self, ids: Sequence[str]) -> dict[str, Mention]:
        """Id → mention with all its parts."""
        found = {name: self._by_id.get(("mention", name)) for name in sorted(set(ids))}
        made = {name: self._merged("mention", items) for name, items in found.items() if items}
        return {name: mention for name, mention in made.items() if isinstance(mention, Mention)}

    def names_of(self, ids: Sequence[str]) -> dict[str, Called]:
        """Id → what the mention is called."""
        return {
            name: Called(mention.sort, mention.sealed, tuple(dict.fromkeys(one.text for one in mention.names)))
            for name, mention in self.mentions(ids).items()
        }

    def unopened(self, ids: Sequence[str]) -> int:
        """How many of these mentions are sealed and were not opened here."""
        heads = self._heads()
        sealed = {name for name in ids if name in heads and heads[name].sealed}
        parts = {name: {getattr(i.record, "part", "") for i in self._by_id["mention", name]} for name in sealed}
        return sum("witness" not in have for have in parts.values())

    def person_of(self, mentions: Sequence[str]) -> dict[str, str]:
        """Mention → anchor."""
        return {mention: self._anchor(mention) for mention in mentions}

    def members(self, anchor: str) -> tuple[str, ...]:
        """The mentions of a person that are here."""
        return tuple(sorted(name for name in self._heads() if self._anchor(name) == anchor))

    def number_of(self, anchors: Sequence[str]) -> dict[str, str]:
        """Anchor → its oldest number."""
        found = {anchor: self._oldest(anchor) for anchor in anchors}
        return {anchor: one.number for anchor, one in found.items() if one is not None}

    def oldest_numbers(self, groups: Mapping[str, Sequence[str]]) -> dict[str, str]:
        """Name of a group → the oldest number anchored to one of its mentions."""
        shown = [one for one in self._numbers if one.shown]
        ours = {name: [(one.at, one.mention, one.number) for one in shown if one.mention in group]
                for name, group in groups.items()}  # fmt: skip
        return {name: min(found)[2] for name, found in ours.items() if found}

    def by_number(self, number: str) -> str | None:
        """The anchor a number leads to."""
        return next((self._anchor(one.mention) for one in self._numbers if one.number == number), None)

    def find_ids(self, prefix: str, limit: int = 10) -> tuple[str, ...]:
        """Mention ids that begin with `prefix`."""
        if len(prefix) < 4:
            return ()
        return tuple(sorted(name for name in self._heads() if name.startswith(prefix))[:limit])

    def persons(self, offset: int = 0, limit: int | None = None) -> Iterator[PersonRow]:
        """The list of persons."""
        return iter(self._persons[offset : None if limit is None else offset + limit])

    def search(self, keys: Iterable[str], limit: int) -> list[tuple[str, int]]:
        """Mention ids sharing search keys, most first."""
        asked = {word(key) for key in keys}
        words: defaultdict[str, set[int]] = defaultdict(set)
        for entry, item in self._items.items():
            words[item.record.id] |= self._derived[entry].words & asked
        ranked = sorted(
            ((name, len(shared)) for name, shared in words.items() if shared), key=lambda hit: (-hit[1], hit[0])
        )
        return ranked[: max(limit, 0)]

    def _referred(self) -> set[tuple[str, str, str]]:
        """Every reference as (sort, target, id)."""
        return {
            (sort, target, item.record.id)
            for entry, item in self._items.items()
            for sort, target in self._derived[entry].refs
        }

    def _referring(self, kind: str, sort: str, targets: Iterable[str]) -> tuple[Record, ...]:
        wanted = {(sort, target) for target in targets}
        return tuple(
            self._merged(what, items)
            for (what, _), items in self._by_id.items()
            if what == kind and any(self._derived[item.entry].refs & wanted for item in items)
        )

    def pointing_at(self, mentions: Sequence[str]) -> tuple[str, ...]:
        """Mention ids whose statements speak of one of these."""
        return tuple(record.id for record in self._referring("mention", SPOKEN, mentions))

    def changes_of(self, ids: Sequence[str]) -> tuple[Record, ...]:
        """Changes of these."""
        return self._referring("change", CHANGE, ids)

    def lineage_of(self, sources: Sequence[str]) -> tuple[Record, ...]:
        """Lineage of these."""
        return self._referring("lineage", LINEAGE, sources)

    def audits(self, since: str = "", before: str = "", of: Collection[str] = ()) -> Iterator[Audit]:
        """Audit notes, newest first."""
        every = (one for one in self._leading("audit", Audit) if not of or one.what in of)
        found = [one for one in every if one.at >= since and (not before or one.at < before)]
        return iter(sorted(found, key=lambda one: (one.at, one.id), reverse=True))

    def disputes(self) -> tuple[tuple[str, str], ...]:
        """Judgements that could not be applied."""
        return self._settled.disputes

    def counts(self) -> dict[str, int]:
        """Records per kind; persons, suggestions and disputes."""
        kinds = Counter(kind for kind, _ in self._by_id)
        return {
            **dict(sorted(kinds.items())),
            "persons": len(self._persons),
            "suggestions": len(self._suggestions),
            "disputes": len(self.disputes()),
        }
