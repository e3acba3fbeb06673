"""Search by name, in any script: as a page, and as you type."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponseRedirect, JsonResponse

from tereze.actions import find
from tereze.actions.desk import Desk
from tereze.publish.writing import direction

from ..pages import page

FEW, MANY = 8, 50
LONGEST = 200


def search(request: Any, desk: Desk) -> Any:
    """The people whose names sound like what was asked; a register number leads to its person."""
    asked = request.GET.get("q", "").strip()[:LONGEST]
    if find.NUMBER.fullmatch(asked):
        return HttpResponseRedirect(f"/people/{asked.upper()}/")
    return page(request, "search.html", asked=asked, hits=_hits(desk, asked, MANY))


def as_you_type(request: Any, desk: Desk) -> Any:
    """The same, few and as JSON, for the script of the page."""
    hits = _hits(desk, request.GET.get("q", "").strip()[:LONGEST], FEW)
    return JsonResponse({"hits": [{"number": h.number, "name": h.label, "dir": direction(h.label)} for h in hits]})


def _hits(desk: Desk, asked: str, limit: int) -> list[find.Hit]:
    return [hit for hit in find.search(desk, asked, limit) if hit.number] if asked else []
