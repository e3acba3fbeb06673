"""`tereze init`: a new encrypted register, its keys beside it, and a first custodian."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from tereze import settings, wiring
from tereze.model.errors import WrongUse

from .common import register_options, show_json


class TooShort(WrongUse):
    """A passphrase that would not stand a night of guessing."""

    message = "A passphrase of {0} characters is too short."
    hint = "Use seven random words; at least 16 characters. For trying things out there is `tereze init --demo`."


@click.command("init")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), required=False)
@click.option(
    "--custodian",
    "custodians",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A custodian's public key (a .pub file made on their own machine); repeat it. No private key is made here.",
)
@click.option("--demo", is_flag=True, help="A register to try things out: its passphrase is public.")
@register_options
def command(
    folder: Path | None, custodians: tuple[Path, ...], demo: bool, where: settings.Settings, as_json: bool
) -> None:  # fmt: skip
    """Make a new register in FOLDER (default: ./register). Its keys go to a folder beside it."""
    if folder is not None:
        where = settings.at(where, folder)
    public = [wiring.public_key(path) for path in custodians]
    passphrase = "" if demo else new_passphrase(where)
    with wiring.create(where, passphrase, demo=demo, custodians=public) as made:
        wiring.begin_roll(made.desk)
        origin = made.desk.register.ledger.origin
    if as_json:
        show_json(
            {
                "tereze": "init/1",
                "register": str(where.register),
                "keys": str(where.keys),
                "origin": origin,
                "demo": demo,
            }
        )
        return
    click.echo(f"Register: {where.register}\nKeys:     {where.keys}")
    click.echo("Copy the keys to another place, never into a backup of the register.")
    click.echo(f"Origin:   {origin}")
    if demo:
        click.echo("DEMO REGISTER: its passphrase is public. Never put real people into it.", err=True)
    elif not custodians:
        click.echo(
            f"Custodian “{wiring.CUSTODIAN}” was made with the same passphrase: move that file to a stick, away."
        )


def new_passphrase(where: settings.Settings) -> str:
    """The passphrase of a new register: from the settings, or typed twice. Raises `NoPassphrase`, `TooShort`."""
    given = where.passphrase
    if given is None:
        if not sys.stdin.isatty():
            raise wiring.NoPassphrase
        given = str(click.prompt("New passphrase", hide_input=True, confirmation_prompt=True, err=True))
    if len(given) < 16:
        raise TooShort(len(given))
    return given
