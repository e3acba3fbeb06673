"""A JSON array of records as a table: one record at a time, never the whole file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from tereze.intake.nodes import SHEET_BYTES
from tereze.intake.rows import Broken, Cell, NoTable, Row, Table

_CHUNK = 256 * 1024
_SPACE = re.compile(r"[\s,]*")
_LOOK_AHEAD = 200  # records read to learn which fields there are


def read(path: Path, known: tuple[str, ...] = ()) -> Table:
    """The records of a top-level array (or of JSON lines). Columns: the fields of the first records, then `known`."""
    records = _records(path)
    first = [record for _, record in zip(range(_LOOK_AHEAD), records, strict=False)]
    columns = dict.fromkeys(key for _, record in first if isinstance(record, dict) for key in record)
    columns |= dict.fromkeys(known)
    names = tuple(columns)
    return Table(names, _rows(first, records, names))


def _rows(
    first: list[tuple[int, Any]], rest: Iterator[tuple[int, Any]], names: tuple[str, ...]
) -> Iterator[Row | Broken]:
    for records in (first, rest):
        for number, record in records:
            if isinstance(record, dict):
                yield Row(number, [_cell(record.get(name)) for name in names])
            else:
                yield Broken(number, "this is not a record of named fields", "Each record is {field: value, …}.")


def _cell(value: Any) -> Cell:
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return [_one(item) for item in value]
    if isinstance(value, dict):
        return {key: _one(item) for key, item in value.items()}
    return _one(value)


def _one(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _records(path: Path) -> Iterator[tuple[int, Any]]:
    """(place counted from 1, record) as the file is read."""
    try:
        with path.open(encoding="utf-8-sig") as stream:
            yield from enumerate(_Records(stream, path.name), start=1)
    except UnicodeDecodeError:
        raise NoTable(path.name, "it is not UTF-8 text") from None


class _Records:
    """The records of an array, or of JSON lines, decoded one by one from a buffer that is filled as needed."""

    def __init__(self, stream: IO[str], name: str) -> None:
        self.stream, self.name = stream, name
        self.decoder = json.JSONDecoder()
        self.buffer = stream.read(_CHUNK)
        self.at = _space(self.buffer, 0)
        self.array = self.buffer[self.at : self.at + 1] == "["
        self.at += self.array
        self.count = 0

    def __iter__(self) -> Iterator[Any]:
        while True:
            self.at = _space(self.buffer, self.at)
            if self.at < len(self.buffer):
                if self.array and self.buffer[self.at] == "]":
                    return
                self.count += 1
                yield self._next()
            elif not self._more():
                if self.array:
                    raise NoTable(self.name, f"it breaks off after record {self.count}")
                return

    def _more(self) -> bool:
        """Read on; the part that is done with is let go. A record is at most 16 MiB."""
        kept = self.buffer[self.at :]
        more = self.stream.read(max(_CHUNK, len(kept))) if len(kept) <= SHEET_BYTES else ""
        self.buffer, self.at = kept + more, 0
        return bool(more)

    def _next(self) -> Any:
        while True:
            record, end = self._try()
            # a number at the very end of the buffer may go on in the next part of the file
            if end > 0 and (end < len(self.buffer) or isinstance(record, dict | list | str)):
                self.at = end
                return record
            if not self._more():
                if end > 0:
                    self.at = end
                    return record
                raise NoTable(self.name, f"it is not well-formed JSON at record {self.count}")

    def _try(self) -> tuple[Any, int]:
        """(record, where it ends), or (None, 0) while it cannot be decoded."""
        try:
            return self.decoder.raw_decode(self.buffer, self.at)
        except json.JSONDecodeError:
            return None, 0


def _space(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at
