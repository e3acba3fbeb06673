"""Between records and the rows of `record`: which columns a record fills, and how it is read back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

import msgspec

from tereze.actions.index import Called, Indexed
from tereze.ledger.entry import CASE
from tereze.model.errors import Damaged
from tereze.model.mentions import Mention, Name
from tereze.model.records import NotARecord, Record, from_payload
from tereze.model.value import encode

from .derive import Derived, derive, derive_skeleton, skeleton


class IndexDamaged(Damaged):
    """A row of the index that cannot be read."""

    message = "The index is damaged: a record of kind “{0}” cannot be read."
    hint = "`tereze rebuild` makes the index anew from the ledger; `tereze verify` tells whether the ledger is whole."


class Place(NamedTuple):
    """Where an entry lies: its id, its log and its index there."""

    entry: bytes
    origin: str
    position: int


OpenPlaces = Callable[[Sequence[Place]], Sequence[Record | None]]
"""Opens entries through the ledger, for this view only; None for what cannot be opened."""


def row_of(item: Indexed) -> tuple[Any, ...]:
    """The row of `record` for one record. Bodies above the case tier are not kept."""
    record = item.record
    part = record.part if isinstance(record, Mention) else ""
    body = encode(record) if item.tier == CASE else skeleton(record) if isinstance(record, Mention) else b""
    source = str(getattr(record, "source", "") or "")
    local = str(getattr(record, "local", "") or "")
    return (item.entry, kind_of(record), record.id, part, item.tier, source, local, item.origin, item.position, body)


def kind_of(record: Record) -> str:
    """The payload kind of a record."""
    return str(record.__struct_config__.tag)


class Row(NamedTuple):
    """A row of `record` as it is read back."""

    id: str
    tier: str
    entry: bytes
    origin: str
    position: int
    body: bytes


COLUMNS = "id, tier, entry, origin, position, body"


def read_rows(kind: str, rows: Sequence[Row], opener: OpenPlaces) -> list[Record | None]:
    """The records of rows; None where a body above the case tier cannot be opened any more."""
    closed = [row for row in rows if row.tier != CASE]
    opened: dict[bytes, Record | None] = {}
    if closed:
        places = [Place(row.entry, row.origin, row.position) for row in closed]
        opened = {place.entry: record for place, record in zip(places, opener(places), strict=True)}
    return [read_body(kind, row.body) if row.tier == CASE else opened[row.entry] for row in rows]


def read_body(kind: str, body: bytes) -> Record:
    """The record in a body of the case tier. Raises `IndexDamaged`."""
    try:
        record = from_payload(bytes(body))
    except (NotARecord, msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise IndexDamaged(kind) from error
    if record is None or kind_of(record) != kind:
        raise IndexDamaged(kind)
    return record


class _Called(msgspec.Struct, frozen=True, tag_field="kind", tag="mention"):
    """Of a mention only what it is called: five statements take longer to read than all the rest."""

    sort: str = "person"
    sealed: bool = False
    names: tuple[Name, ...] = ()


_CALLED = msgspec.json.Decoder(_Called)


def read_called(body: bytes) -> Called:
    """What the mention in a body of the case tier is called. Raises `IndexDamaged`."""
    try:
        read = _CALLED.decode(body)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise IndexDamaged("mention") from error
    return Called(read.sort, read.sealed, tuple(name.text for name in read.names))


def called(record: Record | None) -> Called | None:
    """What a mention that was opened is called; None for what could not be opened."""
    if not isinstance(record, Mention):
        return None
    return Called(record.sort, record.sealed, tuple(name.text for name in record.names))


def derived_of(kind: str, tier: str, body: bytes) -> Derived:
    """What a kept row brought into the other tables."""
    if tier == CASE:
        return derive(read_body(kind, body), tier)
    return derive_skeleton(bytes(body)) if body else Derived(frozenset(), frozenset(), frozenset())


def only_records(found: Iterable[Record | None]) -> list[Record]:
    """Without those that could not be opened."""
    return [record for record in found if record is not None]
