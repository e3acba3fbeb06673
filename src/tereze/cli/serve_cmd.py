"""`tereze serve FOLDER`: show a release at a loopback address. Read-only; nobody else on the network sees it.

`tereze serve --lan` is another spelling of `tereze office --lan`.
"""

from __future__ import annotations

import os
from pathlib import Path

import click

from tereze import settings
from tereze.model.errors import TerezeError, WrongUse
from tereze.publish import serve

from .common import fail, show_json


class WhichOne(WrongUse):
    """A release and the office's network at once, or neither."""

    message = "{0}"
    hint = "`tereze serve FOLDER` shows a release on this machine; `tereze serve --lan` is `tereze office --lan`."


@click.command("serve")
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--port", default=None, type=int, help="0 takes any free port (default: 8765, with --lan 8766).")
@click.option(
    "--lan", is_flag=True, help="Not a release but the office, on a local network: see `tereze office --lan`."
)
@click.option("--json", "as_json", is_flag=True, help="Print the address as one JSON document, then serve.")
def command(folder: Path | None, port: int | None, lan: bool, as_json: bool) -> None:
    """Serve the release in FOLDER at a loopback address until you press Ctrl-C; or, with --lan, open the office."""
    try:
        if lan:
            _office(folder, port, as_json=as_json)
        elif folder is None:
            raise WhichOne("Which release? Name its folder.")
        else:
            run(folder, 8765 if port is None else port, as_json=as_json)
    except TerezeError as error:
        fail(error, as_json=as_json)


def _office(folder: Path | None, port: int | None, *, as_json: bool) -> None:
    from .office_cmd import serve as open_office

    if folder is not None:
        raise WhichOne("A release is not served to a network from here.")
    parent = click.get_current_context().find_root().params
    where = settings.read(os.environ, parent.get("register"), parent.get("keys"))
    open_office(where, 8766 if port is None else port, lan=True, as_json=as_json)


def run(folder: Path, port: int, *, as_json: bool = False) -> None:
    """Serve until interrupted; prints the address first."""
    with serve.server(folder, port) as running:
        if as_json:
            show_json({"tereze": "serve/1", "url": running.url})
        else:
            click.echo(f"The release is at {running.url}  (Ctrl-C to stop)")
        try:
            running.wait()
        except KeyboardInterrupt:
            click.echo("\nStopped.", err=True)
