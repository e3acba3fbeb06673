"""Home: what waits for me, what is due, what changed since I was last here, and how the register grows."""

from __future__ import annotations

from typing import Any

from tereze.actions import draft_review, queue
from tereze.actions import today as diary
from tereze.actions.desk import MAY, Desk

from ..pages import page
from ..words import Words, words

SHOWN = ("persons", "source", "mention", "incident", "position", "intervention")
NEXT = 6
VERBS = frozenset(
    {"import", "judge", "publish", "propose", "correct", "revise", "retract", "refute", "withdraw_consent", "erase"}
)


def home(request: Any, desk: Desk) -> Any:
    """Everything the first screen shows; who may only check the register is told so."""
    if not desk.actor.has(*MAY["read"]):
        return page(request, "casework/home.html", totals=[])
    found, t = diary.today(desk), words(request.language)
    waiting = queue.page(desk, NEXT) if desk.actor.has(*MAY["browse"]) else []
    return page(
        request, "casework/home.html", today=found, queue=waiting,
        totals=[(kind, found.counts[kind]) for kind in SHOWN if found.counts.get(kind)],
        changed=[(_verb(t, verb), count) for verb, count in found.changed],
        documents=len(draft_review.waiting(desk)) if desk.actor.has(*MAY["import"]) else 0,
        most=max((count for _, count in found.growth), default=1),
    )  # fmt: skip


def _verb(t: Words, verb: str) -> str:
    """What was done, in words where there are some."""
    return t(f"did.{verb}") if verb in VERBS else verb
