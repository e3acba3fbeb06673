"""Search by name in any script and by facets: as a list, a table or a map, kept for later, and as you type."""

from __future__ import annotations

import csv
import io
from typing import Any, NamedTuple

from django.http import HttpResponse, HttpResponseRedirect, JsonResponse

from tereze.actions import find, searching
from tereze.actions.desk import Desk
from tereze.actions.index_facets import AREA, FACETS, GENDER, STATUS
from tereze.actions.searching import Asked
from tereze.publish.writing import direction

from ..pages import page
from ..words import Words, words
from .atlas import HEIGHT, WIDTH, area_name, dots, outlines
from .tickets import search_of, ticket
from .turning import Turn

FEW, A_PAGE = 8, 50
QUICK = 150
"""Names compared while somebody types: the whole search compares more."""
LONGEST = 200
VALUES = 12
VIEWS = ("list", "table", "map")
_WORDS = {STATUS: "status", GENDER: "value"}


class Choice(NamedTuple):
    """One value of a facet: what it is called, how many have it, whether it is chosen, and where choosing leads."""

    label: str
    people: int | None
    chosen: bool
    ticket: str


def search(request: Any, desk: Desk) -> Any:
    """The empty form with everything there is; a search that was typed goes to an address that does not tell it."""
    given = request.POST if request.method == "POST" else request.GET
    asked = given.get("q", "").strip()[:LONGEST]
    if find.NUMBER.fullmatch(asked):
        return HttpResponseRedirect(f"/people/{asked.upper()}/")
    if asked:
        return HttpResponseRedirect(f"/search/{ticket(Asked(asked), desk.actor.id)}/")
    return _show(request, desk, Asked())


def found(request: Any, desk: Desk, sealed: str) -> Any:
    """The answer to a search."""
    return _show(request, desk, search_of(sealed, desk.actor.id))


def keep(request: Any, desk: Desk, sealed: str) -> Any:
    """Keep a search under a title, or keep it no longer."""
    if dropped := request.POST.get("drop", ""):
        searching.drop(desk, dropped)
    elif title := request.POST.get("title", "").strip():
        searching.keep(desk, search_of(sealed, desk.actor.id), title)
    return HttpResponseRedirect(f"/search/{sealed}/")


def export(_request: Any, desk: Desk, sealed: str) -> Any:
    """The persons of a search as a table for a spreadsheet: number, name, how many mentions."""
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(("number", "name", "mentions"))
    for row in searching.everything(desk, search_of(sealed, desk.actor.id)):
        table.writerow((row.number, _harmless(row.label), row.mentions))
    response = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="people.csv"'
    return response


def as_you_type(request: Any, desk: Desk) -> Any:
    """A few people by name, as JSON, for the script of the page."""
    asked = request.GET.get("q", "").strip()[:LONGEST]
    hits = [hit for hit in find.search(desk, asked, FEW, QUICK) if hit.number] if asked else []
    return JsonResponse({"hits": [{"number": h.number, "name": h.label, "dir": direction(h.label)} for h in hits]})


def _show(request: Any, desk: Desk, asked: Asked) -> Any:
    turn, view = Turn.of(request, A_PAGE), request.GET.get("view", "list")
    answer = searching.search(desk, asked, turn.offset, turn.size)
    t, person = words(request.language), desk.actor.id
    return page(
        request, "casework/search.html", asked=asked, answer=answer, turn=turn, ticket=ticket(asked, person),
        facets=[(facet, choices) for facet in FACETS if (choices := _choices(t, person, asked, answer, facet))],
        view=view if view in VIEWS else "list", kept=_kept(desk), width=WIDTH, height=HEIGHT, outlines=outlines(),
        dots=[(dot, area_name(dot.code, t.code)) for dot in dots(answer.counts.get(AREA, {}))],
    )  # fmt: skip


def _choices(t: Words, person: str, asked: Asked, answer: searching.Found, facet: str) -> list[Choice]:
    """The chosen values of a facet first, then the commonest."""
    counts = answer.counts.get(facet, {})
    chosen = [value for one, value in asked.chosen if one == facet]
    values = [*chosen, *(value for value in counts if value not in chosen)][: len(chosen) + VALUES]
    return [
        Choice(
            _label(t, facet, value), counts.get(value), value in chosen, ticket(_toggled(asked, facet, value), person)
        )
        for value in values
    ]


def _toggled(asked: Asked, facet: str, value: str) -> Asked:
    one = (facet, value)
    rest = tuple(other for other in asked.chosen if other != one)
    return Asked(asked.name, rest if one in asked.chosen else (*asked.chosen, one))


def _label(t: Words, facet: str, value: str) -> str:
    if facet == AREA:
        return area_name(value, t.code)
    return t.word(_WORDS[facet], value) if facet in _WORDS else value


def _kept(desk: Desk) -> list[tuple[str, str, str]]:
    """(key, title, ticket) of the searches this person kept."""
    return [(key, title, ticket(asked, desk.actor.id)) for key, title, asked in searching.kept(desk)]


def _harmless(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text
