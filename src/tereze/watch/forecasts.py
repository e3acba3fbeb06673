"""Opinions, ironies and forecasts: kept with their author, never facts; forecasts are scored when their date comes.

A score is itself an assessment, of kind `score`, `about` the forecast (its id, or `source/key`), whose `says` begins
with one of `came_true`, `did_not`, `partly`, `cannot_tell`, or with `observed` and a number. A person scores; the
machine says what is due, and shows what was said since on the same topic. A forecast may carry a probability in its
words, "(p=0.7)": then the Brier score (Brier 1950) is kept as well; or an interval, "(90 %: 27 to 41)": then the
interval score (Gneiting and Raftery 2007), the width of the interval and twenty times what the number lies outside of
it. The program's own forecasts are filed and scored like anybody's.
"""

from __future__ import annotations

import re
from typing import Any

import msgspec

from tereze.model.events import Assessment
from tereze.model.value import Value

from .material import Cite, Material, period

OUTCOMES = {"came_true": 1.0, "did_not": 0.0, "partly": 0.5}
WORDS = (*OUTCOMES, "cannot_tell", "observed")
MISS = 2 / 0.1  # what an interval of nine in ten pays for each step outside of it
_PROBABILITY = re.compile(r"\(p\s*=\s*(0(?:\.\d+)?|1(?:\.0+)?)\)")
_INTERVAL = re.compile(r"\(90 ?%: (\d+) to (\d+)\)")
_OBSERVED = re.compile(r"\s*observed\s+(\d+)")


class Foretold(Value, frozen=True, kw_only=True):
    """A forecast and how it stands: state is open (not yet due), due (nobody scored it) or scored."""

    id: str
    by: str
    sort: str
    says: str
    about: str
    said_on: str
    check_on: str
    state: str
    outcome: str = ""
    scored_by: str = ""
    probability: str = ""
    brier: str = ""
    low: int | None = None
    high: int | None = None
    observed: int | None = None
    interval_score: str = ""
    cite: Cite
    since: tuple[Cite, ...] = ()


class Record(Value, frozen=True):
    """How an author did: forecasts made, still open, due, and the outcomes of those scored.

    brier, interval_score: means, empty where nothing was scored so; of `intervals` scored, `inside` held the number
    """

    by: str
    made: int
    open: int
    due: int
    came_true: int
    did_not: int
    partly: int
    cannot_tell: int
    brier: str = ""
    intervals: int = 0
    inside: int = 0
    interval_score: str = ""


def foretold(material: Material, today: str) -> tuple[Foretold, ...]:
    """Every assessment with a date to check, by that date; a forecast without one stays open for ever and says so."""
    scores = _scores(material)
    found = [_foretold(material, one, scores, today) for one in material.assessments if _is_forecast(one)]
    return tuple(sorted(found, key=lambda one: (one.check_on or "9999", one.id)))


def opinions(material: Material) -> tuple[Assessment, ...]:
    """Assessments that foretell nothing: opinions and ironies without a date."""
    return tuple(one for one in material.assessments if not _is_forecast(one) and one.sort not in {"score", "inbox"})


def records(forecasts: tuple[Foretold, ...]) -> tuple[Record, ...]:
    """The record of each author, in order of name."""
    return tuple(
        _record(by, [one for one in forecasts if one.by == by]) for by in sorted({one.by for one in forecasts})
    )


def outcome_of(says: str) -> str:
    """The first word of a score, if it is one that scores."""
    first = says.split(maxsplit=1)[0].strip(".:,") if says.strip() else ""
    return first if first in WORDS else ""


def interval_score(low: int, high: int, observed: int) -> int:
    """Of an interval of nine in ten; smaller is better."""
    return round(high - low + MISS * max(low - observed, 0) + MISS * max(observed - high, 0))


def _is_forecast(one: Assessment) -> bool:
    return one.sort == "forecast" or (bool(one.check_on) and one.sort != "score")


def _scores(material: Material) -> dict[str, Assessment]:
    """Forecast's id or `source/key` → the latest score of it."""
    found = [one for one in material.assessments if one.sort == "score" and outcome_of(one.says)]
    return {one.about: one for one in sorted(found, key=lambda one: (material.when(one), one.id))}


def _foretold(material: Material, one: Assessment, scores: dict[str, Assessment], today: str) -> Foretold:
    score = scores.get(one.id) or scores.get(f"{material.local(one.source)}/{one.key}")
    made = Foretold(
        id=one.id, by=material.party(one.by).label, sort=one.sort, says=one.says,
        about=material.party(one.about).label, said_on=material.when(one), check_on=one.check_on,
        state="scored" if score else _state(one.check_on, today),
        cite=material.cite(one), since=_since(material, one), **_measured(one.says),
    )  # fmt: skip
    return _scored(made, score.says, material.party(score.by).label) if score else made


def _measured(says: str) -> dict[str, Any]:
    """The probability or the interval that a forecast carries in its words."""
    probability, interval = _PROBABILITY.search(says), _INTERVAL.search(says)
    found: dict[str, Any] = {"probability": probability[1]} if probability else {}
    return found | ({"low": int(interval[1]), "high": int(interval[2])} if interval else {})


def _scored(made: Foretold, says: str, by: str) -> Foretold:
    outcome, observed = outcome_of(says), _OBSERVED.match(says)
    brier = reached = ""
    if made.probability and outcome in OUTCOMES:
        brier = f"{(float(made.probability) - OUTCOMES[outcome]) ** 2:.3f}"
    if observed and made.low is not None and made.high is not None:
        reached = f"{interval_score(made.low, made.high, int(observed[1]))}"
    return msgspec.structs.replace(
        made, outcome=outcome, scored_by=by, brier=brier, interval_score=reached,
        observed=int(observed[1]) if observed else None,
    )  # fmt: skip


def _state(check_on: str, today: str) -> str:
    due, now = period(check_on), period(today)
    return "due" if due and now and due.first <= now.first else "open"


def _since(material: Material, one: Assessment) -> tuple[Cite, ...]:
    """What was said or done since about the same thing: what a person who scores will want to read."""
    made, about = period(material.when(one)), material.party(one.about).id
    cited = []
    for position in material.positions:
        touches = position.topic == one.about or about in {material.party(m).id for m in position.about}
        then = period(material.when(position))
        if touches and made and then and then.first > made.last:
            cited.append(material.cite(position))
    for incident in material.incidents:
        then = period(material.when(incident))
        if (
            incident.against
            and material.party(incident.against).id == about
            and made
            and then
            and then.first > made.last
        ):
            cited.append(material.cite(incident))
    return tuple(sorted(cited, key=lambda cite: (cite.when, cite.record)))


def _record(by: str, mine: list[Foretold]) -> Record:
    briers = [float(one.brier) for one in mine if one.brier]
    outcomes = [one.outcome for one in mine]
    widths = [one for one in mine if one.interval_score]
    return Record(
        by=by, made=len(mine), open=sum(one.state == "open" for one in mine),
        due=sum(one.state == "due" for one in mine),
        came_true=outcomes.count("came_true"), did_not=outcomes.count("did_not"), partly=outcomes.count("partly"),
        cannot_tell=outcomes.count("cannot_tell"), brier=f"{sum(briers) / len(briers):.3f}" if briers else "",
        intervals=len(widths), inside=sum(_inside(one) for one in widths),
        interval_score=f"{sum(float(one.interval_score) for one in widths) / len(widths):.1f}" if widths else "",
    )  # fmt: skip


def _inside(one: Foretold) -> bool:
    return (
        one.observed is not None
        and one.low is not None
        and one.high is not None
        and (one.low <= one.observed <= one.high)
    )
