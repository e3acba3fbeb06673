"""`tereze claims`: every position with a number, held against the register on its day and now."""

from __future__ import annotations

from typing import Any

import click

from tereze.actions import watching
from tereze.settings import Settings

from .common import counted, open_desk, register_options, show_json


@click.command("claims")
@register_options
def command(where: Settings, as_json: bool) -> None:
    """What each claim with a number says exactly, what would confirm it, and what the register holds."""
    with open_desk(where) as desk:
        found = watching.claims(desk)
    if as_json:
        show_json(found)
        return
    for one in found["claims"]:
        _claim(one)
    click.echo(counted(len(found["claims"]), "claim"), err=True)


def _claim(one: dict[str, Any]) -> None:
    number = one["number"]
    click.echo(f"\n{one['actor']} {one['stance']}, {one['when']}: {number['value']} {number['unit']}, {number['who']}")
    click.echo(
        f"  {number['what']}; period {number['period'] or 'not said'}; counts if: {number['counts_if'] or 'not said'}"
    )
    click.echo(f"  “{one['cite']['words']}” ({one['cite']['source']})")
    for name in ("then", "now"):
        held = one[name]
        if one["unit"] != "persons":
            _other(name, one)
            continue
        click.echo(
            f"  {name} ({held['as_of']}): {held['documented']} documented, {held['witnessed']} with a witness "
            f"({held['witnesses']} witnesses), {held['undated']} undated, {held['unknown']} unknown"
        )
    click.echo(f"  {one['verdict']}")
    if one["missing"]:
        click.echo(f"  it does not say: {', '.join(one['missing'])}")
    for words in one["would_confirm"]:
        click.echo(f"  would confirm one: {words}")
    click.echo(f"  {one['limits']}")


def _other(name: str, one: dict[str, Any]) -> None:
    """What the register holds to a claim about its entries or of a share."""
    if held := one[f"entries_{name}"]:
        click.echo(
            f"  {name} ({held['as_of']}): {held['total']} entries, {held['witnessed']} with a witness "
            f"({held['several']} with two or more), {held['documented']} by documents or officials, "
            f"{held['bare']} by a name alone, {held['refuted']} with something refuted"
        )
    elif held := one[f"share_{name}"]:
        bounds = f"{held['low']} % to {held['high']} %" if held["of"] else "no share"
        click.echo(
            f"  {name} ({held['as_of']}): of {held['of']} held {held['shown']} are documented so, {held['still']} as "
            f"still held, {held['unknown']} unknown: {bounds} of those in the register"
        )
