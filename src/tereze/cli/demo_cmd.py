"""`tereze demo`: the whole way on fictional people, from a folder of sheets to a published page."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

import click

from tereze import settings, wiring
from tereze.actions import folder, overview, publishing
from tereze.actions.desk import Desk
from tereze.actions.report import ImportReport
from tereze.model.errors import WrongUse

from . import serve_cmd
from .common import progress, register_options, show_json

EXAMPLES = Path(__file__).resolve().parents[3] / "examples" / "office"
LANGUAGES = ("en", "kk", "ru", "ug", "zh")


class NoExamples(WrongUse):
    """The fictional collection is not here."""

    message = "The fictional collection is not here: {0}"
    hint = "Run this from a checkout of Tereze, or name a folder of sheets with --from."


@click.command("demo")
@click.argument("out", type=click.Path(path_type=Path), default=Path("demo"))
@click.option("--from", "sheets", type=click.Path(path_type=Path), default=EXAMPLES, help="The collection to take in.")
@click.option("--no-serve", is_flag=True, help="Stop when the release is built.")
@click.option("--port", default=8765, show_default=True, help="0 takes any free port.")
@register_options
def command(out: Path, sheets: Path, no_serve: bool, port: int, where: settings.Settings, as_json: bool) -> None:
    """Make a DEMO register in OUT, fill it with fictional people, publish, and show the result."""
    if not sheets.is_dir():
        raise NoExamples(sheets)
    _clear(out)
    where = settings.at(where, out / "register")
    with wiring.create(where, "", demo=True) as made, progress("Working") as step:
        click.echo("DEMO: every person in this register is fictional, and its passphrase is public.", err=True)
        report = ImportReport()
        folder.take_in(made.desk, sheets, None, report, step, link=True)
        found = overview.summary(made.desk) | {"refused": len(report.refused)}
        published = _publish(made.desk, out / "site")
        found |= {"published": published, "site": str(out / "site")}
    if as_json:
        show_json(found)
    else:
        _tell(found, out)
    if not no_serve:
        serve_cmd.run(out / "site", port)


def _publish(desk: Desk, out: Path) -> int:
    wish = publishing.Wish(
        approved_by=("first-approver", "second-approver"),
        title="Example window",
        intro="An invented collection that shows how Tereze works. Nobody on these pages exists.",
        contact="corrections (at) window.example",
        languages=LANGUAGES,
        fictional=True,
    )
    return publishing.release(desk, out, wish).persons


def _clear(out: Path) -> None:
    """Remove an earlier demo, and nothing else: a folder that is not a demo's is refused."""
    if not out.exists():
        return
    if not out.is_dir():
        raise WrongUse(f"“{out}” is there and is no folder.", hint="Name another folder: tereze demo FOLDER.")
    seal = out / "register.keys" / "seal.json"
    if any(out.iterdir()) and not (seal.is_file() and wiring.is_demo(seal)):
        raise WrongUse(f"“{out}” is there and is no demo.", hint="Name another folder: tereze demo FOLDER.")
    with tempfile.TemporaryDirectory(dir=out.parent) as away:
        shutil.move(out, away)


def _tell(found: dict[str, Any], out: Path) -> None:
    click.echo(
        f"\n{found['persons']} persons were taken from {found['sources']} sources; their facts rest on"
        f" {found['independent_witnesses']} witnesses."
        f"\n{found['persons_with_a_witness']} of them have a witness, {found['persons_resting_on_one']} just one."
        f"\n{found['conflicts']} conflicts stand side by side, {found['disputes']} judgement(s) could not be applied."
        f"\n{found['published']} persons may be published.\n\nWhat to look at next:"
    )
    for pair in found["next"]:
        click.echo(f"  {pair['score']:.2f}  {' ~ '.join(pair['mentions'])}  ({' / '.join(pair['names'])})")
    for number in found["persons_with_conflicts"]:
        click.echo(f"  conflict: tereze --register {out / 'register'} show {number}")
    click.echo("")
