"""ODT: headings and paragraphs. Comments and the record of changes are left out."""

from __future__ import annotations

import re

from tereze.intake.reading import archive, safexml
from tereze.intake.reading.derived import About, Derived, derived
from tereze.intake.reading.docx import simple_fields
from tereze.intake.reading.limits import TextBuffer

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
_LEFT_OUT = frozenset({"tracked-changes", "annotation", "script", "event-listeners"})
_MOST_SPACES = 1000
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def read(data: bytes) -> Derived:
    """The document. Raises `BadArchive`, `BadXml`, `TooMuch`."""
    with archive.opened(data) as packed:
        content = archive.member(packed, "content.xml")
        if content is None:
            raise archive.BadArchive("there is no text document in it")
        buffer = TextBuffer()
        _Paragraphs(buffer).read(content)
        meta = archive.member(packed, "meta.xml")
        pictures = sum(name.startswith("Pictures/") for name in packed.namelist())
    remarks = (f"It holds {pictures} pictures; they were not read.",) if pictures else ()
    return derived(buffer.text(), MEDIA_TYPE, about=_about(meta), remarks=remarks)


class _Paragraphs:
    def __init__(self, buffer: TextBuffer) -> None:
        self.buffer = buffer
        self.inside = 0
        self.left_out = 0

    def read(self, content: bytes) -> None:
        safexml.parse(content, self.start, self.end, self.text)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = safexml.local(name)
        if tag in _LEFT_OUT or self.left_out:
            self.left_out += 1
        elif tag in {"p", "h"}:
            self.inside += 1
        elif tag == "tab":
            self.buffer.add("\t")
        elif tag == "line-break":
            self.buffer.add("\n")
        elif tag == "s":
            written = next((value for key, value in attributes.items() if safexml.local(key) == "c"), "1")
            self.buffer.add(" " * min(int(written) if written.isdecimal() else 1, _MOST_SPACES))

    def end(self, name: str) -> None:
        if self.left_out:
            self.left_out -= 1
        elif safexml.local(name) in {"p", "h"}:
            self.inside -= 1
            self.buffer.add("\n")

    def text(self, found: str) -> None:
        if self.inside and not self.left_out:
            self.buffer.add(found)


def _about(meta: bytes | None) -> About:
    if meta is None:
        return About()
    fields = simple_fields(meta)
    day = _DAY.match(fields.get("creation-date", fields.get("date", "")))
    author = fields.get("initial-creator", fields.get("creator", ""))
    return About(fields.get("title", ""), day[0] if day else "", author)
