"""`tereze custodian`: who can open sealed witnesses. The custodian's file and passphrase are used for one act only."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from tereze import wiring
from tereze.actions import custodians, find
from tereze.ledger.custody import CustodianSecret
from tereze.model.errors import NotFound, WrongUse
from tereze.settings import Settings

from . import witness_text
from .common import guarded, open_desk, register_options, show_json, text_of
from .init_cmd import TooShort


class OnlyOnATerminal(WrongUse):
    """What is opened may not go into a file or a pipe."""

    message = "Sealed witnesses are shown on a terminal only, never written to a file or a pipe."
    hint = "Run this command by itself, in a terminal."


_key = click.option(
    "--key", "key_file", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The custodian's key file (custodian-NAME.json), on its stick.",
)  # fmt: skip
_passphrase = click.option(
    "--passphrase-file", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file whose first line is the custodian's passphrase; without it you are asked.",
)  # fmt: skip


@click.group("custodian", invoke_without_command=True)
@register_options
@click.pass_context
def command(ctx: click.Context, where: Settings, as_json: bool) -> None:
    """Who can open sealed witnesses. Without a subcommand: list them."""
    if ctx.invoked_subcommand is None:
        _list(where, as_json=as_json)


@command.command("new-key")
@click.argument("name")
@click.option("--in", "folder", type=click.Path(file_okay=False, path_type=Path), default=Path(), help="Where to.")
@_passphrase
@click.option("--json", "as_json", is_flag=True, help="Print for programs: one JSON document.")
def new_key(name: str, folder: Path, passphrase_file: Path | None, as_json: bool) -> None:
    """Make a key pair on the custodian's own machine: custodian-NAME.json to keep, custodian-NAME.pub to hand over."""
    with guarded(as_json=as_json):
        passphrase = _typed("Passphrase for the new key", passphrase_file, twice=True)
        if len(passphrase) < 16:
            raise TooShort(len(passphrase))
        public, file = wiring.new_custodian_key(folder, name, passphrase)
    said = custodians.name_of(public)
    if as_json:
        show_json({"tereze": "custodian/1", "name": said, "public": str(file), "key": str(public)})
        return
    click.echo(f"{file}: hand this to the office. Read these letters out by telephone: {said}")
    click.echo(f"custodian-{name}.json: keep it on a stick, and a copy in a second place. Nobody can replace it.")


@command.command("add")
@click.argument("public", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@register_options
def add(public: Path, where: Settings, as_json: bool) -> None:
    """Seal witnesses to the holder of PUBLIC (a .pub file) from now on. Compare the letters by telephone."""
    key = wiring.public_key(public)
    with open_desk(where) as desk:
        is_new = custodians.add(desk, key)
    name = custodians.name_of(key)
    text = f"Added: {name}. What is sealed already needs `tereze custodian reseal`."
    _say({"added": name, "new": is_new}, text if is_new else f"{name} is a custodian already.", as_json=as_json)


@command.command("list")
@register_options
def list_(where: Settings, as_json: bool) -> None:
    """List whom witnesses are sealed to."""
    _list(where, as_json=as_json)


@command.command("retire")
@click.argument("name")
@register_options
def retire(name: str, where: Settings, as_json: bool) -> None:
    """Seal to the custodian NAME (the letters of the list) no longer. What was sealed before stays open to them."""
    with open_desk(where) as desk:
        custodians.retire(desk, name)
    _say({"retired": name}, f"Retired: {name}. They can still open what was sealed to them.", as_json=as_json)


@command.command("open")
@click.argument("who")
@_key
@_passphrase
@register_options
def open_(who: str, key_file: Path, passphrase_file: Path | None, where: Settings, as_json: bool) -> None:
    """Show what is sealed about WHO (SHEET/MENTION, or a register number), on this terminal only. It leaves a note."""
    if not sys.stdout.isatty():
        raise OnlyOnATerminal
    with open_desk(where) as desk:
        desk.must("open sealed witnesses")
        mention = find.mention_of(desk, who)
        members = desk.register.index.members(mention) if find.NUMBER.fullmatch(who.strip()) else (mention,)
        found = custodians.open_sealed(desk, members or (mention,), _secret(key_file, passphrase_file))
    if not found:
        raise NotFound(who, hint="Nothing is sealed about this person, or not to this key.")
    if as_json:
        show_json({"tereze": "sealed/1", "mentions": [witness_text.plain(one) for one in found]})
        return
    for one in found:
        click.echo(witness_text.render(one))


@command.command("reseal")
@_key
@_passphrase
@register_options
def reseal(key_file: Path, passphrase_file: Path | None, where: Settings, as_json: bool) -> None:
    """Seal what this key opens to all custodians of today: so that a successor can open what is older."""
    with open_desk(where) as desk:
        desk.must("open sealed witnesses")
        done = custodians.reseal(desk, _secret(key_file, passphrase_file))
    text = f"{done.made:,} sealed anew; {done.already:,} were open to every custodian already."
    _say({"resealed": done.made, "already": done.already}, text, as_json=as_json)


def _list(where: Settings, *, as_json: bool) -> None:
    with open_desk(where) as desk:
        found = custodians.listed(desk)
    lines = [f"{one.name}  added {one.added or 'when the register was made'} {one.by}".rstrip() for one in found]
    _say({"custodians": [one._asdict() for one in found]}, "\n".join(lines) or "No custodian yet.", as_json=as_json)


def _secret(key_file: Path, passphrase_file: Path | None) -> CustodianSecret:
    return wiring.custodian_secret(key_file, _typed("The custodian's passphrase", passphrase_file, twice=False))


def _typed(label: str, file: Path | None, *, twice: bool) -> str:
    if file is not None:
        return next(iter(text_of(file).splitlines()), "")
    if not sys.stdin.isatty():
        raise wiring.NoPassphrase(hint="Run this in a terminal, or give --passphrase-file.")
    return str(click.prompt(label, hide_input=True, confirmation_prompt=twice, err=True))


def _say(document: dict[str, Any], text: str, *, as_json: bool) -> None:
    if as_json:
        show_json({"tereze": "custodian/1"} | document)
    else:
        click.echo(text)
