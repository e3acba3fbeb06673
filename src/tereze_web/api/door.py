"""The door for programs: a token in, JSON out. No cookie counts here, so no page of a stranger can use anybody's.

Without a token that opens something the answer is the page for an address that does not exist.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from django.http import JsonResponse

from tereze.actions.lookup_budget import TooManyLookups
from tereze.model.errors import TerezeError

from .. import bugs, pages
from ..gate import must
from ..people.limits import TooMuch
from . import description
from .operations import Operation
from .views import MOST_SHEET, Asked, BadRequest

SCHEME = "Bearer "
MOST_BODY = MOST_SHEET + (1 << 16)
STATUS = ((TooManyLookups, 429), *pages.STATUS)


class NotJson(BadRequest):
    """A body that is no JSON object."""


class TooLong(BadRequest):
    """A body that is too long."""


def for_program(operations: Mapping[str, Operation]) -> Callable[..., Any]:
    """The view of one path: who asks, may they, and the answer as JSON."""

    def answer(request: Any, _methods: tuple[str, ...], **parts: str) -> Any:
        found = _found(request)
        if found is None:
            return pages.missing(request)
        token, actor = found
        one = operations.get("GET" if request.method == "HEAD" else request.method)
        try:
            request.office.limits.take(f"token {token.id}", "program")
            if one is None:
                return _refusal(405, f"This address answers {', '.join(operations)}.", Allow=", ".join(operations))
            with request.office.desk(actor) as desk:
                must(desk, one.verb, f"api {one.path}")
                return JsonResponse(one.view(desk, _asked(request, one), **parts), status=one.said)
        except TerezeError as error:
            return _failed(error)
        except Exception as error:  # a bug
            bugs.tell(error)
            return _refusal(500, "Something in the program went wrong. Nothing was changed.")

    return answer


def described(request: Any, _methods: tuple[str, ...]) -> Any:
    """The description, for whoever holds a token."""
    if _found(request) is None:
        return pages.missing(request)
    if request.method not in {"GET", "HEAD"}:
        return _refusal(405, "This address answers GET.", Allow="GET")
    return JsonResponse(description.document())


def _found(request: Any) -> Any:
    said = request.headers.get("Authorization", "")
    return request.office.tokens.find(said.removeprefix(SCHEME)) if said.startswith(SCHEME) else None


def _asked(request: Any, one: Operation) -> Asked:
    if one.asks is None:
        return Asked(request.GET, {})
    if request.content_type != "application/json":
        raise NotJson("the body is application/json")
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BODY:
        raise TooLong(f"the body has at most {MOST_BODY} bytes")
    try:
        body = json.loads(request.read(MOST_BODY))
    except (ValueError, RecursionError) as error:
        raise BadRequest("the body is a JSON object") from error
    if not isinstance(body, dict) or not body.keys() <= one.asks["properties"].keys():
        raise BadRequest(f"the body is a JSON object with {', '.join(one.asks['properties'])}")
    return Asked(request.GET, body)


def _failed(error: TerezeError) -> Any:
    status = next((code for kind, code in STATUS if isinstance(error, kind)), 400)
    if isinstance(error, NotJson | TooLong):
        status = 415 if isinstance(error, NotJson) else 413
    if status == 404:
        return _refusal(404, "There is nothing here, or it is not for this token.")
    headers = {"Retry-After": str(error.values[0])} if isinstance(error, TooMuch) else {}
    return _refusal(status, error.text, error.advice, **headers)


def _refusal(status: int, error: str, hint: str = "", **headers: str) -> Any:
    return JsonResponse({"error": error, "hint": hint}, status=status, headers=headers)
