"""`tereze status`: what the register holds and what waits."""

from __future__ import annotations

from collections.abc import Sequence

import click

from tereze import wiring
from tereze.actions import groupings, overview
from tereze.settings import Settings

from .common import open_desk, register_options, show_json

WAITS = {
    "suggestions": "tereze review",
    "merges_with_one_reviewer": "tereze review --second",
    "contradictions": "tereze review --contradictions",
}


@click.command("status")
@click.option("--uncertainty", is_flag=True, help="Say how many persons it may be, with what nobody has judged yet.")
@register_options
def command(uncertainty: bool, where: Settings, as_json: bool) -> None:
    """What the register holds, how far its logs reach, and what waits for you."""
    with open_desk(where) as desk:
        found = overview.status(desk)
        if uncertainty:
            found["persons"] = groupings.persons(desk)._asdict()
    due = wiring.ceremony_due(where)
    found["ceremony"] = None if due is None else due._asdict()
    if as_json:
        show_json(found)
        return
    for kind, count in sorted(found["counts"].items()):
        click.echo(f"{kind:<16} {count:>9,}")
    if uncertainty:
        one = found["persons"]
        click.echo(f"persons as judged {one['now']:,}; 90 % of {one['draws']} groupings drawn from the suggestions:")
        click.echo(f"  {one['low']:,} to {one['high']:,}, median {one['median']:,}")
    for waits, hint in WAITS.items():
        if found["waits"][waits]:
            click.echo(f"waiting: {found['waits'][waits]:,} {waits.replace('_', ' ')} ({hint})")
    for log in found["logs"]:
        click.echo(f"log {log['log'].rpartition('/')[2]}: {log['entries']:,} entries, root {log['root'][:16]}…")
    if due is not None:
        click.secho(_reminder(due.files, due.days_left), fg="red", err=True)
    if found["forks"]:
        click.echo(f"WARNING: {found['forks']} fork proof(s): an installation signed two histories.", err=True)


def _reminder(files: Sequence[str], days: int) -> str:
    when = f"within {days} day{'s' * (days != 1)}" if days > 0 else "today: it is overdue"
    return (
        f"WARNING: {', '.join(files)} still lies in the key folder. Whoever takes it with the passphrase can open "
        f"every sealed witness. Move it to a stick, away from here, {when} (docs/guide/custodians.md)."
    )
