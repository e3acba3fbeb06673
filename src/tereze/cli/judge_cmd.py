"""`tereze judge`: same, different, unsure, confirm, withdraw, batch; each with a reason, each can be taken back."""

from __future__ import annotations

from typing import Any

import click

from tereze.actions import consequences, judging, sample_answers, sampling, second_review
from tereze.model.judgements import Judgement
from tereze.settings import Settings

from . import judge_changes, proving
from .common import open_desk, register_options, show_json


@click.group("judge")
def command() -> None:
    """Say who is who. PEOPLE are written SHEET/MENTION, an id, or a register number."""


_COUNTED = "Without: as you answered in `tereze review --sample`."
_reason = click.option("--reason", default="", help="Why, in a few words; not needed with --preview.")
_second = click.option("--second", help="The id of the second reviewer, who judged beside you and proves it.")
_BEFORE = {
    "same": (consequences.of_merge, "If they are the same"),
    "different": (consequences.of_difference, "If they are different"),
}


def _answer(name: str, says: str) -> None:
    @command.command(name, help=f"{says} What that changes is shown before; at a terminal you are asked.")
    @click.argument("people", nargs=-1, required=True)
    @_reason
    @_second
    @judge_changes.yes_option
    @judge_changes.preview_option
    @register_options
    def answer(
        people: tuple[str, ...], reason: str, second: str | None, yes: bool, preview: bool, where: Settings,
        as_json: bool,
    ) -> None:  # fmt: skip
        find, when = _BEFORE[name]
        with open_desk(where) as desk:
            desk.must("judge")
            if not (preview or reason.strip()):
                raise judging.NoReason
            mentions = judging.mentions_of(desk, people)
            judging.a_second(desk, second)
            changes = judge_changes.before(
                desk, lambda: find(desk, mentions), when, yes=yes, preview=preview, as_json=as_json
            )
            if preview:
                return
            proving.second(desk, where, second, "judge")
            _show(judging.judge_mentions(desk, name, mentions, reason, second), changes, as_json=as_json)


_answer("same", "These mentions are one person.")
_answer("different", "These mentions are different people.")


@command.command("unsure")
@click.argument("people", nargs=-1, required=True)
@click.option("--reason", required=True, help="Why, in a few words.")
@_second
@register_options
def unsure(people: tuple[str, ...], reason: str, second: str | None, where: Settings, as_json: bool) -> None:
    """These may be one person; nobody can tell yet. Nobody changes."""
    with open_desk(where) as desk:
        desk.must("judge")
        proving.second(desk, where, second, "judge")
        _show(judging.judge(desk, "unsure", people, reason, second), as_json=as_json)


@command.command("confirm")
@click.argument("judgement")
@click.option("--reason", required=True, help="Why you agree.")
@click.option("--judged", type=click.IntRange(min=1), help=f"Of a batch, pairs of your own sample judged. {_COUNTED}")
@click.option("--wrong", type=click.IntRange(min=0), default=0, show_default=True, help="How many of them were wrong.")
@click.option("--seed", default="2", show_default=True, help="The seed of your sample.")
@register_options
def confirm(
    judgement: str, reason: str, judged: int | None, wrong: int, seed: str, where: Settings, as_json: bool
) -> None:
    """Stand behind a JUDGEMENT (its id, or its key in a file) that another person made: two publish a merge."""
    with open_desk(where) as desk:
        desk.must("judge")
        proving.second(desk, where, desk.actor.id, "judge")
        if judged is None and judging.find_judgement(desk, judgement).answer == "batch":
            _show(second_review.confirm_answered(desk, judgement, seed, reason), as_json=as_json)
            return
        sample = second_review.OwnSample(judged, wrong, seed) if judged else None
        _show(second_review.confirm(desk, judgement, reason, sample), as_json=as_json)


