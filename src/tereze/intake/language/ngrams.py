"""The character n-gram model: what each language of a script writes how often (`resources/intake/language.tsv`).

Naive Bayes over all n-grams of one to four letters of each word with its edges (Cavnar and Trenkle 1994; Lui and
Baldwin 2012 for the choice of the n-grams that tell languages apart). Scores are in nats, stored as tenths.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from tereze.intake.language import scripts
from tereze.model import resources

TABLE = "intake/language.tsv"
LONGEST = 4
_SCALE = 10.0


class Model(NamedTuple):
    """For one script: its languages, each n-gram's cost per language, and the cost of an n-gram not in the table."""

    languages: tuple[str, ...]
    costs: dict[str, tuple[int, ...]]


def grams(word: str) -> Iterator[str]:
    """The n-grams of a word, its edges marked with `_`."""
    edged = f"_{word}_"
    for size in range(1, LONGEST + 1):
        for begin in range(len(edged) - size + 1):
            yield edged[begin : begin + size]


@cache
def models() -> dict[str, Model]:
    """The models by script, read once."""
    languages: dict[str, tuple[str, ...]] = {}
    costs: dict[str, dict[str, tuple[int, ...]]] = {}
    for line in resources.path(TABLE).read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        first, second, *rest = line.split("\t")
        if first == "script":
            languages[second] = tuple(rest)
            costs[second] = {}
            current = costs[second]
        else:
            current[first] = tuple(map(int, [second, *rest]))
    return {script: Model(languages[script], costs[script]) for script in languages}


def score(words: Iterable[str], model: Model) -> tuple[dict[str, float], int]:
    """For each language the cost in nats of the n-grams of `words` that are in the table, and how many those are."""
    sums = [0] * len(model.languages)
    known = 0
    costs = model.costs
    for word in words:
        for gram in grams(word):
            row = costs.get(gram)
            if row is not None:
                known += 1
                sums = [total + cost for total, cost in zip(sums, row, strict=True)]
    return {language: total / _SCALE for language, total in zip(model.languages, sums, strict=True)}, known


def words_of(text: str, script: str) -> list[str]:
    """What is scored of a text."""
    return scripts.letters(text, script)
