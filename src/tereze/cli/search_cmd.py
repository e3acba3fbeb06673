"""`tereze search NAME`: people by the sound of a name, in any script."""

from __future__ import annotations

import click

from tereze.actions import find
from tereze.model.errors import NotFound
from tereze.settings import Settings

from .common import open_desk, register_options, show_json


@click.command("search")
@click.argument("name")
@click.option("--limit", default=20, show_default=True, help="How many people at the most.")
@register_options
def command(name: str, limit: int, where: Settings, as_json: bool) -> None:
    """Find people whose names sound like NAME, in any script, best first."""
    with open_desk(where) as desk:
        hits = find.search(desk, name, limit)
        if as_json:
            items = [
                {"person": hit.number or hit.anchor, "name": hit.label, "score": hit.score, "mentions": hit.mentions}
                for hit in hits
            ]
            show_json({"tereze": "list/1", "kind": "search", "items": items})
            return
        if not hits:
            raise NotFound(name)
        for hit in hits:
            click.echo(f"{hit.number or hit.anchor:<12} {hit.score:5.2f}  {hit.label}  ({hit.mentions} mentions)")
