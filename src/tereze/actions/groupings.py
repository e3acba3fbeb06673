"""Other ways the people of the register may belong together, so that counts can carry the doubt of linkage.

Persons are formed by judgements alone. What nobody has judged is kept as a suggestion with its probability; here the
suggestions are drawn true or false by these probabilities, many times, and whatever is counted is counted each time.
Judged pairs do not vary. The probabilities are those of the linker: how far they can be trusted as such is said in
docs/methods/linkage.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from .desk import Desk
from .index import Index

DRAWS = 200
COVERED = 0.9


class Interval(NamedTuple):
    """A count as the judgements give it, and over `draws` groupings its median and the bounds of 90 % of them."""

    now: int
    median: int
    low: int
    high: int
    draws: int


def groupings(desk: Desk, seed: int = 1) -> Iterator[dict[str, str]]:
    """Alternative groupings without end, the same for the same seed: anchor of a person → anchor of the person that it
    would be part of. Persons in no suggestion are left out: they stay alone."""
    import numpy as np

    from tereze.resolve import bulk

    desk.must("browse")
    index = desk.register.index
    likely, apart = _between_persons(index)
    anchors = sorted({anchor for pair in likely for anchor in pair})
    row = {anchor: at for at, anchor in enumerate(anchors)}
    pairs = sorted((row[one], row[other], chance) for (one, other), chance in likely.items())
    links = bulk.Links(
        rows=len(anchors),
        left=np.array([pair[0] for pair in pairs], np.int32),
        right=np.array([pair[1] for pair in pairs], np.int32),
        probability=np.array([pair[2] for pair in pairs], np.float32),
        compared=len(pairs),
    )
    never = tuple(sorted((row[one], row[other]) for one, other in apart if one in row and other in row))
    while True:
        labels = bulk.draw(links, seed, apart=never).tolist() if pairs else []
        yield {anchor: anchors[label] for anchor, label in zip(anchors, labels, strict=True)}
        seed += 1


def persons(desk: Desk, draws: int = DRAWS, seed: int = 1) -> Interval:
    """How many persons the register holds, with the doubt of what nobody has judged."""
    now = desk.register.index.counts()["persons"]
    listed = {row.anchor for row in desk.register.index.persons()}
    counts = sorted(now - _joined(drawn, listed) for drawn in islice(groupings(desk, seed), draws))
    edge = int(len(counts) * (1.0 - COVERED) / 2.0)
    return Interval(now, counts[len(counts) // 2], counts[edge], counts[-1 - edge], draws)


def _joined(drawn: dict[str, str], listed: set[str]) -> int:
    """How many persons fewer a grouping has, of those that are listed."""
    tops = [top for anchor, top in drawn.items() if anchor in listed]
    return len(tops) - len(set(tops))


def _between_persons(index: Index) -> tuple[dict[tuple[str, str], float], set[tuple[str, str]]]:
    """(likeliest suggestion between two persons, pairs of persons held apart), anchors smaller first."""
    rows = [row for row in index.suggestions() if not row.reasons or row.reasons[0][0] != "reprint"]
    mentions = sorted({side for row in rows for side in row[:2]})
    anchors = index.person_of(mentions)
    likely: dict[tuple[str, str], float] = {}
    for row in rows:
        one, other = sorted((anchors[row.left], anchors[row.right]))
        if one != other:
            likely[one, other] = max(likely.get((one, other), 0.0), row.score)
    members = sorted({name for anchor in set(anchors.values()) for name in index.members(anchor)})
    said = [answer for answer in index.answers(members) if answer.says < 0]
    tops = index.person_of(sorted({name for answer in said for name in answer[:2]}))
    apart = {(min(pair), max(pair)) for answer in said for pair in [(tops[answer.mention], tops[answer.other])]}
    return {pair: chance for pair, chance in likely.items() if pair not in apart}, apart
