"""A position with a number, held against the register: what is documented, by how many witnesses, on which date.

The verdict never says more than the register can: it does not count what was not brought to it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from tereze import weigh
from tereze.model import dates, resources
from tereze.model.events import Position
from tereze.model.records import Record

from .desk import Desk
from .index import Index
from .reading import person_case

Show = Callable[[Index, Record], dict[str, Any]]


def tested(desk: Desk, show: Show) -> Iterator[dict[str, Any]]:
    """Every position with a number, with what the register holds about it now."""
    index = desk.register.index
    claims = [record for record in index.of_kind("position") if isinstance(record, Position) and record.number]
    held = _held(index) if claims else {}
    as_of = desk.now()[:10]
    for claim in claims:
        statuses = statuses_counted(claim)
        periods = [_period(claim)]
        fits = [(count, when) for status in statuses for count, when in held.get(status, []) if _meets(when, periods)]
        documented, witnessed = len(fits), sum(1 for count, _ in fits if count)
        yield show(index, claim) | {
            "register": {"documented": documented, "witnessed": witnessed, "as_of": as_of, "statuses": list(statuses)},
            "verdict": verdict(claim, statuses, documented, witnessed),
        }


def statuses_counted(claim: Position) -> tuple[str, ...]:
    """The custody statuses that would count for the claim, by the cue words of resources/claims.yaml; maybe none."""
    number = claim.number
    told = " ".join([number.counts_if, number.what, claim.topic, number.who] if number else []).casefold()
    table = resources.table("claims.yaml")["cues"]
    for status, cues in table.items():
        if any(cue in told for cue in cues):
            return (status,)
    return ()


def verdict(claim: Position, statuses: tuple[str, ...], documented: int, witnessed: int) -> str:
    """One sentence that claims no more than the register holds."""
    number = claim.number.value if claim.number else 0
    if not statuses:
        return "cannot be tested: it does not say what would count"
    if documented == 0:
        return f"not confirmed: of {number} the register documents none"
    if documented < number:
        return f"not confirmed: of {number} the register documents {documented}, {witnessed} with a witness"
    return f"consistent with the register: {documented} documented, {witnessed} with a witness"


def _held(index: Index) -> dict[str, list[tuple[int, str]]]:
    """Status → (independent witnesses, when) of each person's best supported claim of it, over all persons."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for row in index.persons():
        best: dict[str, tuple[int, str]] = {}
        for fact in weigh.person_view(person_case(index, row.anchor)).facts:
            if fact.property == "custody":
                count = fact.support.independent_witnesses
                best[fact.value] = max(best.get(fact.value, (-1, "")), (count, fact.when or ""))
        for status, held in best.items():
            found[status].append(held)
    return found


def _period(claim: Position) -> dates.Period:
    return dates.read(claim.number.period) if claim.number and claim.number.period else dates.ANY


def _meets(when: str, periods: list[dates.Period]) -> bool:
    return all(dates.read(when).meets(period) for period in periods)
