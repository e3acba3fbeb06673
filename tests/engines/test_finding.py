"""One setting chooses who finds the candidates; the rules judge them all the same. Everyone here is fictional."""

from __future__ import annotations

import random
from itertools import combinations

import pytest

from tereze.engines.finding import ENGINES, PLANS, RULES, NoSuchEngine, finder
from tereze.engines.own import OwnEngine
from tereze.resolve.columns import table_of
from tereze.resolve.facts import MentionFacts, Stay
from tereze.resolve.ready import ready
from tereze.resolve.suggest import suggest


def crowd() -> list[MentionFacts]:
    dice = random.Random(11)
    made = []
    for at in range(300):
        name = f"{_word(dice)} {_word(dice)}"
        year, sex, place = str(dice.randint(1940, 1999)), dice.choice(["male", "female"]), f"place{dice.randrange(20)}"
        for row in range(dice.choice([1, 1, 2])):
            made.append(
                MentionFacts(
                    id=f"m{at:03}{row}", source=f"s{row}", names=(name,), births=(year,), sex=sex, places=(place,)
                )
            )
    return made


def _word(dice: random.Random) -> str:
    return "".join(dice.choices(["ba", "do", "ki", "lu", "me", "zu", "ri"], k=3)).capitalize()


@pytest.mark.parametrize("name", ["compiled", "splink"])
def test_every_engine_leads_to_the_same_people_with_the_same_reasons(name: str) -> None:
    ours = {one[:2]: one for one in suggest(crowd())}
    theirs = {one[:2]: one for one in suggest(crowd(), find=finder(name))}
    sure = {pair for pair, one in ours.items() if one.score > 0.9}
    assert sure
    assert sure <= theirs.keys()
    assert all(theirs[pair] == ours[pair] for pair in sure)


def small_register() -> list[MentionFacts]:
    """A hundred and forty mentions of forty-five people: whoever shares a month of arrest is mostly the same person."""
    dice = random.Random(4)
    made = []
    for at in range(45):
        name, year, month = f"{_word(dice)} {_word(dice)}", dice.randint(1940, 1999), dice.randint(1, 12)
        for row in range(dice.choice([1, 2, 3, 6])):
            when = f"2017-{month if dice.random() < 0.6 else dice.randint(1, 12):02}"
            made.append(
                MentionFacts(
                    id=f"m{at:03}{row}", source=f"s{at}{row}", names=(name,),
                    births=(str(year + dice.choice([0, 0, 1, 3])),) if dice.random() < 0.45 else (),
                    stays=(Stay(when=when),) if dice.random() < 0.5 else (),
                )
            )  # fmt: skip
    return made


def test_the_compiled_engine_learns_enough_from_a_small_register() -> None:
    facts = small_register()
    table = table_of([ready(one) for one in facts])
    found = OwnEngine().link(table, [PLANS[0], PLANS[1], PLANS[4]], RULES, 0.01)
    pairs = {(facts[one.left].id[:4], facts[one.right].id[:4]) for one in found}
    right = sum(facts[one.left].id[:4] == facts[one.right].id[:4] for one in found)
    true = sum(one.id[:4] == other.id[:4] for one, other in combinations(facts, 2))
    assert right >= 0.95 * true
    assert len(found) - right <= 0.02 * true
    assert len(pairs) > 20


def test_our_rules_find_for_themselves_and_an_unknown_engine_is_refused() -> None:
    assert finder("rules") is None
    assert set(ENGINES) == {"rules", "compiled", "splink", "spark"}
    with pytest.raises(NoSuchEngine, match="zingg"):
        finder("zingg")


@pytest.mark.parametrize("name", ["compiled", "splink"])
def test_nobody_and_one_are_no_pairs(name: str) -> None:
    assert list(suggest([], find=finder(name))) == []
    assert list(suggest(crowd()[:1], find=finder(name))) == []
