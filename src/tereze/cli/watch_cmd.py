"""`tereze watch`: how open the window is, by what the register holds."""

from __future__ import annotations

from typing import Any

import click

from tereze.actions import watching
from tereze.settings import Settings

from .common import open_desk, register_options, show_json

SHOWN = 12


@click.command("watch")
@click.option("--by", type=click.Choice(("channel", "region", "host", "witness")), default="channel", show_default=True)
@click.option("--unit", type=click.Choice(("month", "week")), default="month", show_default=True)
@register_options
def command(by: str, unit: str, where: Settings, as_json: bool) -> None:
    """The four questions with their events, the flow of news on two clocks, and who has fallen silent."""
    with open_desk(where) as desk:
        found = watching.window(desk, by, unit)
    if as_json:
        show_json(found)
        return
    for factor in found["factors"]:
        _factor(factor)
    for flow in found["flows"]:
        _flow(flow)
    for title, key in (("People not heard of", "silent_persons"), ("Who has stopped speaking", "silent_sources")):
        _silent(title, found[key])


def _factor(factor: dict[str, Any]) -> None:
    click.echo(f"\n{factor['asks']}  closes {factor['closes']}, opens {factor['opens']}, neutral {factor['neutral']}")
    for event in factor["events"]:
        after = "" if event["after_testimony"] is None else f", {event['after_testimony']} days after speaking"
        whom = f" against {event['against']}" if event["against"] else ""
        said = f"({', '.join(event['sources'])}{after})"
        click.echo(f"  {event['when']:<12} {event['sort']}, {event['direction']}{whom}, {event['where']} {said}")


def _flow(flow: dict[str, Any]) -> None:
    delay = flow["delay"]
    told = f"half told within {delay['median']} days" if delay["points"] else f"delay: {delay['why']}"
    click.echo(f"\n{flow['name']}: {flow['arrivals']} pieces of news, {flow['undated']} without a close date; {told}")
    for clock in ("happened", "learned"):
        click.echo(f"  {clock:<9} " + "  ".join(f"{when}:{count}" for when, count in flow[clock][-SHOWN:]))


def _silent(title: str, silent: list[dict[str, Any]]) -> None:
    wanted = [one for one in silent if one["follow_up"]]
    click.echo(f"\n{title}: {len(wanted)} out of the usual, of {len(silent)}")
    for one in wanted[:SHOWN]:
        click.echo(f"  {one['label']} ({one['kind']}): {one['days']} days since {one['since']}; {one['why']}")
