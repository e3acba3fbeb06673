"""What people file about the window: a signed word, a count of the inbox, scores, and events with their source.

Everything is written as a source sheet and taken in the way of any other, so that it has an id, a day and an author,
can be corrected or taken back, and travels in a replica.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from tereze.model.errors import BadInput, NotFound
from tereze.model.events import Assessment
from tereze.watch import ours
from tereze.watch.assessment import WORDS, Page
from tereze.watch.forecasts import Foretold, foretold, outcome_of

from . import judging, receiving, watching_sheets
from .desk import MAY, Desk
from .report import ImportReport
from .watching_due import outcome
from .watching_gather import Gathered, gather

SECTIONS = ("positions", "incidents", "interventions")
_LINE = re.compile(r"\s+")


class NotAWord(BadInput):
    """A signed assessment that says none of the five words."""

    message = "“{0}” is no word of an assessment."
    hint = "Write one of: open, narrowing, closing, closed, cannot tell."


class NoReason(BadInput):
    """A signed assessment without a reason, or a score without an outcome."""

    message = "{0} is missing."
    hint = "Say in a sentence why: it is what others will check."


class NotAScore(BadInput):
    """An outcome that is none."""

    message = "“{0}” scores nothing."
    hint = "Begin with came_true, did_not, partly, cannot_tell, or “observed” and a number."


class Refused(BadInput):
    """What was filed was refused by the reader of sheets."""

    message = "It could not be taken in: {0}."
    hint = "{1}"


class Filed(NamedTuple):
    """What was filed: the new source's id in the collection, and how many forecasts of the program are in it."""

    source: str
    forecasts: int = 0


def sign(desk: Desk, word: str, why: str, by: str, page: Page) -> Filed:
    """Sign the assessment of the day, agreeing with the page or not; the program's own forecasts are filed with it.

    by: the person's name as it shall stand on the page. Raises `NotAWord`, `NoReason`.
    """
    desk.must("import")
    if word not in WORDS:
        raise NotAWord(word)
    for what, text in (("The reason", why), ("The name of who signs", by)):
        if not text.strip():
            raise NoReason(what)
    ours_now = [ours.plain(one, "tereze") for one in ours.forecasts(page)]
    mine = {"key": "word", "by": "me", "about": "window", "kind": "opinion", "says": f"{word}: {one_line(why)}"}
    title = f"Assessment of the window, {page.as_of}"
    key = fresh(desk, "window")
    dated = [one | {"when": page.as_of} for one in (mine, *ours_now)]
    _take(desk, key, watching_sheets.of_person(key, by, page.as_of, title, dated))
    return Filed(key, len(ours_now))


def count_inbox(desk: Desk, waiting: int, on: str, by: str, note: str = "") -> Filed:
    """Keep how much had come in and was not worked through at the end of a day. Raises `NoReason`."""
    desk.must("import")
    if not by.strip():
        raise NoReason("The name of who counted")
    key = fresh(desk, "inbox")
    says = f"{waiting} {one_line(note)}".strip()
    made = {"key": "count", "by": "me", "about": "inbox", "kind": "inbox", "says": says, "when": on}
    _take(desk, key, watching_sheets.of_person(key, by, on, f"Inbox counted on {on}", [made]))
    return Filed(key)


def score(desk: Desk, forecast: str, says: str, by: str) -> Filed:
    """Score a forecast (its id, or `sheet/key`) whose date has come. Raises `NotFound`, `NotAScore`, `NoReason`."""
    desk.must("import")
    if not by.strip():
        raise NoReason("The name of who scores")
    if not outcome_of(says):
        raise NotAScore(says)
    today, key = desk.now()[:10], fresh(desk, "score")
    made = {"key": "score", "by": "me", "about": _forecast(desk, forecast), "kind": "score", "says": one_line(says)}
    _take(desk, key, watching_sheets.of_person(key, by, today, f"Forecast scored on {today}", [made | {"when": today}]))
    return Filed(key)


def score_ours(desk: Desk, by: str, found: Gathered | None = None) -> tuple[tuple[Foretold, str], ...]:
    """Score every due forecast of the program by what the register holds now; a person signs for it.

    Gives each forecast with the words of its score. Raises `NoReason`.
    """
    desk.must("import")
    if not by.strip():
        raise NoReason("The name of who scores")
    found = found or gather(desk)
    due = [one for one in foretold(found.material, found.today) if one.state == "due"]
    scored = [(one, words) for one in due if (words := outcome(found, one))]
    if scored:
        key = fresh(desk, "score")
        made = [
            {"key": f"score-{at}", "by": "me", "about": one.id, "kind": "score", "says": words, "when": found.today}
            for at, (one, words) in enumerate(scored)
        ]
        title = f"Forecasts of the program scored on {found.today}"
        _take(desk, key, watching_sheets.of_person(key, by, found.today, title, made))
    return tuple(scored)


def file_event(
    desk: Desk,
    section: str,
    event: Mapping[str, Any],
    origin: watching_sheets.Origin,
    named: Mapping[str, str],
    *,
    key: str = "",
) -> ImportReport:
    """Take in one position, incident or intervention with where it was read or heard; refusals stand in the report.

    event: the keys of its section (docs/formats/source-sheet.md); named: keys of mentions → names
    """
    desk.must("import")
    if section not in SECTIONS:
        raise NotFound(section)
    key = key or fresh(desk, section[:-1])
    sheet = watching_sheets.of_event(key, section, event, origin, named)
    return receiving.receive(desk, key, watching_sheets.encoded(sheet))


def link_named(desk: Desk, key: str, numbers: Mapping[str, str], reason: str) -> int:
    """Judge that mentions of a new sheet are the persons whose register numbers were typed for them; how many.

    numbers: keys of mentions → register numbers. Who may not judge leaves it to those who may: nothing is written.
    """
    if not desk.actor.has(*MAY["judge"]):
        return 0
    for mention, number in numbers.items():
        judging.judge(desk, "same", (f"{key}/{mention}", number), reason)
    return len(numbers)


def fresh(desk: Desk, what: str) -> str:
    """An id for a new sheet: what it is, the day, and six random characters."""
    return f"{what}-{desk.now()[:10].replace('-', '')}-{desk.dice(3).hex()}"


def one_line(text: str) -> str:
    """The text on one line, without spaces at its ends."""
    return _LINE.sub(" ", text).strip()


def _forecast(desk: Desk, named: str) -> str:
    index = desk.register.index
    found = index.get(named)
    if isinstance(found, Assessment):
        return found.id
    local, _, key = named.partition("/")
    source = index.source_by_local(local)
    for one in index.of_source(source.id, "assessment") if source else ():
        if isinstance(one, Assessment) and one.key == key:
            return one.id
    raise NotFound(named)


def _take(desk: Desk, key: str, sheet: watching_sheets.Sheet) -> None:
    report = receiving.receive(desk, key, watching_sheets.encoded(sheet))
    for one in report.refused:
        raise Refused(one["error"], one["hint"] or "")
