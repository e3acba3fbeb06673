"""`tereze export FILE`: a replica for a partner, or the person views for a program."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import click

from tereze import wiring
from tereze.actions import views
from tereze.actions.desk import Desk
from tereze.model.errors import WrongUse
from tereze.settings import Settings

from .common import counted, open_desk, progress, register_options, replace_option, show_json, to_write


class ToAFile(WrongUse):
    """Writing to the standard output."""

    message = "An export goes into a file, never to the screen or into a pipe."
    hint = "Name the file. A file called “-” is written by ./-"


@click.command("export")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--to", "recipients", multiple=True, help="An age public key (age1…) to seal the replica to; repeat it.")
@click.option(
    "--plain", is_flag=True, help="A replica that is neither compressed nor sealed again, for tools/verify.py."
)
@click.option("--persons", is_flag=True, help="Write person views, one JSON document a line, IN THE CLEAR, instead.")
@replace_option
@register_options
def command(
    file: Path, recipients: tuple[str, ...], plain: bool, persons: bool, replace: bool, where: Settings, as_json: bool
) -> None:
    """Write FILE: by default a replica of the whole register (`.trzb`), entries and evidence still sealed, no keys."""
    if str(file) == "-":
        raise ToAFile
    to_write(file, replace=replace)
    with open_desk(where) as desk, progress("Writing") as step:
        if persons:
            count = _persons(desk, file, step)
            done: dict[str, Any] = {"tereze": "export/1", "file": str(file), "persons": count}
        else:
            size = wiring.write_replica(desk, file, recipients, compressed=not plain)
            done = {"tereze": "export/1", "file": str(file), "bytes": size, "recipients": len(recipients)}
    if as_json:
        show_json(done)
    elif persons:
        click.echo(f"{counted(done['persons'], 'person')} in {file}. This file is not encrypted.")
    else:
        click.echo(
            f"{done['bytes']:,} bytes in {file}. It holds no key; verify it with `python tools/verify.py {file}`."
        )


def _persons(desk: Desk, file: Path, step: wiring.Step) -> int:
    desk.must("export")
    count = 0
    file.unlink(missing_ok=True)  # what lay there (--replace) may be readable by others, and this is in the clear
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
        for case in views.persons(desk):
            out.write(json.dumps(views.to_json(views.weighed(case)), ensure_ascii=False) + "\n")
            count += 1
            step("")
    return count
