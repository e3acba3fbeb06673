"""`tereze link`: fresh suggestions for the whole register."""

from __future__ import annotations

import click

from tereze.actions import linking
from tereze.engines import finding
from tereze.settings import Settings

from .common import counted, open_desk, progress, register_options, show_json


@click.command("link")
@click.option("--engine", help="rules, compiled, splink or spark: who finds the candidates [TEREZE_ENGINE].")
@register_options
def command(engine: str | None, where: Settings, as_json: bool) -> None:
    """Look for mentions that may be one person, and for likely reprints. Suggests; never decides.

    Stopped before its end, the suggestions are as they were.
    """
    find = finding.finder(engine or where.engine)
    with open_desk(where) as desk, progress("Comparing") as step:
        found = linking.link(desk, step, find)
        pairs = desk.register.index.waits().suggestions
    reprints = found - pairs
    if as_json:
        show_json({"tereze": "link/1", "suggestions": found, "pairs": pairs, "reprints": reprints})
        return
    click.echo(f"{counted(pairs, 'pair')} of mentions may be one person, and nobody has answered: tereze review")
    if reprints > 0:
        click.echo(f"{counted(reprints, 'pair')} of sources may repeat one another: tereze list suggestions")
