"""A JSON array of records as a table: one record at a time, never the whole file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from tereze.intake.nodes import SHEET_BYTES
from tereze.intake.rows import Broken, Cell, NoTable, Row, Table

_CHUNK = 256 * 1024
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
    decoder = json.JSONDecoder()
    try:
        with path.open(encoding="utf-8-sig") as stream:
            yield from _decoded(stream, decoder)
    except UnicodeDecodeError:
        raise NoTable(path.name, "it is not UTF-8 text") from None
    except json.JSONDecodeError as error:
        raise NoTable(path.name, f"it is not well-formed JSON ({error.msg}, record {error.lineno})") from None


def _decoded(stream: IO[str], decoder: json.JSONDecoder) -> Iterator[tuple[int, Any]]:
    buffer = stream.read(_CHUNK).lstrip()
    array = buffer.startswith("[")
    buffer = buffer[1:] if array else buffer
    number = 0
    while True:
        buffer = buffer.lstrip(" \t\r\n,")
        if not buffer:
            buffer = stream.read(_CHUNK)
            if not buffer:
                return
            continue
        if array and buffer[0] == "]":
            return
        number += 1
        record, buffer = _next(stream, decoder, buffer, number)
        yield number, record


def _next(stream: IO[str], decoder: json.JSONDecoder, buffer: str, number: int) -> tuple[Any, str]:
    """One record from the buffer, reading on while it breaks off; a record is at most 16 MiB."""
    while True:
        try:
            record, end = decoder.raw_decode(buffer)
            if end < len(buffer) or isinstance(record, dict | list):
                return record, buffer[end:]
        except json.JSONDecodeError as error:
            problem = error
        else:
            problem = json.JSONDecodeError("a value breaks off", buffer, 0)
        more = stream.read(max(_CHUNK, len(buffer))) if len(buffer) <= SHEET_BYTES else ""
        if not more:
            problem.lineno = number
            raise problem
        buffer += more
