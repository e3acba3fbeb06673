"""Listen to a recording beside its words, and confirm them segment by segment: until then nobody drafts from them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from django.http import HttpResponseRedirect

from tereze.actions import evidence, hearing, playing, sources
from tereze.actions.desk import Desk
from tereze.actions.hearing import StaleTranscript
from tereze.intake.reading.transcript import Transcript
from tereze.model.errors import NotFound
from tereze.model.sources import Source

from ..headers import PLAYING
from ..pages import page
from ..words import words
from .recordings import clock

A_PAGE = 40
LONGEST = 4000


class Difference(NamedTuple):
    """A segment that was to be confirmed: its words as they stand now, and as this person had them."""

    number: int
    now: str
    mine: str


class Wrong(NamedTuple):
    """Why nothing was kept, the answer's status, the words that were typed by segment, and what stands there now."""

    text: str = ""
    status: int = 200
    typed: Mapping[int, str] = MappingProxyType({})
    differences: tuple[Difference, ...] = ()


def listen(request: Any, desk: Desk, file: str) -> Any:
    """One part of a transcript with the player; or what was confirmed, refused where somebody was first."""
    source, found = _found(desk, file)
    if request.method != "POST":
        return _page(request, (source, found))
    said = words(request.language)
    seen = request.POST.get("seen", "")
    typed = _typed(request, found)
    if not typed:
        return _page(request, (source, found), Wrong(said("recording.nothing"), 422))
    known = found.transcript.segments if found.transcript else ()
    changed = {number: text for number, text in typed.items() if text != known[number - 1].text}
    try:
        hearing.confirm(desk, file, typed, changed, int(seen) if seen.isdecimal() else -1)
    except StaleTranscript:
        now = {number: known[number - 1].text for number in typed}
        differences = tuple(Difference(one, now[one], typed[one]) for one in typed)
        return _page(request, (source, found), Wrong(said("recording.stale"), 409, typed, differences))
    return HttpResponseRedirect(f"/recordings/{file}/words/?part={_part(request)}#n-{max(typed)}")


def _found(desk: Desk, file: str) -> tuple[Source, playing.Recording]:
    """A recording that was written down, of a source this person may look at. Raises `NotFound`."""
    desk.must("hear")
    original = evidence.get(desk, file)
    source = desk.register.index.get(original.source)
    if not isinstance(source, Source):
        raise NotFound(file)
    sources.look(desk, source.local, 0, 0)
    found = playing.of(desk, original)
    if found is None or found.transcript is None or found.why in {"may", "gone"}:
        raise hearing.NoTranscript(original.id)
    return source, found


def _typed(request: Any, found: playing.Recording) -> dict[int, str]:
    """The segments that were ticked, each with its words as they stand in the form."""
    count = len(found.transcript.segments) if found.transcript else 0
    ticked = [int(one) for one in request.POST.getlist("heard") if one.isascii() and one.isdecimal() and len(one) < 7]
    return {
        number: " ".join(request.POST.get(f"words-{number}", "").split())[:LONGEST]
        for number in sorted(set(ticked)) if 1 <= number <= count
    }  # fmt: skip


def _part(request: Any) -> int:
    asked = request.POST.get("part") or request.GET.get("part", "1")
    return max(int(asked), 1) if asked.isascii() and asked.isdecimal() and len(asked) < 6 else 1


def _page(request: Any, shown: tuple[Source, playing.Recording], wrong: Wrong = Wrong()) -> Any:  # noqa: B008  # a value
    source, found = shown
    made = found.transcript or Transcript("", None, "brought", ())
    parts = max(1, -(-len(made.segments) // A_PAGE))
    part = min(_part(request), parts)
    begin = (part - 1) * A_PAGE
    answer = page(
        request, "casework/listen.html", wrong.status, source=source, recording=found, made=made, part=part,
        of_parts=parts, segments=list(enumerate(made.segments[begin : begin + A_PAGE], start=begin + 1)), clock=clock,
        wrong=wrong, confirmed=sum(bool(one.heard_by) for one in made.segments),
    )  # fmt: skip
    answer.policy = PLAYING
    return answer
