"""The door: take an interview in, in two minutes. What is typed is kept as it is typed; coding comes later."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any
from urllib.parse import urlencode

import msgspec
from django.http import HttpResponseRedirect, JsonResponse

from tereze.actions import drafts, evidence, interviews
from tereze.actions.desk import Desk
from tereze.actions.draft_store import NoDraft, StaleDraft
from tereze.model.errors import BadInput, KeyProblem, TerezeError
from tereze.model.vocabulary import words as vocabulary

from ..pages import page
from ..words import words
from . import arrival, checking, document, known, upload
from .arrival import Arrival

KIND = "receive/1"
PAPERS = ("kk", "ru", "ug", "zh", "en")
"""Languages in which the text of the consent can be printed."""
FEW = 8


class NothingKept(BadInput):
    """A draft that is not there, or not this person's."""

    message = "There is no such draft of yours."
    hint = "It was taken in or thrown away, perhaps in another window."


def receive(request: Any, desk: Desk) -> Any:
    """The form for the next interview; or what was posted: taken in, kept for later, or shown again with what is wrong
    beside each field."""
    if request.method != "POST":
        return _form(request, desk, _next(desk), 0)
    form, seen = _posted(request)
    if request.POST.get("act") == "keep":
        return _keep_for_later(request, desk, form, seen)
    t = words(request.language)
    if number := known.asked_of(request):
        told = {number: known.at_the_door(desk, form, number, t)}
        return _form(request, desk, form, _save_quietly(desk, form, seen), told=told)
    errors = {field: t(word) for field, word in arrival.lacks(form).items()}
    if not errors:
        errors = _take_in(desk, form)
    refused = upload.refusal(request)
    if refused is not None:
        errors["files"] = f"{refused.text} {refused.advice}"
    if errors and not _is_in(desk, form.key, errors):
        return _form(request, desk, form, _save_quietly(desk, form, seen), errors=errors, status=422)
    lost = refused is not None or not _attach(request, desk, form.key)
    drafts.drop(desk, f"receive/{form.key}")
    interviews.keep_defaults(desk, {name: getattr(form, name) for name in arrival.KEPT})
    asked = urlencode({name: text for name, text in (("carry", form.carry), ("lost", "yes" if lost else "")) if text})
    return HttpResponseRedirect(f"/receive/{form.key}/receipt/{'?' if asked else ''}{asked}")


def resume(request: Any, desk: Desk, local: str) -> Any:
    """A form that was begun before."""
    try:
        found = drafts.load(desk, f"receive/{local}")
    except NoDraft:
        raise NothingKept from None
    return _form(request, desk, msgspec.json.decode(found.body, type=Arrival), found.version)


def keep(request: Any, desk: Desk) -> Any:
    """Keep what is typed, for the script that saves as one types: {"seen": version}, or {"stale": true}."""
    form, seen = _posted(request)
    try:
        return JsonResponse({"seen": _save(desk, form, seen)})
    except StaleDraft:
        return JsonResponse({"stale": True}, status=409)


def before(request: Any, desk: Desk) -> Any:
    """What somebody of this name told in earlier sources, as JSON, for the script: nobody is asked twice.

    The name comes in the body, so that it stands in no address.
    """
    told = interviews.told_before(desk, request.POST.get("teller", "")[:200])
    rows = [{"number": one.number, "name": one.label, "sources": [local for local, _ in one.sources]} for one in told]
    return JsonResponse({"told": rows})


def drop(request: Any, desk: Desk) -> Any:
    """Throw a begun form away."""
    if not drafts.drop(desk, f"receive/{request.POST.get('key', '-')}"):
        raise NothingKept
    return HttpResponseRedirect("/receive/")


def consent(request: Any, _desk: Desk, tongue: str) -> Any:
    """The text that a teller agrees to, in the teller's language, for showing and printing."""
    told = words(tongue if tongue in PAPERS else "en")
    return page(request, "receiving/consent.html", told=told, papers=[words(one) for one in PAPERS])


