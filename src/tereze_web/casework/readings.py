"""Documents that are being read: one after the other in a thread of its own, while the office goes on.

What is told of a reading is in memory alone, for the person who asked for it. The documents themselves are kept before
any reading begins, and what was read is a draft in the register.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock, Thread

from tereze.model.errors import TerezeError, WrongUse

from .. import bugs

MOST = 8
"""Readings of one person that may wait at once."""
KEPT = 200
"""Readings of everybody that are remembered."""


class TooMany(WrongUse):
    """More documents at once than one person can look over."""

    message = "{0} of your documents are waiting to be read already."
    hint = "Wait until some are read. This one is kept; read it from its source then."


@dataclass(slots=True, eq=False)
class Reading:
    """One document: `file` of the source `local`, for the person `by`; then `draft`, or why there is none.

    state: waiting, reading, read, failed
    """

    local: str
    file: str
    by: str
    state: str = "waiting"
    draft: str = ""
    error: TerezeError | None = None

    @property
    def is_done(self) -> bool:
        """Whether nothing more will come of it."""
        return self.state in {"read", "failed"}


Work = Callable[[Reading], str]
"""Reads; gives the name of the draft."""


class Readings:
    """The readings of an office."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._all: deque[Reading] = deque()
        self._waiting: deque[tuple[Reading, Work]] = deque()
        self._thread: Thread | None = None

    def start(self, asked: Reading, work: Work) -> Reading:
        """Read when its turn comes; a file that waits or is being read for the same person is not read twice.

        Raises `TooMany`.
        """
        with self._lock:
            mine = [one for one in self._all if one.by == asked.by and not one.is_done]
            same = next((one for one in mine if (one.local, one.file) == (asked.local, asked.file)), None)
            if same is not None:
                return same
            if len(mine) >= MOST:
                raise TooMany(len(mine))
            self._forget(asked)
            self._all.append(asked)
            self._waiting.append((asked, work))
            if self._thread is None:
                self._thread = Thread(target=self._run, daemon=True)
                self._thread.start()
        return asked

    def of(self, by: str) -> list[Reading]:
        """The readings of a person, the last asked for first."""
        with self._lock:
            return [one for one in reversed(self._all) if one.by == by]

    def before(self, asked: Reading) -> int:
        """How many documents are read before this one."""
        with self._lock:
            order = [one for one in self._all if not one.is_done]
            return order.index(asked) if asked in order else 0

    def done(self, by: str, file: str) -> None:
        """Forget what is told of a reading that is over."""
        with self._lock:
            self._all = deque(one for one in self._all if not (one.by == by and one.file == file and one.is_done))

    def forget(self) -> None:
        """Forget everything; what is being read goes on until its next turn at the register, and fails there."""
        with self._lock:
            self._all.clear()
            self._waiting.clear()

    def wait(self, seconds: float) -> None:
        """Wait for what is being read."""
        thread = self._thread
        if thread is not None:
            thread.join(seconds)

    def _forget(self, asked: Reading) -> None:
        """What was told of an earlier reading of this file, and of the oldest of all."""
        kept = [one for one in self._all if not (one.is_done and (one.by, one.file) == (asked.by, asked.file))]
        over = len(kept) + 1 - KEPT
        done = [one for one in kept if one.is_done][: max(over, 0)]
        self._all = deque(one for one in kept if one not in done)

    def _run(self) -> None:
        while True:
            with self._lock:
                if not self._waiting:
                    self._thread = None
                    return
                asked, work = self._waiting.popleft()
            _read(asked, work)


def _read(asked: Reading, work: Work) -> None:
    asked.state = "reading"
    try:
        asked.draft = work(asked)
        asked.state = "read"
    except TerezeError as error:
        asked.error, asked.state = error, "failed"
    except Exception as error:  # a bug
        bugs.tell(error)
        asked.state = "failed"
