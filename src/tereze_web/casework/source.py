"""Sources: the list, and one source with its statements beside the words of its evidence."""

from __future__ import annotations

import hashlib
from typing import Any

from tereze.actions import browsing, evidence, sources
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
    """One source: what is said on one side, the words it rests on beside it, and what happened to each file."""
    turn = Turn.of(request, A_PAGE)
    case = sources.source_case(desk, local, turn.offset, turn.size)
    kept = {one.evidence.id: one for one in evidence.history(desk, local)}
    texts = [(text, marked(text, case), digest(text.text)) for text in case.texts if text.evidence.original is None]
    return page(request, "source.html", case=case, texts=texts, kept=kept, may_open=_may_open(desk, case), turn=turn)


def digest(text: str) -> str:
    """The name by which places in a text are counted: SHA-256 of the text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def _may_open(desk: Desk, case: sources.SourceCase) -> bool:
    """Whether files that are no plain text may be opened here: not where they may name somebody protected."""
    return bool(case.texts) and evidence.may_open(desk, case.texts[0].evidence)
