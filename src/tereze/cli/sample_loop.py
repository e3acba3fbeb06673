"""The sample of a batch at the keyboard: pair after pair, then what the answers come to, and whether the rule holds.

Every answer is kept at once, so stopping anywhere loses nothing; whoever names the same class and seed goes on.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import click

from tereze.actions import consequences, judging, reviewing, sample_answers, sampling, second_review
from tereze.actions.batches import ERROR_BOUND, Pair
from tereze.actions.desk import Desk
from tereze.actions.sample_answers import Of, Opened, Verdict
from tereze.model.errors import NotFound, TerezeError

from . import match_screen as screen
from .match_keys import Keys, reason
from .match_loop import ANSWERS, QUIT, Tally

_KEYS = (("s", "same"), ("d", "different"), ("u", "unsure"), ("k", "skip"), ("z", "undo the last"), ("q", "stop"))


@dataclass
class Round:
    """A sample in work: what is sampled, its state, pairs skipped and answered in this session."""

    of: Of
    opened: Opened
    tally: Tally = field(default_factory=Tally)
    passed: set[Pair] = field(default_factory=set)
    done: list[Pair] = field(default_factory=list)

    def next(self) -> Pair | None:
        """The next pair without an answer that was not skipped."""
        return next((pair for pair in self.opened.kept.open if pair not in self.passed), None)


def sample(desk: Desk, keys: Keys, of: Of, size: int | None, limit: int | None) -> Tally:
    """Answer a sample; then accept the rule, or, as a second reviewer, the batch, where the answers bear it out.

    Raises `NothingTaken` for a class without pairs, and what `sample_answers.open_` raises.
    """
    round_ = Round(of, _open(desk, of, size))
    while limit is None or round_.tally.decided < limit:
        pair = round_.next()
        if pair is None:
            if _end(desk, keys, round_) in QUIT:
                return round_.tally
        elif _one_pair(desk, keys, round_, pair) in QUIT:
            break
    _say(sample_answers.verdict(round_.opened.kept), round_)
    click.echo("Kept. The same command goes on.")
    return round_.tally


def _open(desk: Desk, of: Of, size: int | None = None) -> Opened:
    opened = sample_answers.open_(desk, of, size)
    if not opened.kept.drawn:
        raise sampling.NothingTaken(of.min_score)
    if opened.renewed:
        click.echo(
            "These pairs are no longer the ones you had drawn from. They were drawn anew; your answers to those that "
            "came again are kept."
        )
    return opened


def _one_pair(desk: Desk, keys: Keys, round_: Round, pair: Pair) -> str:
    """Show a pair until it is answered, skipped, or left; the key that ended it."""
    try:
        shown = reviewing.pair(desk, *pair)
    except NotFound:  # erased meanwhile
        round_.opened = _open(desk, round_.of)
        return "k"
    kept = round_.opened.kept
    found = sample_answers.verdict(kept)
    so_far = f"so far {found.judged - found.wrong} same, {found.wrong} different or unsure"
    click.echo(f"\n— {found.judged + 1} of {len(kept.drawn)} drawn from {kept.population:,} pairs; {so_far} —")
    screen.pair(shown, consequences.of_merge(desk, pair))
    screen.keys_line(_KEYS)
    key = keys.key()
    if key in ANSWERS:
        why = "" if ANSWERS[key] == sample_answers.SAME else reason(keys, ANSWERS[key])
        if why or ANSWERS[key] == sample_answers.SAME:
            _answer(desk, round_, pair, ANSWERS[key], seen=shown.seen, why=why)
    elif key == "k":
        round_.passed.add(pair)
        round_.tally.skipped += 1
    elif key == "z":
        _undo(desk, round_)
    return key


def _answer(desk: Desk, round_: Round, pair: Pair, says: str, *, seen: str, why: str) -> None:
    try:
        round_.opened = sample_answers.answer(desk, round_.opened, pair, says, seen, reason=why)
    except TerezeError as error:  # said, and the pair is shown again as it is now
        click.echo(f"Not taken: {error.text} {error.advice}")
        round_.opened = _open(desk, round_.of)
        return
    round_.tally.decided += 1
    round_.done.append(pair)
    click.echo(f"Kept: {says}.")


def _undo(desk: Desk, round_: Round) -> None:
    if not round_.done:
        click.echo("Nothing of this session to take back.")
        return
    try:
        round_.opened = sample_answers.undo(desk, round_.opened, round_.done.pop())
    except TerezeError as error:  # another window was faster
        click.echo(f"Not taken back: {error.text} {error.advice}")
        round_.opened = _open(desk, round_.of)
        return
    round_.tally.undone += 1
    click.echo("Taken back.")


def _say(found: Verdict, round_: Round) -> None:
    """What the answers come to, in two lines."""
    click.echo(f"\n{found.judged} answered: {found.judged - found.wrong} same, {found.wrong} different or unsure.")
    if found.judged:
        click.echo(
            f"Up to {found.bound:.1%} of the {round_.opened.kept.population:,} pairs may be wrong (Clopper–Pearson, "
            f"95 %); {ERROR_BOUND:.0%} are allowed."
        )


def _end(desk: Desk, keys: Keys, round_: Round) -> str:
    """All are answered or skipped: what now. The key that was pressed."""
    found = sample_answers.verdict(round_.opened.kept)
    _say(found, round_)
    if found.left:
        click.echo(f"{found.left} skipped: each needs an answer, for the hard ones count. “Unsure” counts as wrong.")
        offered = [("o", "go through them")]
    elif found.holds:
        what = "stand behind this batch" if round_.of.batch else "accept the rule: all pairs that are still open"
        offered = [("a", what)]
        if not round_.of.batch:
            _changes(desk, round_.of)
    elif found.more is not None:
        click.echo(f"Refused as it is: {found.more} more, all of them the same, would be enough.")
        offered = [("m", f"draw {found.more} more")]
    else:
        click.echo("The rule is refused, however many are drawn. Take a higher --min-score, or `tereze review`.")
        offered = []
    if not found.holds and not found.left and not round_.of.batch and sample_answers.unsaid(round_.opened.kept):
        offered.append(("e", "keep each “same” as a judgement of its own"))
    offered.append(("z", "undo the last"))
    screen.keys_line((*offered, ("q", "stop")))
    key = keys.key()
    return _follow(desk, keys, round_, found, key) if key in {name for name, _ in offered} else key


def _follow(desk: Desk, keys: Keys, round_: Round, found: Verdict, key: str) -> str:
    if key == "o":
        round_.passed.clear()
    elif key == "z":
        _undo(desk, round_)
    elif key == "m":
        round_.opened = _open(desk, round_.of, found.judged + (found.more or 0))
    elif key == "e" and (why := reason(keys, sample_answers.SAME)):
        round_.opened = sample_answers.keep_each(desk, round_.opened, why)
        click.echo("Kept, one by one.")
    elif key == "a" and (why := reason(keys, "confirm" if round_.of.batch else "batch")):
        return "q" if _accept(desk, round_, why) else key
    return key


def _accept(desk: Desk, round_: Round, why: str) -> bool:
    try:
        if round_.of.batch:
            made = second_review.confirm_answered(desk, round_.of.batch, round_.of.seed, why)
        else:
            made = sampling.accept_answered(desk, round_.of, why)
    except TerezeError as error:
        click.echo(f"Not taken: {error.text} {error.advice}")
        round_.opened = _open(desk, round_.of)
        return False
    round_.tally.decided += 1
    _tell(made, round_.of)
    return True


def _tell(made: judging.Judged, of: Of) -> None:
    click.echo(f"Kept ({made.id}).")
    for dispute in made.disputes:
        click.echo(f"  a contradiction: {dispute}")
    if not of.batch:
        click.echo(f"A release joins them once another person says `tereze review --second --sample {made.id}`.")


def _changes(desk: Desk, of: Of) -> None:
    """What accepting the rule would join."""
    screen.joined(consequences.of_pairs(desk, sampling.class_of(desk, of)))
