"""Coming in and going out: the one-time link, passphrases, the language, leaving, and the panic lock."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponseRedirect

from tereze.model.errors import BadInput, KeyProblem, NotFound

from ..gate import LANGUAGE_COOKIE, let_in, let_out
from ..pages import page
from ..words import LANGUAGES

OWNER = "owner"


def enter(request: Any) -> Any:
    """The entrance: an id and a passphrase; without an id, the owner with the register's own passphrase."""
    if request.method != "POST":
        return page(request, "enter.html", wrong="", id="", is_open=request.office.is_open)
    id_, passphrase = request.POST.get("id", "").strip(), request.POST.get("passphrase", "")
    office = request.office
    office.throttle.check(id_ or OWNER)
    try:
        actor = office.roll.check(id_, passphrase) if id_ else office.owner_by(passphrase)
    except (KeyProblem, BadInput) as error:
        office.throttle.wrong(id_ or OWNER)
        return page(request, "enter.html", 403, wrong=error.text, id=id_, is_open=office.is_open)
    office.throttle.right(id_ or OWNER)
    return let_in(HttpResponseRedirect("/"), office.visits.begin(actor))


def once(request: Any, token: str) -> Any:
    """The one-time link: looking at it does nothing, so that no preview can use it up; the button enters."""
    if request.method != "POST":
        return page(request, "once.html")
    visit = request.office.visits.accept(token)
    if visit is None:
        raise NotFound("")
    return let_in(HttpResponseRedirect("/"), visit)


def leave(request: Any) -> Any:
    """Sign this browser out."""
    request.office.visits.end(request.COOKIES.get("tereze_visit", ""))
    return let_out(HttpResponseRedirect("/enter/"))


def lock(request: Any) -> Any:
    """The panic lock: everybody is out, the register is closed, its keys leave the memory of the desk."""
    request.office.close()
    return let_out(HttpResponseRedirect("/enter/"))


def choose_language(request: Any) -> Any:
    """Remember the language of the screens and go back to where the person was."""
    back = request.POST.get("back", "/")
    response = HttpResponseRedirect(back if back.startswith("/") and not back.startswith(("//", "/\\")) else "/")
    chosen = request.POST.get("language", "")
    if chosen in LANGUAGES:
        response.set_cookie(LANGUAGE_COOKIE, chosen, httponly=True, samesite="Strict", max_age=31_536_000)
    return response
