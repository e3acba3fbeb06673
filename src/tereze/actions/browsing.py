"""A page at a time of what the register holds, for whoever looks through it."""

from __future__ import annotations

from typing import cast

from tereze.model.judgements import Judgement
from tereze.model.sources import Source

from . import auditing
from .desk import Desk
from .index import PersonRow
from .standing_heads import standing


def people(desk: Desk, offset: int, limit: int) -> list[PersonRow]:
    """Persons with a register number, in order of number."""
    desk.must("browse")
    rows = list(desk.register.index.persons(offset, limit))
    auditing.looked(desk, "look.persons", count=len(rows), part=str(offset))
    return rows


def sources(desk: Desk, offset: int, limit: int) -> list[Source]:
    """Sources, in the order of their opaque ids: stable, and saying nothing."""
    desk.must("browse")
    found = [cast("Source", one) for one in desk.register.index.page_of_kind("source", offset, limit)]
    auditing.looked(desk, "look.sources", count=len(found), part=str(offset))
    return list(standing(desk.register.index, found).values())


def judgements_about(desk: Desk, mentions: frozenset[str]) -> list[Judgement]:
    """Judgements that name one of these mentions, and those that confirmed one or took it back, in order of time."""
    desk.must("browse")
    return list(desk.register.index.judgements_about(sorted(mentions)))
