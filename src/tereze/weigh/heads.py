"""The head of a source as it stands: as it was received, with what corrections say of it, the newest last.

A correction names only what is to be different, so two of different fields stand together in whatever order they come.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from msgspec.structs import replace

from tereze.model.judgements import Change
from tereze.model.sources import Head, Source, Told

TOLD = "told_"
FIELDS = tuple(name for name in Head.__struct_fields__ if name != "cleared")
_EMPTY: dict[str, Any] = {"title": "", "note": "", "authors": ()}  # of the others: None
_KEPT = frozenset({"sort"})
"""Fields that are never empty."""


def corrected(source: Source, changes: Iterable[Change]) -> Source:
    """`source` (as received) under those of `changes` that correct its head; of one field the newest counts."""
    for change in about(source.id, changes):
        source = _applied(source, change.head) if change.head is not None else source
    return source


def about(source: str, changes: Iterable[Change]) -> list[Change]:
    """The corrections of the head of a source (its id), in order of time."""
    mine = (one for one in changes if one.act == "correct" and one.head is not None and one.of == source)
    return sorted(mine, key=lambda one: (one.at, one.id))


def value(source: Source, field: str) -> Any:
    """What stands in a field of a head (one of `FIELDS`)."""
    if not field.startswith(TOLD):
        return getattr(source, field)
    return getattr(source.told, field.removeprefix(TOLD)) if source.told else None


def difference(source: Source, wanted: dict[str, Any]) -> Head | None:
    """The correction that makes the fields `wanted` of a head; None where all of it stands already."""
    changed = {name: new for name, new in wanted.items() if name in FIELDS and new != value(source, name)}
    if not changed:
        return None
    cleared = tuple(name for name in FIELDS if name in changed and not changed[name] and name not in _KEPT)
    return Head(cleared=cleared, **{name: new for name, new in changed.items() if new})


def _applied(source: Source, head: Head) -> Source:
    new = {name: getattr(head, name) for name in FIELDS if getattr(head, name) is not None}
    new |= {name: _EMPTY.get(name) for name in head.cleared if name in FIELDS and name not in _KEPT}
    told = {name.removeprefix(TOLD): new.pop(name) for name in tuple(new) if name.startswith(TOLD)}
    if told:
        made = replace(source.told or Told(), **told)
        new["told"] = None if made == Told() else made
    return replace(source, **new)
