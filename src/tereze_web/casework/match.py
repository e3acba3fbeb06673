"""Match review: mentions side by side, an answer with its reason, its consequences, a second person, contradictions."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponseRedirect

from tereze.actions import beside, consequences, contradictions, judging, queue, reviewing, second_review
from tereze.actions.desk import Desk
from tereze.resolve.judgements import TO_PUBLISH, named

from ..pages import page
from .turning import Turn

A_PAGE = 30
SECONDS = 20


def listed(request: Any, desk: Desk) -> Any:
    """What waits for an answer, a page at a time, most worth asking first."""
    turn = Turn.of(request, A_PAGE)
    tasks, more = turn.cut(queue.page(desk, A_PAGE + 1, turn.offset))
    return page(request, "judge/queue.html", tasks=tasks, waits=queue.waits(desk), turn=turn, more=more)


def pair(request: Any, desk: Desk, left: str, right: str) -> Any:
    """One pair."""
    shown = reviewing.pair(desk, left, right)
    columns = [shown.left.mention, shown.right.mention]
    others = [(side, one) for side in (shown.left, shown.right) for one in side.beside]
    following = next(iter(reviewing.waiting(desk, 1, skip=(left, right))), None)
    return page(
        request, "judge/pair.html", pair=shown, others=others, following=following,
        rows=beside.lines([*columns, *(one.mention for _, one in others)]),
        changes=consequences.of_merge(desk, (left, right)), tasks=contradictions.about(desk, (left, right)),
        to_confirm=[second_review.to_confirm(desk, name) for name in _for_me(desk, shown)],
        alone={name for name, by in shown.reviewers.items() if len(by) < TO_PUBLISH},
        persons=request.GET.getlist("person"), disputes=request.GET.getlist("dispute"), done=request.GET.get("done"),
    )  # fmt: skip


def _for_me(desk: Desk, shown: reviewing.Pair) -> list[str]:
    """The merges of this pair that wait for a second person, who may be the one who looks. Batches need a sample."""
    me = named([desk.actor.id])
    return [
        made.id
        for made in shown.judged
        if made.answer == "same" and len(by := shown.reviewers.get(made.id, ())) == 1 and not me & set(by)
    ]


def decide(request: Any, desk: Desk, left: str, right: str) -> Any:
    """Answer a pair; refused when it is not what the reviewer saw."""
    answer, reason, seen = (request.POST.get(name, "") for name in ("answer", "reason", "seen"))
    judged = reviewing.decide(desk, (left, right), answer, reason, seen)
    return HttpResponseRedirect(f"/matches/{left}/{right}/?{_outcome(judged)}")


def withdraw(request: Any, desk: Desk, judgement: str) -> Any:
    """Take an answer back; the persons follow."""
    judged = judging.withdraw(desk, judgement, request.POST.get("reason", ""))
    if request.POST.get("back") == "contradictions":
        return HttpResponseRedirect("/matches/contradictions/")
    return _to_pair(desk, judgement, judged)


def confirm(request: Any, desk: Desk, judgement: str) -> Any:
    """Stand behind a merge as the second person; refused when it is not what was seen."""
    reason, seen = request.POST.get("reason", ""), request.POST.get("seen", "")
    judged = second_review.confirm(desk, judgement, reason, seen=seen)
    return _to_pair(desk, judgement, judged)


def _to_pair(desk: Desk, judgement: str, judged: judging.Judged) -> Any:
    made = judging.find_judgement(desk, judgement)
    mentions = made.mentions or (judging.find_judgement(desk, made.confirms).mentions if made.confirms else ())
    place = f"/matches/{mentions[0]}/{mentions[1]}/" if len(mentions) == 2 else "/matches/"
    return HttpResponseRedirect(f"{place}?{_outcome(judged)}")


def second(request: Any, desk: Desk) -> Any:
    """Merges that wait for a second person, those of one's own left out."""
    turn = Turn.of(request, SECONDS)
    found, more = turn.cut(second_review.waiting(desk, SECONDS + 1, turn.offset))
    mine = [one for one in found if second_review.may_confirm(desk, one)]
    return page(request, "judge/second.html", merges=mine, turn=turn, more=more)


def contradicting(request: Any, desk: Desk) -> Any:
    """Answers that cannot all hold, as tasks."""
    return page(request, "judge/contradictions.html", tasks=contradictions.contradictions(desk, A_PAGE))


def _outcome(judged: judging.Judged) -> str:
    said = [("person", one) for one in judged.persons] + [("dispute", one) for one in judged.disputes]
    return urlencode([("done", judged.id), *said])
