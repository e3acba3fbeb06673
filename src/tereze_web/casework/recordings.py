"""Play a recording from the office's own address: opened piece by piece, to a player and to nothing else.

The address holds the file's opaque id. What is sent is called sound or film only where its bytes are that; a browser
that goes there as to a page is told that there is nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from django.http import HttpResponse, StreamingHttpResponse

from tereze.actions import playing
from tereze.actions.desk import Desk
from tereze.actions.playing import PIECE, Recording
from tereze.actions.sources import SourceCase
from tereze.intake.reading.transcript import Said
from tereze.model.errors import NotFound

from ..gate import token_of
from ..headers import SEALED_OFF

PLAYERS = frozenset({"audio", "video", ""})
"""What a browser says it wants a file for (`Sec-Fetch-Dest`); old ones say nothing."""
A_PAGE = 120
"""Segments of a transcript shown at a time."""
_RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")


class Segment(NamedTuple):
    """One segment of a transcript (from 1), with the statements that rest on these seconds."""

    number: int
    said: Said
    statements: tuple[str, ...]


def recording(request: Any, desk: Desk, file: str) -> Any:
    """A stretch of a recording (206), at most a piece; the whole of it (200), piece by piece, where none is named."""
    if request.headers.get("Sec-Fetch-Dest", "") not in PLAYERS:
        raise NotFound(file)
    head = playing.play(desk, file, 0, 0)
    asked = _range(request.headers.get("Range", ""), head.size)
    if asked is None:
        pieces = iter(()) if request.method == "HEAD" else _pieces(request, desk, file, head.size)
        return _headed(StreamingHttpResponse(pieces), head.kind.media_type, head.size)
    begin, end = asked
    if begin >= end:
        refused = _headed(HttpResponse(status=416), head.kind.media_type, 0)
        refused["Content-Range"] = f"bytes */{head.size}"
        return refused
    piece = playing.play(desk, file, begin, end - begin)
    answer = _headed(HttpResponse(piece.data, status=206), head.kind.media_type, len(piece.data))
    answer["Content-Range"] = f"bytes {begin}-{begin + len(piece.data) - 1}/{head.size}"
    return answer


def segments(case: SourceCase, found: Recording, recordings: Sequence[Recording]) -> tuple[Segment, ...]:
    """The transcript of a recording, each segment with the statements of the source that point at its seconds."""
    if found.transcript is None:
        return ()
    places = [(place[1], place[2], name) for name, place in seconds(case, recordings).items() if place[0] == found]
    return tuple(
        Segment(number, said, tuple(name for begin, end, name in places if _meet(begin, end, said)))
        for number, said in enumerate(found.transcript.segments, start=1)
    )


def seconds(case: SourceCase, recordings: Sequence[Recording]) -> dict[str, tuple[Recording, float, float]]:
    """Statement id → the recording and the seconds it points at; of several recordings the one its locator names."""
    found = {}
    for said in (said for mention in case.mentions for said in mention.statements):
        if said.at is None or said.at.seconds is None or not recordings:
            continue
        named = (one for one in recordings if said.at.file and one.evidence.name == said.at.file)
        begin, end = (_number(text) for text in said.at.seconds)
        found[said.id] = (next(named, recordings[0]), begin, max(begin, end))
    return found


def clock(text: str | float) -> str:
    """Seconds as a person reads them off a player: 1:23, 1:02:03."""
    whole = int(_number(str(text)))
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _headed(answer: Any, media_type: str, length: int) -> Any:
    answer["Content-Type"] = media_type
    answer["Content-Length"] = str(length)
    answer["Accept-Ranges"] = "bytes"
    answer["Content-Disposition"] = 'attachment; filename="recording"'
    answer.policy = SEALED_OFF
    return answer


def _pieces(request: Any, desk: Desk, file: str, size: int) -> Iterator[bytes]:
    """The whole recording; the register is free between the pieces. It ends when the visit does."""
    office, actor, token = request.office, desk.actor, token_of(request)
    for begin in range(0, size, PIECE):
        if office.visits.find(token) is None:
            return
        with office.desk(actor) as at_desk:
            piece = playing.play(at_desk, file, begin)
        yield piece.data


def _range(asked: str, size: int) -> tuple[int, int] | None:
    """(first byte, one past the last) of a range; None where no single range is asked for. Empty if there is none."""
    match = _RANGE.fullmatch(asked.strip())
    if match is None or match[0] == "bytes=-":
        return None
    first, last = match[1], match[2]
    if not first:
        return max(size - int(last), 0), size if int(last) else 0
    begin, end = int(first), int(last) + 1 if last else size
    if end <= begin and last:
        return None  # not a range at all: the last byte stands before the first
    return begin, min(end, size)


def _meet(begin: float, end: float, said: Said) -> bool:
    return (begin < _number(said.end) and _number(said.begin) < end) or begin == end == _number(said.begin)


def _number(text: str) -> float:
    try:
        return max(float(text), 0.0)
    except ValueError:
        return 0.0
