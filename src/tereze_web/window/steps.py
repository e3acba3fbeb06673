"""Steps taken for people: what is due first, then by day; each with its answer."""

from __future__ import annotations

from typing import Any

from tereze.actions.desk import Desk
from tereze.actions.watching_events import events
from tereze.model.events import Intervention
from tereze.watch.due import due_order, is_due

from ..pages import page
from . import filing


def steps(request: Any, desk: Desk) -> Any:
    """The steps; those whose answer is due and has not come stand first."""
    found = events(desk)
    material = found.material
    rows = [
        (one, is_due(one, found.today), _people(material.party, one), material.party(one.by).label,
         material.party(one.addressee).label if one.addressee else "", material.local(one.source))
        for one in due_order(material.interventions, found.today)
    ]  # fmt: skip
    return page(request, "window/steps.html", rows=rows, done=request.GET.get("done", ""), today=found.today)


def new(request: Any, desk: Desk) -> Any:
    """File a step."""
    return filing.form(request, desk, "interventions")


def _people(party: Any, one: Intervention) -> list[str]:
    return [party(mention).label for mention in one.for_whom]
