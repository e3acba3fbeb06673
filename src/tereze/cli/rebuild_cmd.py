"""`tereze rebuild`: throw the derived tables away and derive them again."""

from __future__ import annotations

import click

from tereze import wiring
from tereze.settings import Settings

from .common import open_desk, progress, register_options, show_json


@click.command("rebuild")
@register_options
def command(where: Settings, as_json: bool) -> None:
    """Derive every table again from the ledger. Safe to interrupt and to repeat."""
    with open_desk(where) as desk, progress("Rebuilding") as step:
        made = wiring.rebuild(desk, step)
    if as_json:
        show_json({"tereze": "rebuild/1", "entries": made})
    else:
        click.echo(f"{made:,} entries read; every table derived again.")
