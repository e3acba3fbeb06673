"""A file into its documents, one at a time: a stream of sheets is never held whole, and a bad one spoils no other."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import IO, NamedTuple

from tereze.intake import json_nodes, yaml_nodes
from tereze.intake.nodes import SHEET_BYTES, Node, Section, Unreadable
from tereze.model.errors import MachineFailed, NotFound, why

_BOM = b"\xef\xbb\xbf"
_OTHER_BOMS = (b"\xff\xfe", b"\xfe\xff")


class SheetMissing(NotFound):
    """There is no such file."""

    message = "There is no file “{0}”."
    hint = "Check the path."


class SheetUnreadable(MachineFailed):
    """The file is there and cannot be opened."""

    message = "The file “{0}” cannot be opened ({1})."
    hint = "Check its permissions."


class Document(NamedTuple):
    """One document of a file: its tree, and the line on which it begins."""

    node: Section
    line: int


def read(path: Path, held: bytes | None = None) -> Iterator[Document | Unreadable]:
    """The documents of a YAML or JSON file, in order. Raises `SheetMissing` and `SheetUnreadable`.

    `held` is a sheet that never was a file (what a screen wrote): it is read in its place, and the disk is not touched.
    """
    for data, line in _chunks(path, held):
        if data is None:
            yield Unreadable(
                line, "the sheet is larger than 16 MiB", "Divide it, or keep long texts as evidence files."
            )
            continue
        try:
            node = _compose(data, line)
        except Unreadable as problem:
            yield problem
            continue
        if isinstance(node, Section):
            yield Document(node, line)
        elif node is not None:
            yield Unreadable(line, "this is not a sheet", "A sheet begins with “tereze: source/1”.")


def _compose(data: bytes, line: int) -> Node | None:
    if data[:2] in _OTHER_BOMS:
        raise Unreadable(line, "this is not UTF-8 text", "Save the file again as UTF-8.")
    if data.lstrip()[:1] not in {b"{", b"["}:
        return yaml_nodes.compose(data, line)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        at = line + data.count(b"\n", 0, error.start)
        raise Unreadable(at, "this is not UTF-8 text", "Save the file again as UTF-8.") from None
    try:
        return json_nodes.compose(text, line)
    except Unreadable:
        node = _flow_yaml(data, line)
        if node is None:
            raise
        return node


def _flow_yaml(data: bytes, line: int) -> Node | None:
    """A sheet written as one YAML flow mapping looks like JSON and is not: try that before giving up."""
    try:
        return yaml_nodes.compose(data, line)
    except Unreadable:
        return None


def _chunks(path: Path, held: bytes | None) -> Iterator[tuple[bytes | None, int]]:
    """(bytes, first line) of each document; None for bytes that are too many. `---` at a line's start divides."""
    try:
        with path.open("rb") if held is None else BytesIO(held) as stream:
            yield from _divide(stream)
    except (FileNotFoundError, NotADirectoryError):
        raise SheetMissing(path.name) from None
    except OSError as error:
        raise SheetUnreadable(path.name, why(error)) from None


def _divide(stream: IO[bytes]) -> Iterator[tuple[bytes | None, int]]:
    parts: list[bytes] = []
    size, begins, ended = 0, 1, False
    for number, line in enumerate(iter(partial(stream.readline, SHEET_BYTES + 1), b""), start=1):
        text = line.removeprefix(_BOM) if number == 1 else line
        if _divides(text) or (ended and not _says_nothing(text)):
            yield from _whole(parts, size, begins)
            parts, size, begins, ended = [], 0, number, False
        if text.rstrip() == b"...":
            ended = True
            continue
        size += len(text)
        if size <= SHEET_BYTES:
            parts.append(text)
    yield from _whole(parts, size, begins)


def _divides(line: bytes) -> bool:
    return line.startswith(b"---") and line[3:4] in {b"", b" ", b"\t", b"\r", b"\n"}


def _says_nothing(line: bytes) -> bool:
    """Whether a line at the edge of a document is blank, a comment or a directive (tags are refused anyway)."""
    return not line.strip() or line.startswith((b"#", b"%"))


def _whole(parts: list[bytes], size: int, begins: int) -> Iterator[tuple[bytes | None, int]]:
    if size > SHEET_BYTES:
        yield None, begins
        return
    skipped = 0
    while skipped < len(parts) and _says_nothing(parts[skipped]):
        skipped += 1
    if any(not _says_nothing(line) and line.strip() != b"---" for line in parts[skipped:]):
        yield b"".join(parts[skipped:]), begins + skipped
