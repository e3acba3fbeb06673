"""`tereze merge FILE`: take in a replica of this register from another installation."""

from __future__ import annotations

from pathlib import Path

import click

from tereze import wiring
from tereze.settings import Settings

from .common import counted, open_desk, register_options, show_json, text_of


@click.command("merge")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--identity",
    "identities",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file with an age secret key, if the replica is sealed.",
)
@click.option("--trust", multiple=True, help="The public key (vkey) of an installation not met before.")
@register_options
def command(file: Path, identities: tuple[Path, ...], trust: tuple[str, ...], where: Settings, as_json: bool) -> None:
    """Merge FILE: verified whole before anything changes; order and repetition do not matter; forks become proof.

    A replica that brings nothing new changes nothing, and that is no error (exit code 0).
    """
    secrets = [text_of(name).strip() for name in identities]
    with open_desk(where) as desk:
        taken = wiring.take_replica(desk, file, secrets, trust)
    if as_json:
        show_json({"tereze": "merge/1"} | taken._asdict())
        return
    entries = f"{taken.added:,} {'entry' if taken.added == 1 else 'entries'}"
    click.echo(f"{entries} added, {counted(taken.logs, 'log')} seen." if taken.added else "Nothing new.")
    if taken.forks:
        click.echo(
            f"WARNING: {taken.forks} fork(s) proved: someone signed two histories.",
            err=True,
        )
