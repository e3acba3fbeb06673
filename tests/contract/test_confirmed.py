"""Whom two people stand behind, found around a few persons, is what settling every judgement finds, in every index."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable
from typing import Any

import pytest

from tereze.actions.confirmed import Confirmed
from tereze.actions.index import Index, Indexed
from tereze.model.judgements import Judgement
from tereze.model.mentions import Mention, Name, Number
from tereze.resolve.judgements import TO_PUBLISH, settle

Place = Callable[..., list[Indexed]]
COUNT = 14
MENTIONS = [f"m{at:016d}" for at in range(COUNT)]


def _judgements(dice: random.Random) -> list[Judgement]:
    made: list[Judgement] = []
    for at in range(dice.randint(4, 22)):
        who = tuple(dice.sample(["ana", "ben", "eve"], dice.choice([1, 1, 2])))
        fields: dict[str, Any] = {"answer": dice.choice(["same", "same", "same", "different", "unsure"])}
        if made and dice.random() < 0.3:
            other = dice.choice(made).id
            fields = dice.choice([{"answer": "confirm", "confirms": other}, {"answer": "withdraw", "of": other}])
        elif dice.random() < 0.2:
            fields = {"answer": "batch", "pairs": tuple(tuple(dice.sample(MENTIONS, 2)) for _ in range(3))}
        else:
            fields["mentions"] = tuple(dice.sample(MENTIONS, dice.choice([2, 2, 3])))
        day = f"2020-01-{dice.randint(1, 28):02d}"
        made.append(Judgement(id=f"j{at:016d}", at=day, reviewers=who, reason="invented", **fields))
    return made


def _world(dice: random.Random) -> tuple[list[Any], list[Judgement]]:
    records: list[Any] = []
    for at, name in enumerate(MENTIONS):
        if at != 3:  # one that is judged and not here
            records.append(Mention(id=name, source="s1", local=name, names=(Name(text=f"Fictional {at}"),)))
        number = at % 12 if at % 5 == 0 else at  # two of them claim one number
        records.append(Number(id=f"n{at:016d}", number=f"T-{number:07d}", mention=name, at=f"20{10 + at % 7}"))
    judgements = _judgements(dice)
    return [*records, *judgements], judgements


def _parts(judgements: list[Judgement]) -> tuple[dict[str, str], dict[str, str]]:
    """Mention → anchor of its person inside, and of its part outside, from all judgements at once."""
    inside, outside = settle(judgements).anchors, settle(judgements, TO_PUBLISH).anchors
    return inside, {mention: outside.get(mention, mention) for mention in inside}


@pytest.mark.parametrize("seed", range(25))
def test_the_parts_found_for_some_are_those_of_all(index: Index, place: Place, seed: int) -> None:
    dice = random.Random(seed)
    records, judgements = _world(dice)
    index.apply(place(records))
    index.settle()
    inside, outside = _parts(judgements)
    found = Confirmed(index)
    asked = dice.sample(MENTIONS, COUNT)
    for one in (asked[:1], asked[1:4], asked[4:]):
        assert found.person_of(one) == {mention: outside.get(mention, mention) for mention in one}
    whole: defaultdict[str, list[str]] = defaultdict(list)
    for mention in MENTIONS:
        whole[outside.get(mention, mention)].append(mention)
    for anchor in MENTIONS:
        here = tuple(one for one in whole.get(anchor, ()) if one != MENTIONS[3])
        assert Confirmed(index).members(anchor) == here, anchor
    alone = {anchor: index.oldest_numbers({anchor: group}).get(anchor) for anchor, group in whole.items()}
    assert found.number_of(list(whole)) == {anchor: number for anchor, number in alone.items() if number}
    assert len(inside) >= len(set(inside.values())) * 2


@pytest.mark.parametrize("seed", range(12))
def test_pages_of_persons_are_the_list_of_all(index: Index, place: Place, seed: int) -> None:
    records, judgements = _world(random.Random(seed))
    index.apply(place(records))
    index.settle()
    _, outside = _parts(judgements)
    every = list(Confirmed(index).persons())
    paged = [row for at in range(0, COUNT, 3) for row in Confirmed(index).persons(at, 3)]
    assert paged == every
    there = [mention for mention in MENTIONS if mention != MENTIONS[3]]
    assert {row.anchor for row in every} == {outside.get(mention, mention) for mention in there} - {MENTIONS[3]} | (
        {MENTIONS[3]} & {outside[one] for one in there if outside.get(one) == MENTIONS[3]}
    )
    assert sum(row.mentions for row in every) == len(there)


def test_numbers_of_groups_that_are_no_persons(index: Index, place: Place) -> None:
    records, _ = _world(random.Random(0))
    index.apply(place(records))
    index.settle()
    groups = {"a": [MENTIONS[1], MENTIONS[2]], "b": [MENTIONS[8]], "c": [], "d": ["m9999999999999999"]}
    assert index.oldest_numbers(groups) == {"a": "T-0000001", "b": "T-0000008"}
