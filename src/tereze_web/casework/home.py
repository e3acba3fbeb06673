"""Home: what the register holds and what waits for someone."""

from __future__ import annotations

from typing import Any

from tereze.actions import lists, overview, reviewing
from tereze.actions.desk import MAY, Desk

from ..pages import page

SHOWN = ("persons", "source", "mention", "incident", "position", "intervention")
NEXT = 6


def home(request: Any, desk: Desk) -> Any:
    """Counts, the surest suggestions nobody answered, and judgements that could not be applied."""
    if not desk.actor.has(*MAY["read"]):
        return page(request, "home.html", counts={}, waiting=[], disputes=[], totals=[])
    counts = overview.status(desk)["counts"]
    totals = [(kind, counts[kind]) for kind in SHOWN if counts.get(kind)]
    waiting, disputes = reviewing.waiting(desk, NEXT), list(lists.items(desk, "disputes"))
    return page(request, "home.html", counts=counts, totals=totals, waiting=waiting, disputes=disputes)
