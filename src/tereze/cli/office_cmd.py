"""`tereze office`: the casework screens in a browser on this machine, and the people who may sign in there."""

from __future__ import annotations

import importlib
from typing import Any

import click

from tereze.model.errors import WrongUse
from tereze.model.people import ROLES
from tereze.settings import Settings

from . import common
from .common import register_options, show_json


class NoWeb(WrongUse):
    """The web shell is not installed."""

    message = "The office's screens are not installed here."
    hint = "Install Tereze with all its packages."


@click.group("office", invoke_without_command=True)
@click.option("--port", default=8766, show_default=True, help="0 takes any free port.")
@register_options
@click.pass_context
def command(ctx: click.Context, port: int, where: Settings, as_json: bool) -> None:
    """Open the office at a loopback address until you press Ctrl-C. A link printed here signs you in, once."""
    ctx.obj = where
    if ctx.invoked_subcommand is None:
        _serve(where, port, as_json=as_json)


@command.command("add")
@click.argument("id")
@click.option("--roles", required=True, help=f"Separated by commas: {' '.join(ROLES)}")
@register_options
def add(id: str, roles: str, where: Settings, as_json: bool) -> None:
    """Enter the person ID (an id, not a name) with ROLES; asks for a passphrase of at least 12 characters."""
    passphrase = str(click.prompt("New passphrase", hide_input=True, confirmation_prompt=True, err=True))
    held = frozenset(role.strip() for role in roles.split(",") if role.strip())
    _web().roll_of(where).add(id, held, passphrase)
    _say({"added": id, "roles": sorted(held)}, f"{id} may sign in: {', '.join(sorted(held))}", as_json=as_json)


@command.command("remove")
@click.argument("id")
@register_options
def remove(id: str, where: Settings, as_json: bool) -> None:
    """Take the person ID off the office's roll; open visits end with their next request."""
    _web().roll_of(where).remove(id)
    _say({"removed": id}, f"{id} may not sign in any more.", as_json=as_json)


@command.command("people")
@register_options
def people(where: Settings, as_json: bool) -> None:
    """List who may sign in."""
    found = [{"id": one.id, "roles": list(one.roles)} for one in _web().roll_of(where).people()]
    lines = "\n".join(f"{one['id']}\t{', '.join(one['roles'])}" for one in found)
    _say({"people": found}, lines or "Nobody but the owner.", as_json=as_json)


def _serve(where: Settings, port: int, *, as_json: bool) -> None:
    web = _web()
    office = web.office_at(where, common._ask)
    office.open()
    if office.is_demo:
        click.echo("DEMO REGISTER: its passphrase is public. Never put real people into it.", err=True)
    with web.Running(office, port) as running:
        _say({"office": running.url, "link": running.link()} if as_json else {}, _invitation(running), as_json=as_json)
        try:
            running.wait()
        except KeyboardInterrupt:
            click.echo("\nThe office is closed.", err=True)


def _invitation(running: Any) -> str:
    says = "The office is open. This link signs you in, once, within ten minutes:"
    return f"{says}\n\n  {running.link()}\n\n(Ctrl-C to close)"


def _say(document: dict[str, Any], text: str, *, as_json: bool) -> None:
    if as_json:
        show_json({"tereze": "office/1"} | document)
    else:
        click.echo(text)


def _web() -> Any:
    """The web shell, by name: the command line and the screens do not know each other."""
    try:
        return importlib.import_module("tereze_web.run")
    except ModuleNotFoundError as error:
        raise NoWeb from error
