"""Our engine behind the protocol: several ways to be called. Everyone here is fictional."""

from __future__ import annotations

import random
from typing import Any

import pytest

from tereze.engines.finding import PLANS as REGISTER
from tereze.engines.finding import RULES
from tereze.engines.own import OwnEngine
from tereze.engines.plans import PLAIN, Plan, known
from tereze.resolve.columns import table_of
from tereze.resolve.facts import Kin, MentionFacts, Stay
from tereze.resolve.ready import ready

PLANS = (Plan("name", "text", "sound"), Plan("born", "number"), Plan("ways", "ways", instead="name"))


def word(dice: random.Random) -> str:
    return "".join(dice.choices(["ba", "do", "ki", "lu", "me", "zu", "ri", "ga", "po"], k=3)).capitalize()


def register(people: int = 240) -> tuple[list[MentionFacts], list[int]]:
    """Mentions and their people. A person is called by two words, a third of them by an alias of two other words; the
    second mention has the words exchanged, leaves one out, adds one, or knows the alias alone."""
    dice = random.Random(8)
    facts, person = [], []
    for one in range(people):
        first, second, year = word(dice), word(dice), str(dice.randint(1940, 1999))
        alias = (f"{word(dice)} {word(dice)}",) if one % 3 == 0 else ()
        again = dice.choice([f"{second} {first}", first, f"{first} {word(dice)} {second}", *alias])
        for row, name in enumerate([f"{first} {second}", again][: 1 + one % 2 * 1 + (one % 3 == 0) * (one % 2 == 0)]):
            others = alias if row == 0 else ()
            facts.append(MentionFacts(id=f"{one}-{row}", source=f"s{row}", names=(name,), aliases=others,
                                      births=(year,)))  # fmt: skip
            person.append(one)
    return facts, person


def found_by(plans: tuple[Plan, ...], facts: list[MentionFacts]) -> set[tuple[int, int]]:
    table: dict[str, list[Any]] = table_of([ready(one) for one in facts])
    return {one[:2] for one in OwnEngine().link(table, plans, (), 0.01)}


def test_all_ways_to_be_called_find_people_that_one_name_does_not() -> None:
    facts, person = register()
    true = {(at - 1, at) for at in range(1, len(person)) if person[at] == person[at - 1]}
    ours, by_one_name = found_by(PLANS, facts), found_by(PLANS[:2], facts)
    assert len(true) > 100
    assert len(true & ours) >= 0.97 * len(true)
    assert len(true & by_one_name) < 0.9 * len(true)


def test_pairs_are_of_two_records_each_once_in_order_with_the_best_of_their_ways() -> None:
    facts, _ = register(60)
    table = table_of([ready(one) for one in facts])
    found = OwnEngine().link(table, PLANS, (), 0.01)
    assert found == sorted(found)
    assert len({one[:2] for one in found}) == len(found)
    assert all(one.left < one.right < len(facts) and 0.01 <= one.probability <= 1.0 for one in found)


def test_an_engine_takes_the_columns_it_knows_and_no_column_twice() -> None:
    plans = (*PLANS, Plan("days", "numbers", instead="born"))
    assert [plan.name for plan in known(plans, PLAIN)] == ["name", "born"]
    assert [plan.name for plan in known(plans, PLAIN | {"ways"})] == ["born", "ways"]


def test_what_else_is_said_brings_together_those_whose_names_do_not() -> None:
    """Half of them are called otherwise the second time; a day of arrest, a place and a relative are the same."""
    dice, facts = random.Random(3), []
    for one in range(200):
        day = f"20{dice.randint(14, 19)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
        kin, place, year = word(dice), f"Hamlet{dice.randrange(40)}", str(dice.randint(1940, 1999))
        name = f"{word(dice)} {word(dice)}"
        for row in range(2):
            called = name if row == 0 or one % 2 else f"{word(dice)} {word(dice)}"
            facts.append(MentionFacts(id=f"{one}-{row}", source=f"s{row}", names=(called,), births=(year,),
                                      places=(place,), stays=(Stay(when=day, where=place),),
                                      relatives=(Kin(relation="son", name=kin),)))  # fmt: skip
    table = table_of([ready(one) for one in facts])
    said = tuple(plan for plan in REGISTER if any(value is not None for value in table[plan.name]))
    found = {one[:2] for one in OwnEngine().link(table, said, RULES, 0.01)}
    true = {(at, at + 1) for at in range(0, len(facts), 2)}
    assert len(found & true) >= 0.97 * len(true)
    assert len(found - true) <= 0.1 * len(true)


@pytest.mark.parametrize("names", [(), ("Bado",)])
def test_a_register_of_almost_nothing_is_no_error(names: tuple[str, ...]) -> None:
    facts = [MentionFacts(id=str(at), source="s", names=names) for at in range(3)]
    assert found_by(PLANS, facts) <= {(0, 1), (0, 2), (1, 2)}
