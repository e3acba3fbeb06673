"""The bound leaves out nothing that the rules would suggest. Everyone here is fictional."""

from __future__ import annotations

import random
from math import log2

import pytest

from tereze.resolve import suggest as suggesting
from tereze.resolve.bounded import Bounds
from tereze.resolve.candidates import pairs
from tereze.resolve.facts import Kin, MentionFacts, Stay
from tereze.resolve.frequencies import Frequencies
from tereze.resolve.ready import Ready, ready
from tereze.resolve.rules import compare
from tereze.resolve.suggest import Suggestion, suggest

FIRST = (
    "Aigul",
    "Айгүл",
    "Nurlan",
    "Нурлан",
    "Zholdybai",
    "Joldibay",
    "Ahmat Jan",
    "Ahmatjan",
    "Li",
    "Mariya",
    "ئەخمەت",
)
LAST = ("Mysalova", "Мысалов", "Example", "Exampel", "Qasen", "Kasen", "Касен", "Invented", "Di Salvo", "Disalvo")


def people(seed: int, count: int = 70) -> list[MentionFacts]:
    dice = random.Random(seed)
    return [_person(dice, at) for at in range(count)]


def _person(dice: random.Random, at: int) -> MentionFacts:
    def some(chance: float, *values: str) -> tuple[str, ...]:
        return (dice.choice(values),) if dice.random() < chance else ()

    name = f"{dice.choice(FIRST)} {dice.choice(LAST)}"
    year = dice.randint(1960, 1975)
    stays = (
        Stay(when=f"2017-{dice.randint(1, 12):02}", where=dice.choice(["Ili", "Kashgar", "喀什", "Toli county", ""])),
    )
    return MentionFacts(
        id=f"m{at:03}", source=f"s{dice.randint(0, 3)}", listed=dice.random() < 0.5,
        names=(name,) if dice.random() < 0.95 else (), aliases=some(0.2, "Negro", name, "Jan"),
        births=some(0.7, f"{year}", f"{year}-03-04", f"{year}-04-03", f"{year - 1}-12-30"),
        deaths=some(0.1, "2018-02", "2018-03-01"), sex=dice.choice(["", "male", "female"]),
        birthplaces=some(0.4, "Ghulja county", "Emin", "额敏县上户镇"),
        places=some(0.4, "Ghulja", "Almaty", "Алматы", "Эмин"),
        stays=stays if dice.random() < 0.6 else (),
        relatives=(Kin(relation="father", name=dice.choice(LAST)),) if dice.random() < 0.3 else (),
        occupations=some(0.3, "driver", "teacher"), numbers=some(0.1, "11010519491231002X", "12345678"),
        photos=some(0.05, "aa", "bb"),
    )  # fmt: skip


def _prepared(facts: list[MentionFacts]) -> tuple[list[Ready], Frequencies, list[tuple[int, int]]]:
    prepared = [ready(one) for one in facts]
    return prepared, Frequencies(prepared), list(pairs(prepared))


def _bits(score: float) -> float:
    return log2(score / (1 - score))


@pytest.mark.parametrize("seed", range(12))
def test_whatever_the_rules_bring_up_to_the_least_is_hopeful(seed: int) -> None:
    prepared, frequencies, couples = _prepared(people(seed))
    found = {
        (i, j): sum(one.points for one in compare(prepared[i], prepared[j], frequencies))
        for i, j in couples
        if prepared[i].facts.id < prepared[j].facts.id
    }
    for least in (0.0, 4.0, 9.0):
        hopeful = set(Bounds(prepared, frequencies).hopeful(list(found), least))
        assert {pair for pair, bits in found.items() if bits >= least} <= hopeful


@pytest.mark.parametrize("seed", range(12, 18))
def test_suggestions_are_the_same_with_and_without_it(monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    def run(few: int) -> list[Suggestion]:
        monkeypatch.setattr(suggesting, "FEW", few)
        return sorted(suggest(people(seed)))

    with_bound, without = run(0), run(10**9)
    assert with_bound == without
    assert without


def test_most_strangers_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    prepared, frequencies, couples = _prepared(people(99, 300))
    hopeful = Bounds(prepared, frequencies).hopeful(couples, _bits(0.05) + log2(len(prepared) + 1))
    assert len(hopeful) < 0.6 * len(couples)


def test_the_same_words_stay_however_much_speaks_against() -> None:
    father = MentionFacts(id="m1", source="a", names=("Rara Avis",), births=("1940",), sex="male")
    child = MentionFacts(id="m2", source="b", names=("Avis Rara",), births=("1990",), sex="female")
    prepared, frequencies, couples = _prepared([father, child])
    assert Bounds(prepared, frequencies).hopeful(couples, 30.0) == [(0, 1)]


def test_nobody_and_no_pair() -> None:
    bounds = Bounds([], Frequencies([]))
    assert bounds.hopeful([], 1.0) == []


def test_the_argentine_registers_lose_nothing(
    argentina: tuple[list[MentionFacts], list[MentionFacts]], monkeypatch: pytest.MonkeyPatch
) -> None:
    ruvte, parque = argentina
    facts = [*ruvte[:250], *parque[:250]]

    def run(few: int) -> set[tuple[str, str, float]]:
        monkeypatch.setattr(suggesting, "FEW", few)
        return {one[:3] for one in suggest(facts)}

    assert run(0) == run(10**9)
