"""Who is signed in: visits in the memory of this process, each behind a random token of which only a digest is kept.

Nothing is written: when the office closes, everybody is out. The clock counts seconds and never goes back.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from tereze.model.errors import NotAllowed
from tereze.model.people import Actor

IDLE = 15 * 60
"""Seconds after which a visit without a request is locked."""
LONGEST = 12 * 60 * 60
"""Seconds after which every visit ends, used or not."""
INVITED = 10 * 60
"""Seconds in which a one-time link may be used."""
FREE_TRIES = 5
FIRST_WAIT = 30
LONGEST_WAIT = 15 * 60


class TooOften(NotAllowed):
    """Somebody tries passphrases."""

    message = "Too many wrong passphrases. Wait {0} seconds."
    hint = "The wait grows with every wrong one."


@dataclass(slots=True)
class Visit:
    """One signed-in browser."""

    actor: Actor
    begun: float
    seen: float


class Visits:
    """All visits of the office, and the one-time links that have not been used."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._lock = Lock()
        self._visits: dict[str, Visit] = {}
        self._invited: dict[str, tuple[Actor, float]] = {}

    def begin(self, actor: Actor) -> str:
        """Sign `actor` in; the token is for the browser's cookie and nowhere else."""
        token = secrets.token_urlsafe(32)
        now = self._clock()
        with self._lock:
            self._visits[_digest(token)] = Visit(actor, now, now)
        return token

    def find(self, token: str) -> Visit | None:
        """The visit behind a cookie, which counts as use; None where there is none or its time is over."""
        now, key = self._clock(), _digest(token)
        with self._lock:
            visit = self._visits.get(key)
            if visit is None:
                return None
            if now - visit.seen > IDLE or now - visit.begun > LONGEST:
                del self._visits[key]
                return None
            visit.seen = now
            return visit

    def end(self, token: str) -> None:
        """Sign one browser out."""
        with self._lock:
            self._visits.pop(_digest(token), None)

    def end_all(self) -> None:
        """Sign everybody out, and make every link worthless."""
        with self._lock:
            self._visits.clear()
            self._invited.clear()

    def invite(self, actor: Actor) -> str:
        """A token for a one-time link that signs `actor` in."""
        token = secrets.token_urlsafe(32)
        with self._lock:
            self._invited[_digest(token)] = (actor, self._clock() + INVITED)
        return token

    def accept(self, token: str) -> str | None:
        """Exchange a one-time token for a visit; None when it was used, is too old, or never was."""
        with self._lock:
            actor, until = self._invited.pop(_digest(token), (None, 0.0))
        return self.begin(actor) if actor is not None and self._clock() <= until else None


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


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
