"""`tereze sources`: the head of a source that came in, and how it is put right. `tereze list sources` lists them."""

from __future__ import annotations

from typing import Any

import click

from tereze.actions import heads
from tereze.actions.desk import Desk
from tereze.actions.heads import Corrected, Opened
from tereze.model.errors import WrongUse
from tereze.settings import Settings
from tereze.weigh.heads import FIELDS

from .common import open_desk, register_options, show_json
from .plain import clean

PROTECTED = "(protected)"


class NoSuchField(WrongUse):
    """A correction of something that no head has."""

    message = "“{0}” names no field of a head."
    hint = f"Write FIELD=VALUE. The fields are {', '.join(FIELDS)}."


class TwiceTheField(WrongUse):
    """One field with two values."""

    message = "“{0}” is given twice."
    hint = "Say of each field once what it is to be; several authors stand in one value, with blanks between."


@click.group("sources")
def command() -> None:
    """The head of a source that came in: who told it, when and where, in which language, what it is called."""


@command.command("head")
@click.argument("source")
@register_options
def head(source: str, where: Settings, as_json: bool) -> None:
    """The head of SOURCE as it stands, field by field, and the corrections it rests on, oldest first.

    People stand by their keys in the source. What may not be put right here is marked “(shut)”: it would tell of a
    protected voice, or rows hang on it.
    """
    with open_desk(where) as desk:
        opened, made = heads.open_head(desk, source), heads.history(desk, source)
    if as_json:
        show_json(
            {"tereze": "head/1", "source": source, "mark": opened.mark, "shut": sorted(opened.shut)}
            | {"fields": {name: _said(opened, name, opened.texts[name]) for name in FIELDS}}
            | {"people": opened.people, "corrections": [_document(opened, one) for one in made]}
        )
        return
    for name in FIELDS:
        shut = " (shut)" if name in opened.shut else ""
        click.echo(clean(f"{name}: {_said(opened, name, opened.texts[name])}{shut}"))
    for one in made:
        click.echo(clean(f"{one.change.at}  by {one.change.by}: {one.change.reason}"))
        _tell(opened, one)


@command.command("correct")
@click.argument("source")
@click.argument("corrections", nargs=-1, required=True, metavar="FIELD=VALUE...")
@click.option("--reason", required=True, help="How you know: misheard, checked with the recorder.")
@click.option("--seen", default="", help="The mark of the head you looked at (`head --json`): refuse if it changed.")
@register_options
def correct(source: str, corrections: tuple[str, ...], reason: str, seen: str, where: Settings, as_json: bool) -> None:
    """Put the head of SOURCE right: each FIELD is to be VALUE, or empty where nothing follows the sign.

    What was received stays in the ledger, with who corrected it, when and why. People are named by their keys in the
    source. All goes in or nothing: exit code 2 for a field that no head has, 3 where a value cannot stand there, the
    reason is empty or the head was changed meanwhile, 4 and 6 where the source is not there or not yours to correct.
    A head that says so already is no error, and nothing is written.
    """
    asked = _asked(corrections)
    with open_desk(where) as desk:
        opened = heads.open_head(desk, source)
        made = heads.correct(desk, source, asked, reason, seen or opened.mark)
        done = None if made is None else _last(desk, source, made.id)
    if as_json:
        show_json(_document(opened, done))
    elif done is None:
        click.echo("It says so already.", err=True)
    else:
        click.echo(f"correct: {source} ({done.change.id})")
        _tell(opened, done)


def _asked(corrections: tuple[str, ...]) -> dict[str, str]:
    asked: dict[str, str] = {}
    for one in corrections:
        name, sign, text = one.partition("=")
        if not sign or name not in FIELDS:
            raise NoSuchField(name)
        if name in asked:
            raise TwiceTheField(name)
        asked[name] = text
    return asked


def _last(desk: Desk, source: str, change: str) -> Corrected:
    return next(one for one in heads.history(desk, source) if one.change.id == change)


def _said(opened: Opened, name: str, text: str) -> str:
    """What stands in a field; of people the keys, and of somebody protected not even that."""
    if name not in heads.PEOPLE:
        return text
    return " ".join(key if key in opened.people else PROTECTED for key in text.split())


def _fields(opened: Opened, one: Corrected) -> list[tuple[str, str, str]]:
    return [(name, _said(opened, name, was), _said(opened, name, now)) for name, was, now in one.fields]


def _document(opened: Opened, one: Corrected | None) -> dict[str, Any]:
    of = opened.source.local
    made: dict[str, Any] = {"tereze": "change/1", "id": None, "act": "correct", "of": of, "fields": []}
    if one is None:
        return made
    fields = [{"field": name, "was": was, "is": now} for name, was, now in _fields(opened, one)]
    told = {"at": one.change.at, "by": one.change.by, "reason": one.change.reason}
    return made | {"id": one.change.id, "fields": fields} | told


def _tell(opened: Opened, one: Corrected) -> None:
    for name, was, now in _fields(opened, one):
        click.echo(clean(f"    {name}: {was or '—'} → {now or '—'}"))
