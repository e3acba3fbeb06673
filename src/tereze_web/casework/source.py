"""Sources: the list, and one source with its statements beside the words of its evidence, or its recording."""

from __future__ import annotations

import hashlib
from typing import Any, NamedTuple

from django.http import HttpResponseRedirect

from tereze.actions import (
    browsing,
    copies,
    evidence,
    file_statements,
    heads,
    page_pictures,
    playing,
    portraits,
    sources,
)
from tereze.actions.desk import MAY, Desk
from tereze.actions.playing import Recording
from tereze.actions.sources import Text

from ..headers import PLAYING
from ..pages import page
from ..receiving import head
from ..words import words
from . import recordings
from .marking import Piece, marked
from .turning import Turn

A_PAGE = 50


class Shown(NamedTuple):
    """One file of a source: its text, or the text that was read from it, in pieces; or the recording that it is."""

    text: Text
    pieces: tuple[Piece, ...] = ()
    derived: Text | None = None
    recording: Recording | None = None
    segments: tuple[recordings.Segment, ...] = ()
    is_picture: bool = False


def every(request: Any, desk: Desk) -> Any:
    """All sources, a page at a time."""
    turn = Turn.of(request, A_PAGE)
    rows, more = turn.cut(browsing.sources(desk, turn.offset, A_PAGE + 1))
    return page(request, "sources.html", rows=rows, turn=turn, more=more)


def source(request: Any, desk: Desk, local: str) -> Any:
    """One source: what is said on one side, the words it rests on beside it, and what happened to each file."""
    turn = Turn.of(request, A_PAGE)
    case = sources.look(desk, local, turn.offset, turn.size)
    kept = {one.evidence.id: one for one in evidence.history(desk, local)}
    shown = _files(desk, case)
    people = {one.local: case.labels[one.id] for one in case.mentions}
    found = [one.recording for one in shown if one.recording is not None and not one.recording.why]
    answer = page(
        request, "source.html", case=case, texts=shown, kept=kept, may_open=_may_open(desk, case), turn=turn,
        seconds=recordings.seconds(case, found), clock=recordings.clock, segments_from=_segments_from(request),
        a_page=recordings.A_PAGE, people=portraits.choices(case) if desk.actor.has(*MAY["import"]) else (),
        itself=file_statements.of_source(desk, case.source.id), scans=page_pictures.places(desk, case),
        on=request.GET.get("on", ""),
        corrections=head.told(heads.history(desk, local), people, words(request.language)),
    )  # fmt: skip
    if found:
        answer.policy = PLAYING
    return answer


def portrait(request: Any, desk: Desk, local: str) -> Any:
    """Say of whom a picture is a photograph."""
    portraits.attach(desk, local, request.POST.get("file", ""), request.POST.get("mention", ""))
    return HttpResponseRedirect(f"/sources/{local}/")


def digest(text: str) -> str:
    """The name by which places in a text are counted: SHA-256 of the text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def _files(desk: Desk, case: sources.SourceCase) -> list[Shown]:
    """The originals of a source, each with what can be shown of it."""
    originals = [text for text in case.texts if text.evidence.original is None]
    played = {text.evidence.id: playing.of(desk, text.evidence) for text in originals if text.why != ""}
    able = [one for one in played.values() if one is not None and not one.why]
    return [_file(case, text, played.get(text.evidence.id), able) for text in originals]


def _file(case: sources.SourceCase, text: Text, played: Recording | None, able: list[Recording]) -> Shown:
    if played is not None:
        return Shown(text, recording=played, segments=recordings.segments(case, played, able))
    if text.why != "kind":
        return Shown(text, marked(text, case))
    read = [one for one in case.texts if one.evidence.original == text.evidence.id and not one.why]
    derived = next((one for one in reversed(read) if one.evidence.media_type == copies.TEXT), None)
    is_picture = text.evidence.media_type.startswith("image/")
    return Shown(text, marked(derived, case) if derived else (), derived, is_picture=is_picture)


def _segments_from(request: Any) -> int:
    """The first segment that is shown of each transcript."""
    asked = request.GET.get("said", "1")
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 6 else 1
    return (max(number, 1) - 1) // recordings.A_PAGE * recordings.A_PAGE


def _may_open(desk: Desk, case: sources.SourceCase) -> bool:
    """Whether files that are no plain text may be opened here: not where they may name somebody protected."""
    return bool(case.texts) and evidence.may_open(desk, case.texts[0].evidence)
