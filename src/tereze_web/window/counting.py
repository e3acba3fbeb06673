"""What needs the whole register: counted one after the other in a thread of its own, while the office goes on.

What was counted is in memory alone, and dropped when the register is closed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from threading import Lock, Thread
from typing import Any, NamedTuple

from tereze.model.errors import TerezeError

from .. import bugs

WHOLE = "whole"
"""The first word of the key under which everything that was gathered is kept."""
KEPT, KEPT_WHOLE = 8, 2  # answers of one sort that are kept at once; the whole of a large register takes much memory
MOST = 16  # answers that wait at once; whoever asked for an older one asks again when the page is loaded again
REST = 4  # times as long as it took, before a register that is written to all day is gathered anew
_NOT_COUNTED = frozenset({"audit", "suggestions", "disputes", "persons"})
Key = tuple[str, ...]


class State(NamedTuple):
    """A state of the register: how many records of each kind, on which day."""

    counts: Mapping[str, int]
    today: str

    def only_grew_from(self, before: State) -> bool:
        """Whether since then things were only added: nothing taken back, erased or corrected.

        What was counted before something was taken back is not shown any more.
        """
        less = any(self.counts.get(kind, 0) < number for kind, number in before.counts.items())
        return not less and self.counts.get("change", 0) == before.counts.get("change", 0)


class Counted(NamedTuple):
    """An answer, the state of the register it was counted from, and when (ISO 8601).

    until: by the office's clock, until when it will do though something was added since
    """

    value: Any
    state: State
    at: str
    until: float = 0.0


Work = Callable[[], Counted]


class Counting:
    """The counts of an office: what is kept, what waits, and never two at once."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: dict[Key, Counted] = {}
        self._failed: set[Key] = set()
        self._waiting: dict[Key, Work] = {}
        self._now: Key | None = None
        self._openings = 0
        self._thread: Thread | None = None

    def kept(self, key: Key) -> Counted | None:
        """What was counted last."""
        with self._lock:
            return self._kept.get(key)

    def keep(self, key: Key, made: Counted, opening: int) -> Counted:
        """Keep an answer, unless the register was closed since `opening`; the oldest are dropped to make room."""
        with self._lock:
            if opening == self._openings:
                self._put(key, made)
        return made

    @property
    def opening(self) -> int:
        """Which opening of the register this is: what was begun in an earlier one is not kept."""
        return self._openings

    def want(self, key: Key, work: Work) -> None:
        """Count when its turn comes; what waits or is being counted is not counted twice."""
        with self._lock:
            if key == self._now or key in self._waiting:
                return
            while len(self._waiting) >= MOST:
                del self._waiting[next(iter(self._waiting))]
            self._waiting[key] = work
            if self._thread is None:
                self._thread = Thread(target=self._run, daemon=True)
                self._thread.start()

    def failed(self, key: Key) -> bool:
        """Whether counting failed; told once, so that the next who asks lets it be tried again."""
        with self._lock:
            was = key in self._failed
            self._failed.discard(key)
            return was

    def forget(self) -> None:
        """Drop everything; what is being counted fails at its next turn at the register, and is not kept."""
        with self._lock:
            self._kept.clear()
            self._failed.clear()
            self._waiting.clear()
            self._now = None
            self._openings += 1

    def wait(self, seconds: float) -> None:
        """Wait for what is being counted."""
        thread = self._thread
        if thread is not None:
            thread.join(seconds)

    def _put(self, key: Key, made: Counted) -> None:
        self._kept.pop(key, None)
        same = [one for one in self._kept if one[0] == key[0]]
        for one in same[: max(len(same) + 1 - (KEPT_WHOLE if key[0] == WHOLE else KEPT), 0)]:
            del self._kept[one]
        self._kept[key] = made

    def _run(self) -> None:
        while True:
            with self._lock:
                if not self._waiting:
                    self._thread = None
                    return
                key = next(iter(self._waiting))
                work, opening = self._waiting.pop(key), self._openings
                self._now = key
            self._settle(key, _counted(work), opening)
            del work

    def _settle(self, key: Key, made: Counted | None, opening: int) -> None:
        with self._lock:
            if opening != self._openings:
                return
            self._now = None
            if made is None:
                self._failed.add(key)
            else:
                self._put(key, made)


def _counted(work: Work) -> Counted | None:
    try:
        return work()
    except TerezeError:  # the register was closed, or the machine fails: who asks next is told by the register itself
        return None
    except Exception as error:  # a bug
        bugs.tell(error)
        return None


def state_of(counts: Mapping[str, int], today: str) -> State:
    """The state with these counts. Looking leaves notes, and they are records: what counts is what else was written."""
    return State({kind: number for kind, number in counts.items() if kind not in _NOT_COUNTED}, today)
