"""Which candidate pairs can reach a score at all: an upper bound on all their evidence, compiled, for many at once.

Nine of ten candidates are strangers who share two sounds. For each the rules of `rules.py` would find that out one by
one; here the most that every rule could give is added up from numbers alone (dates as days, words as numbers), and a
pair that cannot reach the least score is left out. The bound is never below what the rules give, so nothing changes
but the time (a test compares it with them).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from tereze.model import dates
from tereze.model.dates import Period

from .frequencies import Frequencies
from .places import between
from .ready import Ready

Array = npt.NDArray[Any]
BUCKETS = 32
"""Letters are counted in so many kinds; two letters of one kind can only make words look more alike."""


class Bounds:
    """The mentions of one register as numbers. Not for showing: only for leaving pairs out."""

    def __init__(self, mentions: Sequence[Ready], frequencies: Frequencies) -> None:
        bits, places = frequencies.bits, frequencies.places
        vocabulary = sorted({word for one in mentions for word in one.words})
        self._words = _filed(mentions, lambda one: one.words, vocabulary, lambda w: bits(frequencies.words[w]))
        self._named = _filed(mentions, lambda one: {w for call in one.named for w in call.words}, vocabulary)
        self._bones = _filed(mentions, lambda one: one.bones, None, lambda b: 0.7 * bits(frequencies.bones[b]))
        self._calls = _filed(mentions, lambda one: {" ".join(sorted(call.words)) for call in one.named})
        self._letters = _letters(vocabulary)
        self._latin = np.array([word.isascii() for word in vocabulary] or [True], np.bool_)
        bones_of = {word: bones for one in mentions for call in one.called for word, bones in call.bones_of.items()}
        self._sounds = _runs([bones_of.get(word, frozenset()) for word in vocabulary])
        self._rows = _runs([call.words for one in mentions for call in one.called], vocabulary)
        self._heard = _runs([call.bones for one in mentions for call in one.called])
        self._owner = np.concatenate(([0], np.cumsum([len(one.called) for one in mentions]))).astype(np.int64)
        self._home = _filed(mentions, lambda one: one.birthplaces or one.places, None, lambda w: bits(places[w]))
        self._held = _filed(mentions, lambda one: one.held, None, lambda w: bits(places[w]))
        known = sorted({place for one in mentions for place in (*one.home, *one.held_at)}, key=lambda one: one.code)
        codes = [place.code for place in known]
        self._at_home = _filed(mentions, lambda one: {place.code for place in one.home}, codes)
        self._at_held = _filed(mentions, lambda one: {place.code for place in one.held_at}, codes)
        self._between = np.array(between(known) or [[0.0]], np.float64)
        self._kin = _filed(mentions, lambda one: {b for _, call in one.relatives for b in call.bones | call.words})
        self._births = _spans(mentions, lambda one: ((p.first, p.last) for p in one.births))
        self._deaths = _spans(mentions, lambda one: ((p.first, p.last) for p in one.deaths))
        self._stays = _spans(mentions, lambda one: (_begin(p) for p, _ in one.stays if p != dates.ANY))
        sources = {name: at for at, name in enumerate(sorted({one.facts.source for one in mentions}))}
        self._plain = np.array([_plain(one, sources[one.facts.source]) for one in mentions], np.int64).reshape(-1, 7)

    def hopeful(self, pairs: Sequence[tuple[int, int]], least: float) -> list[tuple[int, int]]:
        """The pairs (row numbers) whose evidence may come up to `least` bits, or whose names are the same words."""
        from .bounded_kernel import reach

        asked = np.array(pairs, np.int64).reshape(-1, 2)
        keep = np.empty(len(asked), np.bool_)
        reach(
            asked, least - 1e-6, keep, self._words, self._named, self._bones, self._calls, self._letters, self._latin,
            self._sounds, self._rows, self._heard, self._owner, self._home, self._held, self._kin, self._births,
            self._deaths, self._stays, self._plain, self._at_home, self._at_held, self._between,
        )  # fmt: skip
        return [pair for pair, hope in zip(pairs, keep.tolist(), strict=True) if hope]


Filed = tuple[Array, Array, Array]
"""Rows in one run: where each begins, the numbers of its values in order, and the bits of every value."""


def _filed(
    mentions: Sequence[Ready],
    values: Callable[[Ready], Iterable[str]],
    vocabulary: Sequence[str] | None = None,
    worth: Callable[[str], float] = lambda _: 0.0,
) -> Filed:
    return _runs([set(values(one)) for one in mentions], vocabulary, worth)


def _runs(
    rows: Sequence[Collection[str]],
    vocabulary: Sequence[str] | None = None,
    worth: Callable[[str], float] = lambda _: 0.0,
) -> Filed:
    known = vocabulary if vocabulary is not None else sorted({value for row in rows for value in row})
    number = {value: at for at, value in enumerate(known)}
    start = np.concatenate(([0], np.cumsum([len(row) for row in rows]))).astype(np.int64)
    ids = np.array([at for row in rows for at in sorted(number[value] for value in row)], np.int64)
    return start, ids, np.array([worth(value) for value in known] or [0.0], np.float64)


def _spans(mentions: Sequence[Ready], spans: Callable[[Ready], Iterable[tuple[int, int]]]) -> tuple[Array, Array]:
    rows = [list(spans(one)) for one in mentions]
    start = np.concatenate(([0], np.cumsum([len(row) for row in rows]))).astype(np.int64)
    return start, np.array([span for row in rows for span in row], np.int64).reshape(-1, 2)


def _begin(period: Period) -> tuple[int, int]:
    return period.begin_first, period.begin_last


def _letters(vocabulary: Sequence[str]) -> Array:
    """How often each kind of letter occurs in each word."""
    counts = np.zeros((max(len(vocabulary), 1), BUCKETS), np.int64)
    for at, word in enumerate(vocabulary):
        for letter in word:
            counts[at, ord(letter) % BUCKETS] += 1
    return counts


def _plain(one: Ready, source: int) -> tuple[int, ...]:
    """Source, listed, sex; identity numbers, photographs, occupations and proper names: present or not."""
    sex = {"": 0, "male": 1, "female": 2}.get(one.facts.sex, 3)
    numbers, photos, work = bool(one.facts.numbers), bool(one.facts.photos), bool(one.occupations)
    return source, int(one.facts.listed), sex, int(numbers), int(photos), int(work), int(bool(one.named))
