"""`tereze verify`: recompute every hash, root, signature and derived table."""

from __future__ import annotations

import sys

import click

from tereze import wiring
from tereze.settings import Settings

from .common import open_desk, register_options, show_json


@click.command("verify")
@click.option("--quick", is_flag=True, help="The ledger only; leave out the index and the vault.")
@register_options
def command(quick: bool, where: Settings, as_json: bool) -> None:
    """Check that nothing was altered, dropped or damaged. Exit code 8 when something was."""
    with open_desk(where) as desk:
        found = wiring.verify(desk, quick=quick)
    if as_json:
        show_json(found)
    else:
        for problem in found["problems"]:
            click.echo(f"PROBLEM: {problem}")
        verdict = "all well" if found["ok"] else "NOT WELL"
        click.echo(f"{found['entries']:,} entries in {found['logs']} log(s) checked: {verdict}.")
    if not found["ok"]:
        sys.exit(8)
