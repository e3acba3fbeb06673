"""What is counted in the background: one after the other, kept while the register is open, and dropped with it."""

from __future__ import annotations

import threading

import pytest

from tereze_web.people.binding import Closed
from tereze_web.window.counting import KEPT, KEPT_WHOLE, MOST, WHOLE, Counted, Counting, state_of

STATE = state_of({"mention": 3, "change": 1}, "2026-01-01")


def counted(value: object) -> Counted:
    return Counted(value, STATE, "2026-01-01T00:00:00Z")


def test_never_two_at_once_and_each_once() -> None:
    made, go, begun, order = Counting(), threading.Event(), threading.Event(), list[str]()
    alone = threading.Lock()

    def work(name: str) -> Counted:
        assert alone.acquire(blocking=False)
        begun.set()
        assert go.wait(5)
        order.append(name)
        alone.release()
        return counted(name)

    made.want(("a",), lambda: work("a"))
    assert begun.wait(5)
    made.want(("a",), lambda: work("a again"))  # it is being counted
    made.want(("b",), lambda: work("b"))
    made.want(("b",), lambda: work("b again"))  # it waits
    assert made.kept(("a",)) is None
    go.set()
    made.wait(5)
    assert order == ["a", "b"]
    assert made.kept(("b",)) == counted("b")


def test_what_was_being_counted_when_the_register_closed_is_not_kept() -> None:
    made, go, begun = Counting(), threading.Event(), threading.Event()

    def work() -> Counted:
        begun.set()
        assert go.wait(5)
        return counted("old")

    made.keep(("kept",), counted(1), made.opening)
    made.want(("a",), work)
    assert begun.wait(5)
    opening = made.opening
    made.forget()
    made.want(("a",), lambda: counted("new"))  # another opening: asked for anew
    go.set()
    made.wait(5)
    assert made.kept(("kept",)) is None
    assert made.kept(("a",)) == counted("new")
    made.keep(("late",), counted(1), opening)
    assert made.kept(("late",)) is None


def test_what_failed_is_told_once_and_a_bug_without_what_it_was_about(capsys: pytest.CaptureFixture[str]) -> None:
    made = Counting()

    def closed() -> Counted:
        raise Closed

    def broken() -> Counted:
        raise ValueError("a name that must not be told")

    for key, work in ((("closed",), closed), (("broken",), broken)):
        made.want(key, work)
        made.wait(5)
        assert made.failed(key)
        assert not made.failed(key)
    told = capsys.readouterr().err
    assert "ValueError in broken" in told
    assert "must not be told" not in told
    assert "Closed" not in told


def test_there_is_room_for_so_many_of_a_sort() -> None:
    made = Counting()
    for number in range(KEPT + 1):
        made.keep(("claims", str(number)), counted(number), made.opening)
        made.keep((WHOLE, str(number)), counted(number), made.opening)
    assert made.kept(("claims", "0")) is None
    assert made.kept(("claims", "1")) is not None
    assert [made.kept((WHOLE, str(number))) is not None for number in range(KEPT + 1)].count(True) == KEPT_WHOLE


def test_nobody_fills_the_queue() -> None:
    made, go, begun, done = Counting(), threading.Event(), threading.Event(), list[str]()

    def work(name: str) -> Counted:
        begun.set()
        assert go.wait(5)
        done.append(name)
        return counted(name)

    made.want(("first",), lambda: work("first"))
    assert begun.wait(5)
    for number in range(MOST + 3):
        made.want((str(number),), lambda name=str(number): work(name))  # type: ignore[misc]
    go.set()
    made.wait(5)
    assert done == ["first", *(str(number) for number in range(3, MOST + 3))]


def test_what_was_taken_back_or_corrected_is_no_growth() -> None:
    assert state_of({"mention": 4, "change": 1, "audit": 9}, "2026-01-01").only_grew_from(STATE)
    assert not state_of({"mention": 2, "change": 1, "source": 9}, "2026-01-01").only_grew_from(STATE)
    assert not state_of({"mention": 3, "change": 2}, "2026-01-01").only_grew_from(STATE)
    assert state_of({"mention": 3, "change": 1, "audit": 9, "persons": 7}, "2026-01-01") == STATE
