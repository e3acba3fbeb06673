"""Forecasts with their authors, ours included: what is due, what became of them, and how each author did."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponseRedirect

from tereze.actions import watching_filing
from tereze.actions.desk import Desk
from tereze.actions.watching_due import outcome
from tereze.watch.forecasts import WORDS, foretold, opinions, records

from ..pages import page
from ..words import words
from . import claim_words
from .reading import gathered

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
    watching_filing.score_ours(desk, scorer, gathered(request.office, desk))
    return HttpResponseRedirect("/window/forecasts/")


def _page(request: Any, desk: Desk, values: dict[str, str], errors: dict[str, str]) -> Any:
    found = gathered(request.office, desk)
    every = foretold(found.material, found.today)
    due = [one for one in every if one.state == "due"]
    t = words(request.language)
    suggested = {one.id: claim_words.score(t, found_out) for one in due if (found_out := outcome(found, one))}
    ours = {one.id: told for one in every if (told := claim_words.forecast(t, one))}
    material = found.material
    said = [(one, material.party(one.by).label, material.local(one.source)) for one in opinions(material)]
    return page(
        request, "window/forecasts.html", 422 if errors else 200, due=due, suggested=suggested, opinions=said,
        ours=ours, others=[one for one in every if one.state != "due"], records=records(every), outcomes=OUTCOMES,
        values=values, errors=errors, done=request.GET.get("done", ""),
    )  # fmt: skip
