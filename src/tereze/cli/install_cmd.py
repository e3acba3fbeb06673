"""`tereze install`: an installation of one's own, of a register that exists elsewhere, in two steps."""

from __future__ import annotations

from pathlib import Path

import click

from tereze import settings, wiring

from .common import passphrase_of, register_options, show_json, text_of
from .init_cmd import new_passphrase


@click.group("install", no_args_is_help=True)
@click.option("--json", "as_json", is_flag=True, hidden=True)
def command(as_json: bool) -> None:
    """Found a partner's own installation (docs/guide/recovery.md). Both subcommands take --json."""


@command.command("ask")
@click.argument("origin")
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@register_options
def ask(origin: str, folder: Path | None, where: settings.Settings, as_json: bool) -> None:
    """Make the key of an installation to be in FOLDER, of the register of ORIGIN (tereze/…/…), and its card.

    Hand the card to an installation that exists; it answers with a letter (`tereze keys send CARD FILE`).
    """
    where = settings.at(where, folder) if folder is not None else where
    file, made = wiring.ask_to_install(where, new_passphrase(where), origin)
    if as_json:
        show_json({"tereze": "install/1", "card": str(file), "origin": made.origin})
        return
    click.echo(f"Origin: {made.origin}\nHand over {file}. Keep what lies beside it: it holds your key, sealed.")


@command.command("finish")
@click.argument("letter", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("replica", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@click.option("--signed-by", required=True, help="The sender's letters, heard by telephone (`tereze keys card` there).")
@click.option("--identity", "identities", multiple=True,
              type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="A file with an age secret key, if the replica is sealed.")  # fmt: skip
@register_options
def finish(
    letter: Path, replica: Path, folder: Path | None, signed_by: str, identities: tuple[Path, ...],
    where: settings.Settings, as_json: bool,
) -> None:  # fmt: skip
    """Make the installation in FOLDER from the LETTER of keys and a REPLICA. Asks for the passphrase given before."""
    where = settings.at(where, folder) if folder is not None else where
    source = wiring.source(replica, [text_of(path) for path in identities])
    done = wiring.finish_install(where, passphrase_of(where), letter, source, signed_by)
    if as_json:
        show_json({"tereze": "install/1", "register": str(where.register)} | done._asdict())
        return
    click.echo(f"Register: {where.register}\nKeys:     {where.keys}\nOrigin:   {done.origin}")
    click.echo(f"{done.entries:,} entries and {done.keys:,} keys. Send a replica back, so that they know you.")
