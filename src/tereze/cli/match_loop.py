"""Three rounds of review at the keyboard: suggestions, merges that wait for a second person, contradictions.

Every answer is in the register at once, so stopping anywhere loses nothing and the next session goes on. An answer to
something that changed while it was on screen is refused, and the thing is shown again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import click

from tereze.actions import consequences, contradictions, judging, queue, reviewing, second_review
from tereze.actions.desk import Desk
from tereze.model.errors import NotFound, TerezeError

from . import match_screen as screen
from .match_keys import END, Keys, reason

A_PAGE = 50
ANSWERS = {"s": "same", "d": "different", "u": "unsure"}
QUIT = {"q", END}
Pair = tuple[str, str]


@dataclass
class Tally:
    """What a session did. `last` are judgements of this session that stand, the newest last."""

    decided: int = 0
    skipped: int = 0
    undone: int = 0
    last: list[str] = field(default_factory=list)

    @property
    def line(self) -> str:
        """One sentence."""
        return f"{self.decided} decided, {self.skipped} skipped, {self.undone} taken back."


def suggestions(desk: Desk, keys: Keys, limit: int | None) -> Tally:
    """Answer suggestions one by one, most gain first."""
    tally, passed, seen = Tally(), set[Pair](), list[Pair]()
    ahead = _pairs(desk, passed)
    pair = next(ahead, None)
    while pair is not None and (limit is None or tally.decided < limit):
        key = _one_pair(desk, keys, pair, tally)
        if key in QUIT:
            break
        if key == "b" and seen:
            pair = seen.pop()
            continue
        passed.add(pair)
        seen.append(pair)
        pair = next(ahead, None)
    if pair is None:
        click.echo("Nothing more waits here.")
    return tally


def _pairs(desk: Desk, passed: set[Pair]) -> Iterator[Pair]:
    """Pairs nobody has answered and this session has not passed, asked for again page by page as answers come in."""
    while True:
        page = queue.page(desk, A_PAGE + len(passed))
        fresh = [task.row[:2] for task in page if task.row[:2] not in passed]
        if not fresh:
            return
        waits = desk.register.index.waits().suggestions
        click.echo(f"{waits:,} suggestions wait; the most worth asking come first.")
        for pair in fresh:
            if pair not in passed:
                yield pair


def _one_pair(desk: Desk, keys: Keys, pair: Pair, tally: Tally) -> str:
    """Show a pair until it is answered, passed over, or left; the key that ended it."""
    while True:
        try:
            shown = reviewing.pair(desk, *pair)
        except NotFound:  # erased meanwhile
            return "k"
        click.echo(f"\n— {shown.score:.0%} likely one person —")
        screen.pair(shown, consequences.of_merge(desk, pair))
        screen.keys_line(_KEYS)
        key = keys.key()
        if key in ANSWERS and (why := reason(keys, ANSWERS[key])):
            if _kept(tally, lambda s=shown, k=key, w=why: reviewing.decide(desk, pair, ANSWERS[k], w, s.seen)):  # type: ignore[misc]
                return key
        elif key == "k":
            tally.skipped += 1
            return key
        elif key == "z":
            _undo(desk, tally)
        elif key == "b" or key in QUIT:
            return key


_KEYS = (
    ("s", "same"), ("d", "different"), ("u", "unsure"), ("k", "skip"), ("b", "back"), ("z", "undo the last"),
    ("q", "quit"),
)  # fmt: skip


def second(desk: Desk, keys: Keys, limit: int | None) -> Tally:
    """Confirm, as the second person, merges that one person made; one's own are passed over."""
    tally, passed = Tally(), set[str]()
    while limit is None or tally.decided < limit:
        one = second_review.next_for_me(desk, passed)
        if one is None:
            click.echo("No merge waits for you.")
            break
        passed.add(one.judgement.id)
        if _one_merge(desk, keys, one, tally) in QUIT:
            break
    return tally


def _one_merge(desk: Desk, keys: Keys, one: second_review.ToConfirm, tally: Tally) -> str:
    while True:
        name, mentions = one.judgement.id, one.judgement.mentions
        click.echo("")
        screen.confirmation(one)
        if len(mentions) == 2:
            screen.pair(reviewing.pair(desk, *mentions), consequences.of_withdrawal(desk, name), "Without this merge")
        if one.judgement.answer == "batch":
            click.echo(f"  A batch: answer a sample of your own: `tereze review --second --sample {name}`.")
        screen.keys_line((("s", "same, I stand behind it"), ("d", "different"), ("k", "skip"), ("q", "quit")))
        key = keys.key()
        if key == "s" and one.judgement.answer != "batch" and (why := reason(keys, "confirm")):
            if _kept(tally, lambda o=one, w=why: second_review.confirm(desk, o.judgement.id, w, seen=o.seen)):  # type: ignore[misc]
                return key
            one = second_review.to_confirm(desk, name)
        elif key == "d" and len(mentions) == 2 and (why := reason(keys, "different")):
            seen = reviewing.pair(desk, *mentions).seen
            if _kept(tally, lambda m=mentions, w=why, s=seen: reviewing.decide(desk, m, "different", w, s)):  # type: ignore[misc]
                return key
        elif key == "k":
            tally.skipped += 1
            return key
        elif key in QUIT:
            return key


def settle(desk: Desk, keys: Keys, limit: int | None) -> Tally:
    """Settle contradictions by taking one of their answers back."""
    tally, passed = Tally(), set[tuple[str, str, str]]()
    while limit is None or tally.decided < limit:
        tasks = contradictions.contradictions(desk)
        task = next((one for one in tasks if _name(one) not in passed), None)
        if task is None:
            click.echo("No contradiction is left." if not tasks else "You have seen them all.")
            break
        click.echo("")
        screen.contradiction(task)
        screen.keys_line(((f"1–{len(task.answers)}", "take that answer back"), ("k", "skip"), ("q", "quit")))
        key = keys.key()
        if key.isdecimal() and 1 <= int(key) <= len(task.answers):
            _take_back(desk, keys, task.answers[int(key) - 1].judgement.id, tally)
        elif key == "k":
            passed.add(_name(task))
            tally.skipped += 1
        elif key in QUIT:
            break
    return tally


def _take_back(desk: Desk, keys: Keys, judgement: str, tally: Tally) -> None:
    screen.consequences(consequences.of_withdrawal(desk, judgement), "Taken back")
    if why := reason(keys, "withdraw"):
        _kept(tally, lambda: judging.withdraw(desk, judgement, why))


def _name(task: contradictions.Contradiction) -> tuple[str, str, str]:
    return task.merge.judgement.id, task.merge.left, task.merge.right


def _kept(tally: Tally, decide: Callable[[], judging.Judged]) -> bool:
    """Give an answer and say what it did; what cannot be taken is said and asked again."""
    try:
        judged = decide()
    except TerezeError as error:
        click.echo(f"Not taken: {error.text} {error.advice}")
        return False
    tally.decided += 1
    tally.last.append(judged.id)
    click.echo(f"Kept ({judged.id}). Persons now: {', '.join(judged.persons) or '—'}")
    for dispute in judged.disputes:
        click.echo(f"  a contradiction: {dispute}")
    return True


def _undo(desk: Desk, tally: Tally) -> None:
    """Take back the last answer of this session."""
    if not tally.last:
        click.echo("Nothing of this session to take back.")
        return
    judging.withdraw(desk, tally.last.pop(), "taken back at once: a slip")
    tally.undone += 1
    click.echo("Taken back.")
