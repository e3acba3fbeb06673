"""`tereze watch`: how open the window is, by what the register holds; and what people file about it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from tereze.actions import watching, watching_filing
from tereze.model.errors import BadInput, WrongUse
from tereze.settings import Settings

from . import watch_text
from .common import open_desk, register_options, show_json


class NotText(BadInput):
    """A file that is not UTF-8 text."""

    message = "{0} is not UTF-8 text."
    hint = "Save it again as CSV in UTF-8."


class NoCountry(WrongUse):
    """Outside series were asked for, of no country."""

    message = "Outside series are of a country, and none is named."
    hint = "Add --country NAME, as the file writes it."


@click.group("watch", invoke_without_command=True)
@click.option("--by", type=click.Choice(("channel", "region", "host", "witness")), default="channel", show_default=True)
@click.option("--unit", type=click.Choice(("month", "week")), default="month", show_default=True)
@click.option("--on", default="", help="The page as it would have been on that day (YYYY-MM-DD).")
@click.option("--since", default="", help="Tell what changed since that day [since somebody last signed].")
@click.option("--figures", type=click.Path(path_type=Path, file_okay=False), help="Write figures and their data here.")
@click.option("--context", type=click.Path(path_type=Path, exists=True, dir_okay=False), multiple=True,
              help="A CSV file of an outside series (V-Dem, Freedom House …) to show beside.")  # fmt: skip
@click.option("--country", default="", help="The country whose outside series are shown.")
@click.option("--coders", type=click.Path(path_type=Path, exists=True, dir_okay=False),
              help="A CSV file of incidents coded by two people: say how far they agree.")  # fmt: skip
@register_options
@click.pass_context
def command(
    asked: click.Context, by: str, unit: str, on: str, since: str, figures: Path | None, context: tuple[Path, ...],
    country: str, coders: Path | None, where: Settings, as_json: bool,
) -> None:  # fmt: skip
    """The assessment of the window, the flow of news on two clocks, and who has fallen silent."""
    if asked.invoked_subcommand is not None:
        return
    if coders is not None:
        _agreement(coders, as_json=as_json)
        return
    if context and not country:
        raise NoCountry
    series = [one for path in context for one in watching.outside(_read(path), path.name, country)]
    with open_desk(where) as desk:
        found = watching.window(desk, by, unit, on, since) | {"context": series}
    if figures is not None:
        _write(figures, found["assessment"]["figures"])
    if as_json:
        show_json(found)
    else:
        watch_text.page(found)


@command.command("sign")
@click.argument("word", type=click.Choice(("open", "narrowing", "closing", "closed", "cannot tell")))
@click.option("--why", required=True, help="The reason, in a sentence: it stands beside the word.")
@click.option("--by", "signer", required=True, help="Your name, as it shall stand on the page.")
@click.option("--on", default="", help="The day of the page that is signed [today].")
@register_options
def sign(word: str, why: str, signer: str, on: str, where: Settings, as_json: bool) -> None:
    """Sign the assessment of a day, agreeing or not; the program's own forecasts are filed with it."""
    with open_desk(where) as desk:
        page = watching.assessed(watching.gather(desk, on))
        made = watching_filing.sign(desk, word, why, signer, page)
    found = {"tereze": "filed/1", "source": made.source, "forecasts": made.forecasts, "model": page.verdict.word}
    agrees = "agreeing with" if word == page.verdict.word else "disagreeing with"
    _filed(found, f"Signed as {made.source}, {agrees} the numbers ({page.verdict.word}); "
                  f"{made.forecasts} forecasts of the program filed.", as_json=as_json)  # fmt: skip


@command.command("inbox")
@click.argument("waiting", type=click.IntRange(min=0))
@click.option("--on", required=True, help="The day on which it was counted (YYYY-MM-DD).")
@click.option("--by", "counter", required=True, help="The name of who counted.")
@click.option("--note", default="", help="What was counted: letters, recordings, messages.")
@register_options
def inbox(waiting: int, on: str, counter: str, note: str, where: Settings, as_json: bool) -> None:
    """Keep how much had come in by a day and was not yet worked through."""
    with open_desk(where) as desk:
        made = watching_filing.count_inbox(desk, waiting, on, counter, note)
    _filed({"tereze": "filed/1", "source": made.source}, f"Kept as {made.source}.", as_json=as_json)


@command.command("score")
@click.argument("forecast", required=False)
@click.argument("outcome", required=False)
@click.option("--by", "scorer", required=True, help="The name of who scores.")
@register_options
def score(forecast: str | None, outcome: str | None, scorer: str, where: Settings, as_json: bool) -> None:
    """Score a forecast whose date has come; without one, every due forecast of the program, by the register."""
    with open_desk(where) as desk:
        if forecast is not None:
            made = watching_filing.score(desk, forecast, outcome or "", scorer)
            _filed({"tereze": "filed/1", "source": made.source}, f"Scored as {made.source}.", as_json=as_json)
            return
        scored = watching_filing.score_ours(desk, scorer)
    lines = [f"{one.says}\n  {words}" for one, words in scored] or ["No forecast of the program is due."]
    document = {"tereze": "scored/1", "scored": [{"forecast": one.id, "score": words} for one, words in scored]}
    _filed(document, "\n".join(lines), as_json=as_json)


def _filed(document: dict[str, Any], words: str, *, as_json: bool) -> None:
    if as_json:
        show_json(document)
    else:
        click.echo(words)


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


def _write(folder: Path, figures: list[list[str]]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, svg, table in figures:
        bare = "".join(char if char.isalnum() else "-" for char in name)
        (folder / f"{bare}.svg").write_text(svg, "utf-8")
        (folder / f"{bare}.csv").write_text(table, "utf-8")
