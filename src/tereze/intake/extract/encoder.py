"""Names in English by a small encoder: six layers of self-attention that saw much text before, taught to mark names.

The weights (`resources/intake/encoder-en.onnx`, 8-bit) come from `python -m tools.train_encoder`; the README beside
them says from what. Each word goes in as its pieces (`wordpieces`) and a mark: how it is written and what lists know of
it, since the pieces have no capitals. The sentences of a document go in together, so that one helps the other. Loaded
at the first English text; where the file or onnxruntime is missing, `english` reads with the perceptron.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from tereze.intake.extract import english_words, tagger, wordpieces
from tereze.model import resources

WINDOW = 128  # pieces read at once, with the first and the last mark
MARKS = 128
_BATCH = 16  # windows at once: bounds the memory
_SHAPES = {"x": 0, "#": 1, "C": 2, "A": 3, "I": 4}
_BITS = {"g": 1, "f": 2, "p": 4, "o": 8}
_JOINED = 5


class Window(NamedTuple):
    """What goes in at once: pieces, their marks, and where each word begins among them; words are (sentence, word)."""

    pieces: list[int]
    marks: list[int]
    heads: list[int]
    words: list[tuple[int, int]]


@cache
def is_installed() -> bool:
    """Whether the weights and what runs them are here."""
    return find_spec("onnxruntime") is not None and _weights().is_file()


def _weights() -> Path:
    return resources.path("intake") / "encoder-en.onnx"


def labels(sentences: Sequence[Sequence[str]]) -> list[list[str]]:
    """A label for each word of each sentence of a document; the labels of a sentence always fit one another."""
    found = [["O"] * len(words) for words in sentences]
    waiting = list(windows(sentences))
    waiting.sort(key=lambda window: len(window.pieces))
    for start in range(0, len(waiting), _BATCH):
        batch = waiting[start : start + _BATCH]
        for window, rows in zip(batch, _scores(batch), strict=True):
            for first, last in _runs(window):
                for (sentence, word), label in zip(window.words[first:last], best(rows[first:last]), strict=True):
                    found[sentence][word] = label
    return found


def windows(sentences: Sequence[Sequence[str]]) -> Iterator[Window]:
    """The document cut into windows: whole sentences as long as they fit, a longer one cut between words."""
    first, last = (wordpieces.vocabulary()[mark] for mark in (wordpieces.FIRST, wordpieces.LAST))
    now = Window([first], [0], [], [])
    for at, words in enumerate(sentences):
        cut = [wordpieces.numbers(word)[: WINDOW - 2] for word in words]
        if len(now.pieces) + sum(map(len, cut)) >= WINDOW and now.words:
            yield _closed(now, last)
            now = Window([first], [0], [], [])
        for number, (word, pieces) in enumerate(zip(words, cut, strict=True)):
            if len(now.pieces) + len(pieces) >= WINDOW:
                yield _closed(now, last)
                now = Window([first], [0], [], [])
            now.heads.append(len(now.pieces))
            now.words.append((at, number))
            now.pieces.extend(pieces)
            now.marks.extend([mark(word)] * len(pieces))
    if now.words:
        yield _closed(now, last)


def _closed(window: Window, last: int) -> Window:
    window.pieces.append(last)
    window.marks.append(0)
    return window


def mark(word: str) -> int:
    """How a word is written (small, no word, capital first, capitals, initial, capitals inside) and what lists say."""
    marks = english_words.marks(word)
    if marks[0] not in _SHAPES or not word[0].isalpha():
        return 1 << 4
    shape = _JOINED if marks[0] == "C" and ("-" in word or not word[1:].islower()) else _SHAPES[marks[0]]
    return shape << 4 | sum(_BITS.get(sign, 0) for sign in marks[1:])


def _runs(window: Window) -> Iterator[tuple[int, int]]:
    """The words of each sentence in a window."""
    begin = 0
    for at in range(1, len(window.words) + 1):
        if at == len(window.words) or window.words[at][0] != window.words[begin][0]:
            yield begin, at
            begin = at


def best(rows: Any) -> list[str]:
    """The most likely labels that may follow one another (Viterbi); `rows` are log-probabilities, words by labels."""
    import numpy as np

    scores = np.asarray(rows, np.float64)
    if not scores.argmax(axis=1).any():
        return ["O"] * len(scores)
    barred = _barred()
    total = scores[0] + barred[0]
    back = np.zeros(scores.shape, np.int64)
    for at in range(1, len(scores)):
        ways = total[:, None] + barred
        back[at] = ways.argmax(axis=0)
        total = ways.max(axis=0) + scores[at]
    label = int(total.argmax())
    found = [label]
    for at in range(len(scores) - 1, 0, -1):
        label = int(back[at][label])
        found.append(label)
    return [tagger.LABELS[one] for one in reversed(found)]


@cache
def _barred() -> Any:
    """What is taken off when one label follows another that it may not follow."""
    import numpy as np

    found = np.full((len(tagger.LABELS), len(tagger.LABELS)), -1e6)
    for at, before in enumerate(tagger.LABELS):
        found[at, sorted(tagger._MAY_FOLLOW[before])] = 0.0
    return found


def _scores(batch: list[Window]) -> list[Any]:
    """Log-probabilities of the labels at the beginning of each word, window by window."""
    import numpy as np

    longest = max(len(window.pieces) for window in batch)
    pieces, marks, seen = (np.zeros((len(batch), longest), np.int64) for _ in range(3))
    for at, window in enumerate(batch):
        pieces[at, : len(window.pieces)] = window.pieces
        marks[at, : len(window.marks)] = window.marks
        seen[at, : len(window.pieces)] = 1
    (logits,) = _session().run(None, {"pieces": pieces, "marks": marks, "seen": seen})
    logits = logits - logits.max(axis=-1, keepdims=True)
    logits -= np.log(np.exp(logits).sum(axis=-1, keepdims=True))
    return [logits[at, window.heads] for at, window in enumerate(batch)]


@cache
def _session() -> Any:
    return session(_weights())


def session(weights: Path) -> Any:
    """What runs a file of weights: one thread, so that several processes do not wait for one another."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    raw = weights.read_bytes()
    return onnxruntime.InferenceSession(raw, options, providers=["CPUExecutionProvider"])
