"""People: who is on the roll with which roles, inviting, changing, removing; visits; tokens of programs."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponseRedirect

from tereze.actions.desk import Desk
from tereze.actions.enrolling import NotOnTheRoll
from tereze.actions.noting import noted
from tereze.model.errors import TerezeError
from tereze.model.people import ROLES

from ..pages import page
from ..people.roll import BadPerson
from ..people.tokens import BadToken


def everybody(request: Any, _desk: Desk, *, wrong: str = "", link: str = "") -> Any:
    """The roll, open invitations, and the form for one more."""
    roll, office = request.office.roll, request.office
    rows = [(one, office.factors.of(office.actor_of(one.id))) for one in roll.people()]
    return page(
        request, "administration/people.html", 422 if wrong else 200, rows=rows, invited=roll.invited(), wrong=wrong,
        link=link, all_roles=ROLES, owner=office.owner, owner_factors=office.factors.of(office.owner),
        now=office.wall(),
    )  # fmt: skip


def invite(request: Any, desk: Desk) -> Any:
    """Make an invitation; its link is shown once."""
    id_, roles = request.POST.get("id", "").strip(), frozenset(request.POST.getlist("role"))
    try:
        token = request.office.roll.invite(id_, roles, by=desk.actor)
    except BadPerson as error:
        return everybody(request, desk, wrong=f"{error.text} {error.advice}")
    return everybody(request, desk, link=f"{request.scheme}://{request.get_host()}/join/{token}/")


def give_roles(request: Any, desk: Desk) -> Any:
    """Give somebody other roles; their visits end with the next request."""
    id_, roles = request.POST.get("id", ""), frozenset(request.POST.getlist("role"))
    try:
        request.office.roll.give_roles(id_, roles, by=desk.actor)
    except BadPerson as error:
        return everybody(request, desk, wrong=f"{error.text} {error.advice}")
    return HttpResponseRedirect("/administration/people/")


def remove(request: Any, desk: Desk) -> Any:
    """Take somebody off the roll, with every visit and token."""
    id_ = request.POST.get("id", "")
    try:
        _not_the_owner(request, id_)
        request.office.roll.remove(id_, by=desk.actor)
    except (BadPerson, NotOnTheRoll) as error:
        return everybody(request, desk, wrong=error.text)
    request.office.visits.end_of(id_)
    return HttpResponseRedirect("/administration/people/")


def visits(request: Any, _desk: Desk) -> Any:
    """Everybody who is signed in."""
    return page(request, "administration/visits.html", visits=request.office.visits.open(), this=request.visit.handle)


def end_visits(request: Any, desk: Desk) -> Any:
    """Sign one browser out, or all of one person's."""
    noted(desk, "office.visits", request.POST.get("id", ""))
    visits, handle, id_ = request.office.visits, request.POST.get("visit", ""), request.POST.get("id", "")
    if handle:
        visits.end_named(handle)
    elif id_:
        visits.end_of(id_, but=request.visit.handle)
    return HttpResponseRedirect("/administration/visits/")


def tokens(request: Any, _desk: Desk, *, wrong: str = "", made: str = "") -> Any:
    """The tokens of programs, and the form for one more."""
    office = request.office
    people = [office.actor_of(one.id) for one in office.roll.people()]
    if request.visit.actor == office.owner:  # nobody else makes one in the owner's name
        people.insert(0, office.owner)
    return page(
        request, "administration/tokens.html", 422 if wrong else 200, tokens=office.tokens.all(), people=people,
        all_roles=ROLES, wrong=wrong, made=made, now=office.wall(),
    )  # fmt: skip


def make_token(request: Any, desk: Desk) -> Any:
    """Make a token; it is shown once."""
    office, of = request.office, request.POST.get("of", "")
    days = request.POST.get("days", "")
    try:
        if request.visit.actor != office.owner:
            _not_the_owner(request, of)
        made = office.tokens.make(
            office.actor_of(of), frozenset(request.POST.getlist("role")), request.POST.get("label", ""),
            int(days) if days.isascii() and days.isdigit() else 0, by=desk.actor,
        )  # fmt: skip
    except BadToken as error:
        return tokens(request, desk, wrong=f"{error.text} {error.advice}")
    except TerezeError as error:
        return tokens(request, desk, wrong=error.text)
    return tokens(request, desk, made=made)


def end_token(request: Any, desk: Desk) -> Any:
    """End a token."""
    request.office.tokens.end(request.POST.get("token", ""), by=desk.actor)
    return HttpResponseRedirect("/administration/tokens/")


def _not_the_owner(request: Any, id_: str) -> None:
    if id_ == request.office.owner.id:
        raise BadPerson("This id belongs to whoever holds the register's own passphrase.")
