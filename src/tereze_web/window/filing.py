"""A form of the window, empty, filled wrongly or taken in: one way for positions, incidents and steps."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponseRedirect

from tereze.actions import find, views, watching_filing
from tereze.actions.desk import MAY, Desk
from tereze.model.errors import NotFound

from ..pages import page
from ..words import words
from . import forms

LIST_OF = {"positions": "positions", "incidents": "incidents", "interventions": "steps"}


def form(request: Any, desk: Desk, section: str) -> Any:
    """GET: the empty form. POST: taken in, and on to the list; or shown again with what is wrong beside each field."""
    if request.method != "POST":
        return _shown(request, section, {}, {})
    t, values = words(request.language), forms.read(section, request.POST)
    errors = {name: t("receive.needed") for name in forms.lacks(section, values)}
    filled = forms.filled(section, values)
    labels = {key: _label(desk, number) for key, number in filled.numbers.items()}
    if missing := [filled.numbers[key] for key, label in labels.items() if label is None]:
        errors["for" if section == "interventions" else "against"] = t("window.no_number", number=", ".join(missing))
    if errors:
        return _shown(request, section, values, errors)
    named = filled.named | {key: label or "" for key, label in labels.items()}
    key = watching_filing.fresh(desk, section[:-1])
    report = watching_filing.file_event(desk, section, filled.event, filled.origin, named, key=key)
    if report.refused:
        return _shown(request, section, values, _refused(section, report.refused))
    watching_filing.link_named(desk, key, filled.numbers, t("window.named_by_number"))
    return HttpResponseRedirect(f"/window/{LIST_OF[section]}/?done={key}")


def _label(desk: Desk, number: str) -> str | None:
    """The name of the person of a register number, empty for those who may not see it; None where there is none."""
    try:
        anchor = find.find_person(desk, number)
    except NotFound:
        return None
    if not desk.actor.has(*MAY["browse"]):
        return ""
    view = views.person(desk, anchor)
    return view.names[0].text if view.names else ""


def _refused(section: str, refused: list[Any]) -> dict[str, str]:
    """What was refused, by field (“” for what belongs to none)."""
    known, found = forms.fields_of(section), dict[str, str]()
    for one in refused:
        key = str(one["key"]).rpartition(".")[2]
        text = " ".join(filter(None, (one["error"], one["hint"])))
        found.setdefault(key if key in known else "", text)
    return found


def _shown(request: Any, section: str, values: dict[str, str], errors: dict[str, str]) -> Any:
    status = 422 if errors else 200
    groups = forms.FIELDS[section]
    return page(
        request, "window/form.html", status, section=section, back=LIST_OF[section], groups=groups, values=values,
        errors=errors,
    )  # fmt: skip
