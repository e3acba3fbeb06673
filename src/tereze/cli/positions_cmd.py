"""`tereze positions`: what each actor said on each topic over time, where it turned and what it contradicts."""

from __future__ import annotations

from typing import Any

import click

from tereze.actions import watching
from tereze.settings import Settings

from .common import open_desk, register_options, show_json


@click.command("positions")
@click.option("--topic", help="Only topics that contain this.")
@register_options
def command(topic: str | None, where: Settings, as_json: bool) -> None:
    """The line of what each actor said on each topic: its turns, its contradictions, and the words used over time."""
    with open_desk(where) as desk:
        found = watching.positions(desk, topic or "")
    if as_json:
        show_json(found)
        return
    for line in found["lines"]:
        _line(line)
    for one in found["contradictions"]:
        _contradiction(one)
    for term in found["terms"]:
        _term(term)
    for one in found["forecasts"]:
        _forecast(one)
    for one in found["records"]:
        _record(one)


def _line(line: dict[str, Any]) -> None:
    click.echo(f"\n{line['label'] or line['actor']} · {line['topic']}")
    for point in line["points"]:
        for turn in (one for one in line["turns"] if one["after"] == point["id"]):
            after = f", after {turn['days']} days" if turn["days"] else ""
            click.echo(f"    ↳ {turn['kind']}{after} {turn['detail']}".rstrip())
        term = f" “{point['term']}”" if point["term"] else ""
        number = f" {point['number']['value']} {point['number']['unit']}" if point["number"] else ""
        where = f"({point['forum'] or 'no forum'}; {point['source']})"
        click.echo(f"  {point['when'] or 'undated':<12} {point['stance']}{number}{term}  {where}")
        if point["words"]:
            click.echo(f"               {point['words']}")


def _contradiction(one: dict[str, Any]) -> None:
    verb = "contradicts" if one["kind"] == "contradicts" else "evades"
    whom = {"self": "itself", "other_organ": "another organ of the same state", "register": "the register"}
    click.echo(f"\n{verb} {whom[one['with_whom']]} · {one['topic']}: {one['says']}")
    if one["with_whom"] == "register":
        click.echo(f"  known that day: {one['persons']} persons, {one['witnessed']} with a witness; "
                   f"known now of that time: {one['now']}, {one['now_witnessed']} with a witness")  # fmt: skip
    for cite in one["evidence"]:
        click.echo(f"  {cite['when']}  {cite['source']}: {cite['words']}")


def _term(term: dict[str, Any]) -> None:
    speaker = term["first_speaker"] or "speaker not told"
    click.echo(
        f"\nword “{term['name']}” ({', '.join(term['spellings'])}): first {term['first_use'] or 'undated'}, {speaker}"
    )
    for month in term["months"]:
        held = f"{month['held']} persons under it, {month['witnessed']} with a witness"
        click.echo(f"  {month['month']}: {month['uses']} uses; {held}")


def _forecast(one: dict[str, Any]) -> None:
    scored = f"; Brier {one['brier']}" if one["brier"] else ""
    scored += f"; observed {one['observed']}, interval score {one['interval_score']}" if one["interval_score"] else ""
    state = f"{one['state']} {one['outcome']}".strip()
    click.echo(
        f"{one['sort']}  {one['by']}: {one['says']}  [{state}{scored}]  ({one['id']}, check on {one['check_on']})"
    )


def _record(one: dict[str, Any]) -> None:
    brier = f", mean Brier score {one['brier']}" if one["brier"] else ""
    inside = f", {one['inside']} of {one['intervals']} intervals held" if one["intervals"] else ""
    click.echo(f"{one['by']}: {one['made']} forecasts, {one['open']} open, {one['due']} due{brier}{inside}")
