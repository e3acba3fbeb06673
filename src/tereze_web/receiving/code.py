"""Coding: the sheet of a source as a form, section by section, kept as it is typed; then looked over, and sealed."""

from __future__ import annotations

from typing import Any

import msgspec
from django.http import HttpResponseRedirect, JsonResponse

from tereze.actions import coding as verbs
from tereze.actions import drafts, heads, interviews, sources
from tereze.actions.desk import MAY, Desk
from tereze.actions.draft_store import NoDraft, StaleDraft
from tereze.actions.interviews import NotWaiting
from tereze.actions.report import ImportReport
from tereze.model.errors import BadInput, NotFound
from tereze.model.mentions import Mention

from ..pages import page
from ..words import Words, words
from . import coding_sheet, document, filling, known, receipt
from .document import Coding
from .sections import ATTRIBUTES, MORE_ATTRIBUTES, Section, section, sections


class NoSuchSection(NotFound):
    """A part of the form that does not exist."""

    message = "The form has no part “{0}”."
    hint = "Go back and choose one of those shown."


class NotGiven(BadInput):
    """A hand-over to nobody, or of nothing."""

    message = "Choose to whom this is handed over."
    hint = "A colleague, or the common drawer."


def every(request: Any, desk: Desk) -> Any:
    """What I am coding, and what waits for anyone."""
    mine, waiting = drafts.list(desk, interviews.CODING), interviews.waiting(desk)
    return page(request, "receiving/waiting.html", mine=_rows(mine), waiting=_rows(waiting))


def begin(request: Any, desk: Desk) -> Any:
    """A new source of any kind: an article, a letter, a list of one page. Nothing is kept until something is typed."""
    key = f"source-{desk.now()[:10].replace('-', '')}-{desk.dice(3).hex()}"
    return _form(request, desk, (Coding(key=key, tag=_tag(desk)), 0), named("source"))


def part(request: Any, desk: Desk, local: str, section: str) -> Any:  # the name is the address's
    """One section: shown, or kept as it was posted, with what is wrong beside each field."""
    chosen = named(section)
    if request.method != "POST":
        return _form(request, desk, opened(desk, local), chosen)
    coding, seen = taken(desk, local, _seen(request))
    coding = filling.fill(coding, chosen, request.POST.lists())
    try:
        seen = _save(desk, coding, seen)
    except StaleDraft:
        return _stale(request, desk, coding, chosen)
    act = request.POST.get("act", "")
    if act.startswith(known.DOOR) and chosen.name == known.PEOPLE:
        place = filling.place_of(coding, request.POST, known.asked_of(request))
        answers = {place: known.ask(desk, coding, place, words(request.language))}
        return _form(request, desk, (coding, seen), chosen, answers=answers)
    errors = _errors(desk, coding, chosen, words(request.language))
    if errors:
        return _form(request, desk, (coding, seen), chosen, errors=errors, status=422)
    if act == "more":
        return HttpResponseRedirect(f"/code/{local}/{chosen.name}/#new")
    return HttpResponseRedirect(f"/code/{local}/{_after(coding, chosen)}/")


def keep(request: Any, desk: Desk, local: str, section: str) -> Any:  # the name is the address's
    """Keep a section for the script that saves as one types: {"seen": version, …}, or {"stale": true}."""
    chosen = named(section)
    coding, seen = taken(desk, local, _seen(request))
    try:
        seen = _save(desk, filling.fill(coding, chosen, request.POST.lists()), seen)
    except StaleDraft:
        return JsonResponse({"stale": True}, status=409)
    return JsonResponse({"seen": seen})


def check(request: Any, desk: Desk, local: str) -> Any:
    """The whole sheet as it would be sealed, in words, with all that is wrong; or sealed, when posted."""
    coding, seen = opened(desk, local)
    if request.method == "POST":
        if _seen(request) != seen:
            raise StaleDraft
        return _seal(request, desk, *taken(desk, local, seen))
    draft, report = verbs.check(desk, coding.key, coding_sheet.sheet(coding)[0])
    said = [one for one in (draft.records if draft else ()) if isinstance(one, Mention)]
    return _preview(request, (coding, seen), report, said=said)


