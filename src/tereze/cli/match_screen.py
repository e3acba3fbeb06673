"""What a reviewer sees in the terminal: mentions side by side in their scripts, reasons, and what an answer changes."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Iterator
from typing import Any

import click

from tereze.actions import beside
from tereze.actions.consequences import Consequences, Joined, Sketch
from tereze.actions.contradictions import Contradiction, Said
from tereze.actions.reviewing import Pair, Side
from tereze.actions.second_review import ToConfirm
from tereze.model.mentions import Mention, Statement

NARROWEST = 80
MOST_VALUES = 4
"""How many statements of one property a cell shows."""
MOST_PERSONS = 12
"""How many persons are listed, before and after, where an answer touches many."""


def pair(shown: Pair, changes: Consequences, when: str = "If they are the same") -> None:
    """Two mentions, and the others of their persons, with what speaks for and against, and what an answer changes."""
    table([_column(shown.left), _column(shown.right), *_others(shown.left), *_others(shown.right)])
    for _, points, why in sorted(shown.reasons, key=lambda reason: reason[1] <= 0):
        click.echo(f"  {'+' if points > 0 else '-'} {why} ({points:+.1f} bits)")
    for made in shown.judged:
        stands = "" if made.id not in shown.taken_back else ", taken back"
        by = ", ".join(shown.reviewers.get(made.id, made.reviewers))
        click.echo(f"  judged {made.answer} by {by} on {made.at[:10]}{stands}: {made.reason}")
    consequences(changes, when)


def _column(side: Side) -> tuple[str, Mention]:
    number = f" · {side.number}" if side.number else ""
    return f"{side.reference} ({side.source.sort}){number}", side.mention


def _others(side: Side) -> list[tuple[str, Mention]]:
    return [(f"with {side.reference}: {one.reference} ({one.source.sort})", one.mention) for one in side.beside]


def table(columns: list[tuple[str, Mention]]) -> None:
    """Mentions as columns, properties as lines; “=” marks lines in which two say the same."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    made = Table(box=box.SIMPLE, show_edge=False, expand=False)
    made.add_column("")
    for title, _ in columns:
        made.add_column(Text(title), overflow="fold")
    made.add_row("name", *(Text("\n".join(name.text for name in mention.names) or "—") for _, mention in columns))
    for line in beside.lines([mention for _, mention in columns]):
        cells = (Text("\n".join(map(_value, said[:MOST_VALUES])) or "—") for said in line.said)
        made.add_row(("= " if line.agree else "") + line.property, *cells)
    _console().print(made)


def _value(said: Statement) -> str:
    stance = "" if said.stance == "asserts" else f"{said.stance.replace('_', ' ')}: "
    return stance + ", ".join(part for part in (said.value, said.when, said.where) if part)


def _console() -> Any:
    from rich.console import Console

    width = None if sys.stdout.isatty() else max(shutil.get_terminal_size().columns, NARROWEST)
    return Console(file=sys.stdout, width=width, highlight=False, markup=False)


def consequences(changes: Consequences, when: str, *, err: bool = False) -> None:
    """What the persons are and what they would be; on standard error with `err`."""
    for line in _consequences(changes, when):
        click.echo(line, err=err)


def _consequences(changes: Consequences, when: str) -> Iterator[str]:
    for why in changes.refused:
        yield f"  {when}: it could not be applied: {why}"
    if not changes.changes:
        yield f"  {when}: nobody changes."
    else:
        yield f"  {when}: {_count(changes.before)} → {_count(changes.after)}."
        for mark, persons in (("now ", changes.before), ("then", changes.after)):
            yield from (f"    {mark}  {_sketch(one)}" for one in persons[:MOST_PERSONS])
            if len(persons) > MOST_PERSONS:
                yield f"    {mark}  … and {len(persons) - MOST_PERSONS:,} more"
    if changes.disputed:
        yield f"    ! these could not hold beside it, a contradiction to settle: {', '.join(changes.disputed)}"
    if changes.changes and changes.published:
        yield f"    ! shown in the last release of: {', '.join(changes.published)}"
    if changes.changes:
        for when_sent, to in sorted({sent for one in changes.before for sent in one.sent}):
            yield f"    ! sent already: {to} {when_sent}"


def joined(changes: Joined, *, err: bool = False) -> None:
    """What a batch would join, in a line or three; on standard error with `err`."""
    click.echo(f"  Accepted: {changes.pairs:,} pairs; {changes.before:,} persons → {changes.after:,}.", err=err)
    if changes.shown:
        click.echo(
            f"    ! {changes.shown:,} of them shown in the last release of: {', '.join(changes.published)}", err=err
        )
    if changes.sent:
        click.echo(f"    ! sent already for them: {changes.sent:,} submissions and interventions", err=err)


def _count(persons: tuple[Sketch, ...]) -> str:
    return f"{len(persons)} person{'s' * (len(persons) != 1)}"


def _sketch(one: Sketch) -> str:
    size = f"{len(one.mentions)} mention{'s' * (len(one.mentions) != 1)}"
    if not one.weighed:
        return f"{one.numbers or '—'}  {size}"
    lanes = " | ".join(f"{status} {begin or '?'}–{end or ''}" for begin, end, status in one.timeline[:MOST_VALUES])
    return (
        f"{one.numbers or '—'}  {size}, {one.witnesses} witness{'es' * (one.witnesses != 1)}, "
        f"{one.conflicts} conflict{'s' * (one.conflicts != 1)}" + (f"; {lanes}" if lanes else "")
    )


def confirmation(one: ToConfirm) -> None:
    """A merge that waits for a second reviewer, in a few lines."""
    made = one.judgement
    what = f"a batch of {one.count} pairs" if made.answer == "batch" else f"{one.count} mentions"
    click.echo(f"{made.answer} ({what}) by {', '.join(one.reviewers)} on {made.at[:10]}: {made.reason}")
    if made.sample:
        rule = ", ".join(f"{key} {value}" for key, value in sorted((made.rule or {}).items()))
        click.echo(f"  {made.sample.wrong} wrong of {made.sample.judged} judged; {rule}")
    for reference, label in one.people:
        click.echo(f"  {reference}  {label}")


def contradiction(task: Contradiction) -> None:
    """All answers that cannot hold together, numbered."""
    click.echo("These answers cannot all hold:")
    for number, said in enumerate(task.answers, 1):
        click.echo(f"  [{number}] {_said(task, said)}")


def _said(task: Contradiction, said: Said) -> str:
    sign = "≠" if said.judgement.answer == "different" else "="
    names = [" ".join(filter(None, task.names.get(one, (one, "")))) for one in (said.left, said.right)]
    refused = "  (not applied)" if said is task.merge else ""
    by = ", ".join(said.reviewers)
    return f"{names[0]} {sign} {names[1]}  by {by} on {said.judgement.at[:10]}: {said.judgement.reason}{refused}"


def keys_line(keys: Iterable[tuple[str, str]]) -> None:
    """Which key does what."""
    click.echo("  ".join(f"[{key}] {what}" for key, what in keys))
