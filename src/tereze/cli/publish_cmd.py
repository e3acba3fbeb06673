"""`tereze publish OUT`: a signed release of what consents and grounds allow."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
import msgspec

from tereze import publish
from tereze.actions import publishing, queue, second_review
from tereze.settings import Settings

from . import proving
from .common import open_desk, register_options, show_json

LISTED = 50
"""How many of the merges that wait for a second reviewer are named; all are counted."""


@click.command("publish")
@click.argument("out", type=click.Path(path_type=Path))
@click.option(
    "--approve", "approvers", multiple=True, required=True, help="Who approved it; two different people, who prove it."
)
@click.option("--title", default="Tereze", show_default=True, help="The title of the site.")
@click.option("--contact", default="", help="How a reader asks for a correction.")
@click.option("--intro", default="", help="A paragraph for the first page.")
@click.option(
    "--language", "languages", multiple=True, default=("en",), show_default=True, help="en kk ru ug zh; repeat it."
)
@click.option(
    "--line", default="public", show_default=True, help="Ids are stable within a line, unlinkable across lines."
)
@click.option("--fictional", is_flag=True, help="Say on every page that the people are invented.")
@register_options
def command(out: Path, where: Settings, as_json: bool, **wish: Any) -> None:
    """Build a release in the folder OUT: site, open data, signature. Nothing without consent or ground goes in."""
    approvers = tuple(wish.pop("approvers"))
    first, second = (*approvers, "", "")[:2]
    with open_desk(where) as desk:
        desk.must("publish")
        if first and second and first != second:
            proving.everyone(desk, where, (first, second), "publish")
        try:
            report = publishing.release(desk, out, publishing.Wish(approved_by=(first, second), **wish))
        except publish.CheckFailed as error:
            if as_json and error.report is not None:
                show_json({"tereze": "release/1", "published": False} | msgspec.to_builtins(error.report))
            elif error.report is not None:
                _findings(error.report)
            raise
        key, waits = publishing.public_key(desk), queue.waits(desk).unconfirmed
        alone = [_merge(one) for one in second_review.waiting(desk, LISTED)]
    if as_json:
        head = {"tereze": "release/1", "published": True, "key": key, "merges_waiting": waits, "waiting": alone}
        show_json(head | msgspec.to_builtins(report))
        return
    _findings(report)
    click.echo(f"{report.persons} persons ({report.named} by name), {report.files} files, {report.size:,} bytes: {out}")
    for reason, count in report.withheld.items():
        click.echo(f"  withheld, {reason.replace('_', ' ')}: {count}")
    if waits:
        click.echo(f"  shown apart, {waits} merge(s) wait for a second reviewer: tereze review --second")
    click.echo(f"Announce this key elsewhere; with it anyone can check the release (tools/verify.py):\n  {key}")


def _merge(one: second_review.ToConfirm) -> dict[str, Any]:
    """A merge that this release does not show, because one person stands behind it."""
    return {"id": one.judgement.id, "answer": one.judgement.answer, "mentions": [name for name, _ in one.people]}


def _findings(report: publish.Report) -> None:
    for finding in report.findings[:20]:
        click.echo(f"  {finding.severity}: {finding.message} ({finding.on})", err=True)
    if len(report.findings) > 20:
        click.echo(f"  … and {len(report.findings) - 20} more findings; --json prints all.", err=True)
