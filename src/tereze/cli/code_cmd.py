"""`tereze code SHEET`: add what a person read out of a source to the source that was received before."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from tereze.actions import coding
from tereze.settings import Settings

from .common import open_desk, register_options, show_json
from .import_cmd import tell


@click.command("code")
@click.argument("sheet", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--check", is_flag=True, help="Say what is wrong or should be looked at, and write nothing.")
@register_options
def command(sheet: Path, check: bool, where: Settings, as_json: bool) -> None:
    """Add the people, statements and happenings of SHEET to the source of the same id that was received before.

    What was received stands: nothing is replaced, the head (title, consents, files, who told it) stays as it is, and
    the same sheet again changes nothing. A source that is not here yet is taken in whole, as by `tereze import`.
    """
    raw = sheet.read_bytes()
    with open_desk(where) as desk:
        report = coding.check(desk, sheet.name, raw)[1] if check else coding.add(desk, sheet.name, raw)
    if as_json:
        show_json(report.document())
    else:
        tell(report)
    sys.exit(report.exit_code)
