"""Which names in one document are one person: by their words, across cases and spellings. Never across documents."""

from __future__ import annotations

from dataclasses import dataclass

from tereze.intake.extract.names import NameSpan
from tereze.names.score import similarity

_SAME = 0.93  # two full names at least this alike by sound are spellings of one
_SHORT = 5


@dataclass(frozen=True, slots=True)
class Person:
    """One person as the document speaks of them: a key for the draft, the forms of the name, and their places."""

    key: str
    names: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]

    @property
    def name(self) -> str:
        """The fullest form."""
        return max(self.names, key=lambda name: (len(name.split()), -self.names.index(name)))


def persons(text: str, names: tuple[NameSpan, ...]) -> tuple[Person, ...]:
    """The people, in the order they are first named. Full names first, then what stands alone joins the one it fits.

    A word that fits two people joins the one who alone had been named before it; where both had, it joins neither: it
    is a person of its own, for someone to look at.
    """
    spans = [(name.begin, name.end) for name in names if name.kind == "PER"]
    groups: list[list[tuple[int, int]]] = []
    full = [span for span in spans if len(_words(text, span)) > 1]
    for span in full:
        home = next((group for group in groups if _same_full(text, group[0], span)), None)
        (groups.append([span]) if home is None else home.append(span))
    for span in spans:
        if span not in full:
            fits = [group for group in groups if _fits(text, group, span)]
            home = fits[0] if len(fits) == 1 else _first(text, fits, span)
            (groups.append([span]) if home is None else home.append(span))
    ordered = sorted((sorted(group) for group in groups), key=lambda group: group[0])
    return tuple(_person(text, group, number) for number, group in enumerate(ordered, 1))


def _first(text: str, fits: list[list[tuple[int, int]]], span: tuple[int, int]) -> list[tuple[int, int]] | None:
    """Of several of one family name, the one who alone had been named when the name first stood alone: newspapers call
    that one by it from there on. A name alone that was met before and joined nobody joins itself."""
    alone = text[span[0] : span[1]]
    places = [place for group in fits for place in group if text[place[0] : place[1]] == alone]
    again = [group for group in fits if any(place in places for place in group)]
    if again:
        return again[0]
    before = [group for group in fits if group[0][1] <= span[0]]
    return before[0] if len(before) == 1 else None


def _person(text: str, group: list[tuple[int, int]], number: int) -> Person:
    forms = tuple(dict.fromkeys(" ".join(text[begin:end].split()) for begin, end in group))
    return Person(f"p{number}", forms, tuple(group))


def _words(text: str, span: tuple[int, int]) -> list[str]:
    name = text[span[0] : span[1]]
    for mark in "·•・‧．":
        name = name.replace(mark, " ")
    return name.split()


def _same_full(text: str, one: tuple[int, int], other: tuple[int, int]) -> bool:
    ones, others = _words(text, one), _words(text, other)
    if ones == others:
        return True
    if len(ones) == len(others):
        if all(_same_word(a, b) for a, b in zip(ones, others, strict=True)):
            return True
        return ones[0] != others[0] and similarity(" ".join(ones), " ".join(others)) >= _SAME
    return False


def _fits(text: str, group: list[tuple[int, int]], span: tuple[int, int]) -> bool:
    alone = _words(text, span)
    if not alone:
        return False
    return any(_same_word(alone[0], word) for first in group[:1] for word in _words(text, first))


def _same_word(one: str, other: str) -> bool:
    """The same word, or the same in another case: all but the last three letters agree."""
    if one == other:
        return True
    shared = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        shared += 1
    cyrillic_or_arabic = "\u0400" <= one[0] <= "\u06ff"
    return cyrillic_or_arabic and shared >= _SHORT - 1 and shared >= max(len(one), len(other)) - 3
