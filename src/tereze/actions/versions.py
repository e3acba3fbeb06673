"""A list that comes again: the same file changes nothing, a newer one becomes a new version of the source."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import count
from typing import cast

from tereze.intake.drafts import Parsed, RowsDraft, SheetDraft
from tereze.intake.versions import compare, rows_known, version_name
from tereze.model import ids
from tereze.model.mentions import Mention
from tereze.model.sources import Source

from .desk import Desk

Read = Callable[[Mapping[str, int]], Iterator[Parsed]]
"""Reads a file; told which lists are to be read as which version of themselves."""


def newer(desk: Desk, read: Read) -> Iterator[Parsed]:
    """What a file holds; a list that the register has with other content is read again as its next version.

    Rows that stand as before are left out; added, changed and vanished rows come as drafts of the new version.
    """
    replaced: set[str] = set()
    for item in read({}):
        if isinstance(item, RowsDraft) and item.ref in replaced:
            continue
        versions = _known_versions(desk, item) if isinstance(item, SheetDraft) else []
        if not versions or not isinstance(item, SheetDraft):
            yield item
            continue
        replaced.add(item.ref)
        yield from _next(desk, read, item.ref, versions)


def _known_versions(desk: Desk, draft: SheetDraft) -> list[Source]:
    """The versions of a list that the register has, oldest first; empty if it is new, no list, or one of them."""
    source = next(record for record in draft.records if isinstance(record, Source))
    found: list[Source] = []
    for number in count(1):
        known = desk.register.index.get(ids.source_id(desk.register.secret, version_name(draft.ref, number)))
        if not isinstance(known, Source):
            break
        found.append(known)
    if source.sort != "list" or any(one.digest == source.digest for one in found):
        return []
    return found


def _next(desk: Desk, read: Read, local: str, versions: list[Source]) -> Iterator[Parsed]:
    index, number = desk.register.index, len(versions) + 1
    rows = rows_known([cast("tuple[Mention, ...]", index.of_source(one.id, "mention")) for one in versions])
    name = version_name(local, number)
    ours = (item for item in read({local: number}) if getattr(item, "ref", "") == name)
    yield from compare(rows, ours, secret=desk.register.secret, version_of=versions[-1].id, by=desk.actor.id)
