"""One long work at a time, in a thread of its own: the office goes on, a page shows how far it is.

Its result stays in memory until the next work begins or the office closes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock, Thread
from typing import Any

from tereze.model.errors import TerezeError, WrongUse

from .. import bugs


class Working(WrongUse):
    """Another work is not done yet."""

    message = "Something is being built already."
    hint = "Wait until it is done."


@dataclass(slots=True)
class Job:
    """`kind` of work by the person `by`; then `result` or `error`. `asked` is what it was given."""

    kind: str
    by: str
    asked: Any = None
    done: int = 0
    of: int = 0
    result: Any = None
    error: TerezeError | None = None
    broke: bool = False
    running: bool = True

    def progress(self, done: int, of: int) -> None:
        """How far it is."""
        self.done, self.of = done, of


class Jobs:
    """The work of the office."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._thread: Thread | None = None
        self.last: Job | None = None

    def start(self, job: Job, work: Callable[[Job], Any]) -> None:
        """Begin; `work(job)` gives the result. Raises `Working`."""
        with self._lock:
            if self.last is not None and self.last.running:
                raise Working
            self.last = job
            self._thread = Thread(target=_run, args=(job, work), daemon=True)
            self._thread.start()

    def forget(self) -> None:
        """Forget what was done; work that still runs goes on until its next turn at the register, and fails there."""
        with self._lock:
            if self.last is not None and not self.last.running:
                self.last = None

    def wait(self, seconds: float) -> None:
        """Wait for the work in hand."""
        if self._thread is not None:
            self._thread.join(seconds)


def _run(job: Job, work: Callable[[Job], Any]) -> None:
    try:
        job.result = work(job)
    except TerezeError as error:
        job.error = error
    except Exception as error:  # a bug
        bugs.tell(error)
        job.broke = True
    finally:
        job.running = False
