"""What the window's pages are read from: gathered once for a state of the register and a day, then kept.

A register of many thousands of people takes a while to weigh; nobody should wait for it twice while nothing changed.
"""

from __future__ import annotations

from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from tereze.actions import auditing, watching
from tereze.actions.desk import Desk
from tereze.actions.watching_gather import LOOK, Gathered
from tereze.watch.assessment import Page as Assessment
from tereze.watch.sentences import Sentence

from ..office import Office
from ..words import Words
from .reasons import why

KEPT = 8  # days and readings of them that are kept at once


class _Key(NamedTuple):
    entries: int
    today: str
    on: str


_GATHERED: WeakKeyDictionary[Office, dict[_Key, Gathered]] = WeakKeyDictionary()
_ASSESSED: WeakKeyDictionary[Office, dict[tuple[_Key, str, str], Assessment]] = WeakKeyDictionary()


def gathered(office: Office, desk: Desk, on: str = "") -> Gathered:
    """Everything as of a day (today where empty), gathered anew only where something was written. Raises `BadDate`."""
    key, kept = _key(desk, on), _GATHERED.setdefault(office, {})
    if key not in kept:
        found = watching.gather(desk, on)
        _make_room(kept)
        kept[_key(desk, on)] = found  # the note of the look is an entry itself
        return found
    auditing.looked(desk, LOOK, count=desk.register.index.counts().get("persons", 0))
    return kept[key]


def assessed(office: Office, desk: Desk, on: str, by: str, since: str = "") -> Assessment:
    """The assessment of a day. Raises `BadDate`."""
    found = gathered(office, desk, on)
    key, kept = (_key(desk, on), by, since), _ASSESSED.setdefault(office, {})
    if key not in kept:
        _make_room(kept)
        kept[key] = watching.assessed(found, by, since)
    return kept[key]


def _make_room(kept: dict[Any, Any]) -> None:
    while len(kept) >= KEPT:
        del kept[next(iter(kept))]


def _key(desk: Desk, on: str) -> _Key:
    """Looking leaves notes, and notes are entries: what counts is what else was written."""
    counts = desk.register.index.counts()
    entries = sum(number for kind, number in counts.items() if kind not in {"audit", "suggestions", "disputes"})
    return _Key(entries, desk.now()[:10], on)


def say(t: Words, sentence: Sentence) -> str:
    """A sentence of the assessment in this language."""
    if not sentence.message:
        return sentence.text
    values = {name: word(t, value) for name, value in sentence.values.items()}
    if sentence.events:
        values["events"] = "; ".join(f"\u2068{when}\u2069 {word(t, kind)}".strip() for when, kind in sentence.events)
    if reason := sentence.values.get("why"):
        values["why"] = why(t, reason)
    if factor := sentence.values.get("factor"):
        values["asks"] = t.word("ask_factor", factor)
    if "rest" in values:
        values["rest"] = t("window.say.rest", **{name: values[name] for name in ("told", "months", "undated")})
    return t(f"window.say.{sentence.message}", **values)


def word(t: Words, value: str) -> str:
    """A text as it is, kept apart from the writing around it; a word of a vocabulary in this language."""
    if not value.startswith("@"):
        return f"\u2068{value}\u2069" if value else ""
    group, _, name = value[1:].partition(".")
    return t.word(group, name)
