"""The averaged perceptron of `tools.train_tagger`, compiled: a hundred times faster, and taught with features left out.

Each time a word is seen, every fifth of its features is hidden (drop-out), so that a name is not learned by its letters
alone; the weights of several runs in different orders are then averaged. Same tables as `tereze.intake.extract.tagger`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import numba as nb
import numpy as np
import numpy.typing as npt

from tereze.intake.extract import tagger
from tools.intake_training.named import Sentence

_KINDS = len(tagger.LABELS)
_PAIRS = _KINDS + _KINDS * _KINDS
Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


class Prepared(NamedTuple):
    """A corpus in numbers: features of each word (`flat` from `starts`), where sentences begin, labels, shape, word."""

    names: list[str]
    flat: Ints
    starts: Ints
    sentences: Ints
    gold: Ints
    shapes: Ints
    words: Ints
    shape_names: list[str]
    word_names: list[str]


def learn(
    corpus: Sequence[Sentence], more: tagger.More, *, epochs: int, drop: float, runs: int, scale: int, least: int
) -> tagger.Weights:
    """The weights, times `scale`; those smaller than `least` say nothing and are left out."""
    prepared = prepare(corpus, more)
    allowed = np.zeros((_KINDS, _KINDS), np.bool_)
    for at, label in enumerate(tagger.LABELS):
        allowed[at, list(tagger._MAY_FOLLOW[label])] = True
    total = sum(_run(prepared, allowed, epochs, drop, seed) for seed in range(1, runs + 1))
    rounded = np.rint(np.asarray(total) * scale / runs).astype(int)
    return {
        name: tuple(int(value) for value in row)
        for name, row in zip(_row_names(prepared), rounded, strict=True)
        if np.abs(row).max() >= least
    }


def prepare(corpus: Sequence[Sentence], more: tagger.More) -> Prepared:
    """Every feature gets a number."""
    numbers: defaultdict[str, int] = defaultdict(lambda: len(numbers))
    shapes: defaultdict[str, int] = defaultdict(lambda: len(shapes))
    words: defaultdict[str, int] = defaultdict(lambda: len(words))
    flat, starts, sentences, gold = [], [0], [0], []
    shape_of, word_of = [], []
    for one in corpus:
        base = [a + b for a, b in zip(tagger.features(one.words), more(one.words), strict=True)]
        for features, label in zip(base, one.labels, strict=True):
            flat += [numbers[name] for name in features]
            starts.append(len(flat))
            gold.append(tagger.LABELS.index(label))
            shape_of.append(shapes[features[0]])
            word_of.append(words[features[1]])
        sentences.append(len(gold))
    return Prepared(
        list(numbers), _ints(flat), _ints(starts), _ints(sentences), _ints(gold), _ints(shape_of), _ints(word_of),
        list(shapes), list(words),
    )  # fmt: skip


def _ints(numbers: list[int]) -> Ints:
    return np.array(numbers, np.int64)


def _row_names(prepared: Prepared) -> list[str]:
    """The features in the order of the table: of words, of the labels before, of label and shape, of label and word."""
    labels = tagger.LABELS
    before = [f"p={one}" for one in labels] + [f"pp={two}{one}" for one in labels for two in labels]
    shaped = [f"p={one}{name}" for name in prepared.shape_names for one in labels]
    worded = [f"p={one}{name}" for name in prepared.word_names for one in labels]
    return [*prepared.names, *before, *shaped, *worded]


def _run(prepared: Prepared, allowed: npt.NDArray[np.bool_], epochs: int, drop: float, seed: int) -> Floats:
    size = len(prepared.names) + _PAIRS + _KINDS * (len(prepared.shape_names) + len(prepared.word_names))
    now, total = np.zeros((size, _KINDS)), np.zeros((size, _KINDS))
    dice = np.random.default_rng(seed)
    order = np.arange(len(prepared.sentences) - 1)
    _seed(seed)
    step = 0
    bases = (len(prepared.names), len(prepared.shape_names))
    for _ in range(epochs):
        dice.shuffle(order)
        step = _epoch(
            prepared.flat, prepared.starts, prepared.sentences, prepared.gold, prepared.shapes, prepared.words,
            now, total, order, allowed, bases[0], bases[1], drop, step,
        )  # fmt: skip
    return np.asarray(now - total / step)


@nb.njit  # type: ignore[untyped-decorator]
def _seed(seed: int) -> None:
    np.random.seed(seed)  # numba knows only this one


@nb.njit  # type: ignore[untyped-decorator]
def _epoch(  # noqa: PLR0917  # numba takes no records
    flat: Ints, starts: Ints, sentences: Ints, gold: Ints, shapes: Ints, words: Ints, now: Floats, total: Floats,
    order: Ints, allowed: npt.NDArray[np.bool_], base: int, shape_count: int, drop: float, step: int,
) -> int:  # fmt: skip
    """One pass in the given order; the number of words seen so far. Labels are 0 = O, odd = begins, even = goes on."""
    rows = np.zeros(64 + 4, np.int64)
    for sentence in order:
        before, two_before = 0, 0
        for word in range(sentences[sentence], sentences[sentence + 1]):
            step += 1
            count = 0
            for place in range(starts[word], starts[word + 1]):
                if np.random.random() >= drop:
                    rows[count] = flat[place]
                    count += 1
            rows[count] = base + before
            rows[count + 1] = base + 7 + before * 7 + two_before
            rows[count + 2] = base + 56 + shapes[word] * 7 + before
            rows[count + 3] = base + 56 + shape_count * 7 + words[word] * 7 + before
            count += 4
            best, most = -1, -1e18
            for label in range(7):
                if allowed[before, label]:
                    sums = 0.0
                    for at in range(count):
                        sums += now[rows[at], label]
                    if sums > most:
                        best, most = label, sums
            truth = gold[word]
            if best != truth:
                for at in range(count):
                    now[rows[at], truth] += 1
                    now[rows[at], best] -= 1
                    total[rows[at], truth] += step
                    total[rows[at], best] -= step
            two_before = before
            before = truth if np.random.random() < 0.5 else best
    return step
