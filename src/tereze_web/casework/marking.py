"""A text with the places its statements come from: cut into pieces, each with the statements that stand on it."""

from __future__ import annotations

import hashlib
from itertools import pairwise
from typing import NamedTuple

from tereze.actions.sources import SourceCase, Text


class Piece(NamedTuple):
    """A stretch of the text and the ids of the statements that point at it; `opens` are those that begin here."""

    text: str
    statements: tuple[str, ...]
    opens: tuple[str, ...]


def marked(text: Text, case: SourceCase) -> tuple[Piece, ...]:
    """`text` in pieces, in order; together they are the whole text. Places outside it are left out."""
    if text.why:
        return ()
    return cut(text.text, spans(text.text, case))


def spans(text: str, case: SourceCase) -> list[tuple[int, int, str]]:
    """(first, past the last, statement id) of the statements whose locator names this very text."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return [
        (said.at.chars[0], said.at.chars[1], said.id)
        for mention in case.mentions
        for said in mention.statements
        if said.at is not None
        and said.at.chars is not None
        and (said.at.text_sha256 == digest or (said.at.text_sha256 is None and len(case.texts) == 1))
        and 0 <= said.at.chars[0] < said.at.chars[1] <= len(text)
    ]


def cut(text: str, found: list[tuple[int, int, str]]) -> tuple[Piece, ...]:
    """The text cut at every beginning and end."""
    edges = sorted({0, len(text), *(edge for first, last, _ in found for edge in (first, last))})
    return tuple(
        Piece(
            text[begin:end],
            tuple(name for first, last, name in found if first <= begin and end <= last),
            tuple(name for first, _, name in found if first == begin),
        )
        for begin, end in pairwise(edges)
    )
