"""What a judgement would change, shown before it is made; at a terminal the person is asked whether to go on."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Callable, Sequence
from typing import Any

import click

from tereze.actions.batches import Pair
from tereze.actions.consequences import Consequences, of_pairs
from tereze.actions.desk import MAY, Desk
from tereze.actions.reviewing import Stale

from . import match_screen as screen
from .common import show_json

HIDDEN = "What this changes cannot be shown: looking through people is not among your roles."

yes_option = click.option("--yes", is_flag=True, help="Go on without being asked.")
preview_option = click.option(
    "--preview", is_flag=True, help="Only show what it would change; nothing is judged (that you looked is noted)."
)


def before(
    desk: Desk, find: Callable[[], Consequences], when: str, *, yes: bool, preview: bool, as_json: bool
) -> dict[str, Any] | None:
    """Show what would change, and ask at a terminal; as data for JSON, None where the person may not see it.

    Raises click.Abort for a no, and `Stale` when the people changed while the question stood. Call it with `preview`
    for the last thing a command does: it then prints to standard output.
    """
    changes = find() if desk.actor.has(*MAY["browse"]) else None
    if preview and as_json:
        show_json({"tereze": "changes/1", "changes": as_data(changes)})
    elif not as_json and changes is None:
        click.echo(HIDDEN, err=not preview)
    elif not as_json and changes is not None:
        screen.consequences(changes, when, err=not preview)
    if not (preview or yes or as_json) and sys.stdin.isatty():
        click.confirm("Go on?", abort=True, err=True)
        if changes is not None and find() != changes:
            raise Stale
    return as_data(changes)


def before_batch(desk: Desk, pairs: Sequence[Pair], *, yes: bool, as_json: bool) -> None:
    """Sum up what a batch of these pairs would join, and ask at a terminal. Raises click.Abort for a no."""
    if as_json or not pairs:  # an empty class is refused further on
        return
    if desk.actor.has(*MAY["browse"]):
        screen.joined(of_pairs(desk, pairs), err=True)
    else:
        click.echo(HIDDEN, err=True)
    if not yes and sys.stdin.isatty():
        click.confirm("Go on?", abort=True, err=True)


def as_data(changes: Consequences | None) -> dict[str, Any] | None:
    """Consequences as JSON has them."""
    if changes is None:
        return None
    return dataclasses.asdict(changes) | {"published": list(changes.published), "changes": changes.changes}
