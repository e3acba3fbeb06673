"""The evidence files a sheet names: where they lie, what they are, and the text that quotations are looked up in."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import NamedTuple

from tereze.intake import encodings
from tereze.intake.drafts import EvidenceFile
from tereze.intake.nodes import Node, Scalar, Section, Series
from tereze.intake.page import Page, Wrong
from tereze.model import ids

MEDIA_TYPES = {
    ".txt": "text/plain", ".md": "text/markdown", ".html": "text/html", ".htm": "text/html", ".csv": "text/csv",
    ".tsv": "text/tab-separated-values", ".json": "application/json", ".pdf": "application/pdf",
    ".rtf": "application/rtf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".odt": "application/vnd.oasis.opendocument.text", ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".webp": "image/webp", ".heic": "image/heic",
    ".tif": "image/tiff", ".tiff": "image/tiff", ".gif": "image/gif", ".mp3": "audio/mpeg", ".m4a": "audio/mp4",
    ".ogg": "audio/ogg", ".opus": "audio/opus", ".wav": "audio/wav", ".amr": "audio/amr", ".mp4": "video/mp4",
    ".mov": "video/quicktime", ".webm": "video/webm", ".3gp": "video/3gpp", ".warc": "application/warc",
    ".srt": "application/x-subrip", ".vtt": "text/vtt", ".wacz": "application/wacz",
    ".gz": "application/gzip", ".zip": "application/zip", ".eml": "message/rfc822",
}  # fmt: skip
_TEXTS = {".txt", ".md"}
_READ = {".html", ".htm", ".pdf", ".docx", ".odt", ".rtf", ".eml", ".srt", ".vtt"}
_MOST_TEXT = 16 * 1024 * 1024


class DerivedText(NamedTuple):
    """The text of an evidence file, its SHA-256 (of the text in UTF-8), and the file as the sheet writes it."""

    text: str
    sha256: str
    written: str


def media_type(name: str) -> str:
    """By the ending of the name; what is not known is bytes."""
    return MEDIA_TYPES.get(Path(name).suffix.lower(), "application/octet-stream")


def find(page: Page, node: Node | None) -> tuple[EvidenceFile, ...]:
    """The files of `source.evidence`. A file that is not there is a warning; one outside the page's `root` is refused.

    A partner's sheet must not be able to pull other files of this machine into a register.
    """
    series = node if isinstance(node, Series) else Series(0)
    found = []
    for item in series.items:
        if isinstance(item, Scalar) and item.value.strip():
            one = _file(page, item)
            if one is not None:
                found.append(one)
    return tuple(found)


def inside(page: Page, path: Path, written: str) -> Path:
    """`path`, which the sheet writes as `written`. Raises `Wrong` when it lies outside the page's `root`."""
    if path.resolve().is_relative_to(page.root.resolve()):
        return path
    hint = "Keep files beside the sheet, and give their path from the sheet."
    raise Wrong(f"“{written}” lies outside the folder of this collection", hint)


def _file(page: Page, item: Scalar) -> EvidenceFile | None:
    try:
        path = inside(page, page.path.parent / item.value, item.value)
    except Wrong as wrong:
        page.refuse(item.line, "evidence", wrong.error, wrong.hint)
        return None
    if not path.is_file():
        hint = "The source goes in without it; import the sheet again when the file is there."
        page.warn(item.line, "evidence", f"there is no file “{item.value}”", hint)
        return None
    name = ids.evidence_id(page.secret, page.local, item.value)
    return EvidenceFile(name, path, media_type(item.value), path.name)


def texts(section: Section, files: tuple[EvidenceFile, ...], page: Page) -> tuple[DerivedText, ...]:
    """The derived texts of those files that hold text: as they are, or as a reader takes it out without OCR."""
    node = section.items.get("evidence")
    written = [item.value for item in node.items if isinstance(item, Scalar)] if isinstance(node, Series) else []
    names = {ids.evidence_id(page.secret, page.local, name): name for name in written}
    found = (_text(file.path, names[file.id]) for file in files if file.path.stat().st_size <= _MOST_TEXT)
    return tuple(text for text in found if text is not None)


def _text(path: Path, written: str) -> DerivedText | None:
    if path.suffix.lower() in _TEXTS:
        return derive(path, written)
    if path.suffix.lower() not in _READ:
        return None
    from tereze.intake.reading import documents  # heavy to load, and most sheets name no such file

    document = documents.read_layer(path)
    return DerivedText(document.text, document.sha256, written) if document is not None else None


def derive(path: Path, written: str) -> DerivedText:
    """The text of a plain-text file: its characters as decoded, nothing else changed."""
    text = encodings.decode(path.read_bytes())
    return DerivedText(text, hashlib.sha256(text.encode()).hexdigest(), written)
