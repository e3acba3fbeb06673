"""Names in Uyghur: no capitals, so only by names the register's lexicon knows and by titles. Partial, and said so."""

from __future__ import annotations

import re
from functools import lru_cache

from tereze.intake.extract import tokens
from tereze.intake.extract.cues import Cues
from tereze.names.words import analyse_word

Span = tuple[int, int, str]
_CASE = re.compile(r"(?:نىڭ|نى|غا|گە|قا|كە|دا|دە|تا|تە|دىن|تىن|مۇ)$")


def find(text: str, cues: Cues, places: tuple[tuple[int, int], ...]) -> list[Span]:
    """Two known names in a row, or one beside a title."""
    found: list[Span] = []
    for begin, end in tokens.sentences(text):
        words = tokens.tokens(text, begin, end)
        at = 0
        while at < len(words):
            span = _name_at(words, at, cues, places)
            if span is None:
                at += 1
            else:
                found.append((words[span[0]].begin, words[span[1] - 1].end, "PER"))
                at = span[1]
    return found


def _name_at(
    words: list[tokens.Token], at: int, cues: Cues, places: tuple[tuple[int, int], ...]
) -> tuple[int, int] | None:
    if any(first <= words[at].begin < last for first, last in places) or not _known(words[at].text):
        return None
    following = words[at + 1].text if at + 1 < len(words) else ""
    title_before = at > 0 and words[at - 1].text in cues.words["titles"]
    if following and _CASE.sub("", following) in cues.words["titles"]:
        return at, at + 2
    if _CASE.search(words[at].text) is None and following and _known(following):
        return at, at + 2
    return (at, at + 1) if title_before else None


@lru_cache(maxsize=16384)
def _known(word: str) -> bool:
    if len(word) < 3 or not word[0].isalpha():
        return False
    return any(analyse_word("arab", form).known.entries for form in {word, _CASE.sub("", word)} if len(form) > 2)
