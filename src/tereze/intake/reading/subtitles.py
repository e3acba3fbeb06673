"""SRT and VTT: what was said, each cue with the seconds it was said in. A listener confirms every cue."""

from __future__ import annotations

import re

from tereze.intake import encodings
from tereze.intake.reading.derived import Derived, Segment, derived
from tereze.intake.reading.limits import TextBuffer

_CLOCK = r"(?:(\d{1,3}):)?([0-5]?\d):([0-5]?\d)[.,](\d{1,3})"
_CUE = re.compile(rf"^[ \t]*{_CLOCK}[ \t]*-->[ \t]*{_CLOCK}[^\n]*$", re.MULTILINE)
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,200}>|\{\\[^}\n]{0,100}\}")
_COUNTER = re.compile(r"\n[ \t]*\d+[ \t]*$")


class NoCues(ValueError):
    """There is not one cue in it; the reader turns it into a `CannotRead`."""


def read(data: bytes) -> Derived:
    """The transcript. Raises `NoCues`, `TooMuch`."""
    source = encodings.decode(data).replace("\r\n", "\n").replace("\r", "\n")
    cues = list(_CUE.finditer(source))
    if not cues:
        raise NoCues("there is no line with times in it")
    buffer = TextBuffer()
    segments = []
    for at, cue in enumerate(cues):
        end = cues[at + 1].start() if at + 1 < len(cues) else len(source)
        said = _said(source[cue.end() : end], last=at + 1 == len(cues))
        if said:
            begin = buffer.length
            buffer.add(said + "\n")
            segments.append(Segment(begin, begin + len(said), seconds=(_seconds(cue, 1), _seconds(cue, 5))))
    remark = "A transcript: someone must listen to every passage that is used."
    vtt = source.lstrip("\ufeff").startswith("WEBVTT")
    return derived(
        buffer.text(), "text/vtt" if vtt else "application/x-subrip", segments=tuple(segments), remarks=(remark,)
    )


def _said(block: str, *, last: bool) -> str:
    body = block if last else _COUNTER.sub("", block.rstrip("\n "))
    paragraph = body.strip("\n").split("\n\n")[0]
    lines = (_TAG.sub("", line).strip() for line in paragraph.split("\n"))
    return " ".join(filter(None, lines))


def _seconds(cue: re.Match[str], first: int) -> str:
    hours, minutes, seconds, rest = (cue[first + at] for at in range(4))
    return f"{int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)}.{rest.ljust(3, '0')}"
