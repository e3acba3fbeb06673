"""One's own page: second factors, recovery codes, passphrase, and the browsers one is signed in with."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from msgspec.structs import replace

from tereze.actions.noting import noted
from tereze.model.errors import BadInput, NotFound

from ..gate import let_in, token_of
from ..pages import page
from . import passkeys
from .enter import OWNER, here_only, second_name
from .factors import app_address, app_secret
from .roll import BadPerson, WrongPerson


def me(request: Any) -> Any:
    """What one has and where one is signed in."""
    office, visit = request.office, request.visit
    host = request.get_host()
    return page(
        request, "people/me.html", factors=office.factors.of(visit.actor), visits=office.visits.open(visit.actor.id),
        this=visit.handle, site=passkeys.site_of(host), named=f"localhost:{request.get_port()}",
        owner=visit.actor == office.owner, needed=office.needs_second, fresh=office.visits.is_fresh(visit),
    )  # fmt: skip


def again(request: Any) -> Any:
    """Prove again who one is: the passphrase, and a code where one has them (or a passkey)."""
    office, visit = request.office, request.visit
    to, wrong = here_only(request.GET.get("to", "/")), ""
    factors = office.factors.of(visit.actor)
    if request.method == "POST":
        id_ = "" if visit.actor == office.owner else visit.actor.id
        office.throttle.check(id_ or OWNER)
        office.throttle.check(second_name(visit.actor))
        try:
            _passphrase(request, id_)
        except BadInput as error:
            office.throttle.wrong(id_ or OWNER)
            wrong = error.text
        else:
            wrong = _code(request) if factors.any else ""
        if not wrong:
            office.throttle.right(id_ or OWNER)
            return let_in(request, HttpResponseRedirect(to), office.visits.prove(token_of(request), "passphrase"))
    site = passkeys.site_of(request.get_host())
    return page(
        request, "people/again.html", 403 if wrong else 200, wrong=wrong, to=to, code=factors.any,
        passkeys=any(one.site == site for one in factors.passkeys),
    )  # fmt: skip


def _passphrase(request: Any, id_: str) -> None:
    """Raises `BadInput` unless the passphrase is the person's own."""
    from tereze.store.seal import WrongPassphrase

    given = request.POST.get("passphrase", "")
    try:
        request.office.roll.check(id_, given) if id_ else request.office.owner_by(given)
    except WrongPassphrase as error:
        raise BadInput(error.text) from error


def _code(request: Any) -> str:
    """What is wrong with the code; empty where nothing is."""
    office, actor = request.office, request.visit.actor
    try:
        office.factors.check(actor, request.POST.get("code", ""))
    except BadInput as error:
        office.throttle.wrong(second_name(actor))
        return error.text
    office.throttle.right(second_name(actor))
    return ""


def app(request: Any) -> Any:
    """Join an authenticator app: a secret as a picture and as letters, and the first code as proof."""
    office, visit, wrong = request.office, request.visit, ""
    if request.method == "POST" and "app" in visit.scratch:
        try:
            with office.desk(visit.actor) as desk:
                noted(desk, "office.factor")
            office.factors.keep_app(visit.actor, visit.scratch["app"], request.POST.get("code", "").replace(" ", ""))
        except BadInput as error:
            wrong = error.text
        else:
            del visit.scratch["app"]
            return HttpResponseRedirect("/me/")
    secret = visit.scratch.setdefault("app", app_secret())
    spaced = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    return page(request, "people/app.html", 422 if wrong else 200, wrong=wrong, secret=spaced)


def app_picture(request: Any) -> Any:
    """The QR code of the secret that is being joined. Raises `NotFound` where none is."""
    import segno

    secret = request.visit.scratch.get("app")
    if secret is None:
        raise NotFound("")
    drawn = BytesIO()
    segno.make(app_address(secret, request.visit.actor.id), error="m").save(
        drawn, kind="svg", scale=5, border=4, dark="#000", light="#fff", xmldecl=False
    )
    return HttpResponse(drawn.getvalue(), content_type="image/svg+xml")


def drop_app(request: Any) -> Any:
    """Forget the authenticator app."""
    _note(request)
    request.office.factors.drop_app(request.visit.actor)
    return HttpResponseRedirect("/me/")


def drop_passkey(request: Any) -> Any:
    """Forget a passkey."""
    _note(request)
    gone = request.POST.get("key", "")
    request.office.factors.change(
        request.visit.actor,
        lambda old: replace(old, passkeys=tuple(one for one in old.passkeys if one.id != gone)),
    )
    return HttpResponseRedirect("/me/")


def codes(request: Any) -> Any:
    """New recovery codes, shown on this page and never again."""
    _note(request)
    return page(request, "people/codes.html", codes=request.office.factors.new_codes(request.visit.actor))


def passphrase(request: Any) -> Any:
    """Choose another passphrase; every other browser of the person is signed out."""
    office, visit, wrong = request.office, request.visit, ""
    if visit.actor == office.owner:
        raise NotFound("")  # the register's own passphrase is changed with the custodians' commands
    if request.method == "POST":
        first, second = request.POST.get("passphrase", ""), request.POST.get("again", "")
        try:
            office.roll.check(visit.actor.id, request.POST.get("current", ""))
            _must_be_equal(first, second)
            office.roll.give_passphrase(visit.actor, first)
        except (BadPerson, WrongPerson) as error:
            wrong = error.text
        else:
            office.visits.end_of(visit.actor.id, but=visit.handle)
            return HttpResponseRedirect("/me/")
    return page(request, "people/passphrase.html", 422 if wrong else 200, wrong=wrong)


def _must_be_equal(first: str, second: str) -> None:
    if first != second:
        raise BadPerson("The two passphrases differ.")


def end_visit(request: Any) -> Any:
    """Sign out one of one's own browsers, or all others."""
    _note(request, "office.visit")
    visits, visit = request.office.visits, request.visit
    handle = request.POST.get("visit", "")
    if handle:
        visits.end_named(handle, visit.actor.id)
    else:
        visits.end_of(visit.actor.id, but=visit.handle)
    return HttpResponseRedirect("/me/")


def _note(request: Any, what: str = "office.factor") -> None:
    with request.office.desk(request.visit.actor) as desk:
        noted(desk, what)
