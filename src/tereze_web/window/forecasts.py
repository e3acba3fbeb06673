"""Forecasts with their authors, ours included: what is due, what became of them, and how each author did."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponseRedirect

from tereze.actions import watching_filing
from tereze.actions.desk import Desk
from tereze.actions.watching_due import outcome
from tereze.actions.watching_events import events
from tereze.actions.watching_gather import Gathered
from tereze.watch import ours
from tereze.watch.forecasts import WORDS, Foretold, foretold, opinions, records

from ..pages import page
from ..words import words
from . import claim_words
from .reading import Shown, shown

MOST = 500
OUTCOMES = tuple(word for word in WORDS if word != "observed")


def forecasts(request: Any, desk: Desk) -> Any:
    """What is due first; then open and scored ones; the record of each author."""
    return _page(request, desk, {}, {})


def score(request: Any, desk: Desk) -> Any:
    """Keep what became of a forecast."""
    t = words(request.language)
    given = {name: request.POST.get(name, "").strip()[:MOST] for name in ("forecast", "outcome", "why", "scorer")}
    errors = {name: t("receive.needed") for name in ("forecast", "outcome", "scorer") if not given[name]}
    if given["outcome"] not in OUTCOMES:
        errors["outcome"] = t("receive.needed")
    if errors:
        return _page(request, desk, given, errors)
    says = f"{given['outcome']}: {given['why']}" if given["why"] else given["outcome"]
    made = watching_filing.score(desk, given["forecast"], says, given["scorer"])
    return HttpResponseRedirect(f"/window/forecasts/?done={made.source}")


def score_ours(request: Any, desk: Desk) -> Any:
    """Sign what the register says became of the program's own forecasts."""
    scorer = request.POST.get("scorer", "").strip()[:MOST]
    if not scorer:
        return _page(request, desk, {}, {"scorer_ours": words(request.language)("receive.needed")})
    found = shown(request.office, desk, ("everything",), _everything)
    if found.state not in {"now", "older"}:
        return _page(request, desk, {}, {"scorer_ours": words(request.language)("window.wait")})
    watching_filing.score_ours(desk, scorer, found.value)
    return HttpResponseRedirect("/window/forecasts/")


def _page(request: Any, desk: Desk, values: dict[str, str], errors: dict[str, str]) -> Any:
    found = events(desk)
    every = foretold(found.material, found.today)
    due = [one for one in every if one.state == "due"]
    t = words(request.language)
    counted = _outcomes(request, desk, due)
    suggested = {one: claim_words.score(t, found_out) for one, found_out in (counted.value or {}).items()}
    told_ours = {one.id: told for one in every if (told := claim_words.forecast(t, one))}
    material = found.material
    said = [(one, material.party(one.by).label, material.local(one.source)) for one in opinions(material)]
    return page(
        request, "window/forecasts.html", 422 if errors else 200, due=due, counted=counted, suggested=suggested,
        opinions=said, ours=told_ours, others=[one for one in every if one.state != "due"], records=records(every),
        outcomes=OUTCOMES, values=values, errors=errors, done=request.GET.get("done", ""),
    )  # fmt: skip


def _outcomes(request: Any, desk: Desk, due: list[Foretold]) -> Shown:
    """What the register says became of the program's own forecasts that are due; it is asked where there are any."""
    if not any(ours.asked(one) for one in due):
        return Shown({})
    return shown(request.office, desk, ("outcomes",), _became)


def _became(found: Gathered) -> dict[str, str]:
    due = [one for one in foretold(found.material, found.today) if one.state == "due"]
    return {one.id: words for one in due if (words := outcome(found, one))}


def _everything(found: Gathered) -> Gathered:
    return found