def hand(request: Any, desk: Desk, local: str) -> Any:
    """Hand what I am coding to a colleague, or lay it back for anyone."""
    to = request.POST.get("whom", "")
    if to not in _colleagues(request) and to != interviews.DRAWER:
        raise NotGiven
    try:
        interviews.hand_over(desk, local, to)
    except NoDraft:
        raise NotWaiting(local) from None
    return HttpResponseRedirect("/code/")


def drop(request: Any, desk: Desk, local: str) -> Any:
    """Throw a coding away; a received interview goes back to wait for another."""
    if request.POST.get("sure") != "yes" or not drafts.drop(desk, interviews.prefix(local)):
        raise NotWaiting(local)
    return HttpResponseRedirect("/code/")


def taken(desk: Desk, local: str, seen: int) -> tuple[Coding, int]:
    """The coding to write on, and the version it is written over. What one looked at in the common drawer (`seen` is 0)
    is taken out by writing on it, never by looking."""
    coding, before = opened(desk, local)
    return opened(desk, local, take=True) if before == seen == 0 else (coding, seen)


def opened(desk: Desk, local: str, *, take: bool = False) -> tuple[Coding, int]:
    """The coding of a source and the version it was read at: one's own, one that waits (0), or a fresh one (0)."""
    try:
        found = interviews.take_out(desk, local) if take else interviews.look(desk, local)
    except NotWaiting:
        if desk.register.index.source_by_local(local) is None:
            return Coding(key=local, tag=_tag(desk)), 0
        return document.of_case(sources.look(desk, local), _tag(desk)), 0
    return _told_again(desk, document.decode(found.body)), found.version


def _told_again(desk: Desk, coding: Coding) -> Coding:
    """A coding under the head of its source as it stands: corrected since it was begun, perhaps."""
    if not coding.received or not heads.history(desk, coding.key):
        return coding
    fresh = document.of_case(sources.look(desk, coding.key), coding.tag)
    return msgspec.structs.replace(coding, voice=fresh.voice, language=fresh.language, told_on=fresh.told_on)


def save(desk: Desk, coding: Coding, seen: int) -> int:
    """Keep a coding; its new version. Raises `StaleDraft`."""
    return _save(desk, coding, seen)


def _save(desk: Desk, coding: Coding, seen: int) -> int:
    name = interviews.prefix(coding.key)
    return drafts.save(desk, name, interviews.CODING, document.encode(coding), seen)


def _errors(desk: Desk, coding: Coding, chosen: Section, t: Words) -> dict[str, str]:
    """What is wrong in one section, by `item.field`. How a date is written is said in the words of the screen."""
    dates = {field.name for field in chosen.fields if field.sort == "date"}
    sheet, lines = coding_sheet.sheet(coding)
    report = verbs.check(desk, coding.key, sheet)[1]
    found = {}
    for one in report.refused:
        where = lines.get(int(one["line"]))
        if where is not None and where[0] == chosen.name:
            hint = t("ask.when_hint") if where[2] in dates else one["hint"]
            found[f"{where[1]}.{where[2]}"] = " ".join(filter(None, (one["error"], hint)))
    return found


def _stale(request: Any, desk: Desk, coding: Coding, chosen: Section) -> Any:
    """Another window saved meanwhile: both texts are shown, nothing is lost, and the next save knows of both."""
    there = drafts.load(desk, interviews.prefix(coding.key))
    other = document.decode(there.body).items(chosen.name)
    t, errors = words(request.language), {"": words(request.language)("receive.stale")}
    for place, item in enumerate(coding.items(chosen.name)):
        saved = other[place] if place < len(other) else {}
        for field in chosen.fields:
            if item.get(field.name, "") != saved.get(field.name, ""):
                errors[f"{place}.{field.name}"] = t("receive.stale_field", other=saved.get(field.name, ""))
    return _form(request, desk, (coding, there.version), chosen, errors=errors, status=409)


