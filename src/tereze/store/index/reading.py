"""Questions to the derived tables. Answers are in a stable order and do not depend on the order of arrival."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from tereze.actions.index import Called, PersonRow
from tereze.model.mentions import Mention
from tereze.model.records import KINDS, Audit, Record
from tereze.model.sources import Source
from tereze.store.sql import CHUNK, chunks

from .clustered import anchors_of, clusters_of, oldest_numbers
from .derive import CHANGE, LINEAGE, NOTED, SPOKEN, did, is_filed, newest_source, word
from .diary import DiaryReader
from .rows import Place

HIGHEST = "\U0010ffff"
MENTION = "mention"
_ALL_KINDS = ", ".join(f"'{kind}'" for kind in sorted(KINDS))


class Reader(DiaryReader):
    """Everything that `tereze.actions.index.Index` may be asked."""

    def get(self, record_id: str) -> Record | None:
        """The record with this id; a statement's id gives its mention."""
        sql = f"SELECT kind FROM record WHERE kind IN ({_ALL_KINDS}) AND id = ? LIMIT 1"  # noqa: S608  # constants
        row = self._database.one(sql, (record_id,))
        if row is not None:
            return next(iter(self._records(row[0], [record_id]).values()), None)
        row = self._database.one("SELECT mention FROM statement WHERE id = ? ORDER BY mention LIMIT 1", (record_id,))
        return None if row is None else self.mentions([row[0]]).get(row[0])

    def of_kind(self, kind: str) -> Iterator[Record]:
        """All records of one kind, streaming, in order of id."""
        sql = "SELECT DISTINCT id FROM record WHERE kind = ? AND id > ? ORDER BY id LIMIT"
        ids = (row[0] for row in self._database.pages(sql, (kind, ""), lambda row: (kind, row[0])))
        for stretch in chunks(ids, CHUNK):
            yield from self._records(kind, stretch).values()

    def page_of_kind(self, kind: str, offset: int, limit: int) -> list[Record]:
        """A page of the records of one kind, in order of id."""
        sql = "SELECT DISTINCT id FROM record WHERE kind = ? ORDER BY id LIMIT ? OFFSET ?"
        return list(self._records(kind, [row[0] for row in self._database.all(sql, (kind, limit, offset))]).values())

    def of_source(self, source: str, kind: str) -> tuple[Record, ...]:
        """The records of one kind that belong to a source, in order of id."""
        return tuple(self._records(kind, self.ids_of_source(source, kind)).values())

    def ids_of_source(self, source: str, kind: str) -> tuple[str, ...]:
        """The ids of the records of one kind that belong to a source, in order."""
        sql = "SELECT DISTINCT id FROM record WHERE source = ? AND kind = ? ORDER BY id"
        return tuple(row[0] for row in self._database.all(sql, (source, kind)))

    def sealed_among(self, mentions: Sequence[str]) -> int:
        """How many of these mentions are sealed."""
        return sum(1 for _ in self._database.among("SELECT id FROM mention WHERE id IN {in} AND sealed = 1", mentions))

    def sealed_sources(self, sources: Iterable[str]) -> frozenset[str]:
        """Of these sources those that speak through somebody sealed.

        1. The head of a mention (its first entry in the case tier) says whether it is sealed, as does reading the
        mention: that entry leads all its parts.  2. Where no head is here, or a part lies in another tier than its name
        says, the parts are read as they are.
        """
        sql = (
            "SELECT record.source, record.id, mention.sealed FROM record LEFT JOIN mention ON mention.id = record.id "
            "WHERE record.source IN {in} AND record.kind = ? "
            "AND (mention.id IS NULL OR mention.sealed = 1 OR record.part <> record.tier)"
        )
        rows = list(self._database.among(sql, sorted(set(sources)), MENTION))
        sealed = {source for source, _, is_sealed in rows if is_sealed}  # 1.
        odd = {(source, name) for source, name, _ in rows if source not in sealed}  # 2.
        called = self.names_of(sorted({name for _, name in odd}))
        return frozenset(sealed | {source for source, name in odd if name in called and called[name].sealed})

    def source_by_local(self, local: str) -> Source | None:
        """The source with this id in the collection; of several versions the newest."""
        rows = self._database.all("SELECT DISTINCT id FROM record WHERE kind = 'source' AND local = ?", (local,))
        found = self._records("source", [row[0] for row in rows]).values()
        return newest_source([source for source in found if isinstance(source, Source)])

    def mentions(self, ids: Sequence[str]) -> dict[str, Mention]:
        """Id → mention with all its parts, in order of id; absent ids are left out."""
        found = self._records(MENTION, ids)
        return {name: mention for name, mention in found.items() if isinstance(mention, Mention)}

    def names_of(self, ids: Sequence[str]) -> dict[str, Called]:
        """Id → what the mention is called, in order of id; absent ids are left out."""
        found: dict[str, Called] = {}
        for name, head in self._called(ids):
            first = found.get(name, head)
            found[name] = first._replace(names=tuple(dict.fromkeys((*first.names, *head.names))))
        return found

    def unopened(self, ids: Sequence[str]) -> int:
        """How many of these mentions are sealed to the custodians and were not opened here."""
        sealed = {row[0] for row in self._database.among("SELECT id FROM mention WHERE id IN {in} AND sealed = 1", ids)}
        sql = "SELECT id FROM record WHERE id IN {in} AND kind = ? AND part = ?"
        opened = {row[0] for row in self._database.among(sql, sorted(sealed), MENTION, "witness")}
        return len(sealed - opened)

    def person_of(self, mentions: Sequence[str]) -> dict[str, str]:
        """Mention → anchor of its person."""
        return anchors_of(self._database, mentions)

    def members(self, anchor: str) -> tuple[str, ...]:
        """The mentions of a person that are here, in order of id."""
        cluster = clusters_of(self._database, [anchor])[anchor]
        if cluster == [anchor] and self.person_of([anchor])[anchor] != anchor:
            return ()
        found = {row[0] for row in self._database.among("SELECT id FROM mention WHERE id IN {in}", cluster)}
        return tuple(member for member in cluster if member in found)

    def number_of(self, anchors: Sequence[str]) -> dict[str, str]:
        """Anchor → the oldest number anchored in its cluster."""
        asked = [anchor for anchor, top in self.person_of(anchors).items() if anchor == top]
        found = oldest_numbers(self._database, clusters_of(self._database, asked))
        return {anchor: found[anchor][0] for anchor in asked if anchor in found}

    def oldest_numbers(self, groups: Mapping[str, Sequence[str]]) -> dict[str, str]:
        """Name of a group → the oldest number anchored to one of its mentions."""
        found = oldest_numbers(self._database, groups)
        return {name: number for name, (number, _) in found.items()}

    def by_number(self, number: str) -> str | None:
        """The anchor of the person a number leads to today."""
        row = self._database.one("SELECT mention FROM assigned WHERE number = ?", (number,))
        return None if row is None else self.person_of([row[0]])[row[0]]

    def find_ids(self, prefix: str, limit: int = 10) -> tuple[str, ...]:
        """Mention ids that begin with `prefix` (at least four characters)."""
        if len(prefix) < 4:
            return ()
        sql = "SELECT id FROM mention WHERE id >= ? AND id < ? ORDER BY id LIMIT ?"
        return tuple(row[0] for row in self._database.all(sql, (prefix, prefix + HIGHEST, limit)))

    def persons(self, offset: int = 0, limit: int | None = None) -> Iterator[PersonRow]:
        """The list of persons in order of number."""
        columns = "SELECT anchor, number, label, mentions FROM person"
        if limit is not None:
            rows = self._database.all(f"{columns} ORDER BY number, anchor LIMIT ? OFFSET ?", (limit, offset))
            yield from (PersonRow(*row) for row in rows)
            return
        sql = f"{columns} WHERE (number, anchor) > (?, ?) ORDER BY number, anchor LIMIT"
        start: tuple[str, str] = ("", "")
        if offset:
            row = next(iter(self.persons(offset - 1, 1)), None)
            start = (HIGHEST, "") if row is None else (row.number, row.anchor)
        for found in self._database.pages(sql, start, lambda row: (row[1], row[0])):
            yield PersonRow(*found)

    def search(self, keys: Iterable[str], limit: int) -> list[tuple[str, int]]:
        """Mention ids sharing search keys with the question, most first, then in order of id."""
        words = sorted({word(key) for key in keys})
        if not words or limit <= 0:
            return []
        marks = ", ".join("?" * len(words))
        sql = (
            f"SELECT mention, count(*) AS shared FROM name_key WHERE word IN ({marks}) "  # noqa: S608  # only marks
            "GROUP BY mention ORDER BY shared DESC, mention LIMIT ?"
        )
        return [(mention, shared) for mention, shared in self._database.all(sql, [*words, limit])]

    def pointing_at(self, mentions: Sequence[str]) -> tuple[str, ...]:
        """Mention ids whose statements have one of these as target, voice or facility."""
        return tuple(self._referring(SPOKEN, mentions))

    def changes_of(self, ids: Sequence[str]) -> tuple[Record, ...]:
        """Changes whose `of` or `source` is one of these."""
        return tuple(self._records("change", self._referring(CHANGE, ids)).values())

    def lineage_of(self, sources: Sequence[str]) -> tuple[Record, ...]:
        """Lineage whose `source` or `original` is one of these."""
        return tuple(self._records("lineage", self._referring(LINEAGE, sources)).values())

    def audits(self, since: str = "", before: str = "", of: Collection[str] = ()) -> Iterator[Audit]:
        """Audit notes, newest first; those of one second in order of id, last first."""
        filed = sorted(did(what) for what in of) if of and all(map(is_filed, of)) else [NOTED]
        sql = (
            f"SELECT target, id FROM ref WHERE sort IN ({', '.join('?' * len(filed))}) AND target >= ? "  # noqa: S608
            "AND (target, id) < (?, ?) ORDER BY target DESC, id DESC LIMIT ?"
        )
        after = (before or HIGHEST, "")
        while rows := self._database.all(sql, (*filed, since, *after, CHUNK)):
            found = self._records("audit", [row[1] for row in rows])
            notes = (note for row in rows if isinstance(note := found.get(row[1]), Audit))
            yield from (note for note in notes if not of or note.what in of)
            after = rows[-1]

    def counts(self) -> dict[str, int]:
        """Records per kind; persons, suggestions and disputes."""
        found = dict(self._database.all("SELECT kind, count FROM tally WHERE count > 0 ORDER BY kind"))
        (persons,) = self._database.one("SELECT count(*) FROM person")
        (suggestions,) = self._database.one("SELECT count(*) FROM suggestion")
        return {**found, "persons": persons, "suggestions": suggestions, "disputes": len(self.disputes())}

    def places_of(self, names: Iterable[str]) -> list[Place]:
        """Where the entries lie of records with these ids, of the sources with these ids, and of their numbers."""
        asked = sorted(set(names))
        columns = "SELECT entry, origin, position FROM record"
        found = set(self._database.among(f"{columns} WHERE id IN {{in}} AND kind IN ({_ALL_KINDS})", asked))
        found |= set(self._database.among(f"{columns} WHERE source IN {{in}}", asked))
        mentions = [row[0] for row in self._database.among(
            "SELECT id FROM record WHERE source IN {in} AND kind = ?", asked, MENTION)]  # fmt: skip
        sql = "SELECT id FROM number WHERE mention IN {in}"
        numbers = sorted({row[0] for row in self._database.among(sql, [*asked, *mentions])})
        found |= set(self._database.among(f"{columns} WHERE id IN {{in}} AND kind = ?", numbers, "number"))
        return [Place(*row) for row in sorted(found, key=lambda row: (row[1], row[2]))]
