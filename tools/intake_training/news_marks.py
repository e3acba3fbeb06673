"""Real agency news with custody marked by place; the words themselves stay outside the repository.

The news (Voice of America, public domain, out of the Groningen Meaning Bank), one sentence a line, cut into words, are
three files of one folder, the one that `--news` asks for; only those are read that a row names:

- `test.txt` and `val.txt`: `data/test/sentences.txt` and `data/val/sentences.txt` of the repository
  Lakshmi-bashyam/Deeplearning4NER on GitHub, commit d7921cb;
- `first.txt`: the first 8,300 sentences of the bank, made by `write_first` out of `ner_dataset.csv`, as it lies in
  umartariq867/Named-Entity-Recognition-with-Python on GitHub, commit c549b67 (a copy that is cut off after 2.5 MiB):
  `python -c "from tools.intake_training.news_marks import *; write_first(Path('ner_dataset.csv'), Path('news'))"`.

The marks (`custody/news*.tsv`) are ours; a row is a story, its columns parted by tabs:

    id  file  first line  last line  sum of the text  persons  marks  unsure

`persons` are parted by spaces, the places of one by commas ("12-26,80-88 40-47"); a mark is
"person:status:begin-end", person "-" for nobody named. `unsure` are marks that another strict reader might set.
Lines count from 1, places are code points of the story as `written` here, the sum is the first eight digits of SHA-256.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

_STAND_IN = "2007-01-01"  # nobody knows the days of these stories
_FIRST = 8300  # whole sentences in the copy of the bank


class OtherWords(ValueError):
    """The lines are not those that were marked."""


def documents(marks: Path, folder: Path) -> list[dict[str, Any]]:
    """The stories with their marks, in the form of the gold documents. Raises `OtherWords`."""
    with marks.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.reader(file, delimiter="\t") if row]
    lines = {name: (folder / f"{name}.txt").read_text("utf-8").split("\n") for name in {row[1] for row in rows}}
    return [_document(row, lines) for row in rows]


def _document(row: list[str], lines: dict[str, list[str]]) -> dict[str, Any]:
    ident, name, first, last, whole, persons, marks, unsure = row
    text = written(lines[name][int(first) - 1 : int(last)])
    if total(text) != whole:
        raise OtherWords(f"{ident}: lines {first} to {last} of {name}.txt are not those that were marked")
    forms = [[_cut(text, place) for place in one.split(",")] for one in persons.split()]
    return {
        "id": ident,
        "date": _STAND_IN,
        "text": text,
        "persons": [list(dict.fromkeys(one)) for one in forms],
        "custody": [_mark(text, forms, one) for one in marks.split()],
        "unsure": [_mark(text, forms, one) for one in unsure.split()],
    }


def _mark(text: str, forms: Sequence[Sequence[str]], mark: str) -> dict[str, str]:
    person, status, place = mark.split(":")
    about = "" if person == "-" else forms[int(person)][0]
    return {"about": about, "status": status, "has": _cut(text, place)}


def _cut(text: str, place: str) -> str:
    begin, end = place.split("-")
    return text[int(begin) : int(end)]


def row(ident: str, name: str, lines: tuple[int, int], document: dict[str, Any]) -> list[str]:
    """A document as a row of the file of marks."""
    text, persons = document["text"], document["persons"]
    places = [",".join(dict.fromkeys(_place(text, form) for form in forms)) for forms in persons]

    def mark(one: dict[str, str]) -> str:
        about = one["about"]
        person = next((at for at, forms in enumerate(persons) if about in forms), None)
        return f"{'-' if person is None else person}:{one['status']}:{_place(text, one['has'])}"

    said = (" ".join(mark(one) for one in document.get(kind) or []) for kind in ("custody", "unsure"))
    return [ident, name, str(lines[0]), str(lines[1]), total(text), " ".join(places), *said]


def _place(text: str, words: str) -> str:
    begin = text.index(words)
    return f"{begin}-{begin + len(words)}"


def write_first(bank: Path, folder: Path) -> None:
    """Write `first.txt` into a folder, out of the bank's table of words."""
    with bank.open(encoding="latin-1", newline="") as file:
        lines = sentences(csv.reader(file))
    (folder / "first.txt").write_text("".join(f"{line}\n" for line in lines[:_FIRST]), "utf-8")


def sentences(rows: Iterable[Sequence[str]]) -> list[str]:
    """The sentences of a table of words, headed by a row of names.

    A row is a word: its sentence, where it is the first one of it, then the word and what else is told of it.
    """
    found: list[list[str]] = []
    for begins, word, *_ in list(rows)[1:]:
        if begins:
            found.append([])
        found[-1].append(word)
    return [" ".join(words) for words in found]


def total(text: str) -> str:
    """The sum by which a story is known."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def written(lines: Sequence[str]) -> str:
    """Lines cut into words, as they stand in print."""
    return " ".join(_written(line) for line in lines)


def _written(line: str) -> str:
    made, opened = "", False
    for word in line.split():
        if word == '"':
            made = made.rstrip(" ") + '" ' if opened else made + '"'
            opened = not opened
        else:
            made += word + " "
    made = re.sub(r" (,|\.|;|:|\?|!|%|\))(?= |$|\")", r"\1", made)
    made = re.sub(r" ('s|'S|n't|'re|'ve|'ll|'d|'m)(?=[ .,;:?!]|$)", r"\1", made)
    made = re.sub(r"(?<=s) '(?= )", "'", made)
    made = made.replace("( ", "(")
    return re.sub(r"\$ (?=\d)", "$", made).strip()
