"""The review queue: what waits for a person, in the order in which answers are worth most (`tereze.resolve.gain`)."""

from __future__ import annotations

from typing import NamedTuple

from tereze.resolve.gain import Gain

from . import auditing
from .desk import Desk
from .index import SuggestionRow
from .index_reviews import Waits
from .reading import label_of, reference


class Task(NamedTuple):
    """A suggestion nobody has answered: the row, what both mentions are called, and what asking is worth."""

    row: SuggestionRow
    left: str
    right: str
    gain: Gain


def page(desk: Desk, limit: int, offset: int = 0) -> list[Task]:
    """A page of the queue, most gain first. Reads the page and nothing else."""
    desk.must("browse")
    auditing.looked(desk, "look.matches", part=f"{limit} {offset}")
    index = desk.register.index
    rows = index.waiting(limit, offset)
    found = index.mentions([side for one in rows for side in one.row[:2]])
    return [
        Task(row, label_of(found[row.left]), label_of(found[row.right]), gain)
        for row, gain in rows
        if row.left in found and row.right in found
    ]


def references(desk: Desk, task: Task) -> list[str]:
    """How judgements write the two mentions of a task: `sheet/mention`."""
    desk.must("browse")
    index = desk.register.index
    found = index.mentions(task.row[:2])
    return [reference(index, found[side]) for side in task.row[:2] if side in found]


def waits(desk: Desk) -> Waits:
    """How much waits: suggestions, merges with one reviewer, contradictions."""
    desk.must("browse")
    return desk.register.index.waits()
