"""The assessment: a dated page, each sentence with its sources; what people signed; the form to sign and to count."""

from __future__ import annotations

from functools import partial
from typing import Any, NamedTuple

from django.http import HttpResponseRedirect

from tereze.actions import watching, watching_filing
from tereze.actions.desk import Desk
from tereze.actions.watching_gather import Gathered
from tereze.model import dates
from tereze.model.errors import BadInput
from tereze.watch.assessment import WORDS
from tereze.watch.assessment import Page as Assessment
from tereze.watch.flows import Flow, flows
from tereze.watch.nowcast import FEW_TOLD
from tereze.watch.silence import Silence, silences

from ..pages import page
from ..words import words
from . import figures
from .reading import Shown, say, shown
from .reasons import why

BY = ("channel", "region", "host", "witness")
SILENT = 20
MOST = 2_000


class Assessed(NamedTuple):
    """The assessment of a day with the flows, and who has fallen silent: the first few, and how many more."""

    one: Assessment
    flows: tuple[Flow, ...]
    silent: tuple[Silence, ...]
    stopped: tuple[Silence, ...]
    more_silent: int


def assessed(request: Any, desk: Desk, on: str, by: str) -> Shown:
    """The assessment of a day (today where empty), read by one of `BY`."""
    return shown(request.office, desk, ("assessment", by), partial(_assessed, by=by), on, quick=_quick)


def _quick(found: Gathered) -> bool:
    """With so little news the numbers cannot tell, and nothing is fitted, which would take a second."""
    return len(found.arrivals) < FEW_TOLD


def _assessed(found: Gathered, by: str) -> Assessed:
    alive = [one for one in found.heard if one.kind != "deceased"]
    silent = [one for one in silences(alive, found.today) if one.follow_up]
    stopped = [one for one in silences(found.tellers, found.today) if one.follow_up]
    return Assessed(
        watching.assessed(found, by), tuple(flows(found.arrivals, by, found.today)), tuple(silent[:SILENT]),
        tuple(stopped[:SILENT]), max(len(silent) - SILENT, 0),
    )  # fmt: skip


def assessment(request: Any, desk: Desk) -> Any:
    """The page of today, or of a day in the past as it was known then."""
    return _page(request, desk, {}, {})


def sign(request: Any, desk: Desk) -> Any:
    """Sign the page of today, agreeing with the numbers or not."""
    t = words(request.language)
    given = {name: request.POST.get(name, "").strip()[:MOST] for name in ("word", "why", "signer")}
    errors = {name: t("receive.needed") for name, text in given.items() if not text}
    if given["word"] not in WORDS:
        errors["word"] = t("receive.needed")
    counted = assessed(request, desk, "", BY[0]).value
    if counted is None or counted.one.as_of != desk.now()[:10]:
        errors.setdefault("word", t("window.wait"))
    if errors:
        return _page(request, desk, given, errors)
    made = watching_filing.sign(desk, given["word"], given["why"], given["signer"], counted.one)
    return HttpResponseRedirect(f"/window/?done={made.source}#signed")


def inbox(request: Any, desk: Desk) -> Any:
    """Keep a count of the inbox."""
    t = words(request.language)
    given = {name: request.POST.get(name, "").strip()[:MOST] for name in ("waiting", "counted_on", "counter")}
    errors = {name: t("receive.needed") for name, text in given.items() if not text}
    if "waiting" not in errors and not (given["waiting"].isascii() and given["waiting"].isdigit()):
        errors["waiting"] = t("window.number_needed")
    if not errors:
        try:
            made = watching_filing.count_inbox(desk, int(given["waiting"][:9]), given["counted_on"], given["counter"])
        except BadInput as error:
            errors["counted_on"] = error.text
        else:
            return HttpResponseRedirect(f"/window/?done={made.source}#inbox")
    return _page(request, desk, given, errors)


def _page(request: Any, desk: Desk, values: dict[str, str], errors: dict[str, str]) -> Any:
    t, by = words(request.language), request.GET.get("by", "")
    by = by if by in BY else BY[0]
    on, wrong = _day(request.GET.get("on", "").strip()[:40])
    counted = assessed(request, desk, on, by)
    found: Assessed | None = counted.value
    return page(
        request, "window/assessment.html", 422 if errors or wrong else 200, counted=counted, found=found,
        one=found.one if found else None, by=by, bys=BY, on=on, wrong=wrong, again=f"/window/?by={by}&on={on}",
        say=lambda sentence: say(t, sentence), because=lambda text: why(t, text),
        figures=figures.of(t, found.one) if found else (), values=values, errors=errors, verdicts=WORDS,
        done=_key(request.GET.get("done", "")),
    )  # fmt: skip


def _day(text: str) -> tuple[str, str]:
    """The day asked for, and what was typed where it is none."""
    try:
        if text:
            dates.read(text)
    except dates.BadDate:
        return "", text
    return text, ""


def _key(text: str) -> str:
    return text if text.replace("-", "").isalnum() and text.isascii() and len(text) < 60 else ""
