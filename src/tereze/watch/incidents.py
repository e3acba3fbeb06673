"""Incidents against the four questions: one event however often reported, its corroboration, what it followed."""

from __future__ import annotations

from collections import defaultdict

from tereze.model.dates import Period
from tereze.model.events import Incident, Inquiry, Intervention
from tereze.model.value import Value

from .material import Cite, Material, first_day, period, telling
from .tables import code_book

NEAR = 3  # days by which two reports of one event may differ


class Event(Value, frozen=True):
    """One event: what, against whom, how grave, who says so. `origins` are the deepest voices, `sources` the reports.

    after_testimony: days since the person it is against last spoke, where that is known; the follow-up of retaliation
    followed_up: steps and inquiries for that person since, with their answers: what was done about it
    disputed: reports of it that were coded with another direction or severity
    """

    sort: str
    factor: str
    direction: str
    when: str
    where: str
    against: str
    severity: int | None
    sources: tuple[str, ...]
    origins: tuple[str, ...]
    after_testimony: int | None
    followed_up: tuple[Cite, ...]
    disputed: bool
    cites: tuple[Cite, ...]


class Factor(Value, frozen=True):
    """One of the four questions with its answer so far: events by direction, how grave the gravest is."""

    name: str
    asks: str
    closes: int
    opens: int
    neutral: int
    gravest: int
    events: tuple[Event, ...]


def factors(material: Material) -> tuple[Factor, ...]:
    """The four, always all of them: a question without an event is an answer too."""
    found = events(material)
    return tuple(_factor(name, row["asks"], [e for e in found if e.factor == name])
                 for name, row in code_book()["factors"].items())  # fmt: skip


def events(material: Material) -> tuple[Event, ...]:
    """In order of time. Reports of one kind against one party, in one place, within a few days, are one event."""
    groups: list[_Group] = []
    lately: defaultdict[tuple[str, str], list[_Group]] = defaultdict(list)
    for one in sorted(material.incidents, key=lambda one: (first_day(material.when(one)), one.id)):
        what = one.sort, material.party(one.against).id if one.against else ""
        days, where = period(material.when(one)), one.where.casefold()
        lately[what] = [group for group in lately[what] if group.is_near(days)]
        same = next((group for group in lately[what] if group.has(one, days, where)), None)
        if same is None:
            same = _Group()
            groups.append(same)
            lately[what].append(same)
        same.add(one, days, where)
    made = [_event(material, group.reports) for group in groups]
    return tuple(sorted(made, key=lambda event: (first_day(event.when), event.sort, event.cites[0].record)))


class _Group:
    """Reports of one event; the next one is compared with the last."""

    def __init__(self) -> None:
        self.reports: list[Incident] = []
        self._days: Period | None = None
        self._where = ""

    def add(self, one: Incident, days: Period | None, where: str) -> None:
        self.reports.append(one)
        self._days, self._where = days, where

    def is_near(self, days: Period | None) -> bool:
        """Whether its last report comes near these days; if not, it comes near none that begin later."""
        return self._days is not None and days is not None and self._days.last + NEAR >= days.first

    def has(self, one: Incident, days: Period | None, where: str) -> bool:
        """Never two of one source: who writes two events down means two."""
        if self.reports[-1].source == one.source or self._days is None or days is None:
            return False
        near = self.is_near(days) and days.last + NEAR >= self._days.first
        return near and (not where or not self._where or where == self._where)


def _event(material: Material, reports: list[Incident]) -> Event:
    first = reports[0]
    codings = {(one.direction, one.severity, one.factor) for one in reports}
    graded = [one.severity for one in reports if one.severity is not None]
    origins = {material.party(one.chain[0].voice).label for one in reports if one.chain}
    return Event(
        sort=first.sort, factor=first.factor, direction=first.direction, when=material.when(first), where=first.where,
        against=material.party(first.against).label if first.against else "",
        severity=max(graded) if graded else None,
        sources=tuple(sorted({material.local(one.source) for one in reports})), origins=tuple(sorted(origins)),
        after_testimony=_after_testimony(material, first), followed_up=_followed_up(material, first),
        disputed=len(codings) > 1,
        cites=tuple(material.cite(one) for one in reports),
    )  # fmt: skip


def _after_testimony(material: Material, incident: Incident) -> int | None:
    """Days since the person last told something, for the kinds that may answer it."""
    day = period(material.when(incident))
    if incident.sort not in code_book()["after_testimony"] or not incident.against or day is None:
        return None
    person = material.party(incident.against).id
    told = [
        period(telling(source)) for source in material.sources.values()
        if source.teller and material.party(source.teller).id == person
    ]  # fmt: skip
    before = [day.first - one.last for one in told if one is not None and one.last <= day.first]
    return min(before, default=None)


def _followed_up(material: Material, incident: Incident) -> tuple[Cite, ...]:
    """What was done for the person it is against, on that day or later; for the kinds that may answer a testimony."""
    day = period(material.when(incident))
    if incident.sort not in code_book()["after_testimony"] or not incident.against or day is None:
        return ()
    person = material.party(incident.against).id
    done: list[Intervention | Inquiry] = [
        one for one in material.interventions if person in {material.party(mention).id for mention in one.for_whom}
    ]
    done += [one for one in material.inquiries if material.party(one.about).id == person]
    since = [one for one in done if material.when(one) and first_day(material.when(one)) >= day.first]
    return tuple(material.cite(one) for one in sorted(since, key=lambda one: (first_day(material.when(one)), one.id)))


def _factor(name: str, asks: str, found: list[Event]) -> Factor:
    directions = [event.direction for event in found]
    return Factor(
        name=name, asks=asks, closes=directions.count("closes"), opens=directions.count("opens"),
        neutral=directions.count("neutral"), gravest=max((event.severity or 0 for event in found), default=0),
        events=tuple(found),
    )  # fmt: skip
