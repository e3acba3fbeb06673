"""The head of a source put right: what was typed at the door is shown in a form, and a correction needs a reason."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.http import HttpResponseRedirect

from tereze.actions import heads
from tereze.actions.desk import Desk
from tereze.actions.heads import Corrected, NoReason, Opened, StaleHead, WrongHead
from tereze.model.vocabulary import words as vocabulary
from tereze.weigh.heads import FIELDS

from ..pages import page
from ..words import Words, words
from .arrival import LANGUAGES

LABELS = {
    "sort": "ask.kind", "told_on": "receive.told_on", "told_place": "receive.told_place",
    "told_to": "desk.recorder", "told_interpreter": "desk.interpreter",
}  # fmt: skip
"""Words of the fields that are not `ask.<field>`."""
CHOICES = {
    "sort": ("source_kind", tuple(sorted(vocabulary("source_kind") - {"list"}))),
    "language": ("tongue", LANGUAGES),
    "reliability": ("reliability", tuple(sorted(vocabulary("reliability")))),
}
"""Fields one chooses: the group of words, and what there is to choose."""


class Told(NamedTuple):
    """A correction on its source's page: when, by whom, why, and for each field its word, what was and what is."""

    at: str
    by: str
    reason: str
    fields: tuple[tuple[str, str, str], ...]


def label(name: str) -> str:
    """The word of a field."""
    return LABELS.get(name, f"ask.{name}")


def head(request: Any, desk: Desk, local: str) -> Any:
    """The form; or the correction, when posted. What is wrong stands beside its field, and nothing typed is lost."""
    if request.method != "POST":
        opened = heads.open_head(desk, local)
        return _form(request, opened, opened.texts, {})
    posted = {name: " ".join(request.POST.getlist(f"head.{name}")) for name in FIELDS if f"head.{name}" in request.POST}
    if "head.authors.asked" in request.POST:  # boxes of which none is ticked are not sent
        posted.setdefault("authors", "")
    posted["reason"], t = request.POST.get("head.reason", ""), words(request.language)
    try:
        heads.correct(desk, local, posted, posted["reason"], request.POST.get("seen", ""))
    except StaleHead:
        opened = heads.open_head(desk, local)
        errors = {"": t("head.stale")} | {
            name: t("head.stands", now=_said(name, opened.texts.get(name, ""), opened.people, t) or t("head.empty"))
            for name, text in posted.items()
            if name in opened.texts and text.strip() != opened.texts[name]
        }
        return _form(request, opened, posted, errors, 409)
    except NoReason:
        return _form(request, heads.open_head(desk, local), posted, {"reason": t("head.needs_reason")}, 422)
    except WrongHead as wrong:
        errors = {name: t(f"head.wrong_{why}") for name, why in wrong.fields.items()}
        return _form(request, heads.open_head(desk, local), posted, errors, 422)
    return HttpResponseRedirect(f"/sources/{local}/#head")


def told(found: tuple[Corrected, ...], people: dict[str, str], t: Words) -> list[Told]:
    """The corrections of a head in words. people: key of a mention → what to call it."""
    return [
        Told(
            one.change.at, one.change.by, one.change.reason,
            tuple((t(label(name)), _said(name, was, people, t), _said(name, now, people, t))
                  for name, was, now in one.fields),
        )
        for one in found
    ]  # fmt: skip


def _said(name: str, text: str, people: dict[str, str], t: Words) -> str:
    if name in heads.PEOPLE:
        return ", ".join(people.get(key) or t("voice.protected") for key in text.split())
    return t.word(CHOICES[name][0], text) if text and name in CHOICES else text


def _form(request: Any, opened: Opened, texts: dict[str, str], errors: dict[str, str], status: int = 200) -> Any:
    shown = {"reason": ""} | opened.texts | texts
    return page(
        request, "receiving/head.html", status, opened=opened, texts=shown, errors=errors, fields=FIELDS, label=label,
        choices=CHOICES, people=opened.people, free=heads.FREE, dates=heads.DATES,
    )  # fmt: skip
