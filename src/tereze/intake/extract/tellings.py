"""English: words that tell custody of someone, and of whom, as a small network has learned to see them.

The weights (`resources/intake/custody-en.onnx`, 8-bit) come from `python -m tools.train_custody`; the README beside
them says from what. Sentences go in with those before and behind them, each word as its pieces (`wordpieces`), a mark
(how it is written, what lists know of it) and whether it names a person, and of which sex. Out come, for each word, how
likely it tells each status, and two vectors: what a telling asks for, and what a name answers. `custody_joined`
decides what to make of it. Where the file or onnxruntime is missing, the rules read alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from tereze.intake.extract import encoder, wordpieces
from tereze.intake.extract.tokens import Token
from tereze.model import resources

STATUSES = (
    "police_custody", "pretrial_detention", "internment", "prison", "house_arrest", "forced_labour", "hospital",
    "movement_restricted", "papers_withheld", "missing", "released", "deceased", "left_country", "in_contact",
)  # fmt: skip
WINDOW = 256  # pieces read at once, with the first and the last mark
BEFORE = 96  # pieces of the window before that are read again, so that nothing stands without what comes before it
KINDS = 4  # no person, a person, a man, a woman
FLOOR = 0.1  # words less likely to tell anything tell nothing
_BATCH = 8
_SEX = {"": 1, "h": 2, "s": 3}


class Named(NamedTuple):
    """Where a person is named: places of the text, the key of the person, “h”, “s” or nothing."""

    begin: int
    end: int
    key: str
    sex: str = ""


class Window(NamedTuple):
    """What goes in at once. `words` are (sentence, word) for each head; those before `fresh` were read already."""

    pieces: list[int]
    marks: list[int]
    kinds: list[int]
    heads: list[int]
    words: list[tuple[int, int]]
    fresh: int


class Telling(NamedTuple):
    """Words that tell a status: the sentence, the places of the text, how likely, and of whom (“” nobody named)."""

    sentence: int
    begin: int
    end: int
    status: str
    score: float
    about: dict[str, float]


@cache
def is_installed() -> bool:
    """Whether the weights and what runs them are here."""
    return find_spec("onnxruntime") is not None and _weights().is_file()


def _weights() -> Path:
    return resources.path("intake") / "custody-en.onnx"


def windows(sentences: Sequence[Sequence[Token]], named: Sequence[Named]) -> Iterator[Window]:
    """The text cut into windows of whole sentences; each begins with the last sentences of the one before."""
    rows = [_row(words, named) for words in sentences]
    sizes = [sum(len(pieces) for pieces, _, _ in row) for row in rows]
    at = fresh = 0
    while at < len(rows):
        end, total = at, 2
        while end < len(rows) and (end <= fresh or total + sizes[end] <= WINDOW):
            total += sizes[end]
            end += 1
        yield _window(rows, at, fresh, end)
        fresh = at = end
        total = 0
        while (
            end < len(rows)
            and at > 0
            and total + sizes[at - 1] <= BEFORE
            and total + sizes[at - 1] + sizes[end] < WINDOW
        ):
            at -= 1
            total += sizes[at]


_Word = tuple[tuple[int, ...], int, int]


def _row(words: Sequence[Token], named: Sequence[Named]) -> list[_Word]:
    """Pieces, mark and kind of each word."""
    found = []
    for word in words:
        kind = next((_SEX[one.sex] for one in named if one.begin <= word.begin and word.end <= one.end), 0)
        found.append((wordpieces.numbers(word.text)[:16], encoder.mark(word.text), kind))
    return found


def _window(rows: Sequence[list[_Word]], begin: int, fresh: int, end: int) -> Window:
    first, last = (wordpieces.vocabulary()[mark] for mark in (wordpieces.FIRST, wordpieces.LAST))
    made = Window([first], [0], [0], [], [], sum(map(len, rows[begin:fresh])))
    for sentence in range(begin, end):
        for number, (pieces, mark, kind) in enumerate(rows[sentence]):
            if len(made.pieces) + len(pieces) >= WINDOW:
                break
            made.heads.append(len(made.pieces))
            made.words.append((sentence, number))
            made.pieces.extend(pieces)
            made.marks.extend([mark] * len(pieces))
            made.kinds.extend([kind] * len(pieces))
    made.pieces.append(last)
    made.marks.append(0)
    made.kinds.append(0)
    return made


See = Callable[[Sequence[Sequence[Token]], Sequence[Named]], list[Telling] | None]
"""What sees tellings in the words of sentences, where persons are named; None where it cannot see."""


def seen(sentences: Sequence[Sequence[Token]], named: Sequence[Named]) -> list[Telling] | None:
    """What is told of custody, by the shipped weights; None without them."""
    return find(sentences, named) if is_installed() else None


def find(sentences: Sequence[Sequence[Token]], named: Sequence[Named]) -> list[Telling]:
    """What is told of custody, in order of the text."""
    waiting = list(windows(sentences, named))
    found: list[Telling] = []
    for start in range(0, len(waiting), _BATCH):
        batch = waiting[start : start + _BATCH]
        for window, outcome in zip(batch, _run(batch), strict=True):
            found += read(window, sentences, named, outcome)
    return found


def read(
    window: Window, sentences: Sequence[Sequence[Token]], named: Sequence[Named], outcome: tuple[Any, Any, Any]
) -> Iterator[Telling]:
    """What one window tells. The outcome: scores, words by (nothing, statuses…); asks and answers, words by width.

    The first row of the answers belongs to the mark before the first word: nobody named. So it has a row more.
    """
    import numpy as np

    scores, asks, answers = outcome
    likely = np.exp(scores - scores.max(axis=-1, keepdims=True))
    likely /= likely.sum(axis=-1, keepdims=True)
    heard = names(window, sentences, named)
    for first, last, label in _runs(window, likely):
        about = _about(asks[first:last].mean(axis=0), answers, heard)
        sentence = window.words[first][0]
        words = sentences[sentence][window.words[first][1] : window.words[last - 1][1] + 1]
        score = float(likely[first:last, label].max())
        yield Telling(sentence, words[0].begin, words[-1].end, STATUSES[label - 1], score, about)


def _runs(window: Window, likely: Any) -> Iterator[tuple[int, int, int]]:
    """Words of one sentence side by side that tell the same rather than anything else."""
    labels = [int(row[1:].argmax()) + 1 if 1 - row[0] >= FLOOR else 0 for row in likely]
    at = window.fresh
    while at < len(labels):
        end = at + 1
        while end < len(labels) and labels[end] == labels[at] and window.words[end][0] == window.words[at][0]:
            end += 1
        if labels[at]:
            yield at, end, labels[at]
        at = end


def names(window: Window, sentences: Sequence[Sequence[Token]], named: Sequence[Named]) -> list[tuple[str, int, int]]:
    """The names in a window: key, first and last word among its heads."""
    found: list[tuple[str, int, int]] = []
    for at, (sentence, number) in enumerate(window.words):
        word = sentences[sentence][number]
        one = next((one for one in named if one.begin <= word.begin and word.end <= one.end), None)
        if one is None:
            continue
        if found and found[-1][0] == one.key and found[-1][2] == at and word.begin > one.begin:
            found[-1] = (one.key, found[-1][1], at + 1)
        else:
            found.append((one.key, at, at + 1))
    return found


def _about(ask: Any, answers: Any, heard: Sequence[tuple[str, int, int]]) -> dict[str, float]:
    """How likely each person is meant, and nobody named (“”); together one."""
    import numpy as np

    keys = ["", *(key for key, _, _ in heard)]
    rows = np.stack([answers[0], *(answers[first + 1 : last + 1].mean(axis=0) for _, first, last in heard)])
    weights = rows @ ask / np.sqrt(len(ask))
    weights = np.exp(weights - weights.max())
    weights /= weights.sum()
    found: dict[str, float] = {}
    for key, weight in zip(keys, weights, strict=True):
        found[key] = found.get(key, 0.0) + float(weight)
    return found


def _run(batch: Sequence[Window]) -> Iterator[tuple[Any, Any, Any]]:
    """Scores, asks and answers at the head of each word, window by window."""
    import numpy as np

    longest = max(len(window.pieces) for window in batch)
    pieces, marks, kinds, seen = (np.zeros((len(batch), longest), np.int64) for _ in range(4))
    for at, window in enumerate(batch):
        size = len(window.pieces)
        pieces[at, :size], marks[at, :size], kinds[at, :size] = window.pieces, window.marks, window.kinds
        seen[at, :size] = 1
    given = {"pieces": pieces, "marks": marks, "kinds": kinds, "seen": seen}
    scores, asks, answers = _session().run(None, given)
    for at, window in enumerate(batch):
        yield scores[at, window.heads], asks[at, window.heads], answers[at, [0, *window.heads]]


@cache
def _session() -> Any:
    return encoder.session(_weights())
