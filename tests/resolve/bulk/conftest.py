"""A small made-up population for linkage in bulk: every name, place and date is invented."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from tereze.resolve.bulk import Links, Model, Table, category, link, number, place, texts, train

HEADS = ("ba", "do", "ki", "lu", "me", "na", "po", "ri", "sa", "tu", "vo", "ze")
TAILS = ("lan", "mir", "nek", "rom", "sul", "tav", "vin", "zor")
NAMES = [head + middle + tail for head in HEADS for middle in ("", "da", "ko") for tail in TAILS]
KEYS = (("given|father", "birth_year"), ("given", "birth_year"), ("father", "town"), ("birth_year", "town"))


def letters(text: str) -> tuple[str, bytes]:
    """A sound group that needs no tables: the consonants."""
    return "".join(one for one in text if one not in "aeiou"), text.encode()[:16]


@dataclass(frozen=True)
class People:
    """Rows of invented people, with the person of each."""

    rows: dict[str, list[Any]]
    source: list[str]
    person: np.ndarray[Any, Any]

    def table(self, first: int = 0, last: int | None = None) -> Table:
        rows = {name: values[first:last] for name, values in self.rows.items()}
        columns = texts({"given": rows["given"], "father": rows["father"]}, letters)
        columns["birth_year"] = number(rows["birth_year"])
        columns["sex"] = category(rows["sex"])
        columns["town"] = place(rows["town"], rows["province"])
        return Table(columns, category(self.source[first:last]), ("given", "father"), KEYS)


def make_people(persons: int, seed: int) -> People:
    """Two rows for half of them, with misspelt, exchanged, missing and shifted values."""
    random = np.random.default_rng(seed)
    rows: dict[str, list[Any]] = {name: [] for name in ("given", "father", "birth_year", "sex", "town", "province")}
    person, source = [], []
    for one in range(persons):
        given, father = (NAMES[int(at)] for at in random.integers(0, len(NAMES), 2))
        year, sex, town = (
            1950 + int(random.integers(0, 50)),
            "fm"[int(random.integers(0, 2))],
            int(random.integers(0, 40)),
        )
        for _ in range(1 + int(random.random() < 0.5)):
            names = [_vowel(given, random), _vowel(father, random)]
            names = names[::-1] if random.random() < 0.05 else names
            rows["given"].append(names[0])
            rows["father"].append(None if random.random() < 0.05 else names[1])
            rows["birth_year"].append(None if random.random() < 0.1 else year + int(random.random() < 0.1))
            rows["sex"].append(sex)
            rows["town"].append(None if random.random() < 0.1 else f"town {town}")
            rows["province"].append(f"province {town % 5}")
            person.append(one)
            source.append(("list", "letter")[int(random.integers(0, 2))])
    return People(rows, source, np.array(person))


def _vowel(name: str, random: np.random.Generator) -> str:
    """Another spelling now and then: a vowel changed, seldom a consonant."""
    if random.random() < 0.3:
        return name.replace("a", "e", 1)
    return name.replace("r", "l", 1) if random.random() < 0.05 else name


@pytest.fixture(scope="session")
def people() -> People:
    return make_people(1200, 4)


@pytest.fixture(scope="session")
def table(people: People) -> Table:
    return people.table()


@pytest.fixture(scope="session")
def model(table: Table) -> Model:
    return train(table)


@pytest.fixture(scope="session")
def links(table: Table, model: Model) -> Links:
    return link(table, model)


def pair_f1(person: np.ndarray[Any, Any], labels: np.ndarray[Any, Any]) -> float:
    """F1 over pairs of rows."""
    together = sum(_pairs(np.bincount(np.unique(person * len(person) + labels, return_inverse=True)[1])))
    said = sum(_pairs(np.unique(labels, return_counts=True)[1]))
    true = sum(_pairs(np.unique(person, return_counts=True)[1]))
    return 2 * together / (said + true)


def _pairs(counts: np.ndarray[Any, Any]) -> list[int]:
    return [int(one) * (int(one) - 1) // 2 for one in counts]
