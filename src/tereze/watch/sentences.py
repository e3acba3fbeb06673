"""The sentences of an assessment, each with what it opens to: records by their ids, or the sources counted."""

from __future__ import annotations

from collections.abc import Sequence

from tereze.model.value import Value

from .closing import Verdict
from .inbox import Counted
from .incidents import Factor
from .material import Cite, Material, period
from .triangle import Triangle

SHOWN = 40  # sources a sentence about counts opens to at once; how many more there are is said


class Sentence(Value, frozen=True):
    """One sentence and where it comes from.

    by_model: it rests on counts, and opens to the sources counted, the latest first; more: how many of them are not
    shown; absent: it says that nothing is held, and so there is nothing to open
    """

    text: str
    cites: tuple[Cite, ...] = ()
    by_model: bool = False
    more: int = 0
    absent: bool = False


def counted_from(material: Material, sources: Sequence[str]) -> tuple[tuple[Cite, ...], int]:
    """The latest of the sources (collection ids) that were counted, and how many more there are."""
    known = {one.local: one for one in material.sources.values()}
    found = [known[local] for local in dict.fromkeys(sources) if local in known]
    when = {one.id: (one.told.on if one.told else None) or one.published or one.recorded[:10] for one in found}
    latest = sorted(found, key=lambda one: (when[one.id], one.local), reverse=True)
    cites = tuple(Cite(one.id, one.local, when[one.id]) for one in latest[:SHOWN])
    return cites, max(len(found) - SHOWN, 0)


def of_model(one: Verdict, table: Triangle, from_: tuple[tuple[Cite, ...], int]) -> Sentence:
    """What the counts say, or why they cannot."""
    told = int(table.counts.sum())
    rest = f"{told} pieces of news over {len(table.months)} months ({table.undated} more have no close date)"
    if one.word == "cannot tell" or one.ratio is None or one.low is None or one.high is None:
        text = f"Whether the window closes, the numbers cannot tell: {one.why}. They are {rest}."
    else:
        text = (
            f"By the numbers the window is {one.word} (probability {one.probability:.0%}): what people will in the end "
            f"have told of the last month runs, smoothed, at {one.ratio:.0%} of the year before "
            f"(90 % interval {one.low:.0%} to {one.high:.0%}), with late news allowed for; {rest}."
        )
    return Sentence(text=text, by_model=True, cites=from_[0], more=from_[1], absent=not from_[0])


def of_incidents(
    plain: Verdict, given: Verdict, effect: tuple[float, float, float], found: Sequence[Factor]
) -> Sentence:
    """The same with the incidents as a covariate, beside what the counts say alone."""
    low, middle, high = effect
    text = (
        f"With the incidents as a covariate the chance that it closes is {given.closing:.0%}, without them "
        f"{plain.closing:.0%}; in this register one of the gravest incidents that close went with {middle:.0%} of the "
        f"intensity in its first month (90 % interval {low:.0%} to {high:.0%}; 100 % is no effect)."
    )
    cites = tuple(c for one in found for event in one.events if event.direction != "neutral" for c in event.cites)
    return Sentence(text=text, by_model=True, cites=cites, absent=not cites)


def of_inbox(counts: Sequence[Counted], months: Sequence[str], *, used: bool) -> Sentence:
    """Whether somebody counted the inbox, and whether the nowcast could use it."""
    inside = [one for one in counts if one.month in set(months)]
    if not inside:
        text = "Nobody counted the inbox, so a slow office and an empty window are told apart by the delays alone."
        return Sentence(text=text, absent=True)
    last = inside[-1]
    rest = "the nowcast uses it" if used else "too few months for the nowcast"
    text = (
        f"The inbox was counted in {len(inside)} of {len(months)} months ({rest}); {last.waiting} were waiting in "
        f"{last.month}."
    )
    return Sentence(text=text, cites=tuple(one.cite for one in inside))


def of_factor(one: Factor) -> Sentence:
    """One of the four questions with its events."""
    if not one.events:
        return Sentence(text=f"{one.asks} The register holds no event on this.", absent=True)
    told = f"{one.closes} events close, {one.opens} open, {one.neutral} are neutral; the gravest is {one.gravest} of 4"
    listed = "; ".join(f"{event.when} {event.sort.replace('_', ' ')}" for event in one.events)
    return Sentence(text=f"{one.asks} {told}: {listed}.", cites=tuple(c for event in one.events for c in event.cites))


def changed(found: Sequence[Factor], since: str, before: Verdict | None, now: Sentence, word: str) -> list[Sentence]:
    """What is another since `since`: the word of the counts, each event after it; where nothing is, that is said."""
    made = []
    if before is not None:
        same = "as now" if before.word == word else f"now {word}"
        text = f"On {since} the numbers, as they were known then, said {before.word}: {same}."
        made.append(Sentence(text=text, by_model=True, cites=now.cites, more=now.more, absent=now.absent))
    events = list(_since(found, since))
    return [*made, *(events or [Sentence(text=f"No event since {since} is in the register.", absent=True)])]


def _since(found: Sequence[Factor], since: str) -> list[Sentence]:
    limit, made = period(since), []
    for event in (event for factor in found for event in factor.events):
        day = period(event.when)
        if limit is not None and day is not None and day.first > limit.last:
            where = f", {event.where}" if event.where else ""
            text = f"{event.when}: {event.sort.replace('_', ' ')}{where} ({event.direction})."
            made.append(Sentence(text=text, cites=event.cites))
    return made
