"""`tereze change`: the six acts on what was said. For several at once, import a `tereze: change/1` file."""

from __future__ import annotations

import click

from tereze.actions import changing
from tereze.model.vocabulary import words
from tereze.settings import Settings

from .common import open_desk, register_options, show_json


@click.command("change")
@click.argument("act", type=click.Choice(sorted(words("change_act") - {"correct", "revise"})))
@click.argument("of")
@click.option("--reason", required=True, help="Why.")
@click.option("--by", help="Who wants it: a mention key of the sheet, or a person's id.")
@click.option("--yes", is_flag=True, help="Do not ask before keys are destroyed.")
@register_options
def command(act: str, of: str, reason: str, by: str | None, yes: bool, where: Settings, as_json: bool) -> None:
    """ACT on OF, which is SHEET/STATEMENT or SHEET: retract, refute, withdraw_consent or erase.

    `correct` and `revise` bring a new statement: write them in a file and import it.
    """
    if act == "erase" and not yes:
        click.confirm(f"Destroy the keys of “{of}”? This cannot be undone", abort=True, err=True)
    with open_desk(where) as desk:
        made = changing.act(desk, act, of, reason, by)
        if as_json:
            show_json({"tereze": "change/1", "id": made.id, "act": act, "of": of})
        else:
            click.echo(f"{act}: {of} ({made.id})")
