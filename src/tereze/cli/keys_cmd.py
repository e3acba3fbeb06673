"""`tereze keys`: shares of the root key for partners, copies and letters of keys. None of it is ever in a replica."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from tereze import wiring
from tereze.model.errors import WrongUse
from tereze.settings import Settings
from tereze.store import carried

from .common import counted, open_desk, passphrase_of, register_options, replace_option, show_json, to_write


class SharesOnATerminal(WrongUse):
    """Shares may not go into a file or a pipe."""

    message = "Shares are shown on a terminal only, once: to be copied by hand, each onto a paper of its own."
    hint = "Run this command by itself, in a terminal."


@click.group("keys", no_args_is_help=True)
@click.option("--json", "as_json", is_flag=True, hidden=True)
def command(as_json: bool) -> None:
    """Shares, copies and letters of keys (docs/guide/recovery.md). Each subcommand takes --json but `split`."""


@command.command("split")
@click.option("--needed", "-k", type=int, default=3, show_default=True, help="How many shares bring the key back.")
@click.option("--shares", "-n", "made", type=int, default=5, show_default=True, help="How many shares to make.")
@click.option(
    "--new-key", "renew", is_flag=True, help="Take a new root key first: older shares then open only older copies."
)
@register_options
def split(needed: int, made: int, renew: bool, where: Settings, as_json: bool) -> None:  # noqa: ARG001  # nothing for programs
    """Split the root key into word shares for partners (SLIP-39). Shown once; each is one partner's paper."""
    if not sys.stdout.isatty():
        raise SharesOnATerminal
    with open_desk(where) as desk:
        passphrase = passphrase_of(where) if renew else None
        texts, known_by = wiring.split_keys(desk, needed, made, passphrase)
        day = desk.now()[:10]
    for number, text in enumerate(texts, 1):
        click.echo(f"\nShare {number} of {made}; {needed} are needed. Register {known_by}, {day}.\n")
        words = text.split()
        for at in range(0, len(words), 4):
            click.echo("  " + "  ".join(f"{at + i + 1:>2} {word:<10}" for i, word in enumerate(words[at : at + 4])))
    click.echo(
        f"\nCopy each onto a paper, compare, then clear this screen. {needed} of them and a copy of the keys "
        "(`tereze keys copy`) open everything but sealed witnesses."
    )


@command.command("copy")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@replace_option
@register_options
def copy(file: Path, replace: bool, where: Settings, as_json: bool) -> None:
    """Write FILE: all keys, sealed under the root key. For partners, to be replaced by each newer one."""
    to_write(file, replace=replace)
    with open_desk(where) as desk:
        size = wiring.copy_keys(desk, file)
    known_by = carried.copy_head(file).fingerprint
    text = (
        f"{size:,} bytes in {file}, for the shares of register {known_by}. Hand it over apart from the papers, and "
        "destroy older copies: they still open what was erased since."
    )
    _say({"file": str(file), "bytes": size, "shares": known_by}, text, as_json=as_json)


@command.command("card")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), required=False)
@replace_option
@register_options
def card(file: Path | None, replace: bool, where: Settings, as_json: bool) -> None:
    """Show this installation's letters for the telephone; with FILE also write its card, to which others seal keys."""
    if file is not None:
        to_write(file, replace=replace)
    with open_desk(where) as desk:
        made, letters = wiring.card(desk), wiring.letters(desk)
    if file is not None:
        carried.write_card(file, made)
    _say({"origin": made.origin, "letters": letters}, f"Origin:  {made.origin}\nLetters: {letters}", as_json=as_json)


@command.command("send")
@click.argument("card_file", metavar="CARD", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@replace_option
@register_options
def send(card_file: Path, file: Path, replace: bool, where: Settings, as_json: bool) -> None:
    """Write FILE: all keys for the installation with this CARD, sealed to it. The first letter also founds it."""
    to_write(file, replace=replace)
    to = carried.read_card(card_file)
    with open_desk(where) as desk:
        founds = wiring.send_keys(desk, to, file)
        letters = wiring.letters(desk)
    text = f"{file}: only {to.origin} can open it. Read our letters out by telephone: {letters}"
    if founds:
        text += "\nIt founds that installation: with a replica it opens everything here but sealed witnesses."
    _say({"file": str(file), "to": to.origin, "founds": founds, "letters": letters}, text, as_json=as_json)


@command.command("take")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@register_options
def take(file: Path, where: Settings, as_json: bool) -> None:
    """Take in FILE, a letter of keys from another installation, and read what they open."""
    with open_desk(where) as desk:
        new = wiring.take_keys(desk, file)
    _say({"new": new}, f"{counted(new, 'new key')}." if new else "Nothing new.", as_json=as_json)


def _say(document: dict[str, Any], text: str, *, as_json: bool) -> None:
    if as_json:
        show_json({"tereze": "keys/1"} | document)
    else:
        click.echo(text)
