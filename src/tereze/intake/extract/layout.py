"""How an English page is laid out: its headline, which is no sentence of the story, and the answers of an interview."""

from __future__ import annotations

import re
from typing import NamedTuple

_LINE = re.compile(r"[^\n]+")
_ASKS = re.compile(r"\s*Q(?:uestion)?\s*[:.]\s")
_ANSWERS = re.compile(r"\s*A(?:nswer)?\s*[:.]\s+")
_LONGEST = 160  # characters of a headline


class Answer(NamedTuple):
    """An answer in an interview printed as questions and answers; `first` is where the first question stands."""

    begin: int
    end: int
    first: int


def headline(text: str) -> int:
    """Where the headline ends (0: there is none): the first lines, without a stop, over a blank line and more text."""
    head, gap, rest = text.partition("\n\n")
    if not gap or not rest.strip() or len(head) > _LONGEST or re.search(r"[.!?”\"’)][\s]*$", head):
        return 0
    return len(head)


def answers(text: str) -> tuple[Answer, ...]:
    """The answers of an interview: lines after lines that are a question alone, or marked A: after Q:; two at least."""
    lines = list(_LINE.finditer(text))
    found: list[Answer] = []
    first = -1
    asked = False
    for line in lines:
        words = line[0].strip()
        if words.endswith("?") and not _ANSWERS.match(words) and not re.search(r"[”\"]", words):
            first = line.start() if first < 0 else first
            asked = True
        elif _ASKS.match(words):
            first, asked = (line.start() if first < 0 else first), True
        elif asked:
            mark = _ANSWERS.match(text, line.start(), line.end())
            begin = mark.end() if mark else line.start() + len(line[0]) - len(line[0].lstrip())
            found.append(Answer(begin, line.start() + len(line[0].rstrip()), first))
            asked = False
    return tuple(found) if len(found) > 1 else ()
