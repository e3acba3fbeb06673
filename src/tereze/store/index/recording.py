"""Records by their ids and by what refers to them: what every other question to the derived tables rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from tereze.actions.index import Called
from tereze.ledger.entry import CASE
from tereze.model.mentions import Mention
from tereze.model.records import Record
from tereze.store.sql import Database

from .derive import merge_parts
from .rows import COLUMNS, OpenPlaces, Row, called, only_records, read_called, read_rows


class RecordReader:
    """Reads records; `opener` opens what is not kept in the clear."""

    def __init__(self, database: Database, opener: OpenPlaces) -> None:
        self._database = database
        self._open = opener

    def _records(self, kind: str, ids: Iterable[str]) -> dict[str, Record]:
        """Id → record of one kind, in order of id; mentions merged, and of several entries the smallest leads."""
        rows = self._rows(kind, ids)
        found: dict[str, Record] = {}
        records = iter(read_rows(kind, rows, self._open))
        for name, group in groupby(rows, key=lambda row: row.id):
            parts = only_records([next(records) for _ in group])
            if parts:
                mentions = [part for part in parts if isinstance(part, Mention)]
                found[name] = merge_parts(mentions) if mentions else parts[0]
        return found

    def _rows(self, kind: str, ids: Iterable[str]) -> list[Row]:
        """The rows of these records, in order of id, part and entry."""
        sql = f"SELECT {COLUMNS} FROM record WHERE id IN {{in}} AND kind = ? ORDER BY id, part, entry"  # noqa: S608
        return [Row(*row) for row in self._database.among(sql, sorted(set(ids)), kind)]

    def _called(self, ids: Iterable[str]) -> Iterator[tuple[str, Called]]:
        """(mention, what it is called) of each of its parts, the leading part first."""
        rows = self._rows("mention", ids)
        above = [row for row in rows if row.tier != CASE]
        opened = dict(zip((row.entry for row in above), read_rows("mention", above, self._open), strict=True))
        for row in rows:
            made = read_called(row.body) if row.tier == CASE else called(opened[row.entry])
            if made is not None:
                yield row.id, made

    def _referring(self, sort: str, targets: Iterable[str]) -> list[str]:
        """Ids of records that refer to one of these in this way."""
        sql = "SELECT id FROM ref WHERE target IN {in} AND sort = ?"
        return sorted({row[0] for row in self._database.among(sql, sorted(set(targets)), sort)})
