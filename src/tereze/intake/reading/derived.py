"""What a reader hands back: the text, where its pieces lie in the original, and what the document says of itself."""

from __future__ import annotations

import bisect
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tereze.intake.language.detect import Detected, detect
from tereze.model.errors import BadInput

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class CannotRead(BadInput):
    """A document that is not read: what it is, and what to do instead."""

    message = "“{0}” is not read: {1}."
    hint = "Keep the file as evidence, and type or paste what it says into a text file beside it."


class Segment(NamedTuple):
    """A stretch of the derived text (code points) and where it stands in the original: page or seconds."""

    begin: int
    end: int
    page: int | None = None
    seconds: tuple[str, str] | None = None


class Recognised(NamedTuple):
    """A word that OCR made out: its place in the derived text, how sure (0 to 100), its page, its box in pixels."""

    begin: int
    end: int
    sure: int
    page: int
    xywh: tuple[int, int, int, int]

    def moved(self, by: int) -> Recognised:
        """The same word in a text in which its page begins at `by`."""
        return self._replace(begin=self.begin + by, end=self.end + by)

    def scaled(self, by: float) -> Recognised:
        """The same word on the picture before it was shrunk."""
        left, top, width, height = (round(edge * by) for edge in self.xywh)
        return self._replace(xywh=(left, top, width, height))


class About(NamedTuple):
    """What a document says of itself. Nothing here is checked; a person confirms it. `published` is EDTF or empty."""

    title: str = ""
    published: str = ""
    author: str = ""
    publisher: str = ""
    url: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Derived:
    """The text read from a document. `sha256` is of the text in UTF-8: locators count in this very text.

    `remarks` say what was left out (pictures, attachments, macros that were not run). `words` are those that OCR made
    out, in order of place; a text that was no picture has none.
    """

    text: str
    sha256: str
    media_type: str
    segments: tuple[Segment, ...]
    about: About
    language: Detected
    remarks: tuple[str, ...] = ()
    words: tuple[Recognised, ...] = ()

    def segment_at(self, begin: int) -> Segment | None:
        """The segment that holds a code point."""
        return next((one for one in self.segments if one.begin <= begin < one.end), None)

    def words_at(self, begin: int, end: int) -> tuple[Recognised, ...]:
        """The words of OCR that share a character with this stretch."""
        return tuple(overlapping(self.words, begin, end))

    def sureness(self, begin: int, end: int) -> int | None:
        """How sure OCR is of this stretch: its least sure word, 0 to 100; None where nothing was guessed."""
        return min((word.sure for word in self.words_at(begin, end)), default=None)


def overlapping(words: Sequence[Recognised], begin: int, end: int) -> Sequence[Recognised]:
    """Of words in order of place, those that share a character with this stretch."""
    first = bisect.bisect_right(words, begin, key=lambda word: word.end)
    last = bisect.bisect_left(words, end, key=lambda word: word.begin)
    return words[first:last]


def derived(
    text: str,
    media_type: str,
    *,
    segments: tuple[Segment, ...] = (),
    about: About | None = None,
    remarks: tuple[str, ...] = (),
    words: tuple[Recognised, ...] = (),
) -> Derived:
    """Put together, with control characters replaced one for one (U+FFFD), so that every place stays where it was."""
    kept = _CONTROLS.sub("\ufffd", text)
    said = About() if about is None else About(*(_line(value) for value in about))
    return Derived(
        kept,
        hashlib.sha256(kept.encode()).hexdigest(),
        media_type,
        segments,
        said,
        detect(kept.strip()),
        remarks,
        words,
    )


def _line(value: str) -> str:
    """One line of it, without control characters, of a length that can be shown."""
    return " ".join(_CONTROLS.sub("", value).split())[:500]


def safe_name(name: str) -> str:
    """A file's name as it may be shown: its last part, without control characters and marks that turn the line."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(char if char.isprintable() else "\ufffd" for char in last)[:200] or "\ufffd"