@command.command("withdraw")
@click.argument("judgement")
@_reason
@judge_changes.yes_option
@judge_changes.preview_option
@register_options
def withdraw(judgement: str, reason: str, yes: bool, preview: bool, where: Settings, as_json: bool) -> None:
    """Take a JUDGEMENT (its id, or its key in a file) back; persons follow. What changes is shown before."""
    with open_desk(where) as desk:
        desk.must("judge")
        if not (preview or reason.strip()):
            raise judging.NoReason
        made = judging.find_judgement(desk, judgement)
        changes = judge_changes.before(
            desk, lambda: consequences.of_withdrawal(desk, made.id), _taken_back(made), yes=yes, preview=preview,
            as_json=as_json,
        )  # fmt: skip
        if not preview:
            _show(judging.withdraw(desk, judgement, reason), changes, as_json=as_json)


def _taken_back(made: Judgement) -> str:
    """How the consequences of a withdrawal begin."""
    if made.answer == "confirm":
        return f"Without this confirmation {made.confirms} waits for a second reviewer again"
    if len(made.pairs) > consequences.LARGEST:
        return f"Taken back (the first {consequences.LARGEST} of {len(made.pairs):,} pairs)"
    return "Taken back"


@command.command("sample")
@click.argument("sources", nargs=-1, required=True)
@click.option("--min-score", default="0.95", show_default=True, help="Only suggestions at least this sure.")
@click.option("--size", default=150, show_default=True, help="How many pairs to draw.")
@click.option("--seed", default="1", show_default=True, help="The draw is repeatable: same seed, same pairs.")
@register_options
def sample(sources: tuple[str, ...], min_score: str, size: int, seed: str, where: Settings, as_json: bool) -> None:
    """Draw pairs to judge one by one before a whole class of suggestions between SOURCES is accepted."""
    with open_desk(where) as desk:
        drawn = sampling.draw(desk, sources, min_score, size, seed)
        if as_json:
            show_json(drawn)
            return
        for pair in drawn["pairs"]:
            click.echo("\t".join([*pair["mentions"], str(pair["score"]), *pair["names"]]))
        click.echo(
            f"{len(drawn['pairs'])} of {drawn['population']} pairs. Answer them with `tereze review --sample`.",
            err=True,
        )


@command.command("batch")
@click.argument("sources", nargs=-1, required=True)
@click.option("--min-score", default="0.95", show_default=True, help="The rule: suggestions at least this sure.")
@click.option("--judged", type=click.IntRange(min=1), help=f"How many pairs of the sample you judged. {_COUNTED}")
@click.option("--wrong", type=click.IntRange(min=0), help="How many of them were wrong.")
@click.option("--seed", default="1", show_default=True, help="The seed of the sample.")
@click.option("--reason", required=True, help="What the pairs have in common.")
@click.option("--second", help="The id of the second reviewer, who judged beside you and proves it.")
@judge_changes.yes_option
@register_options
def batch(
    sources: tuple[str, ...], min_score: str, judged: int | None, wrong: int | None, seed: str, reason: str,
    second: str | None, yes: bool, where: Settings, as_json: bool,
) -> None:  # fmt: skip
    """Accept all unambiguous suggestions between SOURCES, on the strength of a judged sample.

    The sample is what you answered in `tereze review --sample`; numbers that you type are kept as said by word.
    """
    if (judged is None) != (wrong is None):
        raise click.UsageError("Give both --judged and --wrong, or neither.")
    of = sample_answers.Of(sources, min_score, seed)
    with open_desk(where) as desk:
        desk.must("judge")
        if judged is None:
            sampling.answered(desk, of)  # what will be refused is refused before anybody is asked
        judge_changes.before_batch(desk, sampling.class_of(desk, of), yes=yes, as_json=as_json)
        proving.second(desk, where, second, "judge")
        if judged is None or wrong is None:
            _show(sampling.accept_answered(desk, of, reason, second), as_json=as_json)
            return
        rule = sampling.Sampled(sources, min_score, judged, wrong, seed)
        _show(sampling.accept(desk, rule, reason, second), as_json=as_json)


def _show(judged: judging.Judged, changes: dict[str, Any] | None = None, *, as_json: bool) -> None:
    if as_json:
        made = {
            "tereze": "judged/1", "id": judged.id, "persons": list(judged.persons), "disputes": list(judged.disputes)
        }  # fmt: skip
        show_json(made if changes is None else made | {"changes": changes})
        return
    click.echo(f"Judgement {judged.id}. Persons: {', '.join(judged.persons) or '—'}")
    for dispute in judged.disputes:
        click.echo(f"  dispute: {dispute}")
