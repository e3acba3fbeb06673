"""`tereze review`: answer at the keyboard what waits for a person, most worth asking first."""

from __future__ import annotations

from typing import Any

import click

from tereze.actions import contradictions, queue, second_review
from tereze.actions.desk import Desk
from tereze.settings import Settings

from . import proving
from .common import open_desk, register_options, show_json

LISTED = 50


@click.command("review")
@click.option("--second", is_flag=True, help="Be the second reviewer of merges that one person made.")
@click.option("--contradictions", "contradicting", is_flag=True, help="Settle answers that cannot all hold.")
@click.option("--limit", type=click.IntRange(min=1), help="Stop after so many answers; with --json list so many.")
@register_options
def command(second: bool, contradicting: bool, limit: int | None, where: Settings, as_json: bool) -> None:
    """Say who is who, one pair at a time: s same, d different, u unsure, k skip, b back, z undo, q quit.

    Every answer is kept at once; stop and go on whenever you like. With --json nothing is asked: what waits is listed.
    """
    if second and contradicting:
        raise click.UsageError("Choose --second or --contradictions, not both.")
    with open_desk(where) as desk:
        if as_json:
            show_json(_listed(desk, second, contradicting, limit or LISTED))
            return
        desk.must("judge")
        if second:
            proving.second(desk, where, desk.actor.id, "judge")
        from . import match_loop as loop
        from .match_keys import Keys

        round_ = loop.second if second else loop.settle if contradicting else loop.suggestions
        with Keys() as keys:
            tally = round_(desk, keys, limit)
        click.echo(f"{tally.line} {keys.pressed} keys pressed.", err=True)


def _listed(desk: Desk, second: bool, contradicting: bool, limit: int) -> dict[str, Any]:
    """What waits, as JSON."""
    waits = queue.waits(desk)
    head = {
        "tereze": "review/1", "suggestions": waits.suggestions, "waiting_for_a_second_reviewer": waits.unconfirmed,
        "contradictions": waits.contradictions,
    }  # fmt: skip
    if second:
        return head | {"items": [_merge(desk, one) for one in second_review.waiting(desk, limit)]}
    if contradicting:
        return head | {"items": [_contradiction(one) for one in contradictions.contradictions(desk, limit)]}
    return head | {"items": [_task(desk, one) for one in queue.page(desk, limit)]}


def _task(desk: Desk, task: queue.Task) -> dict[str, Any]:
    return {
        "mentions": queue.references(desk, task), "ids": list(task.row[:2]), "names": [task.left, task.right],
        "score": task.row.score, "gain": round(task.gain.value, 4), "why_now": task.gain.why,
        "reasons": [{"rule": rule, "points": points, "why": why} for rule, points, why in task.row.reasons],
    }  # fmt: skip


def _merge(desk: Desk, one: second_review.ToConfirm) -> dict[str, Any]:
    return {
        "id": one.judgement.id, "answer": one.judgement.answer, "at": one.judgement.at, "reason": one.judgement.reason,
        "reviewers": list(one.reviewers), "mentions": [reference for reference, _ in one.people],
        "names": [label for _, label in one.people], "count": one.count,
        "yours_to_confirm": second_review.may_confirm(desk, one),
    }  # fmt: skip


def _contradiction(task: contradictions.Contradiction) -> dict[str, Any]:
    return {
        "answers": [
            {
                "id": said.judgement.id, "answer": said.judgement.answer, "applied": said is not task.merge,
                "mentions": [task.names.get(one, (one, ""))[0] for one in (said.left, said.right)],
                "reviewers": list(said.reviewers), "at": said.judgement.at, "reason": said.judgement.reason,
            }
            for said in task.answers
        ]
    }  # fmt: skip
