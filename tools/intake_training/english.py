"""English texts in which someone marked the names, cut into the words that `tokens.english` gives.

Titles are no part of a name here ("President", "Mr."): where a corpus takes them in, they are cut off.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from pathlib import Path

from tereze.intake.extract import tagger, tokens
from tools.intake_training.named import Sentence

_GUM = {"person": "PER", "organization": "ORG", "place": "LOC"}
_GMB = {"per": "PER", "org": "ORG", "geo": "LOC", "gpe": "LOC"}
_TITLES = frozenset(
    """
    mr mrs ms miss dr prof professor president vice prime minister king queen prince princess pope sir
    lord lady general gen gen. major colonel lieutenant captain admiral sergeant senator sen sen.
    governor gov gov. representative rep rep. congressman chairman secretary ambassador judge justice
    chief cardinal archbishop bishop imam sheikh ayatollah grand mayor spokesman spokeswoman leader
    chancellor premier deputy foreign defense interior state opposition former first commander-in-chief
    saint st st. detective officer mr. mrs. ms. dr. prof. col. lt. sgt. capt. attorney director doctor
    rabbi rev. reverend father sister brother uncle aunt
    """.split()  # noqa: SIM905  # easier to read and to add to
)
_NO_NAMES = frozenset(
    ["sheriff", "republican", "democrat", "democrats", "libertarian", "senator", "muslim", "sir", "mom", "dad", "god"]
)
_OPEN = re.compile(r"\((\d+)-(\w+)-[^()]*|(\d+)\)")


def recut(words: Sequence[str], labels: Sequence[str], document: int, glued: frozenset[int] = frozenset()) -> Sentence:
    """The sentence in our own words; `glued` are the words of the corpus that no space follows."""
    text, places = "", []
    for at, word in enumerate(words):
        if text and at - 1 not in glued and word not in {"'s", "’s"}:
            text += " "
        places.append((len(text), len(text) + len(word)))
        text += word
    spans = [(places[name.first][0], places[name.last - 1][1], name.kind) for name in tagger.spans(labels)]
    cut = tokens.english(text)
    made = []
    for token in cut:
        inside = next((span for span in spans if span[0] <= token.begin < span[1]), None)
        if inside is None:
            made.append("O")
        else:
            begins = not any(inside[0] <= other.begin < token.begin for other in cut)
            made.append(f"{'B' if begins else 'I'}-{inside[2]}")
    return Sentence(tuple(token.text for token in cut), tuple(made), document)


def gum(paths: list[Path], first: int = 0) -> list[Sentence]:
    """GUM (annotation CC BY 4.0; texts by genre CC BY or CC BY-SA): named persons, organisations and places."""
    found: list[Sentence] = []
    for number, path in enumerate(paths, first):
        rows: list[list[str]] = []
        for line in [*path.read_text("utf-8").splitlines(), ""]:
            if line and not line.startswith("#"):
                columns = line.split("\t")
                if columns[0].isdigit():
                    rows.append(columns)
            elif not line and rows:
                words = [row[1] for row in rows]
                glued = [at for at, row in enumerate(rows) if "SpaceAfter=No" in row[9]]
                found.append(recut(words, _gum_labels(rows), number, frozenset(glued)))
                rows = []
    return found


def _gum_labels(rows: list[list[str]]) -> tuple[str, ...]:
    labels = ["O"] * len(rows)
    for begin, end, kind in sorted(_entities(rows), key=lambda span: span[0] - span[1]):
        inside = {row[0] for row in rows[begin:end]}
        head = next((at for at in range(begin, end) if rows[at][6] not in inside), begin)
        if kind in _GUM:
            for at in _named(rows, begin, end, head):
                _mark(labels, [row[1] for row in rows], *_run(rows, begin, end, at), _GUM[kind])
    return tuple(labels)


def _entities(rows: list[list[str]]) -> list[tuple[int, int, str]]:
    """The entities of a sentence: first word, word after the last, kind."""
    waiting: list[tuple[str, str, int]] = []
    spans: list[tuple[int, int, str]] = []
    for at, row in enumerate(rows):
        entity = next((part[7:] for part in row[9].split("|") if part.startswith("Entity=")), "")
        for match in _OPEN.finditer(entity):
            if match[1]:
                waiting.append((match[1], match[2], at))
                if entity[match.end() : match.end() + 1] == ")":
                    spans.append((at, at + 1, waiting.pop()[1]))
            else:
                place = next((n for n in range(len(waiting) - 1, -1, -1) if waiting[n][0] == match[3]), None)
                if place is not None:
                    _, kind, begin = waiting.pop(place)
                    spans.append((begin, at + 1, kind))
    return spans


def _named(rows: list[list[str]], begin: int, end: int, head: int) -> list[int]:
    """Where names stand in an entity: at its head, or beside it ("the nominee A B", "a detective, C D")."""
    beside = [
        at
        for at in range(begin, end)
        if rows[at][6] == rows[head][0] and rows[at][7].split(":")[0] in {"appos", "flat", "nmod"} and at > head
    ]
    close = [at for at in beside if rows[at][7].split(":")[0] != "nmod" or rows[at][7] == "nmod:desc"]
    return [at for at in [head, *close] if rows[at][4] == "NNP" and rows[at][1].lower() not in _NO_NAMES]


def _run(rows: list[list[str]], begin: int, end: int, at: int) -> tuple[int, int]:
    """The proper nouns around a place, with hyphens and initials' stops inside."""

    def goes(n: int) -> bool:
        if not begin <= n < end:
            return False
        hyphen = rows[n][1] == "-" and begin < n < end - 1
        return rows[n][4] == "NNP" or (hyphen and rows[n - 1][4] == rows[n + 1][4] == "NNP")

    first = last = at
    while goes(first - 1):
        first -= 1
    while goes(last + 1):
        last += 1
    return first, last + 1


def _mark(labels: list[str], words: list[str], first: int, last: int, kind: str) -> None:
    while kind == "PER" and first < last - 1 and words[first].lower() in _TITLES:
        first += 1
    if kind == "PER" and words[first].lower() in _TITLES:
        return
    labels[first:last] = [f"B-{kind}", *[f"I-{kind}"] * (last - first - 1)]


def gmb(path: Path, first: int = 0) -> list[Sentence]:
    """A part of the Groningen Meaning Bank (public domain; news, marked by machine and mended by people)."""
    found: list[Sentence] = []
    words: list[str] = []
    marks: list[str] = []
    with path.open(encoding="utf-8", errors="replace") as lines:
        for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            if len(row) < 5 or row[4] == "Tag":
                continue
            words.append(row[2])
            marks.append(row[4])
            if row[2] in {".", "!", "?"}:
                found.append(recut(words, _gmb_labels(words, marks), first + len(found) // 20))
                words, marks = [], []
    return found


def _gmb_labels(words: list[str], marks: list[str]) -> tuple[str, ...]:
    labels = ["O"] * len(words)
    at = 0
    while at < len(words):
        kind = marks[at][2:]
        end = at + 1
        while end < len(words) and marks[end] == f"I-{kind}":
            end += 1
        if kind in _GMB:
            _mark(labels, words, at, end, _GMB[kind])
        at = end
    return tuple(labels)
