"""Coming in and going out: links, passphrases, the second factor, invitations, the language, the panic lock."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponseRedirect

from tereze.actions.noting import noted
from tereze.model.errors import BadInput, KeyProblem, NotFound
from tereze.model.people import Actor

from ..gate import HALF_COOKIE, LANGUAGE_COOKIE, let_in, let_out, token_of
from ..pages import page
from ..words import LANGUAGES
from . import passkeys
from .browsers import browser_of
from .roll import BadPerson

OWNER = "owner"


def enter(request: Any) -> Any:
    """The entrance: an id and a passphrase; without an id, the owner with the register's own passphrase."""
    if request.method != "POST":
        return _entrance(request, 200)
    id_, passphrase = request.POST.get("id", "").strip(), request.POST.get("passphrase", "")
    office = request.office
    office.throttle.check(id_ or OWNER)
    try:
        actor = office.roll.check(id_, passphrase) if id_ else office.owner_by(passphrase)
    except (KeyProblem, BadInput) as error:
        office.throttle.wrong(id_ or OWNER)
        _note_refused(office, id_)
        return _entrance(request, 403, wrong=error.text, id=id_)
    if office.factors.of(actor).any:
        return let_in(request, HttpResponseRedirect("/enter/second/"), office.visits.halfway(actor), HALF_COOKIE)
    office.throttle.right(id_ or OWNER)
    return begin(request, actor, "passphrase", HttpResponseRedirect("/me/" if office.needs_second else "/"))


def second(request: Any) -> Any:
    """The second factor, for a browser that gave the right passphrase a few minutes ago."""
    office, half = request.office, request.office.visits.half(token_of(request, HALF_COOKIE))
    if half is None or half.actor is None:
        return HttpResponseRedirect("/enter/")
    actor, wrong = half.actor, ""
    if request.method == "POST":
        name = second_name(actor)
        office.throttle.check(name)
        try:
            how = office.factors.check(actor, request.POST.get("code", ""))
        except BadInput as error:
            office.throttle.wrong(name)
            _note_refused(office, actor.id)
            wrong = error.text
        else:
            office.throttle.right(name)
            return begin(request, actor, how, HttpResponseRedirect("/me/" if how == "recovery" else "/"))
    factors, site = office.factors.of(actor), passkeys.site_of(request.get_host())
    return page(
        request, "people/second.html", 403 if wrong else 200, wrong=wrong,
        codes=bool(factors.totp or factors.codes), passkeys=any(one.site == site for one in factors.passkeys),
    )  # fmt: skip


def _note_refused(office: Any, id_: str) -> None:
    """A wrong passphrase or code leaves a note, for ids that there are: what else was typed is nobody's affair."""
    try:
        actor = office.actor_of(id_) if id_ else office.owner
        with office.desk(actor) as desk:
            noted(desk, "office.refused")
    except (NotFound, KeyProblem):  # nobody's id; or the register is closed, and nothing can be written
        return


def second_name(actor: Actor) -> str:
    """Under which name wrong codes of a person are counted: apart from wrong passphrases, which anybody can send."""
    return f"{actor.id} second"


def begin(request: Any, actor: Actor, how: str, response: Any) -> Any:
    """Sign in: a note in the ledger, a new token, the one of the way in worthless."""
    office = request.office
    if office.is_open:
        with office.desk(actor) as desk:
            noted(desk, "office.enter")
    office.visits.end_half(token_of(request, HALF_COOKIE))
    office.visits.end(token_of(request))
    token = office.visits.begin(actor, how, browser_of(request.headers.get("User-Agent", "")))
    return let_in(request, let_out(request, response, HALF_COOKIE), token)


def once(request: Any, token: str) -> Any:
    """The one-time link: looking at it does nothing, so that no preview can use it up; the button enters."""
    if request.method != "POST":
        return page(request, "once.html")
    visit = request.office.visits.accept(token, browser_of(request.headers.get("User-Agent", "")))
    if visit is None:
        raise NotFound("")
    return let_in(request, HttpResponseRedirect("/"), visit)


def join(request: Any, token: str) -> Any:
    """An invitation: choose a passphrase, once, and be in. Raises `NotFound` where there is none (any more)."""
    roll, wrong = request.office.roll, ""
    invited = roll.invitation(token)
    if invited is None:
        raise NotFound("")
    if request.method == "POST":
        first, again = request.POST.get("passphrase", ""), request.POST.get("again", "")
        try:
            actor = roll.join(token, first) if first == again else None
        except BadPerson as error:
            wrong = error.text
        else:
            if actor is not None:
                request.office.visits.end_of(actor.id)  # whoever was signed in by the old passphrase
                return begin(request, actor, "invitation", HttpResponseRedirect("/me/"))
            wrong = "The two passphrases differ."
    return page(request, "people/join.html", 422 if wrong else 200, id=invited.id, roles=invited.roles, wrong=wrong)


def leave(request: Any) -> Any:
    """Sign this browser out."""
    request.office.visits.end(token_of(request))
    return _wipe(let_out(request, HttpResponseRedirect("/enter/")))


def lock(request: Any) -> Any:
    """The panic lock: everybody is out, the register is closed, its keys leave the memory of the desk."""
    request.office.close()
    return _wipe(let_out(request, HttpResponseRedirect("/enter/")))


def choose_language(request: Any) -> Any:
    """Remember the language of the screens and go back to where the person was."""
    response = HttpResponseRedirect(here_only(request.POST.get("back", "/")))
    chosen = request.POST.get("language", "")
    if chosen in LANGUAGES:
        response.set_cookie(
            LANGUAGE_COOKIE, chosen, httponly=True, samesite="Strict", max_age=31_536_000, secure=request.is_secure()
        )
    return response


def here_only(back: str) -> str:
    """A path of this office; the front door for anything that leads elsewhere."""
    return back if back.startswith("/") and not back.startswith(("//", "/\\")) and back.isprintable() else "/"


def _wipe(response: Any) -> Any:
    """The browser forgets what it kept of us."""
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response


def _entrance(request: Any, status: int, *, wrong: str = "", id: str = "") -> Any:  # noqa: A002
    site = passkeys.site_of(request.get_host())
    return page(request, "enter.html", status, wrong=wrong, id=id, is_open=request.office.is_open, site=site)
