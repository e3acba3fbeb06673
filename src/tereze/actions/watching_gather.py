"""Gather from the index what `tereze.watch` reads: events, sources, the parties behind them, weighed facts.

Of a large register it is read in slices, so that whoever holds the register for others can let them in between.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple, TypeVar

from msgspec.structs import replace

from tereze.model import dates
from tereze.model.records import Record
from tereze.model.sources import Source
from tereze.watch.flows import Arrival
from tereze.watch.material import Event, Material, Party, first_day
from tereze.watch.scope import Traits
from tereze.watch.silence import Heard
from tereze.weigh.case import PersonCase

from . import auditing
from .desk import Desk
from .index import Index
from .reading import STRETCH, Known, person_cases
from .standing_heads import standing
from .watching_events import KINDS, LOOK, among, mentions_of, of_kind, parties
from .watching_people import People, learned, spoken, tellers, told_by

__all__ = ["LOOK", "Gathered", "Gathering", "gather"]
T = TypeVar("T")
BELONGING = ("consent", "ground")
PERSONS, RECORDS, NAMED = 50, 200, 50
"""A slice: so many persons, sources or events, parties. Each takes well under 50 ms of one core."""


class Gathered(NamedTuple):
    """All the window is read from, at one moment."""

    material: Material
    traits: Traits
    heard: tuple[Heard, ...]
    tellers: tuple[Heard, ...]
    arrivals: tuple[Arrival, ...]
    today: str


def gather(desk: Desk, on: str = "") -> Gathered:
    """Read everything once; on: as it was known at the end of that day (today where empty). Raises `BadDate`."""
    desk.must("read")
    index = desk.register.index
    gathering = Gathering(index, desk.now()[:10], on, persons=STRETCH)
    auditing.looked(desk, LOOK, count=index.counts().get("persons", 0))
    while gathering.read():
        gathering.weigh()
    return gathering.gathered()


class Gathering:
    """Gathers in slices: `read` with the register at hand, `weigh` without it, in turn, until `read` says no.

    Writing in between does no harm: what is written meanwhile may be in or not, and nothing is in twice. The rights and
    the note of the look are the affair of whoever starts it.
    """

    def __init__(self, index: Index, today: str, on: str = "", *, persons: int = PERSONS) -> None:
        """on: as it was known at the end of that day (`today` where empty); persons: of a slice. Raises `BadDate`."""
        self._slice = persons
        self._day = dates.read(on).last if on else dates.ALWAYS
        self._on, self._today = on, on or today
        self._people, self._material = People({}), Material()
        self._cases: list[PersonCase] = []
        self._steps = self._run(index)

    def read(self) -> bool:
        """Read one slice; False where nothing is left."""
        return next(self._steps, False)

    def weigh(self) -> None:
        """Weigh the persons that were read last."""
        for case in self._cases:
            self._people.take(told_by(case, self._people.every, self._on) if self._on else case)
        self._cases = []

    def gathered(self) -> Gathered:
        """All of it, once everything is read and weighed; the register is not asked."""
        people, material = self._people, self._material
        material = replace(material, terms=spoken(people.terms, dict(material.parties)))
        return Gathered(
            material, people.traits, tuple(people.heard), tellers(material), tuple(people.arrivals()), self._today
        )

    def _run(self, index: Index) -> Iterator[bool]:
        every: dict[str, Source] = {}
        for records in slices(index.of_kind("source"), RECORDS):
            every |= {one.id: one for one in records if isinstance(one, Source)}
            yield True
        belonging: dict[str, dict[str, tuple[Record, ...]]] = {kind: {} for kind in BELONGING}
        for kind, by_source in belonging.items():
            for records in slices(index.of_kind(kind), RECORDS):
                for one in records:
                    source = str(getattr(one, "source", ""))
                    by_source[source] = (*by_source.get(source, ()), one)
                yield True
        stand: dict[str, Source] = {}
        for some in slices(every.values(), RECORDS):
            stand |= standing(index, some, self._on)
            yield True
        sources = {id_: one for id_, one in stand.items() if not self._on or first_day(learned(one)) <= self._day}
        self._people = People(sources)
        every_case = person_cases(index, index.persons(), self._slice, Known(every, belonging))
        for cases in slices(every_case, self._slice):
            self._cases = cases
            yield True
        held, entries = tuple(self._people.held), tuple(self._people.entries)
        self._material = Material(sources=sources, held=held, entries=entries)
        found: list[Event] = []
        for kind in KINDS:
            for events in slices(of_kind(index, kind), RECORDS):
                found += filter(self._then, events)
                yield True
        self._material = among(self._material, found)
        known: dict[str, Party] = {}
        speakers = {use.speaker for use in self._people.terms if use.speaker}
        for names in slices(sorted({*mentions_of(self._material), *speakers}), NAMED):
            known |= parties(index, names)
            yield True
        self._material = replace(self._material, parties=known)

    def _then(self, event: Event) -> bool:
        """Whether it was said or done by that day, by its own date or that of its telling."""
        material = self._material
        return event.source in material.sources and first_day(material.when(event)) <= self._day


def slices(found: Iterable[T], size: int) -> Iterator[list[T]]:
    """Stretches of so many, the last one shorter."""
    waiting = iter(found)
    while stretch := list(islice(waiting, size)):
        yield stretch
