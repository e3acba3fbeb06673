"""Rendering: one environment, one way from a template to an answer, and the pages for what went wrong."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.template import engines
from jinja2 import Environment, StrictUndefined

from tereze.actions.desk import MAY
from tereze.model.errors import KeyProblem, MachineFailed, NotAllowed, NotFound, TerezeError
from tereze.publish.saydate import say_date
from tereze.publish.writing import direction, language

from .administration.state import ceremony
from .people.limits import TooMuch
from .people.visits import IDLE, TooOften
from .words import LANGUAGES, words

MENU = (  # word, address, the verb it needs
    ("home", "/", "verify"), ("search", "/search/", "search"), ("people", "/people/", "browse"),
    ("matches", "/matches/", "browse"), ("sources", "/sources/", "browse"), ("lists", "/lists/positions/", "browse"),
    ("window", "/window/", "read"),
    ("receive", "/receive/", "import"), ("publish", "/publish/", "publish"),
    ("administration", "/administration/", "audit"),
)  # fmt: skip
STATUS: tuple[tuple[type[TerezeError], int], ...] = (
    (TooOften, 429), (TooMuch, 429), (NotAllowed, 404), (NotFound, 404), (KeyProblem, 409), (MachineFailed, 500),
)  # fmt: skip


def environment(**options: Any) -> Environment:
    """The template environment: everything is escaped, and a name that is not there is a bug."""
    fixed = {"autoescape": True, "undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    made = Environment(**(options | fixed))  # noqa: S701  # it is on: see the line above
    made.globals.update(dir_of=direction, lang_of=language, say_date=say_date)
    return made


def page(request: Any, template: str, status: int = 200, **values: Any) -> Any:
    """`template` with `values` and what every page needs."""
    actor = request.visit.actor if request.visit else None
    t = words(request.language)
    shared = {
        "t": t,
        "actor": actor,
        "menu": [item for item in MENU if actor and actor.has(*MAY[item[2]])],
        "may": lambda verb: bool(actor and actor.has(*MAY.get(verb, frozenset()))),
        "here": request.path,
        "demo": request.office.is_demo,
        "idle": IDLE,
        "due": ceremony(request.office.keys, request.office.wall()) if actor and actor.has(*MAY["audit"]) else None,
        "unwritten": request.office.unwritten if actor and actor.has(*MAY["audit"]) else 0,
        "languages": [words(code) for code in LANGUAGES],
    }
    text = engines["jinja2"].get_template(template).render(shared | values, request)
    return HttpResponse(text, status=status)


def failed(request: Any, error: TerezeError) -> Any:
    """The page for something Tereze can explain. Not found and not allowed look the same."""
    status = next((code for kind, code in STATUS if isinstance(error, kind)), 400)
    if status == 404:
        return missing(request)
    return page(request, "failed.html", status, text=error.text, hint=error.advice)


def missing(request: Any, exception: object = None) -> Any:  # noqa: ARG001  # Django calls it by this name
    """There is nothing here, or not for you."""
    return page(request, "missing.html", 404)


def forged(request: Any, reason: str = "") -> Any:  # noqa: ARG001  # Django calls it by this name
    """A form that was not ours, or came from a visit that is over. `reason` is Django's and stays unsaid."""
    t = words(request.language)
    return page(request, "failed.html", 403, text=t("failed.form"), hint=t("failed.form_hint"))


def broken(request: Any) -> Any:
    """A bug. Says so, and nothing of what was on the screen."""
    t = words(request.language)
    return page(request, "failed.html", 500, text=t("failed.bug"), hint=t("failed.bug_hint"))
