"""`tereze release`: two people publish, each at a keyboard of their own, as on the publish screen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
import msgspec

from tereze.actions import approving, previewing
from tereze.actions.publishing import ALONE, Wish
from tereze.settings import Settings

from . import proving
from .common import open_desk, register_options, show_json

LINE = "public"


@click.group("release")
def command() -> None:
    """Propose a release, and approve what somebody else proposed. TEREZE_ACTOR says who is at the keyboard."""


@command.command("propose")
@click.option("--title", default="Tereze", show_default=True, help="The title of the site.")
@click.option("--contact", default="", help="How a reader asks for a correction.")
@click.option("--intro", default="", help="A paragraph for the first page.")
@click.option("--language", "languages", multiple=True, default=("en",), help="en kk ru ug zh; repeat it.")
@click.option("--fictional", is_flag=True, help="Say on every page that the people are invented.")
@register_options
def propose(where: Settings, as_json: bool, **wish: Any) -> None:
    """Build the release, check it, throw it away, and propose exactly that. It must be approved on the same day."""
    asked = Wish(previewing.NOBODY, line=LINE, **wish)
    with open_desk(where) as desk:
        shown = previewing.preview(desk, releases(where) / LINE, asked, ALONE)
        for finding in shown.report.findings[:20]:
            click.echo(f"  {finding.severity}: {finding.message} ({finding.on})", err=True)
        made = approving.propose(desk, asked, shown)
    if as_json:
        show_json({"tereze": "proposal/1", "report": msgspec.to_builtins(shown.report)} | msgspec.to_builtins(made))
        return
    click.echo(f"{made.id}  {made.persons} persons, digest {made.digest[:12]}. Somebody else approves it today:")
    click.echo(f"  tereze release approve {made.id}")


@command.command("waiting")
@register_options
def waiting(where: Settings, as_json: bool) -> None:
    """Proposals nobody decided yet."""
    with open_desk(where) as desk:
        found = approving.waiting(desk)
    if as_json:
        rows = [msgspec.to_builtins(one.proposal) | {"today": one.today} for one in found]
        show_json({"tereze": "proposals/1", "proposals": rows})
        return
    for one in found:
        said = "" if one.today else "  (of another day: build again)"
        click.echo(f"{one.proposal.id}  {one.proposal.at}  {one.proposal.by}  {one.proposal.persons} persons{said}")
    if not found:
        click.echo("Nothing waits.")


@command.command("approve")
@click.argument("proposal")
@register_options
def approve(proposal: str, where: Settings, as_json: bool) -> None:
    """Approve PROPOSAL: it is built again, compared, signed and put in place beside the register."""
    out = releases(where) / LINE
    with open_desk(where) as desk:
        desk.must("publish")
        proving.second(desk, where, desk.actor.id, "publish")
        try:
            made = approving.approve(desk, proposal, out, ALONE)
        except approving.Stale as error:
            for one in error.since:
                click.echo(f"  since then: {one.what} by {one.by} at {one.at}", err=True)
            raise
    if as_json:
        show_json({"tereze": "release/1", "published": True} | msgspec.to_builtins(made))
        return
    click.echo(f"Published: {made.persons} persons, {made.files} files: {out}")


@command.command("decline")
@click.argument("proposal")
@register_options
def decline(proposal: str, where: Settings, as_json: bool) -> None:
    """Refuse PROPOSAL, or take back your own."""
    with open_desk(where) as desk:
        approving.decline(desk, proposal)
    if as_json:
        show_json({"tereze": "declined/1", "proposal": proposal})
    else:
        click.echo(f"{proposal} is refused.")


def releases(where: Settings) -> Path:
    """Where releases are put, by this command and by the office: beside the register."""
    return where.keys.with_name(f"{where.keys.name.removesuffix('.keys')}.releases")
