"""Two people at one keyboard: where the office has a list of people, whoever is named beside the first must be on it,
hold the role, and type a passphrase of his or her own. Where it has none (one person, one laptop) names are on trust.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterable
from typing import Any

import click

from tereze import wiring
from tereze.actions.desk import MAY, Desk
from tereze.model.errors import NotAllowed
from tereze.settings import Settings

ELSEWHERE = "Or let them answer for themselves, signed in at the office (`tereze office`)."


class NotOnTheList(NotAllowed):
    """Somebody named as the second person, of whom the office knows nothing."""

    message = "“{0}” is not on the list of the office's people, so nobody can tell whether they agreed."
    hint = "`tereze office people` shows the list."


class WithoutTheRole(NotAllowed):
    """Somebody on the list whose roles do not cover this."""

    message = "“{0}” may not {1} here."
    hint = "Ask somebody whose role allows it; an administrator gives roles."


def second(desk: Desk, where: Settings, id_: str | None, verb: str) -> None:
    """Whoever is named as the second person proves it. Raises `NotOnTheList`, `WithoutTheRole`, what a wrong passphrase
    raises, and `NoPassphrase` where nobody is there to type one.
    """
    if id_ and id_.strip() and (roll := _roll(where, desk)).people():
        _prove(desk, roll, id_.strip(), verb)


def everyone(desk: Desk, where: Settings, ids: Iterable[str], verb: str) -> None:
    """Each of several people proves it, but for one: whoever opened the register, under an id not on the list."""
    roll = _roll(where, desk)
    listed = {one.id for one in roll.people()}
    for id_ in dict.fromkeys(ids):
        if listed and id_ and (id_ != desk.actor.id or id_ in listed):
            _prove(desk, roll, id_, verb)


def _roll(where: Settings, desk: Desk) -> Any:
    """The office's list, by name: the command line and the screens do not know each other."""
    return importlib.import_module("tereze_web.run").roll_at(desk, where, owned=False)


def _prove(desk: Desk, roll: Any, id_: str, verb: str) -> None:
    entry = next((one for one in roll.people() if one.id == id_), None)
    if entry is None:
        raise NotOnTheList(id_, hint=f"{NotOnTheList.hint} {ELSEWHERE}")
    if not MAY[verb].intersection(entry.roles):
        raise WithoutTheRole(id_, verb)
    if not sys.stdin.isatty():
        raise wiring.NoPassphrase(hint=f"Run this in a terminal, where {id_} types a passphrase. {ELSEWHERE}")
    roll.prove(id_, str(click.prompt(f"Passphrase of {id_}", hide_input=True, err=True)), desk)
