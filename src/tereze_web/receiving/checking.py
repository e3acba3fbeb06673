"""The Content Credentials of files that were attached: checked in a thread of its own, while the office goes on.

A check takes the register twice for a moment, to read the file and to say in its history what was found, and runs in
between without it. What waits is in memory alone: a file that was not come to when the register was closed is kept all
the same, and `tereze evidence copies` checks it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from threading import Lock, Thread
from typing import TYPE_CHECKING

from tereze.actions import proofs
from tereze.model.errors import TerezeError
from tereze.model.people import Actor
from tereze.model.sources import Evidence

from .. import bugs

if TYPE_CHECKING:
    from ..office import Office

Work = Callable[[], None]


class Checking:
    """What is to be checked in an office, one after the other."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._waiting: deque[Work] = deque()
        self._thread: Thread | None = None

    def start(self, work: Work) -> None:
        """Do it when its turn comes."""
        with self._lock:
            self._waiting.append(work)
            if self._thread is None:
                self._thread = Thread(target=self._run, daemon=True)
                self._thread.start()

    def forget(self) -> None:
        """Forget what waits; what is being checked goes on until its next turn at the register, and fails there."""
        with self._lock:
            self._waiting.clear()

    def wait(self, seconds: float) -> None:
        """Wait for what is being checked."""
        thread = self._thread
        if thread is not None:
            thread.join(seconds)

    def _run(self) -> None:
        while True:
            with self._lock:
                if not self._waiting:
                    self._thread = None
                    return
                work = self._waiting.popleft()
            _do(work)


def later(office: Office, actor: Actor, kept: Evidence) -> None:
    """Check a file, where it can have credentials, in the name of whoever attached it."""
    if proofs.may_have_credentials(kept):
        office.checking.start(lambda: _check(office, actor, kept))


def _check(office: Office, actor: Actor, kept: Evidence) -> None:
    with office.desk(actor) as desk:
        data = proofs.bytes_of(desk, kept)
    found = proofs.credentials(data, kept.media_type, office.signers)
    if found is not None:
        with office.desk(actor) as desk:
            proofs.note(desk, kept, (found,))


def _do(work: Work) -> None:
    try:
        work()
    except TerezeError:  # the register was closed, the file erased meanwhile: there is nothing to say it to
        pass
    except Exception as error:  # a bug
        bugs.tell(error)
