"""Who is asking: the one place where a cookie becomes a person, and where errors become pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings

from tereze.actions import auditing
from tereze.actions.desk import Desk
from tereze.model.errors import NotAllowed, TerezeError

from . import bugs, pages
from .office import Office
from .people.visits import Visit
from .words import LANGUAGES

COOKIE = "tereze_visit"
HALF_COOKIE = "tereze_half"
LANGUAGE_COOKIE = "tereze_language"


def middleware(get_response: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Django's way in: find the visit and the language; a `TerezeError` becomes a page, a bug one line."""

    def answer(request: Any) -> Any:
        office: Office = settings.TEREZE_OFFICE
        request.office, request.visit, request.language = office, None, office.language
        request.get_host()  # raises for a name that is not ours, before anything is looked up
        chosen = request.COOKIES.get(LANGUAGE_COOKIE, "")
        request.language = chosen if chosen in LANGUAGES else office.language
        try:
            request.visit = _visit(office, token_of(request))
        except TerezeError as error:  # the roll was changed by other hands: nobody is let in by it
            return pages.failed(request, error)
        return get_response(request)

    answer.process_exception = _explain  # type: ignore[attr-defined]  # Django's hook
    return answer


def _visit(office: Office, token: str) -> Visit | None:
    """The visit behind a cookie; whoever was taken off the roll, or given other roles, is out."""
    visit = office.visits.find(token)
    if visit is not None and visit.actor != office.owner and not office.roll.holds(visit.actor):
        office.visits.end(token)
        return None
    return visit


def cookie_of(request: Any, name: str = COOKIE) -> str:
    """A cookie's name: over TLS with the prefix that browsers hold to this very host, path and security."""
    return f"__Host-{name}" if request.is_secure() else name


def token_of(request: Any, name: str = COOKIE) -> str:
    """The token that this browser's cookie brings; empty where there is none."""
    return str(request.COOKIES.get(cookie_of(request, name), ""))


def let_in(request: Any, response: Any, token: str, name: str = COOKIE) -> Any:
    """Put the cookie of a new visit on an answer."""
    cookie = cookie_of(request, name)
    response.set_cookie(cookie, token, httponly=True, samesite="Strict", path="/", secure=request.is_secure())
    return response


def let_out(request: Any, response: Any, name: str = COOKIE) -> Any:
    """Take the cookie away."""
    response.delete_cookie(cookie_of(request, name), path="/", samesite="Strict")
    if request.is_secure():  # browsers take a change to a cookie with the prefix only from a secure one
        response.cookies[cookie_of(request, name)]["secure"] = True
    return response


def must(desk: Desk, verb: str, place: str) -> None:
    """The person may do this; whoever may not leaves a note of having tried (one in five minutes for each place)."""
    try:
        desk.must(verb)
    except NotAllowed:
        auditing.looked(desk, auditing.LOOKS + "denied", part=place)
        raise


def _explain(request: Any, error: Exception) -> Any:
    if isinstance(error, TerezeError):
        return pages.failed(request, error)
    bugs.tell(error)
    return pages.broken(request)
