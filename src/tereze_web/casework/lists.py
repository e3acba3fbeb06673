"""Lists: what states said, claims with a number, what bears on the window, what was done for people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tereze.actions import lists
from tereze.actions.desk import Desk
from tereze.model.errors import NotFound

from ..pages import page
from .turning import Turn

A_PAGE = 50
COLUMNS = {
    "positions": ("when", "actor", "stance", "topic", "words", "source"),
    "claims": ("when", "actor", "number", "verdict", "source"),
    "incidents": ("when", "kind", "direction", "where", "against", "source"),
    "interventions": ("when", "kind", "by", "for", "addressee", "answer", "source"),
    "inquiries": ("when", "by", "to", "about", "answer", "source"),
    "assessments": ("by", "kind", "about", "says", "source"),
}


def listed(request: Any, desk: Desk, kind: str) -> Any:
    """One list, a page at a time."""
    if kind not in COLUMNS:
        raise NotFound(kind)
    turn = Turn.of(request, A_PAGE)
    items, more = turn.cut(lists.page_of(desk, kind, turn.offset, A_PAGE + 1))
    rows = [[(column, *_cell(item, column)) for column in COLUMNS[kind]] for item in items]
    return page(request, "list.html", kind=kind, kinds=COLUMNS, columns=COLUMNS[kind], rows=rows, turn=turn, more=more)


def _cell(item: dict[str, Any], column: str) -> tuple[str, str]:
    """(text, address) of one cell."""
    text = ", ".join(_texts(item.get(column)))
    return text, f"/sources/{text}/" if column == "source" and text else ""


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str | int) and not isinstance(value, bool):
        yield str(value)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, dict):
        yield from _texts(value.get("text") or [value.get("value"), value.get("who"), value.get("what")])
