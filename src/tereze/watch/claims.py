"""A position with a number, held against the register: what is documented, by how many witnesses, then and now.

The verdict never says more than the register can: it counts whom somebody told it about, and is no sample of anything.
"""

from __future__ import annotations

import msgspec

from tereze.model import dates
from tereze.model.dates import Period
from tereze.model.events import Figure, Position
from tereze.model.value import Value

from .entries import EntryTally, ShareTally, entries_on, of_entries, of_share, share_on
from .material import Cite, Held, Material, known_by, period
from .scope import Traits, counts, period_of, scope_of, statuses_counted, unit_counted
from .tables import claim_table

LIMITS = "The register counts those whom somebody told it about. Whoever is missing here may still exist."


class Tally(Value, frozen=True):
    """What the register holds on one date, in persons.

    documented: a status that counts, in the period, with a witness, a document or an organ behind it
    witnessed: of these, with at least one independent witness; witnesses: the sum of their independent witnesses
    bare: named under the status with nobody behind it; undated: documented without a date, perhaps in the period
    inside, outside, scope_unknown: the documented by whether they are recorded as those the claim means
    unknown: how many of the claimed number the register knows nothing about
    """

    as_of: str
    documented: int = 0
    witnessed: int = 0
    witnesses: int = 0
    bare: int = 0
    undated: int = 0
    inside: int = 0
    outside: int = 0
    scope_unknown: int = 0
    unknown: int = 0
    persons: tuple[str, ...] = ()


class ClaimTest(Value, frozen=True):
    """What a claim says exactly, what would confirm it, what the register held on its day and holds now.

    entries_then, entries_now: where the claim is about the register's own entries; share_then, share_now: of a share
    """

    id: str
    actor: str
    stance: str
    number: Figure
    when: str
    unit: str
    statuses: tuple[str, ...]
    scope: str
    period: str
    missing: tuple[str, ...]
    would_confirm: tuple[str, ...]
    then: Tally
    now: Tally
    code: str
    verdict: str
    cite: Cite
    entries_then: EntryTally | None = None
    entries_now: EntryTally | None = None
    share_then: ShareTally | None = None
    share_now: ShareTally | None = None
    limits: str = LIMITS


def tested(material: Material, traits: Traits, today: str) -> tuple[ClaimTest, ...]:
    """Every position with a number, in order of id."""
    claims = [one for one in material.positions if one.number is not None]
    return tuple(_tested(material, one, one.number, traits, today) for one in claims if one.number)


def _tested(material: Material, claim: Position, number: Figure, traits: Traits, today: str) -> ClaimTest:
    statuses, unit = statuses_counted(claim), unit_counted(number)
    said = material.when(claim)
    day = period(said)
    known = tuple(one for one in material.held if day is not None and known_by(one.learned, day.last))
    then = tally(known, number, statuses, traits, said)
    now = tally(material.held, number, statuses, traits, today)
    code = outcome(claim.stance, number, statuses, unit, now)
    found = ClaimTest(
        id=claim.id, actor=material.party(claim.organ or claim.actor).label, stance=claim.stance, number=number,
        when=said, unit=unit, statuses=statuses, scope=number.who, period=number.period,
        missing=left_open(number, statuses, unit), would_confirm=tuple(_confirming(statuses, unit)),
        then=then, now=now, code=code, verdict=verdict(code, number, now), cite=material.cite(claim),
    )  # fmt: skip
    if unit == "entries":
        return _of_entries(found, material, day)
    return _of_share(found, material, known, day) if unit == "share" and statuses else found


def _of_entries(found: ClaimTest, material: Material, day: Period | None) -> ClaimTest:
    then = entries_on(material.entries, found.when, day.last) if day is not None else EntryTally(as_of=found.when)
    now = entries_on(material.entries, found.now.as_of, None)
    code, words = of_entries(found.number.value, now)
    return msgspec.structs.replace(found, code=code, verdict=words, entries_then=then, entries_now=now)


