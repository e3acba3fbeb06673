"""One setting chooses who finds the candidates; the rules judge them all the same. Everyone here is fictional."""

from __future__ import annotations

import random

import pytest

from tereze.engines.finding import ENGINES, NoSuchEngine, finder
from tereze.resolve.facts import MentionFacts
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


def test_our_rules_find_for_themselves_and_an_unknown_engine_is_refused() -> None:
    assert finder("rules") is None
    assert set(ENGINES) == {"rules", "compiled", "splink", "spark"}
    with pytest.raises(NoSuchEngine, match="zingg"):
        finder("zingg")


@pytest.mark.parametrize("name", ["compiled", "splink"])
def test_nobody_and_one_are_no_pairs(name: str) -> None:
    assert list(suggest([], find=finder(name))) == []
    assert list(suggest(crowd()[:1], find=finder(name))) == []
