"""The register as a release may show it: two mentions are one person only where two people said so.

One reviewer is enough inside and not outside. So a release is gathered from the persons that merges with two reviewers
make. In doubt it says less:

- What one reviewer has joined is shown apart, and is on the list of what waits for a second reviewer.
- A voice that one reviewer holds to be another voice of the same account is shown unnamed, and never counted, until a
  second reviewer agrees: a release counts no more witnesses than the house does.
- An objection, a withdrawal or a stricter level that one reviewer's merge brings holds for every part of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any, cast

import msgspec

from tereze.consent import Decision, publishable
from tereze.consent.levels import IDENTITY, PLACE
from tereze.resolve.judgements import TO_PUBLISH, Edge, component, moment, settle_edges
from tereze.weigh.case import PersonCase, Voice

from .index import Index, PersonRow
from .index_reviews import Answer
from .reading import person_case, person_cases

STRETCH = 500
"""How many persons are looked into at once, where all are walked through."""


class Confirmed:
    """An index whose persons are those that two people stand behind. Everything else is the index's own.

    What two people stand behind is found for the persons asked about, and kept for as long as this is: a page of the
    list reads what its persons were judged to be, not every judgement.
    """

    def __init__(self, index: Index) -> None:
        self._index = index
        self._settled: set[str] = set()
        self._split: dict[str, list[tuple[str, ...]]] = {}
        self._parts: dict[str, tuple[str, ...]] = {}
        self._anchor: dict[str, str] = {}
        self._whole: dict[str, str] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(self._index, name)

    def _settle(self, mentions: Iterable[str]) -> None:
        """Find out in which parts a release shows the persons of these mentions."""
        seeds = set(mentions) - self._settled
        touched, edges = _judged(self._index, seeds)
        self._settled |= touched
        split = _split(settle_edges(edges).anchors, settle_edges(edges, TO_PUBLISH).anchors) if edges else {}
        self._split |= split
        for anchor, parts in split.items():
            for part in parts:
                self._parts[part[0]] = part
                self._anchor.update(dict.fromkeys(part, part[0]))
                self._whole.update(dict.fromkeys(part, anchor))

    def person_of(self, mentions: Sequence[str]) -> dict[str, str]:
        """Mention → anchor of the person a release shows."""
        self._settle(mentions)
        return {mention: self._anchor.get(mention, top) for mention, top in self._index.person_of(mentions).items()}

    def members(self, anchor: str) -> tuple[str, ...]:
        """The mentions of that person that are here."""
        self._settle([anchor])
        if anchor in self._parts:
            found = self._index.mentions(self._parts[anchor])
            return tuple(mention for mention in self._parts[anchor] if mention in found)
        return () if anchor in self._anchor else self._index.members(anchor)

    def number_of(self, anchors: Sequence[str]) -> dict[str, str]:
        """Anchor → its oldest number."""
        self._settle(anchors)
        rest = self._index.number_of([anchor for anchor in anchors if anchor not in self._anchor])
        return rest | self._index.oldest_numbers({one: self._parts[one] for one in anchors if one in self._parts})

    def persons(self, offset: int = 0, limit: int | None = None) -> Iterator[PersonRow]:
        """The list of persons a release may show; parts stand where the whole stood."""
        rows = self._index.persons(offset, limit)
        while stretch := list(islice(rows, STRETCH)):
            self._settle(row.anchor for row in stretch)
            for row in stretch:
                yield from self._parts_of(row) if row.anchor in self._split else (row,)

    def _parts_of(self, row: PersonRow) -> Iterator[PersonRow]:
        parts = {part[0]: part for part in self._split[row.anchor]}
        numbers = self._index.oldest_numbers(parts)
        for anchor, part in parts.items():
            found = self._index.mentions(part)
            if anchor in numbers and any(mention.sort == "person" for mention in found.values()):
                yield PersonRow(anchor, numbers[anchor], row.label, len(found))

    def cases(self, on: date, offset: int = 0, limit: int | None = None) -> Iterator[PersonCase]:
        """The case of every person a release may show, on this day; or of a page of the list of persons."""
        for case in person_cases(self.as_index(), self.persons(offset, limit)):
            whole = self._whole.get(case.anchor)
            careful = case if whole is None else self._as_strict(case, whole, on)
            yield _count_once(careful, self._whole)

    def as_index(self) -> Index:
        """This, for whatever asks an index."""
        return cast("Index", self)

    def _as_strict(self, case: PersonCase, whole: str, on: date) -> PersonCase:
        """A part as closed as the person inside is: where that is closed more, nothing covers the part."""
        if stricter(publishable(person_case(self._index, whole), on=on), publishable(case, on=on)):
            return msgspec.structs.replace(case, consents=(), grounds=())
        return case


def _judged(index: Index, seeds: set[str]) -> tuple[frozenset[str], list[Edge]]:
    """All mentions that standing merges connect with these, and what was judged among them."""
    said: dict[tuple[str, str, str], Answer] = {}

    def neighbours(mentions: Sequence[str]) -> Iterator[str]:
        for answer in index.answers(mentions):
            said[answer[:3]] = answer
            if answer.says > 0:
                yield answer.other

    touched = component(seeds, neighbours)
    among = [one for one in said.values() if one.says and one.mention < one.other and one.other in touched]
    if not among:
        return touched, []
    standing = index.judged(sorted({one.judgement for one in among}))
    times = {one.id: moment(one.at) for one in index.judgements_about(sorted({one.mention for one in among}))}
    return touched, [
        Edge(times[one.judgement], one.judgement, one.mention, one.other, one.says > 0,
             frozenset(standing[one.judgement].reviewers))
        for one in among
    ]  # fmt: skip


def stricter(whole: Decision, part: Decision) -> bool:
    """Whether the whole person may be shown less than the part."""
    if not part.allowed or not whole.allowed:
        return part.allowed
    return _closed(IDENTITY, whole.identity) > _closed(IDENTITY, part.identity) or (
        _closed(PLACE, whole.place) > _closed(PLACE, part.place)
    )


def _closed(levels: tuple[str, ...], level: str) -> int:
    return levels.index(level) if level in levels else len(levels)


def _split(inside: dict[str, str], outside: dict[str, str]) -> dict[str, list[tuple[str, ...]]]:
    """Anchor of a person inside → its parts outside, where there are several; parts sorted, smallest mention first."""
    parts: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for mention, anchor in inside.items():
        parts[anchor][outside.get(mention, mention)].append(mention)
    return {
        anchor: sorted(tuple(sorted(part)) for part in found.values())
        for anchor, found in parts.items()
        if len(found) > 1
    }


def _count_once(case: PersonCase, whole: dict[str, str]) -> PersonCase:
    """Of voices that one reviewer holds to be one, only one is named and counted: the subject's own, else the first."""
    by_whole: defaultdict[str, set[str]] = defaultdict(set)
    for voice in case.voices.values():
        if voice.id in whole:
            by_whole[whole[voice.id]].add(voice.id)
    if case.anchor in whole:
        by_whole[whole[case.anchor]].add(case.anchor)
    doubled = {one for ids in by_whole.values() for one in sorted(ids - {_kept(ids, case.anchor)})}
    if not doubled:
        return case
    voices = {name: _unnamed(voice) if voice.id in doubled else voice for name, voice in case.voices.items()}
    return msgspec.structs.replace(case, voices=voices)


def _kept(ids: set[str], anchor: str) -> str:
    return anchor if anchor in ids else min(ids)


def _unnamed(voice: Voice) -> Voice:
    return msgspec.structs.replace(voice, named=False, sealed=False, label="", number=None)
