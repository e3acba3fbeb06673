"""What auto-archiver left: a folder with files and a table (CSV) that says which address each came from, with digests.

The table holds Python values as text; they are read as a syntax tree and never run.
"""

from __future__ import annotations

import ast
import csv
import hashlib
import io
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from tereze.intake.proofs.checked import Checked, shown

_COLUMNS = {"status", "metadata", "media"}
_HASHES = {"SHA-256": "sha256", "SHA3-512": "sha3_512"}
_MOST_TABLE = 64 * 1024 * 1024
_MOST_FIELD = 16 * 1024 * 1024
_PIECE = 1 << 20


class BadTable(ValueError):
    """A table that cannot be read; the caller says so in its own words."""


class Item(NamedTuple):
    """One file, where it was found, when (as the table says), and whether its digest holds."""

    path: Path
    url: str
    time: str
    title: str
    checked: Checked


def table(folder: Path) -> Path | None:
    """The table of such a folder; None where it is not one."""
    for path in sorted(folder.glob("*.csv")):
        with path.open("r", encoding="utf-8", errors="replace") as file:
            if set(file.readline(4096).strip().split(",")) >= _COLUMNS:
                return path
    return None


def read(folder: Path, found: Path) -> Iterator[Item]:
    """Every file that the table names and the folder holds; files outside the folder are never touched.

    Raises `BadTable`.
    """
    for row in _rows(found):
        about = _values(row.get("metadata") or "")
        for media in _dictionaries(row.get("media") or ""):
            path = _inside(folder, media)
            if path is not None:
                when = str(about.get("timestamp") or about.get("_processed_at") or "")
                url, title = shown(str(about.get("url", ""))), shown(str(about.get("title", "")))
                yield Item(path, url, shown(when), title, _check(path, media))


def _rows(found: Path) -> list[dict[str, str | None]]:
    if found.stat().st_size > _MOST_TABLE:
        raise BadTable("its table is larger than a table is")
    text = found.read_bytes().decode("utf-8", "replace").replace("\0", "")
    usual = csv.field_size_limit(_MOST_FIELD)
    try:
        return list(csv.DictReader(io.StringIO(text, newline="")))
    except csv.Error:
        raise BadTable("its table is damaged") from None
    finally:
        csv.field_size_limit(usual)


def _inside(folder: Path, media: dict[str, Any]) -> Path | None:
    for key in ("_key", "key", "filename"):
        written = str(media.get(key) or "")
        for relative in (written, PurePosixPath(written).name):
            path = folder / relative
            if relative and path.resolve().is_relative_to(folder.resolve()) and path.is_file():
                return path
    return None


def _check(path: Path, media: dict[str, Any]) -> Checked:
    found = Checked("auto-archiver", what="the file as it was archived")
    held = media.get("properties")
    algorithm, _, digest = str(held.get("hash", "") if isinstance(held, dict) else "").rpartition(":")
    if algorithm not in _HASHES:
        return found._replace(notes=("its table names no digest for it",))
    made = hashlib.new(_HASHES[algorithm])
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            made.update(piece)
    if made.hexdigest() != digest.lower():
        return found._replace(problems=("its bytes are not those its digest names",))
    return found._replace(with_=(algorithm,))


def _values(text: str) -> dict[str, Any]:
    return next(iter(_dictionaries(text)), {})


def _dictionaries(text: str) -> list[dict[str, Any]]:
    """The dictionaries at the top of a Python value, from its syntax tree; what is no plain value is left out."""
    try:
        tree = ast.parse(text[: 4 * 1024 * 1024], mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
    nodes = tree.elts if isinstance(tree, ast.List | ast.Tuple) else [tree]
    return [value for value in map(_plain, nodes) if isinstance(value, dict)]


def _plain(node: ast.expr, depth: int = 0) -> Any:
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.Dict) and depth < 10:
        pairs = zip(node.keys, node.values, strict=True)
        return {key.value: _plain(value, depth + 1) for key, value in pairs if isinstance(key, ast.Constant)}
    if isinstance(node, ast.Call):  # datetime.datetime(2024, 1, 2, 3, 4, tzinfo=…): the numbers are what is wanted
        parts = [part.value for part in node.args if isinstance(part, ast.Constant) and isinstance(part.value, int)]
        return "-".join(f"{part:02}" for part in parts[:3]) if len(parts) >= 3 else None
    return None
