"""Who is signed in: visits in the memory of this process, each behind a random token of which only a digest is kept.

Nothing is written: when the office closes, everybody is out. The clock counts seconds and never goes back.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from tereze.model.errors import NotAllowed
from tereze.model.people import Actor

from .roll import token_digest

IDLE = 15 * 60
"""Seconds after which a visit without a request is locked."""
LONGEST = 12 * 60 * 60
"""Seconds after which every visit ends, used or not."""
INVITED = 10 * 60
"""Seconds in which a one-time link may be used."""
FRESH = 10 * 60
"""Seconds after proving who one is in which export, publishing and keys need no new proof."""
HALF = 5 * 60
"""Seconds between the passphrase and the second factor."""
MANY_HALF = 500
MANY_VISITS = 10
"""Browsers in which one person is signed in at once; one more ends the one that rested longest."""
FREE_TRIES = 5
FIRST_WAIT = 30
LONGEST_WAIT = 15 * 60


class TooOften(NotAllowed):
    """Somebody tries passphrases."""

    message = "Too many wrong passphrases. Wait {0} seconds."
    hint = "The wait grows with every wrong one."


@dataclass(slots=True)
class Visit:
    """One signed-in browser. `handle` names it on a screen and opens nothing; `scratch` is for steps half done."""

    actor: Actor
    begun: float
    seen: float
    proved: float
    handle: str
    how: str = ""
    browser: str = ""
    scratch: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Half:
    """A browser that gave the right passphrase and owes the second factor, or (actor None) will show a passkey."""

    actor: Actor | None
    until: float
    scratch: dict[str, Any] = field(default_factory=dict)


class Visits:
    """All visits of the office, and the one-time links that have not been used."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._lock = Lock()
        self._visits: dict[str, Visit] = {}
        self._half: dict[str, Half] = {}
        self._invited: dict[str, tuple[Actor, float]] = {}

    def begin(self, actor: Actor, how: str = "", browser: str = "") -> str:
        """Sign `actor` in; the token is for the browser's cookie and nowhere else."""
        token, now = secrets.token_urlsafe(32), self._clock()
        with self._lock:
            mine = [key for key, one in self._visits.items() if one.actor.id == actor.id]
            for key in sorted(mine, key=lambda key: self._visits[key].seen)[: max(0, len(mine) + 1 - MANY_VISITS)]:
                del self._visits[key]
            made = Visit(actor, now, now, now, secrets.token_hex(4), how, browser)
            self._visits[token_digest(token)] = made
        return token

    def find(self, token: str) -> Visit | None:
        """The visit behind a cookie, which counts as use; None where there is none or its time is over."""
        now, key = self._clock(), token_digest(token)
        with self._lock:
            visit = self._visits.get(key)
            if visit is None:
                return None
            if self._over(visit, now):
                del self._visits[key]
                return None
            visit.seen = now
            return visit

    def is_fresh(self, visit: Visit) -> bool:
        """Whether the person proved who they are a short while ago."""
        return self._clock() - visit.proved <= FRESH

    def prove(self, token: str, how: str) -> str:
        """The person proved again who they are: the visit goes on under a new token, the old one is worthless."""
        fresh, now = secrets.token_urlsafe(32), self._clock()
        with self._lock:
            visit = self._visits.pop(token_digest(token))
            visit.proved, visit.how = now, how
            self._visits[token_digest(fresh)] = visit
        return fresh

    def open(self, actor: str = "") -> tuple[tuple[Visit, int], ...]:
        """Visits with the seconds they have rested, the latest first: one person's, or everybody's."""
        now = self._clock()
        with self._lock:
            found = [one for one in self._visits.values() if not self._over(one, now)]
        mine = [(one, int(now - one.seen)) for one in found if not actor or one.actor.id == actor]
        return tuple(sorted(mine, key=lambda pair: (pair[1], pair[0].handle)))

    def end(self, token: str) -> None:
        """Sign one browser out."""
        with self._lock:
            self._visits.pop(token_digest(token), None)

    def end_named(self, handle: str, actor: str = "") -> bool:
        """Sign out the browser that a screen calls `handle`, if it is `actor`'s (or anybody's); whether it was."""
        return self._end(lambda one: one.handle == handle and (not actor or one.actor.id == actor))

    def end_of(self, actor: str, but: str = "") -> bool:
        """Sign out every browser of a person, except the one called `but`."""
        return self._end(lambda one: one.actor.id == actor and one.handle != but)

    def end_all(self) -> None:
        """Sign everybody out, and make every link worthless."""
        with self._lock:
            self._visits.clear()
            self._half.clear()
            self._invited.clear()

    def invite(self, actor: Actor) -> str:
        """A token for a one-time link that signs `actor` in."""
        token = secrets.token_urlsafe(32)
        with self._lock:
            self._invited[token_digest(token)] = (actor, self._clock() + INVITED)
        return token

    def accept(self, token: str, browser: str = "") -> str | None:
        """Exchange a one-time token for a visit; None when it was used, is too old, or never was."""
        with self._lock:
            actor, until = self._invited.pop(token_digest(token), (None, 0.0))
        return self.begin(actor, "link", browser) if actor is not None and self._clock() <= until else None

    def halfway(self, actor: Actor | None) -> str:
        """A token for a browser that is halfway in; the oldest are forgotten when there are too many."""
        token, now = secrets.token_urlsafe(32), self._clock()
        with self._lock:
            self._half = {key: one for key, one in self._half.items() if one.until >= now}
            while len(self._half) >= MANY_HALF:
                self._half.pop(next(iter(self._half)))
            self._half[token_digest(token)] = Half(actor, now + HALF)
        return token

    def half(self, token: str) -> Half | None:
        """The browser halfway in behind a cookie."""
        with self._lock:
            found = self._half.get(token_digest(token))
        return found if found is not None and found.until >= self._clock() else None

    def end_half(self, token: str) -> None:
        """It is in, or gave up."""
        with self._lock:
            self._half.pop(token_digest(token), None)

    def _end(self, which: Callable[[Visit], bool]) -> bool:
        with self._lock:
            left = {key: one for key, one in self._visits.items() if not which(one)}
            ended = len(left) < len(self._visits)
            self._visits = left
        return ended

    @staticmethod
    def _over(visit: Visit, now: float) -> bool:
        return now - visit.seen > IDLE or now - visit.begun > LONGEST


class Throttle:
    """Slows down guessing: after a few wrong passphrases for one name, each further one doubles the wait."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._lock = Lock()
        self._wrong: dict[str, tuple[int, float]] = {}

    def check(self, name: str) -> None:
        """Raise `TooOften` while `name` must wait."""
        with self._lock:
            wait = self._wrong.get(name, (0, 0.0))[1] - self._clock()
        if wait > 0:
            raise TooOften(round(wait) + 1)

    def wrong(self, name: str) -> None:
        """Note a wrong passphrase."""
        with self._lock:
            count = self._wrong.get(name, (0, 0.0))[0] + 1
            over = count - FREE_TRIES
            wait = min(FIRST_WAIT * 2 ** min(over, 10), LONGEST_WAIT) if over >= 0 else 0
            self._wrong[name] = (count, self._clock() + wait)

    def right(self, name: str) -> None:
        """Forget what went wrong before."""
        with self._lock:
            self._wrong.pop(name, None)
