"""The receive desk: a form that makes a source sheet and takes it in by the same way as any other."""

from __future__ import annotations

from typing import Any

from tereze.actions import find, receiving, views
from tereze.actions.desk import Desk
from tereze.model import ids
from tereze.model.vocabulary import facets
from tereze.model.vocabulary import words as vocabulary

from ..pages import page
from ..words import words
from . import sheet_form
from .sheet_form import Form

ALIKE = 0.6
FEW = 5
CHOICES = {
    "languages": sheet_form.LANGUAGES,
    "hows": sheet_form.HOW,
    "countries": ("cn", "kz", "kg", "uz", "tr", "ru"),
    "relations": ("husband", "wife", "son", "daughter", "father", "mother", "brother", "sister", "uncle", "aunt",
                  "nephew", "niece", "cousin", "grandmother", "grandfather", "grandson", "granddaughter", "relative",
                  "friend", "neighbour", "colleague"),
}  # fmt: skip


def receive(request: Any, desk: Desk) -> Any:
    """The empty form; or what was posted, taken in or shown again with what is wrong beside each field."""
    if request.method != "POST":
        return _form(request, Form(key=_fresh(desk)), {}, 200)
    form = sheet_form.read(request.POST, request.POST.getlist("purposes"))
    errors = {field: words(request.language)(word) for field, word in sheet_form.lacks(form).items()}
    if not errors:
        errors = _take_in(desk, form)
    return _form(request, form, errors, 422) if errors else _receipt(request, desk, form)


def _take_in(desk: Desk, form: Form) -> dict[str, str]:
    """Take the sheet in; what was refused, by field ("" for what belongs to none)."""
    sheet, lines = sheet_form.sheet(form)
    report = receiving.receive(desk, form.key, sheet)
    return {
        lines.get(int(one["line"]), ""): " ".join(filter(None, (one["error"], one["hint"]))) for one in report.refused
    }


def _receipt(request: Any, desk: Desk, form: Form) -> Any:
    mention = ids.mention_id(desk.register.secret, form.key, "missing")
    anchor = find.find_person(desk, f"{form.key}/missing")
    number = views.person(desk, anchor).number
    near = [hit for hit in find.search(desk, form.name_1, FEW + 1) if hit.anchor != anchor and hit.score >= ALIKE]
    return page(request, "receipt.html", key=form.key, number=number, mention=mention, near=near[:FEW])


def _form(request: Any, form: Form, errors: dict[str, str], status: int) -> Any:
    choices = CHOICES | {
        "statuses": tuple(facets()),
        "purposes": sorted(vocabulary("purpose")),
        "identities": ("none", "pseudonym", "initials", "full"),
        "levels": ("none", "country", "region", "county", "exact"),
    }
    return page(request, "receive.html", status, f=form, errors=errors, choices=choices)


def _fresh(desk: Desk) -> str:
    """An id for a new interview: the day and four random characters, which say nothing of anybody."""
    return f"interview-{desk.now()[:10].replace('-', '')}-{desk.dice(3).hex()}"
