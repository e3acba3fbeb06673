"""Documents that are likely reprints of one another: for a person to confirm as `repeats`, never taken for granted.

Within a language by word shingles (Broder 1997), sampled by their hashes so that a document costs the same however
long it is; across languages by what a translation keeps: numbers, dates in figures, and the sound of names.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from tereze.names.fold import fold

SIZE = 5
_KEPT = 256  # smallest hashes kept of a document
_LEAST_SHARED = 4
_LEAST_CONTAINED = 0.25
_LEAST_MARKS = 5
_LEAST_MARKS_SHARED = 0.5
_COMMONEST = 50  # a shingle that more documents share is a formula
_WORD = re.compile(r"[\u3400-\u9fff]|[^\W_]+")
_NUMBER = re.compile(r"\d[\d.,:]*\d|\d{2,}")


class Sketch(NamedTuple):
    """What is kept of a document to compare it: its name, shingle hashes, and marks (numbers, names)."""

    name: str
    shingles: frozenset[int]
    marks: frozenset[str]


class Likely(NamedTuple):
    """Two documents (first < second), how much of the shorter is in the longer, and why, in words."""

    first: str
    second: str
    score: float
    why: str


def sketch(name: str, text: str, names: Iterable[str] = ()) -> Sketch:
    """The sketch of a document; `names` are the people in it, in one alphabet (their register spelling or sound)."""
    words = _WORD.findall(fold(text))
    hashes = {_hash(" ".join(words[at : at + SIZE])) for at in range(len(words) - SIZE + 1)}
    marks = {re.sub(r"[.,:]", "", number) for number in _NUMBER.findall(text)} | {fold(one) for one in names}
    return Sketch(name, frozenset(sorted(hashes)[:_KEPT]), frozenset(marks))


def likely(sketches: Iterable[Sketch]) -> Iterator[Likely]:
    """Pairs that look like one text, surest first."""
    known = sorted(sketches)
    found = [*_by_shingles(known), *_by_marks(known)]
    best: dict[tuple[str, str], Likely] = {}
    for one in sorted(found, key=lambda pair: -pair.score):
        best.setdefault((one.first, one.second), one)
    yield from best.values()


def _by_shingles(known: list[Sketch]) -> Iterator[Likely]:
    shared: defaultdict[tuple[int, int], int] = defaultdict(int)
    for pair in _pairs([one.shingles for one in known]):
        shared[pair] += 1
    for (at, other), count in sorted(shared.items()):
        whole = min(len(known[at].shingles), len(known[other].shingles))
        if count >= _LEAST_SHARED and count / whole >= _LEAST_CONTAINED:
            why = f"{count} of {whole} sampled runs of {SIZE} words are the same"
            yield Likely(known[at].name, known[other].name, round(count / whole, 3), why)


def _by_marks(known: list[Sketch]) -> Iterator[Likely]:
    shared: defaultdict[tuple[int, int], int] = defaultdict(int)
    for pair in _pairs([one.marks for one in known]):
        shared[pair] += 1
    for (at, other), count in sorted(shared.items()):
        whole = min(len(known[at].marks), len(known[other].marks))
        if count >= _LEAST_MARKS and count / whole >= _LEAST_MARKS_SHARED:
            why = f"{count} of {whole} numbers and names are the same: perhaps a translation"
            yield Likely(known[at].name, known[other].name, round(count / whole / 2, 3), why)


def _pairs(sets: Sequence[frozenset[Hashable]]) -> Iterator[tuple[int, int]]:
    holders: defaultdict[Hashable, list[int]] = defaultdict(list)
    for at, members in enumerate(sets):
        for member in members:
            holders[member].append(at)
    for where in holders.values():
        if len(where) <= _COMMONEST:
            yield from combinations(where, 2)


def _hash(run: str) -> int:
    return int.from_bytes(hashlib.blake2b(run.encode(), digest_size=8).digest(), "big")
