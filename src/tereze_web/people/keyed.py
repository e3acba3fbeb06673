"""Passkeys on the wire: what the page's script asks for, and what the browser's answer does.

JSON in, JSON out. A refusal is told in its own words and the script shows them; nothing here works without a script,
and everything it does can be done with a code instead.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.http import JsonResponse
from msgspec.structs import replace

from tereze.actions.noting import noted
from tereze.model.errors import TerezeError
from tereze.model.people import Actor

from ..gate import HALF_COOKIE, let_in, token_of
from . import passkeys
from .browsers import browser_of
from .enter import begin, here_only
from .passkeys import BadPasskey

LABEL = 40


def told(view: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """A view whose refusals are JSON."""

    def answer(request: Any) -> Any:
        try:
            return view(request)
        except TerezeError as error:
            return JsonResponse({"error": f"{error.text} {error.advice}"}, status=403)

    return answer


@told
def ask_in(request: Any) -> Any:
    """The challenge for coming in: to the passkeys of who gave a passphrase, or to any the browser knows."""
    office, site, origin = _place(request)
    office.limits.take("", "stranger")
    token = token_of(request, HALF_COOKIE)
    half = office.visits.half(token)
    if half is None:
        token = office.visits.halfway(None)
        half = office.visits.half(token)
    have = office.factors.sites_of(half.actor, site) if half.actor else ()
    options, half.scratch["passkey"] = passkeys.ask(site, origin, have)
    return let_in(request, JsonResponse(options), token, HALF_COOKIE)


@told
def come_in(request: Any) -> Any:
    """The answer to it: the person is in."""
    office, _site, _origin = _place(request)
    half = office.visits.half(token_of(request, HALF_COOKIE))
    if half is None:
        raise BadPasskey
    actor = _proved(request, half.scratch, half.actor)
    return begin(request, actor, "passkey", JsonResponse({"to": "/"}))


@told
def ask_again(request: Any) -> Any:
    """The challenge for proving again who one is."""
    office, site, origin = _place(request)
    have = office.factors.sites_of(request.visit.actor, site)
    if not have:
        raise BadPasskey
    options, request.visit.scratch["passkey"] = passkeys.ask(site, origin, have)
    return JsonResponse(options)


@told
def prove_again(request: Any) -> Any:
    """The answer to it."""
    _proved(request, request.visit.scratch, request.visit.actor)
    to = here_only(str(request.GET.get("to", "/")))
    return let_in(request, JsonResponse({"to": to}), request.office.visits.prove(token_of(request), "passkey"))


@told
def ask_new(request: Any) -> Any:
    """The challenge for making a passkey."""
    office, site, origin = _place(request)
    actor = request.visit.actor
    have = office.factors.sites_of(actor, site)
    options, request.visit.scratch["new"] = passkeys.ask_new(site, origin, actor.id, have)
    return JsonResponse(options)


@told
def keep_new(request: Any) -> Any:
    """The new passkey: kept with the label the person gives it (or the browser's kind)."""
    office, site, origin = _place(request)
    label = str(request.GET.get("label", "")).strip()[:LABEL] or browser_of(request.headers.get("User-Agent", ""))
    made = passkeys.made(site, origin, request.visit.scratch.pop("new", None), _body(request), label or "passkey")
    actor = request.visit.actor
    if len(office.factors.of(actor).passkeys) >= passkeys.MANY:
        raise BadPasskey(hint="There are as many as can be; remove one first.")
    with office.desk(actor) as desk:
        noted(desk, "office.factor")
    office.factors.change(actor, lambda old: replace(old, passkeys=(*old.passkeys, made)))
    return JsonResponse({"to": "/me/"})


def _proved(request: Any, scratch: dict[str, Any], expected: Actor | None) -> Actor:
    """Who proved by the browser's answer who they are. A challenge is used once, whatever comes of it."""
    office, site, origin = _place(request)
    state, answer = scratch.pop("passkey", None), _body(request)
    found = office.factors.with_passkey(passkeys.credential_of(answer), site)
    if state is None or found is None or (expected is not None and expected.id != found[0]):
        raise BadPasskey
    id_, key = found
    count = passkeys.shown(origin, state, answer, key)
    actor: Actor = expected or office.actor_of(id_)
    office.factors.change(actor, lambda old: replace(old, passkeys=tuple(
        replace(one, count=count) if one.id == key.id else one for one in old.passkeys)))  # fmt: skip
    return actor


def _place(request: Any) -> tuple[Any, str, str]:
    """(office, site, origin) of a request. Raises where browsers make no passkeys."""
    site = passkeys.site_of(request.get_host())
    if not site:
        raise BadPasskey(hint="Passkeys need a name in the address bar: use localhost in place of 127.0.0.1.")
    return request.office, site, f"{request.scheme}://{request.get_host()}"


def _body(request: Any) -> Any:
    try:
        return json.loads(request.body)
    except (ValueError, RecursionError) as error:
        raise BadPasskey from error
