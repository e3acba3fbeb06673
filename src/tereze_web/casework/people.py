"""People: the list, and one person with every fact, its witnesses and its disagreements."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse

from tereze import weigh
from tereze.actions import browsing, find, person_steps, portraits, views
from tereze.actions.desk import Desk
from tereze.model.errors import NotFound

from ..headers import SEALED_OFF
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
    """One person, as known today or, with `?on=2019-03-01`, as known at the end of that day."""
    if not find.NUMBER.fullmatch(number):
        raise NotFound(number)
    case = views.case(desk, find.find_person(desk, number))
    days, day = weigh.days(case), _day(request.GET.get("on", ""))
    shown = weigh.known_by(case, day) if day else case
    teller = OfficeTeller(shown, words(request.language))
    history = browsing.judgements_about(desk, frozenset(mention.id for mention in case.mentions))
    return page(
        request, "person.html", p=teller, view=teller.view, days=days, day=day,
        history=[made for made in history if not day or made.at[:10] <= day],
        steps=person_steps.steps(desk, shown), has_portrait=not day and portraits.of(desk, case) is not None,
    )  # fmt: skip


def portrait(_request: Any, desk: Desk, number: str) -> Any:
    """The small picture of a person, while a consent in force allows it; else nothing is there."""
    if not find.NUMBER.fullmatch(number):
        raise NotFound(number)
    answer = HttpResponse(portraits.look(desk, find.find_person(desk, number)), content_type=portraits.THUMBNAIL)
    answer["Content-Disposition"] = 'inline; filename="portrait.png"'
    answer.policy = SEALED_OFF
    return answer


def _day(asked: str) -> str:
    """A day as it stands in an address; nothing where it is none."""
    try:
        return date.fromisoformat(asked).isoformat()
    except ValueError:
        return ""
