"""Every address of the office, with what it takes to see it. What stands in no line here does not exist.

`needs` is the verb of `tereze.actions.desk.MAY` that a person must be allowed; `SIGNED` asks only for a visit, `OPEN`
for nothing. `methods` are the only ones answered. The permission test walks this table.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import path

from . import pages
from .casework import home, lists, match, people, receive, search, source
from .gate import COOKIE
from .people import enter
from .static import static_file

OPEN, SIGNED = "", "signed"
LOOK, DO, BOTH = ("GET", "HEAD"), ("POST",), ("GET", "HEAD", "POST")


class Page(NamedTuple):
    """One address: its pattern, the view, what it takes, and the methods it answers."""

    route: str
    view: Callable[..., Any]
    needs: str
    methods: tuple[str, ...] = LOOK


PAGES = (
    Page("static/<str:name>", static_file, OPEN),
    Page("enter/", enter.enter, OPEN, BOTH),
    Page("enter/<str:token>/", enter.once, OPEN, BOTH),
    Page("language/", enter.choose_language, OPEN, DO),
    Page("leave/", enter.leave, SIGNED, DO),
    Page("lock/", enter.lock, SIGNED, DO),
    Page("", home.home, "verify"),
    Page("search/", search.search, "search"),
    Page("search/as-you-type/", search.as_you_type, "search"),
    Page("people/", people.everyone, "read"),
    Page("people/<str:number>/", people.person, "read"),
    Page("sources/", source.every, "read"),
    Page("sources/<str:local>/", source.source, "read"),
    Page("matches/", match.queue, "read"),
    Page("matches/<str:left>/<str:right>/", match.pair, "read"),
    Page("matches/<str:left>/<str:right>/decide/", match.decide, "judge", DO),
    Page("judgements/<str:judgement>/withdraw/", match.withdraw, "judge", DO),
    Page("lists/<str:kind>/", lists.listed, "read"),
    Page("receive/", receive.receive, "import", BOTH),
)


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
