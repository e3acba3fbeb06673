"""Contradictions, each by its evidence: with oneself, with another organ of the same state, with the register."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from tereze.model.events import Position
from tereze.model.value import Value

from .material import Cite, Held, Material, first_day, period
from .positions import order, said, speaker
from .tables import contradicts, evades, statuses_of_topic, stood_against


class Contradiction(Value, frozen=True):
    """Two things that do not go together. `with_whom`: self, other_organ or register; `kind`: contradicts or evades.

    Against the register, `persons` are those documented under what the position denies by the day it was said, and
    `witnessed` how many of them have a witness; `now` is the same with all that was learned since.
    """

    with_whom: str
    kind: str
    topic: str
    says: str
    evidence: tuple[Cite, ...] = ()
    statuses: tuple[str, ...] = ()
    persons: int = 0
    witnessed: int = 0
    now: int = 0
    now_witnessed: int = 0
    numbers: tuple[str, ...] = ()


def contradictions(material: Material) -> tuple[Contradiction, ...]:
    """All of them: self first, then between organs of one state, then with the register."""
    return (*between_positions(material), *with_register(material))


def between_positions(material: Material) -> tuple[Contradiction, ...]:
    """Pairs of positions on one topic by one actor, or by two organs of one state."""
    by_topic: defaultdict[str, list[Position]] = defaultdict(list)
    for position in material.positions:
        by_topic[position.topic.casefold()].append(position)
    found = [
        one
        for _, positions in sorted(by_topic.items())
        for left, right in combinations(sorted(positions, key=lambda p: order(said(material, p))), 2)
        for one in _pair(material, left, right)
    ]
    return tuple(sorted(found, key=lambda one: one.with_whom != "self"))


def _pair(material: Material, first: Position, then: Position) -> Iterator[Contradiction]:
    before, after = speaker(material, first), speaker(material, then)
    if before.id == after.id:
        with_whom = "self"
    elif before.state and before.state == after.state:
        with_whom = "other_organ"
    else:
        return
    kind = _kind(first.stance, then.stance)
    if kind is None:
        return
    says = f"{before.label or before.id} {first.stance}; {after.label or after.id} later {then.stance}"
    yield Contradiction(
        with_whom=with_whom, kind=kind, topic=first.topic, says=says,
        evidence=(material.cite(first), material.cite(then)),
    )  # fmt: skip


def _kind(first: str, then: str) -> str | None:
    if contradicts(first, then):
        return "contradicts"
    return "evades" if evades(first, then) else None


def with_register(material: Material) -> tuple[Contradiction, ...]:
    """Denials and new names, against the people the register holds under what they speak of."""
    found = []
    for position in sorted(material.positions, key=lambda one: order(said(material, one))):
        statuses = statuses_of_topic(position.topic)
        if statuses and stood_against(position.stance):
            one = _against(material, position, statuses)
            if one is not None:
                found.append(one)
    return tuple(found)


def _against(material: Material, position: Position, statuses: tuple[str, ...]) -> Contradiction | None:
    """What was so on or before the day the position was taken; an undated status proves nothing about that day."""
    day = period(material.when(position))
    if day is None:
        return None
    then = [one for one in material.held if one.status in statuses and one.stands and _before(one.when, day.last)]
    if not then:
        return None
    known = [one for one in then if first_day(one.learned) <= day.last]
    who = speaker(material, position)
    return Contradiction(
        with_whom="register", kind="contradicts", topic=position.topic,
        says=f"{who.label or who.id} {position.stance}; the register documents people under it by that day",
        evidence=(material.cite(position),), statuses=statuses,
        persons=len(_people(known)), witnessed=len(_people(known, witnessed=True)),
        now=len(_people(then)), now_witnessed=len(_people(then, witnessed=True)),
        numbers=tuple(sorted(_people(then))),
    )  # fmt: skip


def _before(when: str, day: int) -> bool:
    found = period(when)
    return found is not None and found.begin_last <= day


def _people(held: list[Held], *, witnessed: bool = False) -> set[str]:
    return {one.person for one in held if one.witnesses or not witnessed}
