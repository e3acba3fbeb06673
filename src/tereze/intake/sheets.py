"""Source sheets, judgements and changes: a YAML or JSON file into drafts and refusals. Nothing is written anywhere."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from tereze.intake import change_section, documents, judgement_section, sheet
from tereze.intake.drafts import Parsed, Refusal
from tereze.intake.nodes import Node, Scalar, Section, Unreadable, plain
from tereze.intake.page import Page, suggest
from tereze.model.value import encode

KINDS = frozenset({"source/1", "judgements/1", "change/1"})


def read(
    path: Path,
    *,
    secret: bytes,
    recorded: str,
    root: Path | None = None,
    versions: Mapping[str, int] | None = None,
    held: bytes | None = None,
) -> Iterator[Parsed]:
    """What the file holds, document by document: drafts that may go in, refusals that say what to mend.

    `secret` is the register's, for the opaque ids; `recorded` the time it is read (ISO 8601, UTC). Evidence and tables
    must lie under `root` (left out: the folder above the sheet's). A list sheet yields its `SheetDraft`, then its rows
    as `RowsDraft`s; `versions` (id → number) says which lists are read as a newer version of themselves (see
    `intake.versions`). `held` is the sheet itself where it never was a file. Raises `SheetMissing` and
    `SheetUnreadable`, nothing else.
    """
    top = root if root is not None else path.resolve().parent.parent
    for document in documents.read(path, held):
        if isinstance(document, Unreadable):
            yield Refusal(str(path), document.line, document.key, document.error, document.hint)
        else:
            page = Page(str(path), secret, recorded, path, top, document.line, digest(document.node), versions or {})
            yield from _document(page, document.node)


def _document(page: Page, node: Section) -> Iterator[Parsed]:
    kind = node.items.get("tereze")
    written = kind.value if isinstance(kind, Scalar) else ""
    if written == "source/1":
        yield from sheet.read(page, node)
    elif written == "judgements/1":
        yield from judgement_section.read(page, node)
    elif written == "change/1":
        yield from change_section.read(page, node)
    elif kind is None:
        yield Refusal(
            page.file, page.line, "tereze", "“tereze” is missing: this does not say what it is", _first_line(node)
        )
    else:
        hint = suggest(written, KINDS) or "This version reads source/1, judgements/1 and change/1."
        yield Refusal(page.file, kind.line, "tereze", f"“{written}” is not a kind of document known here", hint)


def _first_line(node: Section) -> str:
    for kind in ("source", "judgements", "changes"):
        if kind in node.items:
            return f"Begin with “tereze: {kind.removesuffix('s') if kind == 'changes' else kind}/1”."
    return "Begin with “tereze: source/1”."


def digest(node: Node) -> str:
    """SHA-256 (hex) of a document as coded: comments and layout do not matter, a changed value does."""
    return hashlib.sha256(encode(plain(node))).hexdigest()
