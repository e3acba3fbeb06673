"""Documents: bring one, see how far its reading is, and what of one's own waits to be looked over."""

from __future__ import annotations

import time
from typing import Any, NamedTuple

from django.http import HttpResponseRedirect

from tereze.actions import bringing, draft_review, drafts, own_names, proofs
from tereze.actions.bringing import About
from tereze.actions.desk import MAY, Desk
from tereze.intake.extract import multilingual
from tereze.model.errors import BadInput, TerezeError
from tereze.model.people import Actor

from ..pages import page
from ..receiving import upload
from ..receiving.arrival import LANGUAGES
from ..words import words
from .readings import Reading

PREFIX = "document/"
MOST_FIELD = 300
A_STRETCH = 800
"""Characters whose names are looked for at a time; in between others have their turn at the register."""
TURN = 0.002


class NoFile(BadInput):
    """A form without a file."""

    message = "No file came with this form."
    hint = "Choose a file first."


class Waiting(NamedTuple):
    """A review that waits: its name in addresses, when it was touched last, its source and what that is called, what is
    decided of how many."""

    draft: str
    saved: str
    local: str
    title: str
    decided: int
    total: int


def every(request: Any, desk: Desk) -> Any:
    """Bring a document, or see what waits; what was posted is kept and goes to be read."""
    if request.method != "POST":
        return _page(request, desk, {})
    said = {name: " ".join(request.POST.get(name, "").split())[:MOST_FIELD] for name in About._fields}
    try:
        brought = _bring(request, desk, About(**said))
    except TerezeError as error:
        if error.exit_code >= 6:
            raise
        return _page(request, desk, said, f"{error.text} {error.advice}", 422)
    _start(request, desk.actor, brought.local, brought.evidence.id)
    return HttpResponseRedirect("/documents/")


def read(request: Any, desk: Desk) -> Any:
    """Let a file of a source be read that is in the register already."""
    local, file = request.POST.get("local", ""), request.POST.get("file", "")
    if not local or not file:
        raise NoFile
    bringing.take(desk, local, file)  # raises what would stand in the way, before anybody waits
    _start(request, desk.actor, local, file)
    return HttpResponseRedirect("/documents/")


def done(request: Any, desk: Desk) -> Any:
    """Take a reading that is over off the list; its file stays where it is kept."""
    request.office.readings.done(desk.actor.id, request.POST.get("file", ""))
    return HttpResponseRedirect("/documents/")


def drop(request: Any, desk: Desk) -> Any:
    """Throw a review away, with what was decided in it. The document stays."""
    drafts.drop(desk, f"{PREFIX}{request.POST.get('draft', '-')}")
    return HttpResponseRedirect("/documents/")


def waiting(desk: Desk) -> list[Waiting]:
    """One's own reviews, the last touched first."""
    found = []
    for head in draft_review.waiting(desk):
        review = draft_review.load(desk, head.key).review
        total, left = len(review.items), len(review.waiting)
        local = str(review.source["id"])
        source = desk.register.index.source_by_local(local)
        title = source.title if source is not None else str(review.source.get("title", ""))
        found.append(Waiting(head.key.removeprefix(PREFIX), head.saved, local, title, total - left, total))
    return found


def _bring(request: Any, desk: Desk, about: About) -> bringing.Brought:
    refused = upload.refusal(request)
    if refused is not None:
        raise refused
    files = request.FILES.getlist("file")
    if not files:
        raise NoFile
    return bringing.bring(desk, files[0], files[0].name, about)


def _start(request: Any, actor: Actor, local: str, file: str) -> None:
    office = request.office
    office.limits.take(actor.id, "page")

    def work(_reading: Reading) -> str:
        with office.desk(actor) as desk:
            taken, taught = bringing.take(desk, local, file), bringing.learnt(desk)
        checked = proofs.credentials(taken.data, taken.original.media_type, office.signers)
        if checked is not None:
            with office.desk(actor) as desk:
                proofs.note(desk, taken.original, (checked,))
        drafted = bringing.read(taken, _own(office, actor), taught)
        with office.desk(actor) as desk:
            return bringing.begin(desk, taken, drafted).key.removeprefix(PREFIX)

    office.readings.start(Reading(local, file, actor.id), work)


def _own(office: Any, actor: Actor) -> multilingual.Own:
    """The register's own names in a text, looked for stretch by stretch, so that others need not wait for all of it."""

    def find(text: str, lang: str) -> tuple[tuple[int, int], ...]:
        if lang not in own_names.HELPED or not actor.has(*MAY["search"]):
            return ()  # which names are marked tells who is known here
        found: list[tuple[int, int]] = []
        at = 0
        while at < len(text):
            end = len(text) if len(text) - at <= A_STRETCH else _line_end(text, at + A_STRETCH)
            with office.desk(actor) as desk:
                found += [(at + one, at + two) for one, two in own_names.finder(desk)(text[at:end], lang)]
            at = end
            time.sleep(TURN)
        return tuple(found)

    return find


def _line_end(text: str, near: int) -> int:
    at = text.find("\n", near, near + A_STRETCH)
    return at + 1 if at >= 0 else near


def _page(request: Any, desk: Desk, said: dict[str, str], wrong: str = "", status: int = 200) -> Any:
    readings = request.office.readings
    mine = readings.of(desk.actor.id)
    return page(
        request, "casework/documents.html", status, waiting=waiting(desk), wrong=wrong, said=said,
        readings=[(one, readings.before(one)) for one in mine], kinds=bringing.KINDS, tongues=LANGUAGES,
        busy=any(not one.is_done for one in mine), most=upload.MOST >> 20, t=words(request.language),
    )  # fmt: skip
