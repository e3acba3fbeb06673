"""English persons in real text, for `benchmarks.extraction`: what was measured on, and whether it was seen.

- Universal NER (CC BY-SA 4.0): PUD, half news and half Wikipedia, and the test part of EWT. The weights were learned
  from neither. The news half of PUD and EWT's test were never looked at; the Wikipedia half was.
- GUM: the whole news articles and interviews of its development and test parts (`english/gum-held/`), never learned
  from; the rules were mended with most of them in view. The perceptron, which reads where the encoder is missing, is
  also measured on all of GUM's news in five folds.
- en-worldwide-newswire (Shan et al. 2023): 1,075 articles of newspapers outside Europe and the United States. It names
  no licence: only measured on, never learned from, nothing of it is kept. An eighth of the articles, chosen by their
  names' hash, was looked at while rules and training were chosen; a second eighth is measured on and was never looked
  at; the rest is left for later.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from tools.intake_training.english import gmb, gum, recut
from tools.intake_training.named import Sentence, conll, uner

from tereze.intake.extract import encoder, tagger
from tools import train_tagger

People = Callable[[str, str], set[tuple[int, int]]]
_HEAD = "| | what | P | R | gold | found |\n|---|---|---|---|---|---|"
_PARTS = ("an eighth, looked at", "another eighth, never looked at")  # of the newswire, by the hash of the name
_FAR = 40  # characters between two words of an article, at most


class Gold(NamedTuple):
    """An article and where its persons are named."""

    name: str
    text: str
    persons: set[tuple[int, int]]


def page(universal: list[Path], texts: Path | None, worldwide: Path | None, people: People, quick: bool) -> str:
    """The sections of the results page; `quick` leaves out what teaches the perceptron again."""
    parts = [_universal(path, people) for path in universal]
    if texts:
        parts.append(_held(texts / "english" / "gum-held", people))
        parts += [] if quick else [_folds(texts / "english", people)]
    if worldwide:
        parts.append(_worldwide(worldwide, people))
    return "\n\n".join(parts) + "\n"


def _section(title: str, note: str, counts: dict[str, Counter[str]]) -> str:
    rows = []
    for what, count in sorted(counts.items()):
        precision, recall = count["right"] / max(count["found"], 1), count["right"] / max(count["gold"], 1)
        rows.append(f"| en | {what} | {precision:.2f} | {recall:.2f} | {count['gold']} | {count['found']} |")
    return "\n".join([f"## English persons, {title}\n", *([note + "\n"] if note else []), _HEAD, *rows])


def _add(count: Counter[str], found: set[Any], wanted: set[Any]) -> None:
    count.update({"found": len(found), "gold": len(wanted), "right": len(found & wanted)})


def _universal(path: Path, people: People) -> str:
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    parts = re.findall(r"(?m)^# newdoc id = ([nw]?)", path.read_text("utf-8"))
    named = {"n": "persons, news half, never looked at", "w": "persons, Wikipedia half, looked at"}
    for gold, part in zip(uner(path), parts, strict=True):
        title = named.get(part if "pud" in path.name else "", "persons, all")
        _add(counts[title], people(gold.text, "en"), {(begin, end) for begin, end, _ in gold.spans})
    return _section(path.name, "", counts)


def _held(folder: Path, people: People) -> str:
    count = Counter[str]()
    for path in _news(folder):
        text, wanted = as_article(gum([path]))
        _add(count, people(text, "en"), wanted)
    note = (
        "Whole news articles and interviews of GUM's development and test parts; marks made from GUM's own annotation\n"
        "by tools/intake_training/english.py, with its slips. Never learned from; most were looked at by the rules."
    )
    return _section("GUM, never learned from", note, {"persons, exact": count})


def _news(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.glob("GUM_*.conllu")) if re.match("GUM_(?:news|interview)", path.name)]


def _folds(folder: Path, people: People) -> str:
    """The perceptron alone, each fold by a model that saw none of its articles."""
    files = sorted(folder.glob("gum*/GUM_*.conllu"))
    news = [*_news(folder / "gum"), *_news(folder / "gum-held")]
    columns = [recut(one.words, one.labels, one.document) for one in conll(sorted(folder.glob("*.conll")))]
    shipped, installed, count = tagger.weights, encoder.is_installed, Counter[str]()
    encoder.is_installed = lambda: False  # type: ignore[assignment,method-assign]
    for fold in range(train_tagger._FOLDS):
        held = news[fold :: train_tagger._FOLDS]
        rest = [*columns, *gum([path for path in files if path not in held]), *gmb(folder / "gmb.txt")]
        model = train_tagger.learn(rest, "en")
        tagger.weights = lambda _lang, model=model: model  # type: ignore[assignment,misc]
        for path in held:
            text, wanted = as_article(gum([path]))
            _add(count, people(text, "en"), wanted)
    tagger.weights, encoder.is_installed = shipped, installed  # type: ignore[method-assign]
    note = f"{len(news)} news articles and interviews, five folds: what reads where the encoder's file is missing."
    return _section("GUM, the perceptron", note, {"persons, exact": count})


def as_article(sentences: list[Sentence]) -> tuple[str, set[tuple[int, int]]]:
    """The sentences as a text again, and where its persons stand."""
    text, spans = "", set()
    for one in sentences:
        places = []
        for word in one.words:
            glued = not text or text[-1] in "\n([“" or word in {",", ".", ")", "'s", "’s", "”", "?", "!", ";", ":"}
            text += word if glued else f" {word}"
            places.append((len(text) - len(word), len(text)))
        named = [name for name in tagger.spans(one.labels) if name.kind == "PER"]
        spans |= {(places[name.first][0], places[name.last - 1][1]) for name in named}
        text += "\n"
    return text, spans


def _worldwide(folder: Path, people: People) -> str:
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for article in newswire(folder):
        part = int(hashlib.sha256(article.name.encode()).hexdigest(), 16) % 8
        if part < len(_PARTS):
            _add(counts[f"persons, {_PARTS[part]}"], people(article.text, "en"), article.persons)
    note = "Newspapers of Asia, Africa, Latin America and Oceania; marked by annotators, with their slips."
    return _section("en-worldwide-newswire", note, counts)


def newswire(folder: Path) -> Iterator[Gold]:
    """The articles as they were published, with the annotators' marks found again in them."""
    for path in sorted((folder / "processed_annotated").glob("*.tsv")):
        article = folder / "original_articles" / path.name.removesuffix(".tsv")
        if article.is_file():
            text = article.read_text("utf-8", errors="replace")
            yield Gold(path.name, text, _found_again(path.read_text("utf-8", errors="replace"), text))


def _found_again(table: str, text: str) -> set[tuple[int, int]]:
    at, spans = 0, []
    for line in table.splitlines():
        columns = line.split("\t")
        word = columns[0].strip()
        begin = text.find(word, at) if word and len(columns) > 1 else -1
        if 0 <= begin <= at + _FAR:
            at = begin + len(word)
            if columns[1] == "B-Person":
                spans.append((begin, at))
            elif columns[1] == "I-Person" and spans:
                spans[-1] = (spans[-1][0], at)
    return set(spans)
