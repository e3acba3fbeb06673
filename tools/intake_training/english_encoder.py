"""The English texts that the encoder is taught from, document by document, and what goes into one step of teaching."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from tereze.intake.extract import encoder, tagger, wordpieces
from tools.intake_training import own_sentences, renaming
from tools.intake_training.english import gmb, gum, recut
from tools.intake_training.named import Sentence, conll

_CROSSNER = {
    "person": "PER", "politician": "PER", "writer": "PER", "musicalartist": "PER", "scientist": "PER",
    "researcher": "PER", "organisation": "ORG", "politicalparty": "ORG", "university": "ORG", "band": "ORG",
    "location": "LOC", "country": "LOC",
}  # fmt: skip
_ALONE = frozenset(["btc.conll", "wnut17.conll"])  # each line by somebody else
_FORGOTTEN = 0.3  # of windows: what lists know of the words is left out, so that it is not relied upon
_NO_CAPITALS = 0.01
_TWEETS = 0.35  # of what stands alone, in one pass
_UNKNOWN = 0.04  # of pieces: not shown, so that a name is told by its place too
_OWN = 0.08  # windows of our own sentences beside a window of the corpora
_LISTED = 15  # the bits of a mark that say what lists know


class Document(NamedTuple):
    """Sentences that follow one another; where each stands alone, one document each. How much of it a pass takes."""

    sentences: list[Sentence]
    share: float = 1.0


def documents(folder: Path) -> list[Document]:
    """All corpora under `english/` (the README of resources/intake says which and under what licences)."""
    found: list[Document] = []
    for path in sorted(folder.glob("*.conll")):
        read = [recut(one.words, one.labels, one.document) for one in conll([path])]
        found += _alone(read, _TWEETS) if path.name in _ALONE else _together(read)
    found += _together(gum(sorted((folder / "gum").glob("*.conllu"))))
    found += _together(gmb(folder / "gmb.txt"))
    found += _alone([one for path in sorted((folder / "crossner").glob("*.txt")) for one in crossner(path)])
    return found + _together([one for path in sorted(folder.glob("*.iob2")) for one in universal(path)])


def _alone(sentences: Sequence[Sentence], share: float = 1.0) -> list[Document]:
    return [Document([one], share) for one in sentences]


def _together(sentences: Sequence[Sentence]) -> list[Document]:
    return [Document(list(group)) for _, group in groupby(sentences, key=lambda one: one.document)]


def crossner(path: Path) -> list[Sentence]:
    """CrossNER (MIT; sentences of Wikipedia, CC BY-SA 3.0): kinds of people, organisations and places put together."""
    found = []
    for block in path.read_text("utf-8").split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if "\t" in line]
        if rows:
            words, marks = zip(*((row[0], row[1]) for row in rows), strict=True)
            labels = [_crossner(mark) for mark in marks]
            found.append(recut(words, labels, 0))
    return found


def _crossner(mark: str) -> str:
    side, _, kind = mark.partition("-")
    return f"{side}-{_CROSSNER[kind]}" if kind in _CROSSNER else "O"


def universal(path: Path) -> list[Sentence]:
    """A file of Universal NER (CC BY-SA 4.0): persons, organisations, places."""
    found: list[Sentence] = []
    words: list[str] = []
    labels: list[str] = []
    document = 0
    for line in [*path.read_text("utf-8").splitlines(), ""]:
        document += line.startswith("# newdoc")
        if line and not line.startswith("#"):
            columns = line.split("\t")
            words.append(columns[1])
            labels.append(columns[2] if columns[2] in tagger.LABELS else "O")
        elif not line and words:
            found.append(recut(words, labels, document))
            words, labels = [], []
    return found


class Example(NamedTuple):
    """A window and the number of the label at each of its heads."""

    window: encoder.Window
    gold: list[int]


def examples(corpus: Sequence[Document], seed: int, own: bool = False) -> list[Example]:
    """A pass over the corpus: documents cut into windows at random, with some names changed; shuffled by `seed`.

    With `own`, some places are renamed too, and sentences of our own are put in between.
    """
    dice = random.Random(seed)  # noqa: S311  # any order will do, the same each time
    found: list[Example] = []
    for document in corpus:
        if dice.random() >= document.share:
            continue
        for part in _windows(document, dice):
            part = renaming.elsewhere(part, own_sentences.places(), dice) if own else part  # noqa: PLW2901
            found += _examples(renaming.renamed(part, dice), dice)
            if own and dice.random() < _OWN:
                found += _examples([own_sentences.made(dice) for _ in range(dice.choice((1, 2, 4)))], dice)
    dice.shuffle(found)
    return found


def _windows(document: Document, dice: random.Random) -> Iterator[list[Sentence]]:
    at = 0
    while at < len(document.sentences):
        size = dice.choice((1, 1, 2, 4, 8))
        yield document.sentences[at : at + size]
        at += size


def _examples(part: list[Sentence], dice: random.Random) -> Iterator[Example]:
    forget = dice.random() < _FORGOTTEN
    if dice.random() < _NO_CAPITALS:
        part = [one._replace(words=tuple(word.lower() for word in one.words)) for one in part]
    unknown = wordpieces.vocabulary()[wordpieces.UNKNOWN]
    for window in encoder.windows([one.words for one in part]):
        pieces = [unknown if at and dice.random() < _UNKNOWN else piece for at, piece in enumerate(window.pieces)]
        marks = [mark & ~_LISTED for mark in window.marks] if forget else window.marks
        gold = [tagger.LABELS.index(part[sentence].labels[word]) for sentence, word in window.words]
        yield Example(window._replace(pieces=pieces, marks=marks), gold)


def batches(found: Sequence[Example], pieces: int, seed: int) -> list[list[Example]]:
    """Examples of like length together, at most so many pieces at once, in an order of chance."""
    dice = random.Random(seed)  # noqa: S311
    made: list[list[Example]] = []
    for start in range(0, len(found), 2000):
        group = sorted(found[start : start + 2000], key=lambda one: len(one.window.pieces))
        now: list[Example] = []
        for one in group:
            if now and len(one.window.pieces) * (len(now) + 1) > pieces:
                made.append(now)
                now = []
            now.append(one)
        made.append(now)
    dice.shuffle(made)
    return made
