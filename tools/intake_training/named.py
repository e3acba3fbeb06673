"""Texts in which someone marked the names: KazNERD and factRuEval, as sentences of (word, label)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from tereze.intake.extract import tokens

_KAZNERD = {"PERSON": "PER", "ORGANISATION": "ORG", "GPE": "LOC", "LOCATION": "LOC"}
_CONLL = {
    "per": "PER",
    "person": "PER",
    "org": "ORG",
    "corporation": "ORG",
    "group": "ORG",
    "loc": "LOC",
    "location": "LOC",
}
_FACTRU = {"Person": "PER", "Org": "ORG", "LocOrg": "LOC", "Location": "LOC"}
_NAME_SPANS = frozenset({"name", "surname", "patronymic", "nickname"})


class Sentence(NamedTuple):
    """Words, their labels, and the document they come from."""

    words: tuple[str, ...]
    labels: tuple[str, ...]
    document: int


def kaznerd(path: Path) -> list[Sentence]:
    """IS2AI/KazNERD (CC BY 4.0): person, organisation, and both kinds of place."""
    found = []
    for number, block in enumerate(path.read_text("utf-8").split("\n\n")):
        rows = [line.rsplit(" ", 1) for line in block.splitlines() if line.strip()]
        if rows:
            words, marks = zip(*rows, strict=True)
            found.append(Sentence(words, tuple(map(_kaznerd_label, marks)), number))
    return found


def _kaznerd_label(mark: str) -> str:
    side, _, kind = mark.partition("-")
    return f"{side}-{_KAZNERD[kind]}" if kind in _KAZNERD else "O"


def conll(paths: list[Path]) -> list[Sentence]:
    """English in two columns: wikigold, WNUT 2017 and the Broad Twitter Corpus (all CC BY 4.0).

    Lines about twitter handles are left out; twenty sentences stand for a document.
    """
    found: list[Sentence] = []
    for path in paths:
        for block in re.split(r"\n\s*\n", path.read_text("utf-8", errors="replace")):
            rows = [line.split() for line in block.splitlines() if len(line.split()) == 2]
            if rows and not any(word[0] in "@#" or word.startswith("http") for word, _ in rows):
                words, marks = zip(*rows, strict=True)
                found.append(Sentence(words, _iob2(list(map(_conll_label, marks))), len(found) // 20))
    return found


def _conll_label(mark: str) -> str:
    side, _, kind = mark.partition("-")
    return f"{side}-{_CONLL[kind.lower()]}" if kind.lower() in _CONLL else "O"


def _iob2(labels: list[str]) -> tuple[str, ...]:
    """In the older notation a name begins with I- unless it follows another."""
    fixed = []
    for at, label in enumerate(labels):
        before = labels[at - 1] if at else "O"
        fixed.append("B" + label[1:] if label.startswith("I-") and before[2:] != label[2:] else label)
    return tuple(fixed)


class Gold(NamedTuple):
    """A text of factRuEval and the spans of the names in it, by kind."""

    text: str
    spans: tuple[tuple[int, int, str], ...]


def factrueval(folder: Path) -> list[Gold]:
    """factRuEval 2016 (MIT): persons are their name words only, without descriptions."""
    return [_gold(path) for path in sorted(folder.glob("*.txt"))]


def _gold(path: Path) -> Gold:
    rows = [line.split() for line in path.with_suffix(".spans").read_text("utf-8").splitlines() if line.strip()]
    places = {row[0]: (int(row[2]), int(row[2]) + int(row[3]), row[1]) for row in rows}
    found = []
    for line in path.with_suffix(".objects").read_text("utf-8").splitlines():
        match = re.match(r"\d+ (\w+) ([\d ]+)#", line)
        if match and match[1] in _FACTRU:
            parts = [places[number] for number in match[2].split() if number in places]
            if match[1] == "Person":
                parts = [part for part in parts if part[2] in _NAME_SPANS]
            if parts:
                found.append((min(p[0] for p in parts), max(p[1] for p in parts), _FACTRU[match[1]]))
    return Gold(path.read_text("utf-8"), tuple(sorted(set(found))))


def uner(path: Path) -> list[Gold]:
    """A file of Universal NER: each document's sentences, a line each, with the persons in them."""
    found: list[Gold] = []
    text, at = "", 0
    spans: list[list[int]] = []
    for line in [*path.read_text("utf-8").splitlines(), "# newdoc id"]:
        if line.startswith("# newdoc id") and text:
            found.append(Gold(text, tuple((begin, end, "PER") for begin, end in spans)))
            text, spans = "", []
        elif line.startswith("# text = "):
            at = len(text)
            text += line.removeprefix("# text = ") + "\n"
        elif line and not line.startswith("#"):
            columns = line.split("\t")
            begin = text.find(columns[1], at)
            at = begin + len(columns[1]) if begin >= 0 else at
            if columns[2] == "B-PER":
                spans.append([begin, at])
            elif columns[2] == "I-PER" and spans:
                spans[-1][1] = at
    return found


def as_sentences(gold: Gold, number: int) -> list[Sentence]:
    """The text as labelled sentences; of names inside one another the outermost person, else the longest."""
    chosen: list[tuple[int, int, str]] = []
    for span in sorted(gold.spans, key=lambda one: (one[2] != "PER", one[0] - one[1])):
        if all(span[1] <= other[0] or other[1] <= span[0] for other in chosen):
            chosen.append(span)
    found = []
    for begin, end in tokens.sentences(gold.text):
        words = tokens.tokens(gold.text, begin, end)
        if words:
            found.append(Sentence(tuple(w.text for w in words), tuple(_label(w, chosen) for w in words), number))
    return found


def _label(token: tokens.Token, spans: list[tuple[int, int, str]]) -> str:
    for begin, end, kind in spans:
        if begin <= token.begin < end:
            return f"{'B' if token.begin == begin else 'I'}-{kind}"
    return "O"
