"""The tables of resources/watch, read once: how positions, terms, claims and incidents are read."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from tereze.model import resources


class Concept(NamedTuple):
    """A word in several languages, and the status of the people it was used for."""

    name: str
    status: str


def turn_of(before: str, after: str) -> str | None:
    """The name of the turn from one stance to another, where the table knows it."""
    return _turns().get((before, after))


def contradicts(one: str, other: str) -> bool:
    """Whether two stances on one topic cannot both be true."""
    return frozenset((one, other)) in _pairs("contradicts")


def evades(first: str, then: str) -> bool:
    """Whether the later stance declines what would let the earlier be tested."""
    return [first, then] in _positions()["evades"]


def statuses_of_topic(topic: str) -> tuple[str, ...]:
    """The custody statuses a topic is about; none where no cue occurs in it."""
    told = topic.casefold()
    for row in _positions()["topics"]:
        if any(cue in told for cue in row["cues"]):
            return tuple(row["statuses"])
    return ()


def stood_against(stance: str) -> bool:
    """Whether the register's statements can stand against a position of this stance."""
    return stance in _positions()["against"]


def concept_of(term: str) -> Concept | None:
    """The concept a term belongs to, by the first cue that occurs in it."""
    told = term.casefold()
    for name, row in resources.table("watch/terms.yaml")["concepts"].items():
        if any(cue in told for cue in row["cues"]):
            return Concept(name, row["status"])
    return None


def claim_table() -> dict[str, Any]:
    """resources/watch/claims.yaml."""
    found: dict[str, Any] = resources.table("watch/claims.yaml")
    return found


def code_book() -> dict[str, Any]:
    """resources/watch/codebook.yaml: the four questions and what is filed under each."""
    found: dict[str, Any] = resources.table("watch/codebook.yaml")
    return found


@cache
def _turns() -> dict[tuple[str, str], str]:
    return {(before, after): name for before, after, name in _positions()["turns"]}


@cache
def _pairs(group: str) -> frozenset[frozenset[str]]:
    found: Sequence[Sequence[str]] = _positions()[group]
    return frozenset(frozenset(pair) for pair in found)


def _positions() -> dict[str, Any]:
    found: dict[str, Any] = resources.table("watch/positions.yaml")
    return found