def _seal(request: Any, desk: Desk, coding: Coding, seen: int) -> Any:
    report = verbs.add(desk, coding.key, coding_sheet.sheet(coding)[0])
    if report.refused:
        return _preview(request, (coding, seen), report, said=[], status=422)
    drafts.drop(desk, interviews.prefix(coding.key))
    case = sources.source_case(desk, coding.key)
    more = len(interviews.waiting(desk))
    near = receipt.alike(desk, case)
    return page(request, "receiving/sealed.html", case=case, warnings=report.warnings, more=more, near=near)


def _preview(
    request: Any, held: tuple[Coding, int], report: ImportReport, *, said: list[Mention], status: int = 200
) -> Any:
    coding, seen = held
    sheet, lines = coding_sheet.sheet(coding)
    labels = {one.id: "" if one.sealed else _label(coding, one) for one in said}
    wrong = [(lines.get(int(one["line"])), one) for one in report.refused]
    looks = [(lines.get(int(one["line"])), one) for one in report.warnings]
    return page(
        request, "receiving/check.html", status, coding=coding, seen=seen, wrong=wrong, looks=looks, said=said,
        labels=labels, sheet=sheet.decode(), steps=_steps(coding), now="check",
    )  # fmt: skip


def _label(coding: Coding, mention: Mention) -> str:
    known = dict(coding.people()).get(mention.local, "")
    return known or (mention.names[0].text if mention.names else mention.description or mention.local)


def _form(
    request: Any, desk: Desk, held: tuple[Coding, int], chosen: Section, *,
    errors: dict[str, str] | None = None, status: int = 200, answers: dict[int, known.Told | None] | None = None,
) -> Any:  # fmt: skip
    coding, seen = held
    return page(
        request, "receiving/section.html", status, coding=coding, seen=seen, section=chosen, errors=errors or {},
        items=filling.shown(coding, chosen), steps=_steps(coding), now=chosen.name,
        answers=filling.by_key(coding, answers or {}), percent=known.percent, colleagues=_colleagues(request),
        earlier=filling.earlier(desk, coding) if chosen.name == "people" else (),
        people=coding.people(), teller=coding.teller(), unfolds=filling.unfolds,
        attributes=(*ATTRIBUTES, *MORE_ATTRIBUTES),
    )  # fmt: skip


def _steps(coding: Coding) -> list[tuple[str, int]]:
    """(section, how many items it holds) of what this source asks."""
    return [(one.name, len(coding.items(one.name))) for one in sections() if not (one.head and coding.received)]


def _after(coding: Coding, chosen: Section) -> str:
    names = [name for name, _ in _steps(coding)]
    main = [name for name in names if name not in {"interventions", *names[names.index("interventions") :]}]
    place = main.index(chosen.name) if chosen.name in main else len(main)
    return main[place + 1] if place + 1 < len(main) else "check"


def named(name: str) -> Section:
    """The section of that name. Raises `NoSuchSection`."""
    found = section(name)
    if found is None:
        raise NoSuchSection(name)
    return found


def _seen(request: Any) -> int:
    seen = request.POST.get("seen", "")
    return int(seen) if seen.isdecimal() else 0


def _tag(desk: Desk) -> str:
    return f"c{desk.dice(3).hex()}"


def _rows(heads: Any) -> list[tuple[str, str]]:
    return [(head.key.removeprefix("code/"), head.saved) for head in heads]


def _colleagues(request: Any) -> list[str]:
    """Ids of others in the office who may code."""
    me, may = request.visit.actor.id, MAY["import"]
    return [one.id for one in request.office.roll.people() if one.id != me and not may.isdisjoint(one.roles)]
