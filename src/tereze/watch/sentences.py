"""The sentences of an assessment, each with what it opens to: records by their ids, or the sources counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from tereze.model.value import Value

from .closing import Verdict
from .inbox import Counted
from .incidents import Factor
from .material import Cite, Material, period
from .triangle import Triangle

SHOWN = 40  # sources a sentence about counts opens to at once; how many more there are is said


class Sentence(Value, frozen=True):
    """One sentence and where it comes from. `text` is English; `message` and `values` say it in other languages.

    values: texts; one that begins with “@” is a word of a vocabulary (“@incident.fine”); events are (when, word) pairs
    by_model: it rests on counts, and opens to the sources counted, the latest first; more: how many of them are not
    shown; absent: it says that nothing is held, and so there is nothing to open
    """

    text: str
    cites: tuple[Cite, ...] = ()
    by_model: bool = False
    more: int = 0
    absent: bool = False
    message: str = ""
    values: Mapping[str, str] = {}
    events: tuple[tuple[str, str], ...] = ()


ENGLISH = {
    "cannot": "Whether the window closes, the numbers cannot tell: {why}. They are {rest}.",
    "word": "By the numbers the window is {word} (probability {probability}): what people will in the end have told of "
            "the last month runs, smoothed, at {ratio} of the year before (90 % interval {low} to {high}), with late "
            "news allowed for; {rest}.",
    "rest": "{told} pieces of news over {months} months ({undated} more have no close date)",
    "incidents": "With the incidents as a covariate the chance that it closes is {given}, without them {plain}; in "
                 "this register one of the gravest incidents that close went with {middle} of the intensity in its "
                 "first month (90 % interval {low} to {high}; 100 % is no effect).",
    "inbox_none": "Nobody counted the inbox, so a slow office and an empty window are told apart by the delays alone.",
    "inbox_used": "The inbox was counted in {counted} of {months} months (the nowcast uses it); {waiting} were waiting "
                  "in {last}.",
    "inbox_few": "The inbox was counted in {counted} of {months} months (too few months for the nowcast); {waiting} "
                 "were waiting in {last}.",
    "factor_none": "{asks} The register holds no event on this.",
    "factor": "{asks} Closing: {closes}, opening: {opens}, neutral: {neutral}; the gravest is {gravest} of 4: "
              "{events}.",
    "before_same": "On {since} the numbers, as they were known then, said {before}: as now.",
    "before_now": "On {since} the numbers, as they were known then, said {before}: now {word}.",
    "event": "{when}: {kind}{where} ({direction}).",
    "event_none": "No event since {since} is in the register.",
}  # fmt: skip


def said(message: str, **values: str) -> Sentence:
    """A sentence in English, with what it takes to say it otherwise."""
    return Sentence(text=_english(message, values), message=message, values=values)


def _english(message: str, values: Mapping[str, str]) -> str:
    return ENGLISH[message].format(**{name: _plain(value) for name, value in values.items()})


def _plain(value: str) -> str:
    return value.partition(".")[2].replace("_", " ") if value.startswith("@") else value


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
    counts = {"told": f"{int(table.counts.sum())}", "months": f"{len(table.months)}", "undated": f"{table.undated}"}
    rest = _english("rest", counts)
    if one.word == "cannot tell" or one.ratio is None or one.low is None or one.high is None:
        made = said("cannot", why=one.why, rest=rest, **counts)
    else:
        made = said(
            "word", word=f"@verdict.{one.word}", probability=_share(one.probability), ratio=_share(one.ratio),
            low=_share(one.low), high=_share(one.high), rest=rest, **counts,
        )  # fmt: skip
    return replace(made, by_model=True, cites=from_[0], more=from_[1], absent=not from_[0])


def of_incidents(
    plain: Verdict, given: Verdict, effect: tuple[float, float, float], found: Sequence[Factor]
) -> Sentence:
    """The same with the incidents as a covariate, beside what the counts say alone."""
    low, middle, high = (_share(one) for one in effect)
    made = said(
        "incidents", given=_share(given.closing), plain=_share(plain.closing), low=low, middle=middle, high=high
    )
    cites = tuple(c for one in found for event in one.events if event.direction != "neutral" for c in event.cites)
    return replace(made, by_model=True, cites=cites, absent=not cites)


def of_inbox(counts: Sequence[Counted], months: Sequence[str], *, used: bool) -> Sentence:
    """Whether somebody counted the inbox, and whether the nowcast could use it."""
    inside = [one for one in counts if one.month in set(months)]
    if not inside:
        return replace(said("inbox_none"), absent=True)
    last = inside[-1]
    made = said(
        "inbox_used" if used else "inbox_few", counted=f"{len(inside)}", months=f"{len(months)}",
        waiting=f"{last.waiting}", last=last.month,
    )  # fmt: skip
    return replace(made, cites=tuple(one.cite for one in inside))


def of_factor(one: Factor) -> Sentence:
    """One of the four questions with its events."""
    if not one.events:
        return replace(said("factor_none", asks=one.asks, factor=one.name), absent=True)
    events = tuple((event.when, f"@incident.{event.sort}") for event in one.events)
    made = said(
        "factor", asks=one.asks, factor=one.name, closes=f"{one.closes}", opens=f"{one.opens}",
        neutral=f"{one.neutral}", gravest=f"{one.gravest}",
        events="; ".join(f"{when} {_plain(kind)}".strip() for when, kind in events),
    )  # fmt: skip
    return replace(made, events=events, cites=tuple(c for event in one.events for c in event.cites))


def changed(found: Sequence[Factor], since: str, before: Verdict | None, now: Sentence, word: str) -> list[Sentence]:
    """What is another since `since`: the word of the counts, each event after it; where nothing is, that is said."""
    made = []
    if before is not None:
        same = before.word == word
        words = {"since": since, "before": f"@verdict.{before.word}", "word": f"@verdict.{word}"}
        told = said("before_same" if same else "before_now", **words)
        made.append(replace(told, by_model=True, cites=now.cites, more=now.more, absent=now.absent))
    return [*made, *(_since(found, since) or [replace(said("event_none", since=since), absent=True)])]


def _since(found: Sequence[Factor], since: str) -> list[Sentence]:
    limit, made = period(since), []
    for event in (event for factor in found for event in factor.events):
        day = period(event.when)
        if limit is not None and day is not None and day.first > limit.last:
            where = f", {event.where}" if event.where else ""
            told = said(
                "event", when=event.when, kind=f"@incident.{event.sort}", where=where,
                direction=f"@direction.{event.direction}",
            )  # fmt: skip
            made.append(replace(told, cites=event.cites))
    return made


def _share(value: float) -> str:
    return f"{value:.0%}"
