"""Teach the tagger from what reviewers decided: the shipped weights, corrected where they contradict a decision.

A few passes of the same averaged perceptron (Collins 2002) over the reviewed sentences alone. Pure and quick; the
result holds words of the passages and belongs inside the register, like the lessons themselves.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tereze.intake.extract import encoder, english_tagger, english_words, tagger, tokens

_PASSES = 8
_STEP = 20  # as much as one mistake weighs when a model is first learned


class Named(NamedTuple):
    """A passage in which a reviewer decided on names: `people` were taken, `nobody` refused (code points)."""

    passage: str
    people: tuple[tuple[int, int], ...]
    nobody: tuple[tuple[int, int], ...]


class Taught(NamedTuple):
    """New weights, how many names were decided on, and how many of them are read so before and after."""

    weights: tagger.Weights
    decided: int
    before: int
    after: int


class _Sentence(NamedTuple):
    """Its words, the labels they should have, and the words of each decision."""

    words: list[str]
    wanted: list[str]
    decided: list[list[int]]


def more_of(lang: str) -> tagger.More | None:
    """What else is known of a language's words."""
    return english_words.more if lang == "en" else None


def teach(lang: str, lessons: Iterable[Named]) -> Taught:
    """Weights for a language (kk, en) from its lessons."""
    model, more = tagger.weights(lang), more_of(lang)
    sentences = [one for lesson in lessons for one in _sentences(lesson, lang, model)]
    learner = _Learner(model, more)
    for _ in range(_PASSES):
        for words, wanted, _ in sentences:
            learner.correct(words, wanted)
    taught = learner.averaged()
    if lang == "en" and encoder.is_installed():
        taught |= _trusted(sentences)
    before, after = (_agreement(sentences, lang, weights) for weights in (model, taught))
    return Taught(taught, sum(len(one.decided) for one in sentences), before, after)


def _trusted(sentences: Sequence[_Sentence]) -> tagger.Weights:
    """Rows for the words that were decided and that the encoder has wrong: of these the taught weights are believed."""
    seen = encoder.labels([words for words, _, _ in sentences])
    return {
        english_tagger.TRUST + words[at].lower(): (1,) * len(tagger.LABELS)
        for (words, wanted, decided), found in zip(sentences, seen, strict=True)
        for at in (at for group in decided for at in group)
        if wanted[at] != found[at]
    }


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


def _sentences(lesson: Named, lang: str, model: tagger.Weights) -> Iterable[_Sentence]:
    """Each sentence with a decision in it: what the tagger sees, but for what was decided otherwise."""
    cut = tokens.english if lang == "en" else tokens.tokens
    for begin, end in tokens.sentences(lesson.passage):
        words = cut(lesson.passage, begin, end)
        labels = tagger.labels([word.text for word in words], model, more_of(lang))
        decided = []
        for span in [*lesson.people, *lesson.nobody]:
            group = [at for at, word in enumerate(words) if span[0] <= word.begin < span[1]]
            for at in group:
                labels[at] = "O" if span in lesson.nobody else "B-PER" if at == group[0] else "I-PER"
            decided += [group] if group else []
        if decided:
            yield _Sentence([word.text for word in words], english_tagger.whole(labels), decided)


def _agreement(sentences: Sequence[_Sentence], lang: str, weights: tagger.Weights) -> int:
    """How many decisions are read so with these weights."""
    with tagger.taught({lang: weights}):
        if lang == "en":
            found = english_tagger.labels([one.words for one in sentences])
        else:
            found = [tagger.labels(one.words, weights) for one in sentences]
    return sum(
        _agrees(group, one.wanted, seen) for one, seen in zip(sentences, found, strict=True) for group in one.decided
    )


def _agrees(group: list[int], wanted: list[str], seen: list[str]) -> bool:
    if wanted[group[0]] == "O":
        return not any(seen[at].endswith("PER") for at in group)
    return tagger.Tagged("PER", group[0], group[-1] + 1) in tagger.spans(seen)


def packed(weights: tagger.Weights) -> bytes:
    """Weights as they are kept."""
    lines = (f"{name}\t{','.join(map(str, row))}" for name, row in sorted(weights.items()))
    return gzip.compress("\n".join(lines).encode(), mtime=0)