def _next(desk: Desk) -> Arrival:
    """An empty form with what stays the same from one interview to the next."""
    kept = interviews.defaults(desk).fields
    today = desk.now()[:10]
    key = f"interview-{today.replace('-', '')}-{desk.dice(3).hex()}"  # it says nothing of anybody
    spoken = kept.get("language", "kk")
    same = {name: text for name, text in kept.items() if name in arrival.KEPT}
    same |= {"language": spoken, "lang_1": spoken, "lang_2": spoken, "lang_3": spoken}
    return arrival.read({**same, "key": key, "told_on": today}, ("register",))


def _posted(request: Any) -> tuple[Arrival, int]:
    seen = request.POST.get("seen", "")
    return arrival.read(request.POST, request.POST.getlist("purposes")), int(seen) if seen.isdecimal() else 0


def _save(desk: Desk, form: Arrival, seen: int) -> int:
    return drafts.save(desk, f"receive/{form.key}", KIND, msgspec.json.encode(asdict(form)), seen)


def _save_quietly(desk: Desk, form: Arrival, seen: int) -> int:
    """Keep a form that has something wrong with it, where that can be; the version it then has."""
    try:
        return _save(desk, form, seen) if form.key else seen
    except StaleDraft:
        return seen


def _keep_for_later(request: Any, desk: Desk, form: Arrival, seen: int) -> Any:
    try:
        _save(desk, form, seen)
    except StaleDraft:
        t = words(request.language)
        there = drafts.load(desk, f"receive/{form.key}")
        other = msgspec.json.decode(there.body, type=Arrival)
        errors = {
            name: t("receive.stale_field", other=str(getattr(other, name)))
            for name in asdict(form) if getattr(form, name) != getattr(other, name)
        }  # fmt: skip
        return _form(request, desk, form, there.version, errors={"": t("receive.stale")} | errors, status=409)
    return HttpResponseRedirect("/receive/")


def _take_in(desk: Desk, form: Arrival) -> dict[str, str]:
    """Take the sheet in; what was refused, by field ("" for what belongs to none)."""
    sheet, lines = arrival.sheet(form)
    coding = document.encode(document.of_arrival(form, desk.dice(2).hex()))
    try:
        report = interviews.receive(desk, form.key, sheet, coding)
    except KeyProblem as error:  # no custodian to seal a name to: what was typed must not be lost over it
        return {"": f"{error.text} {error.advice}"}
    return {
        lines.get(int(one["line"]), ("", 0, ""))[2]: " ".join(filter(None, (one["error"], one["hint"])))
        for one in report.refused
    }


def _attach(request: Any, desk: Desk, key: str) -> bool:
    """Seal the files that came; False where one was refused, which the receipt then says: the interview is in."""
    whole = True
    for file in request.FILES.getlist("files"):
        try:
            checking.later(request.office, desk.actor, evidence.attach(desk, key, file, file.name))
        except TerezeError:
            whole = False
    return whole


def _is_in(desk: Desk, key: str, errors: dict[str, str]) -> bool:
    """Whether only a file was refused: the interview itself is sealed, and its receipt says how to add the file."""
    return set(errors) == {"files"} and desk.register.index.source_by_local(key) is not None


def _form(
    request: Any, desk: Desk, form: Arrival, seen: int, *, errors: dict[str, str] | None = None, status: int = 200,
    told: dict[int, known.Told | None] | None = None,
) -> Any:  # fmt: skip
    choices = {
        "languages": arrival.LANGUAGES, "relations": arrival.RELATIONS, "papers": [words(one) for one in PAPERS],
        "purposes": sorted(vocabulary("purpose")), "identities": ("none", "pseudonym", "initials", "full"),
        "levels": ("none", "country", "region", "county", "exact"),
    }  # fmt: skip
    return page(
        request, "receiving/receive.html", status, f=form, values=asdict(form), seen=seen, errors=errors or {},
        told=told or {}, percent=known.percent, choices=choices, today=interviews.defaults(desk).count,
        mine=_keys(drafts.list(desk, KIND), "receive/")[:FEW],
        coding=_keys(drafts.list(desk, interviews.CODING), "code/")[:FEW],
        waiting=_keys(interviews.waiting(desk), "code/")[:FEW],
    )  # fmt: skip


def _keys(heads: Any, prefix: str) -> list[tuple[str, str]]:
    """(key, when it was last saved) of drafts."""
    return [(head.key.removeprefix(prefix), head.saved) for head in heads]
