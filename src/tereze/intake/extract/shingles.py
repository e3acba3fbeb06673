"""Documents that are likely reprints of one another: for a person to confirm as `repeats`, never taken for granted.

Within a language by word shingles (Broder 1997), sampled by their hashes so that a document costs the same however
long it is; across languages by what a translation keeps: numbers, dates, words quoted in the same letters, and names,
which are compared by their sound whatever script they stand in.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from tereze.names.fold import fold
from tereze.names.keys import join_keys
from tereze.names.score import similarity

SIZE = 5
_KEPT = 256  # smallest hashes kept of a document
_LEAST_SHARED = 4
_LEAST_CONTAINED = 0.25
_LEAST_MARKS = 4
_LEAST_MARKS_SHARED = 0.5
_SAME_NAME = 0.85  # by sound, across scripts
_COMMONEST = 50  # a shingle that more documents share is a formula
_WORD = re.compile(r"[\u3400-\u9fff]|[^\W_]+")
_QUOTED = re.compile(r"[“«\"]([^“”«»\"\n]{2,60})[”»\"]")
_NAME_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d[\d.,:]*\d|\d{2,}")


class Sketch(NamedTuple):
    """What is kept of a document to compare it: name, shingle hashes, marks (numbers, dates, quotes), full names."""

    name: str
    shingles: frozenset[int]
    marks: frozenset[str]
    people: tuple[str, ...] = ()


class Likely(NamedTuple):
    """Two documents (first < second), how much of the shorter is in the longer, and why, in words."""

    first: str
    second: str
    score: float
    why: str


def sketch(name: str, text: str, people: Iterable[str] = (), dates: Iterable[str] = ()) -> Sketch:
    """The sketch of a document; `people` are the full names in it, in any script, `dates` its dates as EDTF."""
    words = _WORD.findall(fold(text))
    hashes = {_hash(" ".join(words[at : at + SIZE])) for at in range(len(words) - SIZE + 1)}
    marks = {re.sub(r"[.,:]", "", number) for number in _NUMBER.findall(text)} | set(dates)
    marks |= {f"“{fold(match[1])}”" for match in _QUOTED.finditer(text)}
    full = tuple(dict.fromkeys(one for one in people if len(_NAME_WORD.findall(one)) > 1))
    return Sketch(name, frozenset(sorted(hashes)[:_KEPT]), frozenset(marks), full)


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
    """Pairs that share a mark or the sound of a name, where at least half of what the poorer one has is shared."""
    keyed = [one.marks | {f"~{key}" for person in one.people for key in join_keys(person)} for one in known]
    for at, other in sorted(set(_pairs(keyed))):
        one, two = known[at], known[other]
        marks, people = len(one.marks & two.marks), _same_people(one.people, two.people)
        whole = min(len(one.marks) + len(one.people), len(two.marks) + len(two.people))
        if marks + people >= _LEAST_MARKS and (marks + people) / whole >= _LEAST_MARKS_SHARED:
            why = f"{people} names and {marks} numbers, dates and quotes of {whole} are the same: perhaps a translation"
            yield Likely(one.name, two.name, round((marks + people) / whole / 2, 3), why)


def _same_people(ones: Sequence[str], others: Sequence[str]) -> int:
    """How many of these names have their like among the others, each taken once."""
    left = list(others)
    count = 0
    for one in ones:
        best = max(left, key=lambda other: similarity(one, other), default=None)
        if best is not None and similarity(one, best) >= _SAME_NAME:
            left.remove(best)
            count += 1
    return count


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
