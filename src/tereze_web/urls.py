"""Every address of the office, with what it takes to see it. What stands in no part's list does not exist.

The permission test walks this table.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import path

from . import pages
from .addresses import OPEN, SIGNED, Page
from .administration.addresses import PAGES as ADMINISTRATION
from .api.addresses import PAGES as API
from .casework.addresses import PAGES as CASEWORK
from .gate import COOKIE
from .people.addresses import PAGES as PEOPLE
from .receiving.addresses import PAGES as RECEIVING
from .window.addresses import PAGES as WINDOW

__all__ = ["OPEN", "PAGES", "SIGNED", "Page", "guarded", "urlpatterns"]

PAGES = (*PEOPLE, *CASEWORK, *RECEIVING, *WINDOW, *ADMINISTRATION, *API)


def guarded(one: Page) -> Callable[..., Any]:
    """The view behind its guard. Who may not see it is told what is told of an address that does not exist."""

    def answer(request: Any, **parts: str) -> Any:
        if one.needs and request.visit is None:
            return _outside(request)
        if request.method not in one.methods:
            return HttpResponseNotAllowed(one.methods)
        if one.needs in {OPEN, SIGNED}:
            return one.view(request, **parts)
        with request.office.desk(request.visit.actor) as desk:
            desk.must(one.needs)
            return one.view(request, desk, **parts)

    return answer


def _outside(request: Any) -> Any:
    """Not signed in: the front door leads to the entrance, and so does any page for a visit whose time is over."""
    if request.path == "/" or COOKIE in request.COOKIES:
        return HttpResponseRedirect("/enter/")
    return pages.missing(request)


urlpatterns = [path(one.route, guarded(one)) for one in PAGES]
handler400 = handler403 = handler404 = "tereze_web.pages.missing"
handler500 = "tereze_web.pages.broken"
