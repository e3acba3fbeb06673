"""DOCX: the paragraphs of the text and its notes. Pictures, comments, deleted passages and macros are left out."""

from __future__ import annotations

import re

from tereze.intake.reading import archive, safexml
from tereze.intake.reading.derived import About, Derived, derived
from tereze.intake.reading.limits import TextBuffer

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")


def read(data: bytes) -> Derived:
    """The document. Raises `BadArchive`, `BadXml`, `TooMuch`."""
    with archive.opened(data) as packed:
        body = archive.member(packed, "word/document.xml")
        if body is None:
            raise archive.BadArchive("there is no text document in it")
        names = packed.namelist()
        buffer = TextBuffer()
        for part in (body, *(archive.member(packed, name) for name in _NOTES)):
            if part is not None:
                _paragraphs(part, buffer)
        about = _about(archive.member(packed, "docProps/core.xml"))
    return derived(buffer.text(), MEDIA_TYPE, about=about, remarks=tuple(_remarks(names)))


def _remarks(names: list[str]) -> list[str]:
    found = []
    if any(name.endswith("vbaProject.bin") for name in names):
        found.append("It holds macros; they were not run.")
    pictures = sum(name.startswith("word/media/") for name in names)
    if pictures:
        found.append(f"It holds {pictures} pictures; they were not read.")
    return found


def _paragraphs(part: bytes, buffer: TextBuffer) -> None:
    inside = 0

    def start(name: str, attributes: dict[str, str]) -> None:  # noqa: ARG001  # expat gives both
        nonlocal inside
        match safexml.local(name):
            case "t":
                inside += 1
            case "tab":
                buffer.add("\t")
            case "br" | "cr":
                buffer.add("\n")

    def end(name: str) -> None:
        nonlocal inside
        match safexml.local(name):
            case "t":
                inside -= 1
            case "p":
                buffer.add("\n")

    def text(found: str) -> None:
        if inside:
            buffer.add(found)

    safexml.parse(part, start, end, text)


def _about(core: bytes | None) -> About:
    if core is None:
        return About()
    fields = simple_fields(core)
    day = _DAY.match(fields.get("created", ""))
    return About(fields.get("title", ""), day[0] if day else "", fields.get("creator", ""))


def simple_fields(data: bytes) -> dict[str, str]:
    """Element name → text, for XML that is a flat list of facts."""
    fields: dict[str, str] = {}
    current = ""

    def start(name: str, attributes: dict[str, str]) -> None:  # noqa: ARG001  # expat gives both
        nonlocal current
        current = safexml.local(name)

    def text(found: str) -> None:
        fields[current] = (fields.get(current, "") + found)[:2000]

    safexml.parse(data, start, lambda _name: None, text)
    return {name: value.strip() for name, value in fields.items()}
