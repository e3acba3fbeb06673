"""Write a source sheet so that every value stands on a line of its own, and remember which field it came from.

Whatever the sheet's reader refuses it refuses by line; so the refusal can be shown beside the field that holds it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

Where = tuple[str, int, str]
"""Section of the form, item in it (from 0), field of the item."""


class Leaf(NamedTuple):
    """A text and the field it was typed into; None for what the program put there itself."""

    text: str
    where: Where | None = None


Node: TypeAlias = "Leaf | Mapping[str, Node] | Sequence[Node]"
"""What a sheet is made of; empty leaves, lists and tables are left out."""


def write(node: Mapping[str, Node]) -> tuple[bytes, dict[int, Where]]:
    """The sheet as YAML (UTF-8), and for each of its lines (from 1) the field it comes from, where there is one."""
    lines = list(_table(node, ""))
    text = "\n".join(line for line, _ in lines) + "\n"
    return text.encode(), {number: where for number, (_, where) in enumerate(lines, start=1) if where}


def _table(node: Mapping[str, Node], indent: str) -> Iterator[tuple[str, Where | None]]:
    for key, value in node.items():
        if _is_empty(value):
            continue
        if isinstance(value, Leaf):
            yield f"{indent}{key}: {_quoted(value.text)}", value.where
        else:
            yield f"{indent}{key}:", _first(value)
            yield from _inside(value, indent + "  ")


def _list(node: Sequence[Node], indent: str) -> Iterator[tuple[str, Where | None]]:
    for value in node:
        if _is_empty(value):
            continue
        if isinstance(value, Leaf):
            yield f"{indent}- {_quoted(value.text)}", value.where
        else:
            yield f"{indent}-", _first(value)
            yield from _inside(value, indent + "  ")


def _inside(node: Node, indent: str) -> Iterator[tuple[str, Where | None]]:
    yield from _table(node, indent) if isinstance(node, Mapping) else _list(node, indent)  # type: ignore[arg-type]


def _is_empty(node: Node) -> bool:
    if isinstance(node, Leaf):
        return not node.text
    values = node.values() if isinstance(node, Mapping) else node
    return all(_is_empty(value) for value in values)


def _first(node: Node) -> Where | None:
    """The first field inside: where to show what is wrong with the whole."""
    if isinstance(node, Leaf):
        return node.where
    for value in node.values() if isinstance(node, Mapping) else node:
        if not _is_empty(value) and (found := _first(value)) is not None:
            return found
    return None


def _quoted(text: str) -> str:
    """A text as YAML takes it whatever is in it, on one line."""
    return json.dumps(text, ensure_ascii=False)
