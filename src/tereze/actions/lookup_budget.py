"""How often one person may look people up. The ledger's own notes are the count, so a restart resets nothing.

Three limits, each a pause that the person is told of and that the trail shows:

- so many in a minute, and so many in a day;
- variations: questions about nearly the same name with other details, again and again, are how one feels for who is
  there; after a few, each needs a pause twice as long as the one before;
- nothing taken in: whoever looks up and looks up, and never enters a testimony, is slowed down in the same way.

A question that is being typed is one question: while each field only grows, by its end or from empty, and nothing was
found yet, asking again is free for a few steps. Whoever changes a letter or a year asks anew.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import NamedTuple

from tereze.model.errors import NotAllowed
from tereze.names import similarity

from . import auditing
from .desk import Desk
from .looking import Spent, seconds

LOOKUP, TYPED, SLOWED = "look.up", "look.up.typed", "look.up.slowed"
MINUTE, DAY = 60, 86_400
TAKEN_IN = "import"


class Budget(NamedTuple):
    """Look-ups in a minute, in a day, variations of one name, and look-ups without taking anything in, before a pause
    is due."""

    minute: int
    day: int
    variations: int
    idle: int


DESK, ANALYST = Budget(10, 200, 4, 20), Budget(60, 3000, 30, 1000)
LONGEST_PAUSE = 3600
ALIKE = 0.75
WATCHED = 600
"""Seconds for which names asked for are remembered, in memory, to notice variations."""
TYPING, STEPS = 60, 12
"""Seconds between two steps of a question that is being typed, and how many steps it may take."""


class TooManyLookups(NotAllowed):
    """The budget is used up for now."""

    message = "You have looked people up very often. The next look-up is possible in {0}."
    hint = "Take in what you have heard meanwhile. If your work needs more look-ups, tell an analyst or a custodian."

    def __init__(self, pause: float) -> None:
        self.seconds = max(round(pause), 1)
        """How long the pause still is."""
        super().__init__(_in_words(pause))


def spend(desk: Desk, names: tuple[str, ...], details: str) -> str:
    """Take one look-up from the budget of whoever sits at `desk`; the kind of note it leaves, `LOOKUP` or `TYPED`.

    `details` is everything asked, a line for each field. Asking the very same question again is free: it tells nothing
    new. So is a step of a question that is being typed. Raises `TooManyLookups` when a pause is due.
    """
    now = seconds(desk.now())
    spent = _spent(desk, now)
    _forget(spent, now)
    if any(details == asked for _, _, asked in spent.asked):
        return TYPED if 0 < spent.grown < STEPS and details == spent.asked[-1][2] else LOOKUP
    if _grows(spent, details, now):
        spent.grown += 1
        spent.asked[-1] = (now, names, details)
        return TYPED
    budget = ANALYST if desk.actor.has("analyst", "custodian") else DESK
    if spent.idle >= budget.idle:
        spent.idle = _read(desk, now).idle  # something may have been taken in meanwhile
    pause = _pause(spent, budget, names, now)
    if pause > 0:
        auditing.looked(desk, SLOWED, auditing.digest(desk, " ".join(names)))
        raise TooManyLookups(pause)
    spent.times.append(now)
    spent.idle += 1
    spent.grown = 0
    spent.asked.append((now, names, details))
    return LOOKUP


def answered(desk: Desk) -> None:
    """The last question found somebody: whatever is asked next is a question of its own."""
    _spent(desk, seconds(desk.now())).grown = STEPS


def _grows(spent: Spent, details: str, now: float) -> bool:
    """Whether this is the last question with more typed at the end of its fields, and nothing found yet."""
    if not spent.asked or spent.grown >= STEPS or not 0 <= now - spent.asked[-1][0] < TYPING:
        return False
    before, after = spent.asked[-1][2].split("\n"), details.split("\n")
    return len(before) == len(after) and all(new.startswith(old) for old, new in zip(before, after, strict=True))


def _pause(spent: Spent, budget: Budget, names: tuple[str, ...], now: float) -> float:
    """How many seconds are still to wait."""
    times = spent.times
    waits = [0.0]
    if len(times) >= budget.day:
        waits.append(times[-budget.day] + DAY - now)
    if len(times) >= budget.minute:
        waits.append(times[-budget.minute] + MINUTE - now)
    if times:
        over = max(_variations(spent, names) - budget.variations, spent.idle - budget.idle)
        if over >= 0:
            waits.append(times[-1] + min(2.0 ** min(over + 2, 20), LONGEST_PAUSE) - now)
    return max(waits)


def _variations(spent: Spent, names: tuple[str, ...]) -> int:
    """How many of the questions of the last minutes were about nearly this name."""
    return sum(any(similarity(one, other) >= ALIKE for one in names for other in asked) for _, asked, _ in spent.asked)


def _forget(spent: Spent, now: float) -> None:
    while spent.times and not 0 <= now - spent.times[0] < DAY:
        spent.times.popleft()
    while spent.asked and not 0 <= now - spent.asked[0][0] < WATCHED:
        spent.asked.popleft()


def _spent(desk: Desk, now: float) -> Spent:
    """What this person has spent; read from the notes of the last day when the register was just opened."""
    if desk.actor.id not in desk.looks.spent:
        desk.looks.spent[desk.actor.id] = _read(desk, now)
    return desk.looks.spent[desk.actor.id]


def _read(desk: Desk, now: float) -> Spent:
    found, idle = Spent(), True
    since = datetime.fromtimestamp(max(now - DAY, 0), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    for note in desk.register.index.audits(since, of={LOOKUP, TAKEN_IN}):  # newest first
        if note.by == desk.actor.id:
            idle &= note.what != TAKEN_IN
            if note.what == LOOKUP and note.on.startswith("q"):
                found.times.appendleft(seconds(note.at))
                found.idle += idle
    return found


def _in_words(pause: float) -> str:
    whole = max(round(pause), 1)
    if whole < 2 * MINUTE:
        return f"{whole} second{'s' * (whole != 1)}"
    minutes = -(-whole // MINUTE)
    return f"{minutes} minutes" if minutes < 120 else f"{-(-minutes // MINUTE)} hours"
