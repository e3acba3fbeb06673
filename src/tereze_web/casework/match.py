"""Match review: two mentions side by side, an answer with its reason, what it changed, and the way back."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponseRedirect

from tereze.actions import judging, reviewing
from tereze.actions.desk import Desk

from ..pages import page
from .comparing import rows

A_PAGE = 30


def queue(request: Any, desk: Desk) -> Any:
    """What waits for an answer, the surest first."""
    return page(request, "matches.html", waiting=reviewing.waiting(desk, A_PAGE))


def pair(request: Any, desk: Desk, left: str, right: str) -> Any:
    """One pair."""
    shown = reviewing.pair(desk, left, right)
    following = next(iter(reviewing.waiting(desk, 1, skip=(left, right))), None)
    return page(
        request, "pair.html", pair=shown, rows=rows(shown), following=following,
        persons=request.GET.getlist("person"), disputes=request.GET.getlist("dispute"), done=request.GET.get("done"),
    )  # fmt: skip


def decide(request: Any, desk: Desk, left: str, right: str) -> Any:
    """Answer a pair; refused when it is not what the reviewer saw."""
    answer, reason, seen = (request.POST.get(name, "") for name in ("answer", "reason", "seen"))
    judged = reviewing.decide(desk, (left, right), answer, reason, seen)
    return HttpResponseRedirect(f"/matches/{left}/{right}/?{_outcome(judged)}")


def withdraw(request: Any, desk: Desk, judgement: str) -> Any:
    """Take an answer back; the persons follow."""
    judged = judging.withdraw(desk, judgement, request.POST.get("reason", ""))
    mentions = judging.find_judgement(desk, judgement).mentions
    place = f"/matches/{mentions[0]}/{mentions[1]}/" if len(mentions) == 2 else "/matches/"
    return HttpResponseRedirect(f"{place}?{_outcome(judged)}")


def _outcome(judged: judging.Judged) -> str:
    said = [("person", one) for one in judged.persons] + [("dispute", one) for one in judged.disputes]
    return urlencode([("done", judged.id), *said])
