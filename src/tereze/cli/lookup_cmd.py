"""`tereze lookup NAME…`: is this person in the register already?"""

from __future__ import annotations

import click

from tereze.settings import Settings

from .common import open_desk, register_options, show_json


@click.command("lookup")
@click.argument("names", nargs=-1, required=True)
@click.option("--born", default="", help="Year or date of birth: 1979, 1979-03, 1970/1975.")
@click.option("--sex", type=click.Choice(["male", "female"]), help="The sex recorded.")
@click.option("--place", default="", help="A place of birth, residence or custody.")
@click.option("--relative", "relatives", multiple=True, help="The name of a relative; repeat it.")
@click.option("--number", default="", help="The number of an identity card.")
@register_options
def command(
    names: tuple[str, ...], born: str, sex: str | None, place: str, relatives: tuple[str, ...], number: str,
    where: Settings, as_json: bool,
) -> None:  # fmt: skip
    """Ask whether the person called NAMES (one name for each argument, in any script) is in the register already.

    An analyst sees the likeliest people with reasons. Others are told a register number, or “not known”. Every look-up
    leaves a note, and there are budgets.
    """
    from tereze.actions import lookup  # the rules of linkage are heavy to load

    asked = lookup.Asked(names, born, sex or "", place, relatives, number)
    with open_desk(where) as desk:
        answer = lookup.look_up(desk, asked)
    if as_json:
        people = [
            {"number": one.number, "name": one.label, "score": one.score, "mentions": one.mentions,
             "reasons": [{"rule": rule, "points": round(points, 3), "why": why} for rule, points, why in one.reasons]}
            for one in answer.people
        ]  # fmt: skip
        show_json({"tereze": "lookup/1", "known": answer.known, "number": answer.number or None, "people": people})
        return
    click.echo(f"likely known, no. {answer.number}" if answer.known else "not known")
    for one in answer.people:
        score = f"{one.score:.2f}" if one.score >= lookup.FAINTEST else "<.01"
        click.echo(f"{one.number}  {score}  {one.label}  — {'; '.join(why for _, _, why in one.reasons)}")
