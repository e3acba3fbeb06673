"""`tereze review`: answer at the keyboard what waits for a person, most worth asking first."""

from __future__ import annotations

from typing import Any

import click

from tereze.actions import contradictions, queue, sample_answers, sampling, second_review
from tereze.actions.desk import Desk
from tereze.actions.reading import reference
from tereze.actions.sample_answers import Of
from tereze.settings import Settings

from . import proving
from .common import open_desk, register_options, show_json

LISTED = 50


@click.command("review")
@click.argument("sources", nargs=-1)
@click.option("--second", is_flag=True, help="Be the second reviewer of merges that one person made.")
@click.option("--contradictions", "contradicting", is_flag=True, help="Settle answers that cannot all hold.")
@click.option("--sample", is_flag=True, help="Answer a sample of a whole class, by which it is then accepted or not.")
@click.option("--min-score", help="With --sample: only suggestions at least this sure.  [default: 0.95]")
@click.option("--size", type=click.IntRange(1, 5000), help="With --sample: how many pairs to draw.  [default: 150]")
@click.option("--seed", help="With --sample: same seed, same pairs.  [default: 1; with --second 2]")
@click.option("--limit", type=click.IntRange(min=1), help="Stop after so many answers; with --json list so many.")
@register_options
def command(
    sources: tuple[str, ...], second: bool, contradicting: bool, sample: bool, min_score: str | None,
    size: int | None, seed: str | None, limit: int | None, where: Settings, as_json: bool,
) -> None:  # fmt: skip
    """Say who is who, one pair at a time: s same, d different, u unsure, k skip, b back, z undo, q quit.

    Every answer is kept at once; stop and go on whenever you like. With --json nothing is asked: what waits is listed.

    With --sample, SOURCES are the two whose unambiguous suggestions are to be accepted at once: pairs drawn among them
    are answered, counted, and the rule accepted or refused by its error bound. With --second and --sample, name the
    batch judgement instead, and answer a sample of your own.
    """
    if second and contradicting:
        raise click.UsageError("Choose --second or --contradictions, not both.")
    if sample:
        of = _of(sources, second, contradicting, min_score, seed)
        _sample(of, size, limit, where, as_json)
        return
    if sources or min_score or size or seed:
        raise click.UsageError("SOURCES, --min-score, --size and --seed belong to --sample.")
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


def _of(
    sources: tuple[str, ...], second: bool, contradicting: bool, min_score: str | None, seed: str | None
) -> Of:  # fmt: skip
    """What is to be sampled."""
    if contradicting:
        raise click.UsageError("Choose --sample or --contradictions, not both.")
    if second:
        if len(sources) != 1 or min_score:
            raise click.UsageError("With --second and --sample, name one batch judgement, by its id or key.")
        return Of(batch=sources[0], seed=seed or "2")
    if len(sources) != 2:
        raise click.UsageError("With --sample, name the two sources.")
    return Of(sources, min_score or "0.95", seed or "1")


def _sample(of: Of, size: int | None, limit: int | None, where: Settings, as_json: bool) -> None:
    with open_desk(where) as desk:
        desk.must("judge")
        if of.batch:
            made = second_review.confirmable(desk, of.batch)
            if made.answer != "batch":
                raise click.UsageError(f"{of.batch} is no batch: answer it with `tereze review --second`.")
            of = of._replace(batch=made.id)
        if as_json:
            show_json(_answers(desk, of))
            return
        if of.batch:
            proving.second(desk, where, desk.actor.id, "judge")
        from . import sample_loop
        from .match_keys import Keys

        with Keys() as keys:
            tally = sample_loop.sample(desk, keys, of, size, limit)
        click.echo(f"{tally.line} {keys.pressed} keys pressed.", err=True)


def _answers(desk: Desk, of: Of) -> dict[str, Any]:
    """What this person answered so far, without drawing anything."""
    opened = sample_answers.standing(desk, of)
    if opened is None:
        raise sampling.NotAnswered(of.seed)
    found = sample_answers.verdict(opened.kept)
    index = desk.register.index
    mentions = index.mentions(sorted({side for one in opened.kept.drawn for side in one.pair}))
    return {
        "tereze": "answers/1", "seed": of.seed, "population": opened.kept.population,
        "judged": found.judged, "wrong": found.wrong, "open": found.left, "bound": round(found.bound, 4),
        "more_needed": found.more, "holds": found.holds,
        "pairs": [
            {"mentions": [reference(index, mentions[side]) for side in one.pair], "says": one.says or None}
            for one in opened.kept.drawn
            if mentions.keys() >= set(one.pair)
        ],
    }  # fmt: skip


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
