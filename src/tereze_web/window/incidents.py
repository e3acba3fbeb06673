"""Incidents against the four questions: in time, with their gravity, what they followed and what was done."""

from __future__ import annotations

from typing import Any

from tereze.actions.desk import Desk
from tereze.actions.watching_events import events
from tereze.watch.incidents import factors
from tereze.watch.tables import code_book

from ..pages import page
from ..words import words
from . import figures, filing


def incidents(request: Any, desk: Desk) -> Any:
    """The four questions with their events, the timeline, and the code book."""
    found = factors(events(desk).material)
    return page(
        request, "window/incidents.html", factors=found, figure=figures.incidents(words(request.language), found),
        book=code_book(), done=request.GET.get("done", ""),
    )  # fmt: skip


def new(request: Any, desk: Desk) -> Any:
    """File an incident with where it was read or heard."""
    return filing.form(request, desk, "incidents")