def _of_share(found: ClaimTest, material: Material, known: tuple[Held, ...], day: Period | None) -> ClaimTest:
    then = share_on(known, found.statuses, found.when, day)
    now = share_on(material.held, found.statuses, found.now.as_of, day)
    code, words = of_share(found.number.value, now)
    return msgspec.structs.replace(found, code=code, verdict=words, share_then=then, share_now=now)


def tally(held: tuple[Held, ...], number: Figure, statuses: tuple[str, ...], traits: Traits, as_of: str) -> Tally:
    """Count persons, each once, by the best supported of the statuses that count."""
    span, scope = period_of(number), scope_of(number)
    best, undated = _people(held, statuses, span)
    documented = {person: one for person, one in best.items() if one.stands}
    places = [scope.place(traits.get(person, {})) for person in documented]
    return Tally(
        as_of=as_of,
        documented=len(documented),
        witnessed=sum(1 for one in documented.values() if one.witnesses),
        witnesses=sum(one.witnesses for one in documented.values()),
        bare=len(best) - len(documented),
        undated=len(undated - best.keys()),
        inside=places.count("inside"),
        outside=places.count("outside"),
        scope_unknown=places.count("unknown"),
        unknown=max(number.value - len(documented), 0),
        persons=tuple(sorted(documented)),
    )


def _people(held: tuple[Held, ...], statuses: tuple[str, ...], span: Period) -> tuple[dict[str, Held], set[str]]:
    best: dict[str, Held] = {}
    undated: set[str] = set()
    for one in held:
        answer = counts(one, statuses, span)
        if answer == "undated" and one.stands:
            undated.add(one.person)
        if answer == "yes" and (one.person not in best or _weight(best[one.person]) < _weight(one)):
            best[one.person] = one
    return best, undated


def _weight(one: Held) -> tuple[int, int, int]:
    return one.witnesses, one.documents, one.officials


def left_open(number: Figure, statuses: tuple[str, ...], unit: str = "persons") -> tuple[str, ...]:
    """What the claim does not say and would have to, before anyone could test it fully."""
    asked = {
        "who is counted": number.who, "what is counted": number.what, "over which period": number.period,
        "what counts as one": number.counts_if,
    }  # fmt: skip
    found = [question for question, answer in asked.items() if not answer]
    if period_of(number).last == dates.ALWAYS and number.period:
        found.append("by when")
    if unit == "entries":
        found.append("which entries, by number")
    elif not statuses:
        found.append("which status of a person would show it")
    return tuple(dict.fromkeys(found))


def outcome(stance: str, number: Figure, statuses: tuple[str, ...], unit: str, now: Tally) -> str:
    """The verdict's code: untestable, none, fewer, reached, exceeded. Those known to be outside its scope do not count.

    A promise or a report of good news is a floor: the register can fall short of it, or reach it. An admission or a
    report of a harm is a ceiling as well: where the register holds more, the figure is too low.
    """
    if unit != "persons" or not statuses:
        return "untestable"
    found = now.documented - now.outside
    if found == 0:
        return "none"
    if found < number.value:
        return "fewer"
    harm = not {"left_country", "released", "in_contact"}.intersection(statuses)
    return "exceeded" if found > number.value and harm and stance != "promises" else "reached"


def verdict(code: str, number: Figure, now: Tally) -> str:
    """One sentence that claims no more than the register holds."""
    held = f"{now.documented}, {now.witnessed} with a witness"
    if now.outside:
        held += f"; {now.outside} of them recorded as others than the claim means"
    return {
        "untestable": "cannot be tested: it does not say what would count",
        "none": f"not confirmed: of {number.value} the register documents none",
        "fewer": f"not confirmed: of {number.value} the register documents {held}",
        "reached": f"consistent with the register, which documents {held}",
        "exceeded": f"contradicted: the claim says {number.value}, the register documents more: {held}",
    }[code]


def _confirming(statuses: tuple[str, ...], unit: str) -> list[str]:
    if unit != "persons":
        return list(claim_table()[f"confirms_{unit}"])
    return [claim_table()["confirms"][status] for status in statuses if status in claim_table()["confirms"]]
