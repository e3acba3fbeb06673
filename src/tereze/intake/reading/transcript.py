"""A transcript: what was said from which second to which, how sure a machine was, and who listened and confirmed it.

Until a listener has confirmed a segment it is a draft: machines write fluent sentences that nobody said. Kept as JSON
beside the recording; every confirmation makes a new version, the old ones stay.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from tereze.intake.reading import subtitles
from tereze.intake.reading.derived import Derived, Segment, derived
from tereze.model.errors import BadInput

MEDIA_TYPE = "application/vnd.tereze.transcript+json"
_DOUBTFUL = 60
_SILENCE, _REPEATS = 0.6, 2.4  # above these a machine most likely invented the words


class NoSegment(BadInput):
    """A segment that the transcript does not have."""

    message = "There is no segment “{0}”; this transcript has {1}."
    hint = "Segments are counted from 1: `--confirm 1-3,7`."


class Said(NamedTuple):
    """One segment: seconds (as decimals in text), words, how sure a machine was (0 to 100; None where a person wrote
    it), why it is doubtful, and the id of whoever listened to it and confirmed it.
    """

    begin: str
    end: str
    text: str
    sure: int | None = None
    doubt: str = ""
    heard_by: str = ""


class Transcript(NamedTuple):
    """All segments in order. `made` says how: "machine" or "brought"; `likely` how likely the language is (0 to 100).

    `version` grows by one each time something was confirmed or a transcript came anew.
    """

    language: str
    likely: int | None
    made: str
    segments: tuple[Said, ...]
    version: int = 1


def of_machine(lines: Iterable[dict[str, Any]]) -> Transcript:
    """From what the speech worker prints."""
    first, *rest = lines
    segments = tuple(_said(one) for one in rest if str(one["text"]).strip())
    return Transcript(str(first["language"]), round(100 * first["likely"]), "machine", segments)


def _said(one: dict[str, Any]) -> Said:
    sure = max(0, min(100, round(100 * math.exp(one["logprob"]))))
    doubts = (
        "perhaps nobody spoke" if one["silence"] > _SILENCE else "",
        "the same words over and over" if one["repeats"] > _REPEATS else "",
        "hard to hear" if sure < _DOUBTFUL else "",
    )
    text = " ".join(str(one["text"]).split())
    return Said(f"{one['begin']:.2f}", f"{one['end']:.2f}", text, sure, "; ".join(filter(None, doubts)))


def of_subtitles(data: bytes, language: str) -> Transcript:
    """From SRT or VTT that somebody wrote. Raises `NoCues`, `TooMuch`."""
    document = subtitles.read(data)
    segments = tuple(
        Said(*(one.seconds or ("0", "0")), document.text[one.begin : one.end].strip()) for one in document.segments
    )
    return Transcript(language or document.language.tag, None, "brought", segments)


def confirm(transcript: Transcript, numbers: Iterable[int], changed: dict[int, str], by: str) -> Transcript:
    """The same with these segments (from 1) confirmed by a listener, some with the words that were really said.

    A segment in which nobody spoke is confirmed with empty words. Raises `NoSegment`.
    """
    segments = list(transcript.segments)
    for number in {*numbers, *changed}:
        if not 1 <= number <= len(segments):
            raise NoSegment(number, len(segments))
        one = segments[number - 1]
        segments[number - 1] = one._replace(text=" ".join(changed.get(number, one.text).split()), heard_by=by)
    return transcript._replace(segments=tuple(segments), version=transcript.version + 1)


def numbers(written: str, count: int) -> list[int]:
    """`1-3,7` as numbers. Raises `NoSegment`."""
    found: list[int] = []
    for part in written.split(","):
        match = re.fullmatch(r"\s*(\d{1,6})(?:\s*-\s*(\d{1,6}))?\s*", part)
        if match is None:
            raise NoSegment(part, count)
        first, last = int(match[1]), int(match[2] or match[1])
        if not 1 <= first <= last <= count:
            raise NoSegment(part.strip(), count)
        found += range(first, last + 1)
    return found


def as_text(transcript: Transcript, *, heard_only: bool = False) -> Derived:
    """The words as a text whose places know their seconds; `heard_only` leaves out what nobody has confirmed."""
    parts: list[str] = []
    segments: list[Segment] = []
    length = 0
    for one in transcript.segments:
        if not one.text or (heard_only and not one.heard_by):
            continue
        segments.append(Segment(length, length + len(one.text), seconds=(one.begin, one.end)))
        parts.append(one.text + "\n")
        length += len(one.text) + 1
    waiting = sum(not one.heard_by for one in transcript.segments)
    remark = f"{waiting} of {len(transcript.segments)} segments were not confirmed by a listener yet."
    remarks = (remark,) if waiting and not heard_only else ()
    return derived("".join(parts), "text/plain", segments=tuple(segments), remarks=remarks)


def written(transcript: Transcript) -> bytes:
    """As it is kept."""
    held = transcript._asdict() | {"segments": [one._asdict() for one in transcript.segments]}
    return json.dumps(held, ensure_ascii=False, indent=1).encode()


def parsed(data: bytes) -> Transcript:
    """What `written` wrote."""
    held = json.loads(data)
    return Transcript(**held | {"segments": tuple(Said(**one) for one in held["segments"])})
