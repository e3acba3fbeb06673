"""`tereze show PERSON`: the person view of docs/formats/person-view.md, for people or as JSON."""

from __future__ import annotations

import click

from tereze.actions import find, views
from tereze.settings import Settings

from . import person_text
from .common import open_desk, register_options, show_json


@click.command("show")
@click.argument("person")
@register_options
def command(person: str, where: Settings, as_json: bool) -> None:
    """Show PERSON: a register number, an id prefix, SHEET/MENTION, or a name in any script."""
    with open_desk(where) as desk:
        view = views.person(desk, find.find_person(desk, person))
        if as_json:
            show_json(views.to_json(view))
        else:
            click.echo(person_text.render(views.to_json(view)))
