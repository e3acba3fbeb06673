"""Documents are read one after the other; what is told of it is for the person who asked."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from tereze.model.errors import BadInput
from tereze_web.casework import readings
from tereze_web.casework.readings import Reading, Readings, TooMany


def test_one_after_the_other_in_order() -> None:
    made, go, order = Readings(), threading.Event(), []

    def work(one: Reading) -> str:
        go.wait(5)
        order.append(one.file)
        return f"draft-{one.file}"

    asked = [made.start(Reading("a", name, "ann"), work) for name in ("1", "2")]
    assert made.before(asked[1]) == 1
    assert made.start(Reading("a", "2", "ann"), work) is asked[1]  # pressed twice
    go.set()
    made.wait(5)
    assert order == ["1", "2"]
    assert [one.draft for one in made.of("ann")] == ["draft-2", "draft-1"]
    assert made.of("bob") == []
    assert made.before(asked[0]) == 0


def test_what_failed_says_why_and_a_bug_nothing_of_what_it_was_about(capsys: pytest.CaptureFixture[str]) -> None:
    def refused(_one: Reading) -> str:
        raise BadInput("no")

    def broken(_one: Reading) -> str:
        raise ValueError("a name that must not be told")

    made = Readings()
    for number, work in enumerate((refused, broken)):
        made.start(Reading("a", str(number), "ann"), work)
        made.wait(5)
    bug, known = made.of("ann")
    assert (bug.state, bug.error, known.state) == ("failed", None, "failed")
    assert known.error is not None
    told = capsys.readouterr().err
    assert "ValueError in broken" in told
    assert "must not be told" not in told


def test_one_person_does_not_fill_the_queue() -> None:
    made, go = Readings(), threading.Event()

    def work(_one: Reading) -> str:
        go.wait(5)
        return ""

    for number in range(readings.MOST):
        made.start(Reading("a", str(number), "ann"), work)
    with pytest.raises(TooMany):
        made.start(Reading("a", "more", "ann"), work)
    made.start(Reading("a", "other", "bob"), work)
    made.forget()
    assert made.of("ann") == made.of("bob") == []
    go.set()
    made.wait(5)


def test_what_is_done_can_be_taken_off_and_what_runs_cannot() -> None:
    made, go = Readings(), threading.Event()

    def work(_one: Reading) -> str:
        go.wait(5)
        return "draft"

    made.start(Reading("a", "1", "ann"), work)
    made.done("ann", "1")
    assert len(made.of("ann")) == 1
    go.set()
    made.wait(5)
    made.done("bob", "1")
    assert len(made.of("ann")) == 1
    made.done("ann", "1")
    assert made.of("ann") == []


def test_only_the_last_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readings, "KEPT", 3)
    made = Readings()
    for number in range(6):
        made.start(Reading("a", str(number), "ann"), lambda _one: "draft")
        made.wait(5)
    assert [one.file for one in made.of("ann")] == ["5", "4", "3"]


def test_nothing_is_equal_to_another_by_its_words() -> None:
    one: Any = Reading("a", "1", "ann")
    assert one != Reading("a", "1", "ann")
