"""Who is asking: the one place where a cookie becomes a person, and where errors become pages."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from typing import Any

from django.conf import settings

from tereze.model.errors import TerezeError

from . import pages
from .office import Office
from .people.visits import Visit
from .words import LANGUAGES

COOKIE = "tereze_visit"
LANGUAGE_COOKIE = "tereze_language"


def middleware(get_response: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Django's way in: find the visit and the language; a `TerezeError` becomes a page, a bug one line."""

    def answer(request: Any) -> Any:
        office: Office = settings.TEREZE_OFFICE
        request.office, request.visit, request.language = office, None, office.language
        request.get_host()  # raises for a name that is not ours, before anything is looked up
        request.visit = _visit(office, request.COOKIES.get(COOKIE, ""))
        chosen = request.COOKIES.get(LANGUAGE_COOKIE, "")
        request.language = chosen if chosen in LANGUAGES else office.language
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


def let_in(response: Any, token: str) -> Any:
    """Put the cookie of a new visit on an answer."""
    response.set_cookie(COOKIE, token, httponly=True, samesite="Strict", path="/")
    return response


def let_out(response: Any) -> Any:
    """Take the cookie away."""
    response.delete_cookie(COOKIE, path="/", samesite="Strict")
    return response


def _explain(request: Any, error: Exception) -> Any:
    if isinstance(error, TerezeError):
        return pages.failed(request, error)
    where = traceback.extract_tb(error.__traceback__)[-1]
    # The message may hold what somebody typed, so only its kind and place are told.
    sys.stderr.write(f"tereze: a bug: {type(error).__name__} in {where.name}, line {where.lineno}\n")
    return pages.broken(request)
