"""What was looked at lately: when a look is new, and when it is the same look going on."""

from __future__ import annotations

import pytest

from tereze.actions import looking
from tereze.actions.looking import WITHIN, Looks, seconds

GLANCE = ("amina", "look.person", "m1", "")


def at(second: int) -> str:
    return f"2026-01-01T{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}Z"


def test_the_first_look_is_new_and_the_next_is_not() -> None:
    looks = Looks()
    assert looks.is_new(GLANCE, at(0))
    looks.keep([GLANCE], at(0))
    assert not looks.is_new(GLANCE, at(0))
    assert not looks.is_new(GLANCE, at(WITHIN - 1))


def test_after_some_minutes_it_is_new_again_counted_from_the_note() -> None:
    looks = Looks()
    looks.keep([GLANCE], at(0))
    assert looks.is_new(GLANCE, at(WITHIN))


@pytest.mark.parametrize("field", range(4))
def test_another_person_kind_thing_or_page_is_another_look(field: int) -> None:
    looks = Looks()
    looks.keep([GLANCE], at(0))
    other = list(GLANCE)
    other[field] += "x"
    assert looks.is_new((other[0], other[1], other[2], other[3]), at(1))


def test_a_clock_put_back_hides_nothing() -> None:
    looks = Looks()
    looks.keep([GLANCE], at(10_000))
    assert looks.is_new(GLANCE, at(0))


def test_memory_is_bounded_and_the_oldest_go_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "MOST", 3)
    looks = Looks()
    for number in range(5):
        looks.keep([("amina", "look.person", f"m{number}", "")], at(number))
    assert looks.is_new(("amina", "look.person", "m1", ""), at(9))
    assert not looks.is_new(("amina", "look.person", "m2", ""), at(9))


def test_a_look_noted_again_counts_as_young(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "MOST", 2)
    looks = Looks()
    first, second, third = (("amina", "look.person", name, "") for name in ("m1", "m2", "m3"))
    looks.keep([first], at(0))
    looks.keep([second], at(1))
    looks.keep([first], at(400))
    looks.keep([third], at(401))
    assert not looks.is_new(first, at(402))
    assert looks.is_new(second, at(402))


def test_time_zones_are_respected() -> None:
    assert seconds("2026-01-01T05:00:00+05:00") == seconds("2026-01-01T00:00:00Z")
