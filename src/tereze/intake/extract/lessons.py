"""Teach the tagger from what reviewers decided: the shipped weights, corrected where they contradict a decision.

A few passes of the same averaged perceptron (Collins 2002) over the reviewed sentences alone. Pure and quick; the
result holds words of the passages and belongs inside the register, like the lessons themselves.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tereze.intake.extract import english_words, tagger, tokens

_PASSES = 8
_STEP = 20  # as much as one mistake weighs when a model is first learned


class Named(NamedTuple):
    """A passage in which a reviewer decided on names: `people` were taken, `nobody` refused (code points)."""

    passage: str
    people: tuple[tuple[int, int], ...]
    nobody: tuple[tuple[int, int], ...]


class Taught(NamedTuple):
    """New weights, and how many of the decided names the tagger agreed with before and after."""

    weights: tagger.Weights
    decided: int
    before: int
    after: int


def more_of(lang: str) -> tagger.More | None:
    """What else is known of a language's words."""
    return english_words.more if lang == "en" else None


def teach(lang: str, lessons: Iterable[Named]) -> Taught:
    """Weights for a language (kk, en) from its lessons."""
    model, more = tagger.weights(lang), more_of(lang)
    sentences = [one for lesson in lessons for one in _sentences(lesson, lang, model)]
    learner = _Learner(model, more)
    for _ in range(_PASSES):
        for words, wanted in sentences:
            learner.correct(words, wanted)
    taught = learner.averaged()
    before, after = (_agreement(sentences, weights, more) for weights in (model, taught))
    return Taught(taught, sum(len(tagger.spans(wanted)) for _, wanted in sentences), before, after)


class _Learner:
    """Weights on their way, and their sum over time."""

    def __init__(self, model: tagger.Weights, more: tagger.More | None) -> None:
        self._now = {name: [float(value) for value in row] for name, row in model.items()}
        self._total: dict[str, list[float]] = {}
        self._more = more
        self._step = 0

    def correct(self, words: Sequence[str], wanted: Sequence[str]) -> None:
        """One sentence: where the guess is wrong, the features speak for the truth and against the guess."""
        self._step += 1
        base = tagger.features(words)
        if self._more is not None:
            base = [one + other for one, other in zip(base, self._more(words), strict=True)]
        guessed = tagger.labels(words, self._needed(base), self._more)
        before = two_before = "O"
        for at, (truth, guess) in enumerate(zip(wanted, guessed, strict=True)):
            if truth != guess:
                for name in (*base[at], *tagger.history(before, two_before, base[at])):
                    self._move(name, truth, _STEP)
                    self._move(name, guess, -_STEP)
            two_before, before = before, truth

    def _move(self, name: str, label: str, by: float) -> None:
        place = tagger.LABELS.index(label)
        self._now.setdefault(name, [0.0] * len(tagger.LABELS))[place] += by
        self._total.setdefault(name, [0.0] * len(tagger.LABELS))[place] += by * (self._step - 1)

    def _needed(self, base: Sequence[tuple[str, ...]]) -> tagger.Weights:
        """The weights that one sentence can ask for."""
        names = {name for row in base for name in row}
        for row in base:
            for before in tagger.LABELS:
                names.update(name for two in tagger.LABELS for name in tagger.history(before, two, row))
        return {name: tuple(round(value) for value in self._now[name]) for name in names if name in self._now}

    def averaged(self) -> tagger.Weights:
        """The mean of the weights over time: no single sentence decides."""
        found = {}
        for name, row in self._now.items():
            past = self._total.get(name)
            mean = row if past is None else [v - t / max(self._step, 1) for v, t in zip(row, past, strict=True)]
            found[name] = tuple(round(value) for value in mean)
        return found


def _sentences(lesson: Named, lang: str, model: tagger.Weights) -> Iterable[tuple[list[str], list[str]]]:
    """Each sentence with a decision in it: what the tagger sees, but for what was decided otherwise."""
    cut = tokens.english if lang == "en" else tokens.tokens
    for begin, end in tokens.sentences(lesson.passage):
        words = cut(lesson.passage, begin, end)
        decided = [*lesson.people, *lesson.nobody]
        if any(begin <= span[0] < end for span in decided):
            labels = tagger.labels([word.text for word in words], model, more_of(lang))
            for at, word in enumerate(words):
                if any(first <= word.begin < last for first, last in decided):
                    labels[at] = "O"
                person = next((span for span in lesson.people if span[0] <= word.begin < span[1]), None)
                if person is not None:
                    labels[at] = "B-PER" if word.begin == person[0] else "I-PER"
            yield [word.text for word in words], _whole(labels)


def _whole(labels: list[str]) -> list[str]:
    """Without the rest of a name whose beginning was decided to be something else."""
    kept = "O"
    for at, label in enumerate(labels):
        kept = "O" if label.startswith("I-") and kept[2:] != label[2:] else label
        labels[at] = kept
    return labels


def _agreement(
    sentences: Sequence[tuple[list[str], list[str]]], weights: tagger.Weights, more: tagger.More | None
) -> int:
    return sum(len(set(tagger.spans(wanted)) & set(tagger.tag(words, weights, more))) for words, wanted in sentences)


def packed(weights: tagger.Weights) -> bytes:
    """Weights as they are kept."""
    lines = (f"{name}\t{','.join(map(str, row))}" for name, row in sorted(weights.items()))
    return gzip.compress("\n".join(lines).encode(), mtime=0)
