"""The lists of formats/person-view.md: each item carries the keys of its sheet section, plus `id` and `source`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from tereze.model.mentions import Mention
from tereze.model.records import Record
from tereze.model.sources import Source

from . import claims
from .desk import Desk
from .index import Index

KINDS = (
    "persons", "sources", "positions", "claims", "incidents", "interventions", "inquiries", "assessments",
    "suggestions", "disputes", "judgements", "changes", "consents",
)  # fmt: skip

_ID = re.compile(r"[a-z][a-z2-7]{16}")
# Our field → the key of the sheet (formats/source-sheet.md).
_KEYS = {"sort": "kind", "chain": "said_by", "for_whom": "for", "recorded": "recorded"}
_OF_KIND = {
    "positions": "position", "incidents": "incident", "interventions": "intervention", "inquiries": "inquiry",
    "assessments": "assessment", "judgements": "judgement", "changes": "change", "consents": "consent",
}  # fmt: skip


def items(desk: Desk, kind: str) -> Iterator[dict[str, Any]]:
    """The items of one list, in a stable order."""
    desk.must("read")
    index = desk.register.index
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


def sheet_item(index: Index, record: Record) -> dict[str, Any]:
    """A record with the keys it had in its sheet; mention ids become the sheet's own keys again."""
    plain = {_KEYS.get(key, key): value for key, value in msgspec.to_builtins(record).items() if key != "kind"}
    names = _readable(index, plain)
    shown: dict[str, Any] = _replace(plain, names)
    shown["id"] = record.id
    source = index.get(str(getattr(record, "source", "")))
    if isinstance(source, Source):
        shown["source"] = source.local
    return shown


def reference(index: Index, mention: Mention) -> str:
    """`sheet/mention`, as judgements write it."""
    source = index.get(mention.source)
    return f"{source.local if isinstance(source, Source) else mention.source}/{mention.local}"


def _persons(index: Index) -> Iterator[dict[str, Any]]:
    for row in index.persons():
        yield {"id": row.anchor, "number": row.number, "name": row.label, "mentions": row.mentions}


def _sources(index: Index) -> Iterator[dict[str, Any]]:
    for record in index.of_kind("source"):
        shown = sheet_item(index, record)
        yield shown | {"id": record.id, "source": shown.get("local", "")}


def _suggestions(index: Index) -> Iterator[dict[str, Any]]:
    for row in index.suggestions():
        reasons = [{"rule": rule, "points": points, "why": why} for rule, points, why in row.reasons]
        if row.reasons and row.reasons[0][0] == "reprint":
            pair = [_local(index, row.left), _local(index, row.right)]
            yield {"sources": pair, "kind": "reprint", "score": row.score, "reasons": reasons}
            continue
        found = index.mentions([row.left, row.right])
        pair = [reference(index, found[side]) if side in found else side for side in (row.left, row.right)]
        yield {"mentions": pair, "ids": [row.left, row.right], "score": row.score, "reasons": reasons}


def _disputes(index: Index) -> Iterator[dict[str, Any]]:
    for judgement_id, reason in index.disputes():
        judgement = index.get(judgement_id)
        found = index.mentions(list(getattr(judgement, "mentions", ())))
        yield {"id": judgement_id, "mentions": [reference(index, m) for m in found.values()], "reason": reason}


def _local(index: Index, source_id: str) -> str:
    source = index.get(source_id)
    return source.local if isinstance(source, Source) else source_id


def _readable(index: Index, plain: Any) -> dict[str, str]:
    """Opaque id → the key a reader knows, for every id that occurs in `plain`."""
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
    readable = {key: mention.local for key, mention in index.mentions(sorted(found)).items()}
    for other in found - readable.keys():
        record = index.get(other)
        label = getattr(record, "local", None) or getattr(record, "key", None)
        if label:
            readable[other] = str(label)
    return readable


def _replace(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, dict):
        return {key: _replace(item, names) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_replace(item, names) for item in value]
    return value
