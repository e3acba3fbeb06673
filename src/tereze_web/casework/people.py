"""People: the list, and one person with every fact, its witnesses and its disagreements."""

from __future__ import annotations

from typing import Any

from tereze.actions import browsing, find, views
from tereze.actions.desk import Desk
from tereze.model.errors import NotFound

from ..pages import page
from ..words import words
from .telling import OfficeTeller
from .turning import Turn

A_PAGE = 50


def everyone(request: Any, desk: Desk) -> Any:
    """All persons, a page at a time, in order of register number."""
    turn = Turn.of(request, A_PAGE)
    rows, more = turn.cut(browsing.people(desk, turn.offset, A_PAGE + 1))
    return page(request, "people.html", rows=rows, turn=turn, more=more)


def person(request: Any, desk: Desk, number: str) -> Any:
    """One person."""
    if not find.NUMBER.fullmatch(number):
        raise NotFound(number)
    case = views.case(desk, find.find_person(desk, number))
    teller = OfficeTeller(case, words(request.language))
    history = browsing.judgements_about(desk, frozenset(mention.id for mention in case.mentions))
    return page(request, "person.html", p=teller, view=teller.view, history=history)
