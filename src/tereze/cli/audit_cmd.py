"""`tereze audit`: who looked at what and who changed what, for custodians and administrators."""

from __future__ import annotations

from dataclasses import asdict

import click

from tereze.actions import auditing
from tereze.actions.desk import Desk
from tereze.settings import Settings

from .common import open_desk, register_options, show_json


@click.command("audit")
@click.argument("about", required=False)
@click.option("--by", default="", help="Only what this person did (an id, as in TEREZE_ACTOR).")
@click.option("--kind", default="", help="Only this kind, such as look.person or judge; “look.” is every look.")
@click.option("--words", default="", help="Only searches for these words: notes keep a digest, never the words.")
@click.option("--since", default="", help="From this day or time on (2019-03-04, or 2019-03-04T10:00:00Z).")
@click.option("--before", default="", help="Before this day or time.")
@click.option("--limit", type=click.IntRange(min=1), default=100, show_default=True, help="How many at the most.")
@click.option("--totals", is_flag=True, help="How many notes of each kind each person has left, instead of the notes.")
@register_options
def command(
    about: str | None, by: str, kind: str, words: str, since: str, before: str, limit: int, totals: bool,
    where: Settings, as_json: bool,
) -> None:  # fmt: skip
    """Show the trail, newest first; of one person (a register number) or one source if ABOUT is given.

    Reading the trail leaves a note too.
    """
    with open_desk(where) as desk:
        if totals:
            _totals(desk, since, before, as_json=as_json)
            return
        on = auditing.ids_of(desk, about) if about else ()
        on += (auditing.digest(desk, words),) if words else ()
        lines = auditing.trail(desk, by=by, what=kind, on=on, since=since, before=before, limit=limit)
    if as_json:
        show_json({"tereze": "audit/1", "items": [asdict(line) for line in lines]})
        return
    for line in lines:
        said = "  ".join(filter(None, (line.shown or line.on, f"({line.count:,})" if line.count else "")))
        click.echo(f"{line.at}  {line.by:<12} {line.what:<16} {said}".rstrip())
    click.echo(f"{len(lines)} note(s)", err=True)


def _totals(desk: Desk, since: str, before: str, *, as_json: bool) -> None:
    found = auditing.totals(desk, since=since, before=before)
    if as_json:
        show_json({"tereze": "audit/1", "totals": [{"by": by, "what": what, "count": n} for by, what, n in found]})
        return
    for by, what, count in found:
        click.echo(f"{count:>9,}  {by:<12} {what}")
