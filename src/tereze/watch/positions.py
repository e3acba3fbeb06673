"""Positions: the line of what each actor said on each topic, and where the line turns."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

from tereze.model.events import Figure, Position
from tereze.model.value import Value

from .material import Cite, Material, Party, first_day, original
from .tables import turn_of

ORDER = ("denies", "admits", "reports", "defends", "relabels", "promises", "refuses")  # within one day and source


class Said(Value, frozen=True):
    """One point of a line: stance, words, forum, the term used and the number named."""

    id: str
    stance: str
    when: str
    topic: str
    forum: str = ""
    term: str = ""
    reason: str = ""
    words: str = ""
    lang: str | None = None
    number: Figure | None = None
    source: str = ""
    passed_on_by: tuple[str, ...] = ()


class Turn(Value, frozen=True):
    """Where a line turned: the two points (ids) and the name of the turn, such as "denial to relabelling"."""

    kind: str
    before: str
    after: str
    days: int | None = None
    detail: str = ""


class Line(Value, frozen=True):
    """What one actor said on one topic, in order of time."""

    actor: str
    label: str
    topic: str
    state: str = ""
    points: tuple[Said, ...] = ()
    turns: tuple[Turn, ...] = ()


def speaker(material: Material, position: Position) -> Party:
    """Who spoke: the organ where one is named, else the actor; an organ belongs to the state of its actor."""
    actor, organ = material.party(position.actor), material.party(position.organ)
    if not position.organ:
        return actor
    return Party(id=organ.id, label=organ.label, sort=organ.sort, state=organ.state or actor.state or actor.id)


def lines(material: Material) -> tuple[Line, ...]:
    """A line for each actor and topic, by the date of its first point, then by actor and topic."""
    grouped: defaultdict[tuple[str, str], list[Position]] = defaultdict(list)
    for position in material.positions:
        grouped[speaker(material, position).id, position.topic.casefold()].append(position)
    made = [_line(material, found) for _, found in sorted(grouped.items())]
    return tuple(sorted(made, key=lambda line: (first_day(line.points[0].when), line.label, line.topic)))


def _line(material: Material, positions: list[Position]) -> Line:
    who = speaker(material, positions[0])
    points = sorted((said(material, one) for one in positions), key=order)
    turns = [turn for before, after in pairwise(points) for turn in _turns(before, after)]
    return Line(
        actor=who.id, label=who.label, topic=points[0].topic, state=who.state,
        points=tuple(points), turns=tuple(turns),
    )  # fmt: skip


def said(material: Material, position: Position) -> Said:
    """A position as a point of its line."""
    first = next((one for one in position.words if one.role == "original"), None)
    relays = [material.party(link.voice).label for link in position.chain if link.role in {"relays", "publishes"}]
    return Said(
        id=position.id, stance=position.stance, when=material.when(position), topic=position.topic,
        forum=position.forum, term=position.term, reason=position.reason, words=original(position.words),
        lang=first.lang if first else None, number=position.number, source=material.local(position.source),
        passed_on_by=tuple(relays),
    )  # fmt: skip


def order(point: Said) -> tuple[object, ...]:
    """By day; within a day a denial before what follows from it; then by id, so that the order never varies."""
    rank = ORDER.index(point.stance) if point.stance in ORDER else len(ORDER)
    return first_day(point.when), rank, point.id


def _turns(before: Said, after: Said) -> list[Turn]:
    found = []
    days = _days_between(before.when, after.when)
    if before.stance != after.stance:
        kind = turn_of(before.stance, after.stance) or f"{before.stance} to {after.stance}"
        found.append(Turn(kind=kind, before=before.id, after=after.id, days=days))
    if before.term and after.term and before.term.casefold() != after.term.casefold():
        detail = f"“{before.term}” → “{after.term}”"
        found.append(Turn(kind="another word", before=before.id, after=after.id, days=days, detail=detail))
    if detail := _another_number(before.number, after.number):
        found.append(Turn(kind="another number", before=before.id, after=after.id, days=days, detail=detail))
    return found


def _another_number(before: Figure | None, after: Figure | None) -> str:
    if before is None or after is None or before.unit != after.unit or before.value == after.value:
        return ""
    return f"{before.value} → {after.value} {after.unit}".rstrip()


def _days_between(before: str, after: str) -> int | None:
    ends = first_day(before), first_day(after)
    return ends[1] - ends[0] if max(ends) < first_day("") else None


def cites(line: Line) -> tuple[Cite, ...]:
    """The sources of a line, in its order."""
    return tuple(Cite(point.id, point.source, point.when, point.words) for point in line.points)
