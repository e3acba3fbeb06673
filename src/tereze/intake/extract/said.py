"""What someone says in a text, and the verb that tells it: the values the readers of statements share."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

from tereze.intake.extract.speakers import Speaker


@dataclass(frozen=True, slots=True)
class Said:
    """`begin`..`end` are the words said (a quotation or the sentence); `chain` passes them on, nearest first."""

    speaker: Speaker
    stance: str
    begin: int
    end: int
    quoted: bool
    chain: tuple[Speaker, ...] = ()
    verb: tuple[int, int] = (0, 0)


class Verb(NamedTuple):
    """A verb of saying: where it stands, and the stance of who says it."""

    begin: int
    end: int
    stance: str


def once(found: list[Said]) -> list[Said]:
    """One statement for one speaker and one passage: the first, with the chain of all."""
    kept: dict[tuple[str, str, int, int], Said] = {}
    for said in found:
        place = (said.speaker.key or said.speaker.text, said.stance, said.begin, said.end)
        if place in kept:
            more = tuple(one for one in said.chain if one not in kept[place].chain)
            kept[place] = replace(kept[place], chain=kept[place].chain + more)
        else:
            kept[place] = said
    return list(kept.values())
