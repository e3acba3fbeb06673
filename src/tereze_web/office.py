"""The open office: one register, one lock around every verb, and who is signed in.

A register is for one thread at a time. Requests come in several threads, so each takes the lock for as long as it
works with a desk: what one person writes is whole before the next one reads. Closing waits for the work in hand.
"""

from __future__ import annotations

import hmac
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from tereze.actions.desk import Desk
from tereze.model.errors import NotFound
from tereze.model.people import Actor
from tereze.store import seal
from tereze.wiring import Opened, roll_key

from .administration.jobs import Jobs
from .casework.readings import Readings
from .forgetting import forget
from .people.binding import Closed, ToLedger
from .people.factors import FactorDesk, Keyring
from .people.limits import Limits
from .people.roll import Roll
from .people.tokens import Tokens
from .people.visits import Throttle, Visits
from .receiving.checking import Checking
from .window.counting import Counting

if TYPE_CHECKING:
    from .lan import Lan

Open = Callable[[str | None], AbstractContextManager[Opened]]


class Office:
    """`open_with` opens the register, given a passphrase or None (then the terminal asks, or a demo needs none)."""

    def __init__(
        self,
        open_with: Open,
        keys: Path,
        owner: Actor,
        clock: Callable[[], float],
        language: str,
        *,
        wall: Callable[[], float] = time.time,
    ) -> None:
        """`clock` never goes back, `wall` is the time of day: codes of authenticator apps follow it."""
        self._open_with, self.keys = open_with, keys
        self.owner, self.clock, self.wall, self.language = owner, clock, wall, language
        self.visits, self.throttle, self.limits = Visits(clock), Throttle(clock), Limits(clock)
        self.roll = Roll(keys / "people.json", wall, owner.id)
        self.factors = FactorDesk(self.roll, owner.id, Keyring(lambda: self.derived("factors"), wall))
        self.tokens = Tokens(self.roll.file, wall, self.actor_of)
        self.lan: Lan | None = None
        self.needs_second = False
        """Whether nobody works here without a second factor: so on a network."""
        self.is_demo = False
        self.jobs = Jobs()
        self.readings = Readings()
        self.checking = Checking()
        self.counting = Counting()
        self.releases = keys.with_name(f"{keys.name.removesuffix('.keys')}.releases")
        """Where releases are put: beside the register, one folder for each line."""
        self.signers: Path | None = None
        """A folder with certificates of authorities who vouch for makers of Content Credentials; None: of nobody."""
        self._lock = RLock()
        self._held = ExitStack()
        self._desk: Desk | None = None

    def open(self, passphrase: str | None = None) -> None:
        """Open the register, if it is not open. Raises what opening raises, and `RollChanged` for another roll."""
        with self._lock:
            if self._desk is None:
                opened = self._held.enter_context(self._open_with(passphrase))
                self._desk, self.is_demo = opened.desk, opened.is_demo
                try:
                    desk_of = lambda by: self.desk(by or self.owner)  # noqa: E731
                    self.roll.file.bind_to(ToLedger(desk_of, roll_key(opened.desk)))
                except BaseException:
                    self.close()
                    raise

    def close(self) -> None:
        """Close the register and sign everybody out: the panic lock, and the end of the day."""
        self.visits.end_all()
        self.jobs.forget()
        self.readings.forget()
        self.checking.forget()
        self.counting.forget()
        with self._lock:
            self.counting.forget()  # what somebody kept while this waited for the lock
            self.roll.file.shut()
            self._desk = None
            try:
                self._held.close()
            finally:
                forget()

    @property
    def is_open(self) -> bool:
        """Whether the register is open."""
        return self._desk is not None

    @property
    def unwritten(self) -> int:
        """How many notes of who looked the machine has not taken yet."""
        desk = self._desk
        return len(desk.looks.unwritten) if desk is not None else 0

    def owner_by(self, passphrase: str) -> Actor:
        """The owner, who knows the register's passphrase; opens the register where it was closed.

        Raises `WrongPassphrase`.
        """
        seal.read_seal(self.keys / "seal.json", passphrase)
        self.open(passphrase)
        return self.owner

    def actor_of(self, id: str) -> Actor:  # noqa: A002
        """The person with this id: the owner, or somebody on the roll. Raises `NotFound`."""
        if id == self.owner.id:
            return self.owner
        found = next((one for one in self.roll.people() if one.id == id), None)
        if found is None:
            raise NotFound(id)
        return Actor(id=id, roles=frozenset(found.roles))

    def derived(self, purpose: str) -> bytes:
        """A key of the register for one purpose of the office; only while the register is open. Raises `Closed`."""
        desk = self._desk
        if desk is None:
            raise Closed
        return derived(desk, purpose)

    @contextmanager
    def desk(self, actor: Actor) -> Iterator[Desk]:
        """The desk with `actor` at it; nobody else works with the register meanwhile. Raises `Closed`."""
        with self._lock:
            if self._desk is None:
                raise Closed
            yield replace(self._desk, actor=actor)


def derived(desk: Desk, purpose: str) -> bytes:
    """A key of the register for one purpose of the office."""
    return hmac.digest(desk.register.secret, b"tereze/derived/1\0office " + purpose.encode(), "sha256")
