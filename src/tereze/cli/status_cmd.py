"""`tereze status`: what the register holds and what waits."""

from __future__ import annotations

import click

from tereze.actions import overview
from tereze.settings import Settings

from .common import open_desk, register_options, show_json


@click.command("status")
@register_options
def command(where: Settings, as_json: bool) -> None:
    """What the register holds, how far its logs reach, and what waits for you."""
    with open_desk(where) as desk:
        found = overview.status(desk)
    if as_json:
        show_json(found)
        return
    for kind, count in sorted(found["counts"].items()):
        click.echo(f"{kind:<16} {count:>9,}")
    for log in found["logs"]:
        click.echo(f"log {log['log'].rpartition('/')[2]}: {log['entries']:,} entries, root {log['root'][:16]}…")
    if found["forks"]:
        click.echo(f"WARNING: {found['forks']} fork proof(s): an installation signed two histories.", err=True)
