"""What a reader hands back: the text, where its pieces lie in the original, and what the document says of itself."""

from __future__ import annotations

import hashlib
import re
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

    `remarks` say what was left out (pictures, attachments, macros that were not run).
    """

    text: str
    sha256: str
    media_type: str
    segments: tuple[Segment, ...]
    about: About
    language: Detected
    remarks: tuple[str, ...] = ()

    def segment_at(self, begin: int) -> Segment | None:
        """The segment that holds a code point."""
        return next((one for one in self.segments if one.begin <= begin < one.end), None)


def derived(
    text: str,
    media_type: str,
    *,
    segments: tuple[Segment, ...] = (),
    about: About | None = None,
    remarks: tuple[str, ...] = (),
) -> Derived:
    """Put together, with control characters replaced one for one (U+FFFD), so that every place stays where it was."""
    kept = _CONTROLS.sub("\ufffd", text)
    said = About() if about is None else About(*(_line(value) for value in about))
    return Derived(
        kept, hashlib.sha256(kept.encode()).hexdigest(), media_type, segments, said, detect(kept.strip()), remarks
    )


def _line(value: str) -> str:
    """One line of it, without control characters, of a length that can be shown."""
    return " ".join(_CONTROLS.sub("", value).split())[:500]


def safe_name(name: str) -> str:
    """A file's name as it may be shown: its last part, without control characters and marks that turn the line."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(char if char.isprintable() else "\ufffd" for char in last)[:200] or "\ufffd"
