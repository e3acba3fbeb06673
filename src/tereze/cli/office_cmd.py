"""`tereze office`: the casework screens in a browser on this machine, and the people who may sign in there."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from tereze.actions.desk import Desk
from tereze.model.errors import WrongUse
from tereze.model.people import ROLES
from tereze.settings import Settings

from . import common
from .common import open_desk, register_options, show_json


class NoAuthority(WrongUse):
    """The office was never open to a network."""

    message = "This office has no certificate authority yet."
    hint = "`tereze office --lan` makes it."


class NoSuchRole(WrongUse):
    """A role that nobody can have."""

    message = "There is no role “{0}”."
    hint = "Roles: " + " ".join(ROLES)


class NoWeb(WrongUse):
    """The web shell is not installed."""

    message = "The office's screens are not installed here."
    hint = "Install Tereze with all its packages."


@click.group("office", invoke_without_command=True)
@click.option("--port", default=8766, show_default=True, help="0 takes any free port.")
@click.option("--lan", is_flag=True, help="On a local network, for several machines and telephones: https only.")
@click.option("--name", "names", multiple=True, help="What this machine is called there (default: its own name).")
@click.option("--address", default="", help="Its address there (default: found without sending anything).")
@click.option(
    "--new-authority", is_flag=True, help="Make a new certificate authority; every device must trust it anew."
)
@register_options
@click.pass_context
def command(ctx: click.Context, /, port: int, where: Settings, as_json: bool, **lan: Any) -> None:
    """Open the office at a loopback address until you press Ctrl-C. A link printed here signs you in, once.

    With --lan it is open to a local network instead; nobody works there without a second factor (docs/guide/lan.md).
    """
    ctx.obj = where
    if ctx.invoked_subcommand is None:
        serve(where, port, as_json=as_json, **lan)


@command.command("add")
@click.argument("id")
@click.option("--roles", required=True, help=f"Separated by commas: {' '.join(ROLES)}")
@register_options
def add(id: str, roles: str, where: Settings, as_json: bool) -> None:
    """Enter the person ID (an id, not a name) with ROLES; asks for a passphrase of at least 12 characters."""
    held = _roles(roles)
    with _administering(where) as (desk, roll):
        passphrase = str(click.prompt(f"New passphrase of {id}", hide_input=True, confirmation_prompt=True, err=True))
        roll.add(id, held, passphrase, by=desk.actor)
    _say({"added": id, "roles": sorted(held)}, f"{id} may sign in: {', '.join(sorted(held))}", as_json=as_json)


@command.command("invite")
@click.argument("id")
@click.option("--roles", required=True, help=f"Separated by commas: {' '.join(ROLES)}")
@register_options
def invite(id: str, roles: str, where: Settings, as_json: bool) -> None:
    """Make an invitation for the person ID with ROLES: a path that works once, within three days."""
    held = _roles(roles)
    with _administering(where) as (desk, roll):
        path = f"join/{roll.invite(id, held, by=desk.actor)}/"
    text = f"Add this to the office's address and give it to {id}; it works once, within three days:\n\n  {path}"
    _say({"invited": id, "roles": sorted(held), "path": path}, text, as_json=as_json)


@command.command("trust")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write the authority's certificate here.")
@register_options
def trust(out: Path | None, where: Settings, as_json: bool) -> None:
    """Print the fingerprint of the office's certificate authority, for devices on the network to compare."""
    web = _web()
    with open_desk(where) as desk:
        desk.must("administer")
        found = web.certificate_of(desk, where)
    if found is None:
        raise NoAuthority
    pem, print_ = found
    if out is not None:
        out.write_bytes(pem)
    text = (
        f"SHA-256 of the office's certificate authority:\n\n  {print_}\n\nCompare it on every device before trusting."
    )
    _say({"fingerprint": print_, "certificate": pem.decode()}, text, as_json=as_json)


@command.command("remove")
@click.argument("id")
@register_options
def remove(id: str, where: Settings, as_json: bool) -> None:
    """Take the person ID off the office's roll; open visits end with their next request."""
    with _administering(where) as (desk, roll):
        roll.remove(id, by=desk.actor)
    _say({"removed": id}, f"{id} may not sign in any more.", as_json=as_json)


@command.command("people")
@register_options
def people(where: Settings, as_json: bool) -> None:
    """List who may sign in."""
    with _administering(where) as (_, roll):
        found = [{"id": one.id, "roles": list(one.roles)} for one in roll.people()]
    _say({"people": found}, _table(found) or "Nobody but the owner.", as_json=as_json)


@command.command("vouch")
@click.option("--empty", is_flag=True, help="Begin a new list: nobody is on it, and the owner has no second factor.")
@click.option("--yes", is_flag=True, help="Do not ask; for scripts.")
@register_options
def vouch(empty: bool, yes: bool, where: Settings, as_json: bool) -> None:
    """After the list of people was changed outside the office: show it, and put it in force as it is, with a note."""
    web = _web()
    with open_desk(where) as desk:
        desk.must("administer")
        standing = () if empty else web.standing(where).people
        found = [{"id": one.id, "roles": list(one.roles)} for one in standing]
        click.echo(_table(found) or "Nobody is on it.", err=True)
        if not yes and not click.confirm("Put this list in force?", err=True):
            raise click.Abort
        web.vouch(desk, where, empty=empty)
    _say({"people": found}, "This list is in force. A note says so.", as_json=as_json)


@contextmanager
def _administering(where: Settings) -> Iterator[tuple[Desk, Any]]:
    """The register, opened with its passphrase by somebody who may administer, and its list of people."""
    web = _web()
    with open_desk(where) as desk:
        desk.must("administer")
        yield desk, web.roll_at(desk, where)


def _roles(said: str) -> frozenset[str]:
    """Asked before the passphrases are: raises `NoSuchRole`."""
    held = frozenset(role.strip() for role in said.split(",") if role.strip())
    if unknown := sorted(held - set(ROLES)):
        raise NoSuchRole(unknown[0])
    return held


def _table(found: list[dict[str, Any]]) -> str:
    return "\n".join(f"{one['id']}\t{', '.join(one['roles'])}" for one in found)


def serve(
    where: Settings, port: int, *, lan: bool, names: tuple[str, ...] = (), address: str = "",
    new_authority: bool = False, as_json: bool = False,
) -> None:  # fmt: skip
    """Open the office and serve it until interrupted; prints the link that signs the owner in."""
    web = _web()
    office = web.office_at(where, common._ask)
    office.open()
    if office.is_demo:
        click.echo("DEMO REGISTER: its passphrase is public. Never put real people into it.", err=True)
    place = web.on_the_network(office, names, address, new=new_authority) if lan else None
    with web.Running(office, port, place) as running:
        told = {"office": running.named(), "link": running.link().replace(running.url, running.named())} | (
            {"fingerprint": place.fingerprint} if place else {}
        )
        _say(told if as_json else {}, _invitation(told, lan=lan), as_json=as_json)
        try:
            running.wait()
        except KeyboardInterrupt:
            click.echo("\nThe office is closed.", err=True)


def _invitation(told: dict[str, str], *, lan: bool) -> str:
    says = "The office is open. This link signs you in, once, within ten minutes:"
    text = f"{says}\n\n  {told['link']}\n\n(Ctrl-C to close)"
    if lan:
        text += (
            f"\n\nOther devices reach it at {told['office']} once they trust its authority: {told['office']}trust/"
            f"\nCompare this fingerprint there before trusting (SHA-256):\n\n  {told['fingerprint']}"
        )
    return text


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
