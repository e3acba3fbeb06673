"""`tereze watch`: how open the window is, by what the register holds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from tereze.actions import watching
from tereze.model.errors import BadInput
from tereze.settings import Settings

from .common import open_desk, register_options, show_json

SHOWN = 12


class NotText(BadInput):
    """A file that is not UTF-8 text."""

    message = "{0} is not UTF-8 text."
    hint = "Save it again as CSV in UTF-8."


@click.command("watch")
@click.option("--by", type=click.Choice(("channel", "region", "host", "witness")), default="channel", show_default=True)
@click.option("--unit", type=click.Choice(("month", "week")), default="month", show_default=True)
@click.option("--on", default="", help="The page as it would have been on that day (YYYY-MM-DD).")
@click.option("--since", default="", help="Tell what changed since that day [90 days before].")
@click.option("--figures", type=click.Path(path_type=Path, file_okay=False), help="Write figures and their data here.")
@click.option("--context", type=click.Path(path_type=Path, exists=True, dir_okay=False), multiple=True,
              help="A CSV file of an outside series (V-Dem, Freedom House …) to show beside.")  # fmt: skip
@click.option("--country", default="", help="The country whose outside series are shown.")
@click.option("--coders", type=click.Path(path_type=Path, exists=True, dir_okay=False),
              help="A CSV file of incidents coded by two people: say how far they agree.")  # fmt: skip
@register_options
def command(
    by: str, unit: str, on: str, since: str, figures: Path | None, context: tuple[Path, ...], country: str,
    coders: Path | None, where: Settings, as_json: bool,
) -> None:  # fmt: skip
    """The assessment of the window, the flow of news on two clocks, and who has fallen silent."""
    if coders is not None:
        _agreement(coders, as_json=as_json)
        return
    series = [one for path in context for one in watching.outside(_read(path), path.name, country)]
    with open_desk(where) as desk:
        found = watching.window(desk, by, unit, on, since) | {"context": series}
    if figures is not None:
        _write(figures, found["assessment"]["figures"])
    if as_json:
        show_json(found)
        return
    _page(found["assessment"], found["since"])
    for factor in found["assessment"]["factors"]:
        _factor(factor)
    for flow in found["flows"]:
        _flow(flow)
    _context(found["context"])
    for title, key in (("People not heard of", "silent_persons"), ("Who has stopped speaking", "silent_sources")):
        _silent(title, found[key])


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise NotText(path.name) from None


def _agreement(path: Path, *, as_json: bool) -> None:
    found = watching.agreement(_read(path), path.name)
    if as_json:
        show_json(found)
        return
    for field, one in found["fields"].items():
        alpha = "  ?" if one["alpha"] is None else f"{one['alpha']:.2f}"
        click.echo(f"{field:<10} alpha {alpha}  {one['words']}  ({one['units']} events coded by two people or more)")


def _context(series: list[dict[str, Any]]) -> None:
    if series:
        click.echo("\nContext, from elsewhere, in no count and no verdict above:")
    for one in series:
        last = one["points"][-1]
        click.echo(f"  {one['origin']}: {one['name']} {last['value']:g} ({last['when']}), {len(one['points'])} points")


def _page(page: dict[str, Any], since: str) -> None:
    click.echo(f"The window on {page['as_of']}: {page['verdict']['word']}")
    for sentence in page["sentences"]:
        click.echo(f"  {sentence['text']}")
        if sources := sorted({cite["source"] for cite in sentence["cites"]}):
            click.echo(f"    ↳ {', '.join(sources)}")
    for stream in page["streams"][1:]:
        one = stream["verdict"]
        ratio = (
            "" if one["ratio"] is None else f", {one['ratio']:.0%} of before ({one['low']:.0%} to {one['high']:.0%})"
        )
        click.echo(f"  {stream['name']}: {one['word']}{ratio}")
    click.echo(f"\nSince {since}:")
    for sentence in page["changed"]:
        click.echo(f"  {sentence['text']}")
    click.echo("\nWhat would change the mind:")
    for words in page["change_mind"]:
        click.echo(f"  {words}")
    for one in page["signed"]:
        click.echo(f"\n{one['by']} ({one['at']}) {'agrees' if one['agrees'] else 'disagrees'}: {one['says']}")


def _write(folder: Path, figures: list[list[str]]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, svg, table in figures:
        bare = "".join(char if char.isalnum() else "-" for char in name)
        (folder / f"{bare}.svg").write_text(svg, "utf-8")
        (folder / f"{bare}.csv").write_text(table, "utf-8")


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
