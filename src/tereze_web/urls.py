"""Every address of the office, with what it takes to see it. What stands in no part's list does not exist.

The permission test walks this table.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import path

from . import pages
from .addresses import OPEN, PROGRAM, SIGNED, Page
from .administration.addresses import PAGES as ADMINISTRATION
from .api.addresses import PAGES as API
from .casework.addresses import PAGES as CASEWORK
from .gate import COOKIE, cookie_of, must
from .people.addresses import PAGES as PEOPLE
from .receiving.addresses import PAGES as RECEIVING
from .window.addresses import PAGES as WINDOW

__all__ = ["OPEN", "PAGES", "PROGRAM", "SIGNED", "Page", "guarded", "urlpatterns"]

PAGES = (*PEOPLE, *CASEWORK, *RECEIVING, *WINDOW, *ADMINISTRATION, *API)


def guarded(one: Page) -> Callable[..., Any]:
    """The view behind its guard. Who may not see it is told what is told of an address that does not exist."""

    def answer(request: Any, **parts: str) -> Any:
        if one.needs == PROGRAM:
            return one.view(request, one.methods, **parts)
        if one.needs and request.visit is None:
            return _outside(request)
        if request.method not in one.methods:
            return HttpResponseNotAllowed(one.methods)
        if elsewhere := _first(request, one):
            return HttpResponseRedirect(elsewhere)
        if one.needs in {OPEN, SIGNED}:
            return one.view(request, **parts)
        with request.office.desk(request.visit.actor) as desk:
            must(desk, one.needs, one.route)
            return one.view(request, desk, **parts)

    answer.csrf_exempt = one.needs == PROGRAM  # type: ignore[attr-defined]  # a token is in no cookie: nothing to forge
    return answer


def _first(request: Any, one: Page) -> str:
    """Where somebody signed in must go first: to prove who they are, or to make a second factor. Counts the asking."""
    office, visit = request.office, request.visit
    if visit is None or one.needs == OPEN:
        return ""
    office.limits.take(visit.actor.id, "page")
    if office.needs_second and one.needs != SIGNED and not office.factors.of(visit.actor).any:
        return "/me/"
    if one.fresh and not office.visits.is_fresh(visit):
        page = request.path if request.method != "POST" else urlsplit(request.headers.get("Referer", "")).path
        return f"/again/?{urlencode({'to': page or '/'})}"
    return ""


def _outside(request: Any) -> Any:
    """Not signed in: the front door leads to the entrance, and so does any page for a visit whose time is over."""
    if request.path == "/" or cookie_of(request, COOKIE) in request.COOKIES:
        return HttpResponseRedirect("/enter/")
    return pages.missing(request)


urlpatterns = [path(one.route, guarded(one)) for one in PAGES]
handler400 = handler403 = handler404 = "tereze_web.pages.missing"
handler500 = "tereze_web.pages.broken"
