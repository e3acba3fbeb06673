"""The lists of formats/person-view.md: each item carries the keys of its sheet section, plus `id` and `source`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any, cast

import msgspec

from tereze.model.judgements import Change, Judgement
from tereze.model.mentions import Mention
from tereze.model.records import Record
from tereze.model.sources import Source

from . import auditing, claims
from .desk import Desk
from .index import Index
from .reading import in_words, reference
from .standing_heads import standing

KINDS = (
    "persons", "sources", "positions", "claims", "incidents", "interventions", "inquiries", "assessments",
    "suggestions", "disputes", "judgements", "changes", "consents",
)  # fmt: skip

OPEN = frozenset({"positions", "claims", "incidents"})
"""What was said and done in public: whoever may read may list it. The other lists tell of people."""

_ID = re.compile(r"[a-z][a-z2-7]{16}")
# Our field → the key of the sheet (formats/source-sheet.md).
_KEYS = {"sort": "kind", "chain": "said_by", "for_whom": "for", "taken_from": "from"}
_OF_KIND = {
    "positions": "position", "incidents": "incident", "interventions": "intervention", "inquiries": "inquiry",
    "assessments": "assessment", "judgements": "judgement", "changes": "change", "consents": "consent",
}  # fmt: skip
_COUNTED = _OF_KIND | {"sources": "source"}


def items(desk: Desk, kind: str) -> Iterator[dict[str, Any]]:
    """The items of one list, in a stable order."""
    _must(desk, kind)
    index = desk.register.index
    auditing.looked(desk, f"look.{kind}", count=index.counts().get(_COUNTED.get(kind, kind), 0))
    special: dict[str, Callable[[], Iterator[dict[str, Any]]]] = {
        "persons": lambda: _persons(index),
        "sources": lambda: _sources(index),
        "suggestions": lambda: _suggestions(index),
        "disputes": lambda: _disputes(index),
        "claims": lambda: claims.tested(desk, sheet_item),
    }
    if kind in special:
        yield from special[kind]()
        return
    for record in index.of_kind(_OF_KIND[kind]):
        yield sheet_item(index, record)


def page_of(desk: Desk, kind: str, offset: int, limit: int) -> list[dict[str, Any]]:
    """A page of one list, for a screen. Claims are tested against the whole register: all are gone through."""
    if kind not in _OF_KIND:
        return list(islice(items(desk, kind), offset, offset + limit))
    _must(desk, kind)
    index = desk.register.index
    found = index.page_of_kind(_OF_KIND[kind], offset, limit)
    auditing.looked(desk, f"look.{kind}", count=len(found), part=str(offset))
    return [sheet_item(index, record) for record in found]


def _must(desk: Desk, kind: str) -> None:
    desk.must("read" if kind in OPEN else "browse")


def sheet_item(index: Index, record: Record) -> dict[str, Any]:
    """A record with all the keys it has in a sheet, given there or not; ids become what the sheet wrote again."""
    plain = {_KEYS.get(name, name): _plain(getattr(record, name)) for name in record.__struct_fields__}
    names = _readable(index, plain, whole=isinstance(record, Judgement | Change))
    shown: dict[str, Any] = _replace(plain, names)
    shown["id"] = record.id
    source = index.get(str(getattr(record, "source", "")))
    if isinstance(source, Source):
        shown["source"] = source.local
    return shown


def _plain(value: Any) -> Any:
    """Structs as dictionaries of what was given in them (a role or a basis always is), nothing as null."""
    if isinstance(value, msgspec.Struct):
        inner = {_KEYS.get(name, name): _plain(getattr(value, name)) for name in value.__struct_fields__}
        return {name: item for name, item in inner.items() if item is not None and item != []}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return None if value == "" else value


def _persons(index: Index) -> Iterator[dict[str, Any]]:
    for row in index.persons():
        yield {"id": row.anchor, "number": row.number, "name": row.label, "mentions": row.mentions}


def _sources(index: Index) -> Iterator[dict[str, Any]]:
    for received in index.of_kind("source"):
        record = standing(index, [cast("Source", received)])[received.id]
        shown = sheet_item(index, record)
        consents = [sheet_item(index, made) for made in index.of_source(record.id, "consent")]
        grounds = [sheet_item(index, made) for made in index.of_source(record.id, "ground")]
        shown |= {"consent": consents, "ground": grounds[0] if grounds else None}
        yield shown | {"id": record.id, "source": shown.get("local", "")}


def _suggestions(index: Index) -> Iterator[dict[str, Any]]:
    for row in index.suggestions():
        reasons = [{"rule": rule, "points": points, "why": why} for rule, points, why in row.reasons]
        if row.reasons and row.reasons[0][0] == "reprint":
            pair = [_local(index, row.left), _local(index, row.right)]
            yield {"sources": pair, "kind": "reprint", "score": row.score, "reasons": reasons}
            continue
        if len(set(index.person_of(row[:2]).values())) == 1:
            continue  # kept for the reasons; nobody need answer
        found = index.mentions([row.left, row.right])
        pair = [reference(index, found[side]) if side in found else side for side in (row.left, row.right)]
        yield {"mentions": pair, "ids": [row.left, row.right], "score": row.score, "reasons": reasons}


def _disputes(index: Index) -> Iterator[dict[str, Any]]:
    for judgement_id, reason in index.disputes():
        judgement = index.get(judgement_id)
        found = index.mentions(list(getattr(judgement, "mentions", ())))
        yield {
            "id": judgement_id,
            "mentions": [reference(index, m) for m in found.values()],
            "reason": in_words(index, reason),
        }


def _local(index: Index, source_id: str) -> str:
    source = index.get(source_id)
    return source.local if isinstance(source, Source) else source_id


def _readable(index: Index, plain: Any, *, whole: bool) -> dict[str, str]:
    """Opaque id → what a reader knows, for every id that occurs in `plain`: the key in the sheet, or, where the record
    stands outside of all sheets (`whole`), `sheet/key`.
    """
    found: set[str] = set()

    def walk(value: Any) -> None:
        if isinstance(value, str):
            if _ID.fullmatch(value):
                found.add(value)
        elif isinstance(value, dict):
            for item in value.values():
                walk(item)
        elif isinstance(value, list | tuple):
            for item in value:
                walk(item)

    walk(plain)
    mentions = index.mentions(sorted(found))
    readable = {key: reference(index, mention) if whole else mention.local for key, mention in mentions.items()}
    for other in found - readable.keys():
        label = _label(index, other, index.get(other), whole=whole)
        if label:
            readable[other] = label
    return readable


def _label(index: Index, name: str, record: Record | None, *, whole: bool) -> str:
    if isinstance(record, Mention):  # a statement: its mention holds it
        said = next((one for one in record.statements if one.id == name), None)
        key = (said.key or (f"{record.local}/{said.property}" if said.attribute else "")) if said else ""
        source = index.get(record.source)
        return f"{source.local}/{key}" if key and whole and isinstance(source, Source) else key
    return str(getattr(record, "local", None) or getattr(record, "key", None) or getattr(record, "name", None) or "")


def _replace(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, dict):
        return {key: _replace(item, names) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_replace(item, names) for item in value]
    return value
