"""`tereze serve FOLDER`: show a release at a loopback address. Read-only; nobody else on the network sees it."""

from __future__ import annotations

from pathlib import Path

import click

from tereze.model.errors import TerezeError
from tereze.publish import serve

from .common import fail, show_json


@click.command("serve")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--port", default=8765, show_default=True, help="0 takes any free port.")
@click.option("--json", "as_json", is_flag=True, help="Print the address as one JSON document, then serve.")
def command(folder: Path, port: int, as_json: bool) -> None:
    """Serve the release in FOLDER at a loopback address until you press Ctrl-C."""
    try:
        run(folder, port, as_json=as_json)
    except TerezeError as error:
        fail(error, as_json=as_json)


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
