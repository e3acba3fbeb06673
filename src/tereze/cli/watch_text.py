"""The window's answers for people at a terminal."""

from __future__ import annotations

from typing import Any

import click

SHOWN = 12


def context(series: list[dict[str, Any]]) -> None:
    """Outside series, named as such."""
    if series:
        click.echo("\nContext, from elsewhere, in no count and no verdict above:")
    for one in series:
        last = one["points"][-1]
        click.echo(f"  {one['origin']}: {one['name']} {last['value']:g} ({last['when']}), {len(one['points'])} points")


def page(found: dict[str, Any]) -> None:
    """The whole answer of `actions.watching.window` for people."""
    one = found["assessment"]
    click.echo(f"The window on {one['as_of']}: {one['verdict']['word']}")
    for sentence in one["sentences"]:
        _sentence(sentence)
    for stream in one["streams"][1:]:
        _stream(stream, found["by"])
    for name, streams in one["others"].items():
        for stream in streams[1:]:
            _stream(stream, name)
    click.echo(f"\nSince {one['since']}:")
    for sentence in one["changed"]:
        _sentence(sentence)
    click.echo("\nWhat would change the mind:")
    for words in one["change_mind"]:
        click.echo(f"  {words}")
    for signed in one["signed"]:
        agrees = "agrees" if signed["agrees"] else "disagrees"
        click.echo(f"\n{signed['by']} ({signed['at']}) {agrees}: {signed['says']}  ({signed['cite']['source']})")
    if not one["signed"]:
        click.echo("\nNobody has signed it: tereze watch sign WORD --why … --by …")
    for factor in one["factors"]:
        _factor(factor)
    for flow in found["flows"]:
        _flow(flow)
    context(found.get("context", []))
    for title, key in (("People not heard of", "silent_persons"), ("Who has stopped speaking", "silent_sources")):
        _silent(title, found[key])


def _sentence(sentence: dict[str, Any]) -> None:
    click.echo(f"  {sentence['text']}")
    if sources := sorted({cite["source"] for cite in sentence["cites"]}):
        shown = ", ".join(sources[:SHOWN])
        more = len(sources) - SHOWN + sentence["more"] if len(sources) > SHOWN else sentence["more"]
        click.echo(f"    ↳ {shown}{f' and {more} more' if more else ''}")


def _stream(stream: dict[str, Any], by: str) -> None:
    one = stream["verdict"]
    why = (
        one["why"] if one["ratio"] is None else f"{one['ratio']:.0%} of before ({one['low']:.0%} to {one['high']:.0%})"
    )
    chance = f", probability {one['probability']:.0%}" if one["probability"] else ""
    click.echo(f"  {by} {stream['name']}: {one['word']}{chance}; {why}")


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
