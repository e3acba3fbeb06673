"""Each person has a measure that fills again."""

from __future__ import annotations

import pytest

from tereze_web.people.limits import MEASURES, Limits, Measure, TooMuch


class Clock:
    time = 0.0

    def __call__(self) -> float:
        return self.time


def test_the_measure_ends_and_fills_again() -> None:
    clock = Clock()
    limits = Limits(clock, {"page": Measure(10, 60)})
    for _ in range(10):
        limits.take("someone", "page")
    with pytest.raises(TooMuch) as refused:
        limits.take("someone", "page")
    assert "7 seconds" in refused.value.text
    limits.take("someone-else", "page")
    clock.time = 6.1
    limits.take("someone", "page")
    with pytest.raises(TooMuch):
        limits.take("someone", "page")
    clock.time = 1e6
    for _ in range(10):
        limits.take("someone", "page")
    with pytest.raises(TooMuch):
        limits.take("someone", "page")


def test_kinds_are_counted_apart() -> None:
    limits = Limits(Clock(), {"page": Measure(1, 60), "heavy": Measure(1, 60)})
    limits.take("someone", "page")
    limits.take("someone", "heavy")
    with pytest.raises(TooMuch):
        limits.take("someone", "heavy")


def test_a_person_at_work_never_meets_the_measure() -> None:
    assert MEASURES["page"].most / MEASURES["page"].seconds > 10
