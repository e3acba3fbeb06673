"""A tagger of names for Kazakh, English and Russian: averaged perceptron over the shapes and endings of words.

Collins 2002, greedy from left to right. Learned by `python -m tools.train_tagger`; the models are in
`resources/intake/tagger-*.tsv.gz`, what they were learned from is in the README there.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache
from typing import NamedTuple

from tereze.model import resources

LABELS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
LANGUAGES = ("kk", "ru", "en")
Weights = dict[str, tuple[int, ...]]
More = Callable[[Sequence[str]], list[tuple[str, ...]]]
_FAMILY = re.compile(
    r"(?P<pat>(?:ович|евич|ич|овн|евн|ичн)(?:а|у|ем|ом|е|ой|ы)?)$|(?P<ov>(?:[оеё]в|[оеё]ва|[иы]н|[иы]на)(?:а|у|ым|ой|е)?)$|"
    r"(?P<sky>(?:ск|цк)(?:ий|ого|ому|им|ом|ая|ой|ую))$|(?P<ko>(?:енко|ейко|чук|юк|ук)(?:а|у|ом|е)?)$|"
    r"(?P<for>(?:ян|дзе|швили|идзе|сон|ман|берг|штейн|ер|ич|ас|ис|ус|ини|елли|эс|ес|ез|ури)(?:а|у|ом|е)?)$"
)
_NOTHING = (0,) * len(LABELS)
_MAY_FOLLOW = {
    label: frozenset(range(7)) - {2, 4, 6} | ({LABELS.index("I-" + label[2:])} if label != "O" else set())
    for label in LABELS
}


class Tagged(NamedTuple):
    """A name: PER, ORG or LOC, from the first token to before the last (indices)."""

    kind: str
    first: int
    last: int


_TAUGHT: ContextVar[Mapping[str, Weights]] = ContextVar("taught", default={})  # noqa: B039  # never changed in place


@contextmanager
def taught(models: Mapping[str, Weights]) -> Iterator[None]:
    """Inside the block these models are used in place of the shipped ones (what a register's reviewers taught)."""
    token = _TAUGHT.set(models)
    try:
        yield
    finally:
        _TAUGHT.reset(token)


def weights(lang: str) -> Weights:
    """The model of a language: one that was taught, where there is one, else the one that is shipped."""
    found = _TAUGHT.get().get(lang)
    return shipped(lang) if found is None else found


@cache
def shipped(lang: str) -> Weights:
    """The model of a language as it comes."""
    return unpacked(resources.path(f"intake/tagger-{lang}.tsv.gz").read_bytes())


def unpacked(raw: bytes) -> Weights:
    """A model as it is stored: gzip, a feature and its numbers a line."""
    found: Weights = {}
    for line in gzip.decompress(raw).decode().splitlines():
        if not line.startswith("#"):
            feature, numbers = line.rsplit("\t", 1)
            found[feature] = tuple(map(int, numbers.split(",")))
    return found


def tag(words: Sequence[str], model: Weights, more: More | None = None) -> list[Tagged]:
    """The names in one sentence; `more` says what else is known of its words, as the model was taught."""
    return spans(labels(words, model, more))


def labels(words: Sequence[str], model: Weights, more: More | None = None) -> list[str]:
    """A label for each word."""
    base = features(words)
    if more is not None:
        base = [one + other for one, other in zip(base, more(words), strict=True)]
    found: list[str] = []
    before, two_before = "O", "O"
    for at in range(len(words)):
        sums = _NOTHING
        for feature in (*base[at], *history(before, two_before, base[at])):
            row = model.get(feature)
            if row is not None:
                sums = tuple(map(int.__add__, sums, row))
        allowed = _MAY_FOLLOW[before]
        best = max(allowed, key=lambda label: (sums[label], -label))
        two_before, before = before, LABELS[best]
        found.append(before)
    return found


def spans(found: Sequence[str]) -> list[Tagged]:
    """Labels to names."""
    names: list[Tagged] = []
    for at, label in enumerate(found):
        if label.startswith("B-") or (label.startswith("I-") and not (names and names[-1].last == at)):
            names.append(Tagged(label[2:], at, at + 1))
        elif label.startswith("I-"):
            names[-1] = names[-1]._replace(last=at + 1)
    return names


def history(before: str, two_before: str, base: Sequence[str]) -> tuple[str, ...]:
    """What the labels so far say."""
    return (f"p={before}", f"pp={two_before}{before}", f"p={before}{base[0]}", f"p={before}{base[1]}")


def features(words: Sequence[str]) -> list[tuple[str, ...]]:
    """What each word of a sentence looks like; the first is its shape, the second the word itself."""
    low = ["<s>", "<s>", *(word.lower() for word in words), "</s>", "</s>"]
    shapes = ["^", "^", *map(shape, words), "$", "$"]
    given = ["", *("g" if _given(word) else "n" for word in words), ""]
    ending = ["", *map(_family, words), ""]
    return [
        (
            f"s={shapes[at + 2]}",
            f"w={low[at + 2]}",
            f"s-={shapes[at + 1]}{shapes[at + 2]}",
            f"s+={shapes[at + 2]}{shapes[at + 3]}",
            f"s3={shapes[at + 1]}{shapes[at + 2]}{shapes[at + 3]}",
            f"w-={low[at + 1]}",
            f"w+={low[at + 3]}",
            f"w--={low[at]}",
            f"w++={low[at + 4]}",
            f"e2={low[at + 2][-2:]}{shapes[at + 2]}",
            f"e3={low[at + 2][-3:]}{shapes[at + 2]}",
            f"e4={low[at + 2][-4:]}{shapes[at + 2]}",
            f"e5={low[at + 2][-5:]}{shapes[at + 2]}",
            f"b3={low[at + 2][:3]}{shapes[at + 2]}",
            f"b5={low[at + 2][:5]}{shapes[at + 2]}",
            f"e-={low[at + 1][-3:]}{shapes[at + 2]}",
            f"e+={low[at + 3][-3:]}{shapes[at + 2]}",
            f"e+5={low[at + 3][-5:]}{shapes[at + 3]}",
            f"b4={low[at + 2][:4]}{shapes[at + 2]}",
            f"g={given[at]}{given[at + 1]}{given[at + 2]}{shapes[at + 2]}",
            f"gf={given[at]}{ending[at + 1]}{shapes[at + 2]}",
            f"fg={ending[at]}{given[at + 1]}{ending[at + 2]}{shapes[at + 2]}",
            f"fn={ending[at + 1]}{shapes[at + 1]}{shapes[at + 2]}{shapes[at + 3]}",
            f"first={at == 0}{shapes[at + 2]}{low[at + 2][-3:]}",
        )
        for at in range(len(words))
    ]


@cache
def _stems() -> frozenset[str]:
    lines = resources.path("intake/given-ru.txt").read_text("utf-8").splitlines()
    return frozenset(stem for line in lines if not line.startswith("#") for stem in line.split())


@lru_cache(maxsize=65536)
def _given(word: str) -> bool:
    """Whether a word of Cyrillic letters is a given name in some case."""
    low = word.lower()
    return word[0].isupper() and any(low[: len(low) - cut] in _stems() for cut in range(min(4, len(low) - 1)))


def _family(word: str) -> str:
    """The kind of family name or patronymic that a word ends as, if any."""
    if not word[0].isupper() or len(word) < 4:
        return ""
    found = _FAMILY.search(word)
    return next((name for name, value in found.groupdict().items() if value), "") if found else ""


def shape(word: str) -> str:
    """A word's outline: X capitals, Xx capital first, I initial, x small, d number, else the mark itself."""
    if word[0].isdigit():
        return f"d{min(len(word), 5)}"
    if not word[0].isalpha():
        return word[0]
    if word.isupper():
        return "I" if len(word) == 1 else "X"
    if word[0].isupper():
        return "Xx-" if "-" in word else "Xx"
    return "x"
