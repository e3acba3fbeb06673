"""Sources: the list, and one source with its statements beside the words of its evidence."""

from __future__ import annotations

from typing import Any

from tereze.actions import browsing, sources
from tereze.actions.desk import Desk

from ..pages import page
from .marking import marked
from .turning import Turn

A_PAGE = 50


def every(request: Any, desk: Desk) -> Any:
    """All sources, a page at a time."""
    turn = Turn.of(request, A_PAGE)
    rows, more = turn.cut(browsing.sources(desk, turn.offset, A_PAGE + 1))
    return page(request, "sources.html", rows=rows, turn=turn, more=more)


def source(request: Any, desk: Desk, local: str) -> Any:
    """One source."""
    case = sources.source_case(desk, local)
    texts = [(text, marked(text, case)) for text in case.texts]
    return page(request, "source.html", case=case, texts=texts)
