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
from typing import Any, cast

import msgspec

from tereze.consent import Decision, publishable
from tereze.consent.levels import IDENTITY, PLACE
from tereze.model.judgements import Judgement
from tereze.model.mentions import Number
from tereze.resolve.judgements import TO_PUBLISH, settle
from tereze.resolve.numbers import assign
from tereze.weigh.case import PersonCase, Voice

from .index import Index, PersonRow
from .reading import person_case, person_cases


class Confirmed:
    """An index whose persons are those that two people stand behind. Everything else is the index's own.

    `split`: anchor of a person inside → the parts, sorted, that a release shows; only where they differ.
    """

    def __init__(self, index: Index, secret: bytes) -> None:
        self._index = index
        judgements = [one for one in index.of_kind("judgement") if isinstance(one, Judgement)]
        self.split = _split(settle(judgements).anchors, settle(judgements, TO_PUBLISH).anchors)
        self._parts = {part[0]: part for parts in self.split.values() for part in parts}
        self._anchor = {mention: part[0] for part in self._parts.values() for mention in part}
        self._whole = {mention: anchor for anchor, parts in self.split.items() for part in parts for mention in part}
        records = [one for one in index.of_kind("number") if isinstance(one, Number)] if self.split else []
        self._numbers = assign(records, secret).number_of
        self._age = {(one.mention, one.number): one.at for one in records}

    def __getattr__(self, name: str) -> Any:
        return getattr(self._index, name)

    def person_of(self, mentions: Sequence[str]) -> dict[str, str]:
        """Mention → anchor of the person a release shows."""
        return {mention: self._anchor.get(mention, top) for mention, top in self._index.person_of(mentions).items()}

    def members(self, anchor: str) -> tuple[str, ...]:
        """The mentions of that person that are here."""
        if anchor in self._parts:
            found = self._index.mentions(self._parts[anchor])
            return tuple(mention for mention in self._parts[anchor] if mention in found)
        return () if anchor in self._anchor else self._index.members(anchor)

    def number_of(self, anchors: Sequence[str]) -> dict[str, str]:
        """Anchor → its oldest number."""
        rest = self._index.number_of([anchor for anchor in anchors if anchor not in self._anchor])
        parts = {anchor: self._oldest(self._parts[anchor]) for anchor in anchors if anchor in self._parts}
        return rest | {anchor: number for anchor, number in parts.items() if number}

    def _oldest(self, part: Iterable[str]) -> str:
        numbered = [(mention, self._numbers[mention]) for mention in part if mention in self._numbers]
        return min(((self._age.get(pair, ""), *pair) for pair in numbered), default=("", "", ""))[2]

    def persons(self, offset: int = 0, limit: int | None = None) -> Iterator[PersonRow]:
        """The list of persons a release may show; parts stand where the whole stood."""
        for row in self._index.persons(offset, limit):
            if row.anchor not in self.split:
                yield row
                continue
            for part in self.split[row.anchor]:
                found = self._index.mentions(part)
                number = self._oldest(part)
                if number and any(mention.sort == "person" for mention in found.values()):
                    yield PersonRow(part[0], number, row.label, len(found))

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
