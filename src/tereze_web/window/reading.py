"""What the window's pages are read from.

A small register is gathered at once. A large one is gathered in slices by `Counting`, each with the office's lock for
itself, so that everybody else works on; the page shows what was counted last, and says of which moment it is.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, NamedTuple

from tereze.actions import auditing
from tereze.actions.desk import Desk
from tereze.actions.watching_events import LOOK
from tereze.actions.watching_gather import Gathered, Gathering
from tereze.watch.sentences import Sentence

from ..office import Office
from ..people.binding import Closed
from ..words import Words
from .counting import REST, WHOLE, Counted, Key, State, state_of
from .reasons import why

AT_ONCE = 150
"""So many persons and sources are gathered while somebody waits: below 50 ms."""
PAUSE = 0.005
Derive = Callable[[Gathered], Any]


class Shown(NamedTuple):
    """What a page shows: the value, or None where nothing is counted yet; of which moment, and what is going on.

    state: now (it is of this very state), older (of a moment before, and will do), renewing (being counted anew),
    counting (there is nothing yet), failed
    """

    value: Any
    at: str = ""
    state: str = "now"


def at_once(_found: Gathered) -> bool:
    """Whether an answer takes no time once everything is gathered: most do."""
    return True


def shown(
    office: Office, desk: Desk, key: Key, derive: Derive, on: str = "", *, quick: Callable[[Gathered], bool] = at_once
) -> Shown:
    """What `derive` makes of everything as of a day (today where empty), by `key`; notes the look.

    Nobody waits for a large register, or for an answer that is not `quick`: it is counted in the background, when
    somebody asks. Raises `NotAllowed`.
    """
    desk.must("read")
    counts = desk.register.index.counts()
    auditing.looked(desk, LOOK, count=counts.get("persons", 0))
    now, counting, key = state_of(counts, desk.now()[:10]), office.counting, (*key, on)
    kept = counting.kept(key)
    if kept is not None and kept.state == now:
        return Shown(kept.value, kept.at)
    if counts.get("persons", 0) <= AT_ONCE and counts.get("source", 0) <= AT_ONCE:
        found = _at_once(office, desk, now, on)
        if quick(found.value):
            made = counting.keep(key, found._replace(value=derive(found.value)), counting.opening)
            return Shown(made.value, made.at)
    if kept is not None and not now.only_grew_from(kept.state):
        kept = None
    if kept is not None and _will_do(office, kept, now):
        return Shown(kept.value, kept.at, "older")
    if counting.failed(key):
        return Shown(None, state="failed")
    counting.want(key, _Work(office, desk, key, derive))
    return Shown(None, state="counting") if kept is None else Shown(kept.value, kept.at, "renewing")


def _will_do(office: Office, kept: Counted, now: State) -> bool:
    if kept.state == now:
        return True
    return kept.state.today == now.today and now.only_grew_from(kept.state) and office.clock() < kept.until


def _at_once(office: Office, desk: Desk, now: State, on: str) -> Counted:
    kept = office.counting.kept((WHOLE, on))
    if kept is not None and kept.state == now:
        return kept
    gathering = Gathering(desk.register.index, now.today, on)
    while gathering.read():
        gathering.weigh()
    made = Counted(gathering.gathered(), now, desk.now())
    return office.counting.keep((WHOLE, on), made, office.counting.opening)


class _Work:
    """One answer counted in the background: everything in slices, then what it is asked for without the register."""

    def __init__(self, office: Office, desk: Desk, key: Key, derive: Derive) -> None:
        self._office, self._actor, self._register = office, desk.actor, desk.register
        self._on, self._derive = key[-1], derive

    def __call__(self) -> Counted:
        """Count. Raises `Closed`."""
        found = self._whole()
        return found._replace(value=self._derive(found.value))

    def _whole(self) -> Counted:
        """Everything as it is now, or as it was a moment ago where that will do."""
        counting, key = self._office.counting, (WHOLE, self._on)
        opening, began = counting.opening, self._office.clock()
        kept = counting.kept(key)
        with self._office.desk(self._actor) as desk:
            self._same(desk)
            at = desk.now()
            now = state_of(desk.register.index.counts(), at[:10])
            if kept is not None and _will_do(self._office, kept, now):
                return kept
            gathering = Gathering(desk.register.index, now.today, self._on)
        del kept
        self._gather(gathering)
        ended = self._office.clock()
        made = Counted(gathering.gathered(), now, at, ended + REST * (ended - began))
        return counting.keep(key, made, opening)

    def _gather(self, gathering: Gathering) -> None:
        """Slice by slice; after each as long a rest as it took, so that half of a core is left to the others."""
        more = True
        while more:
            began = time.perf_counter()
            with self._office.desk(self._actor) as desk:
                self._same(desk)
                more = gathering.read()
            gathering.weigh()
            time.sleep(PAUSE + time.perf_counter() - began)

    def _same(self, desk: Desk) -> None:
        """What was begun in a register that was closed meanwhile is not gone on with in the next."""
        if desk.register is not self._register:
            raise Closed


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
