"""Who is signed in, for how long, and how guessing is slowed down."""

from __future__ import annotations

import pytest

from tereze.model.people import Actor
from tereze_web.people.visits import (
    FIRST_WAIT,
    FREE_TRIES,
    IDLE,
    INVITED,
    LONGEST,
    LONGEST_WAIT,
    Throttle,
    TooOften,
    Visits,
)

WHO = Actor(id="someone", roles=frozenset({"analyst"}))


class Clock:
    def __init__(self) -> None:
        self.time = 0.0

    def __call__(self) -> float:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def visits(clock: Clock) -> Visits:
    return Visits(clock)


def test_a_token_finds_its_visit_and_no_other(visits: Visits) -> None:
    token = visits.begin(WHO)
    found = visits.find(token)
    assert found is not None
    assert found.actor == WHO
    assert visits.find(token[:-1]) is None
    assert visits.find("") is None


def test_the_token_itself_is_not_kept(visits: Visits) -> None:
    token = visits.begin(WHO)
    assert token not in repr(vars(visits))


def test_an_idle_visit_is_locked(visits: Visits, clock: Clock) -> None:
    token = visits.begin(WHO)
    clock.time = IDLE
    assert visits.find(token) is not None  # which counts as use
    clock.time = 2 * IDLE
    assert visits.find(token) is not None
    clock.time = 3 * IDLE + 1
    assert visits.find(token) is None
    clock.time = 3 * IDLE
    assert visits.find(token) is None  # and stays so


def test_even_a_busy_visit_ends(visits: Visits, clock: Clock) -> None:
    token = visits.begin(WHO)
    while clock.time < LONGEST:
        assert visits.find(token) is not None
        clock.time += IDLE
    clock.time = LONGEST + 1
    assert visits.find(token) is None


def test_ending_one_leaves_the_others(visits: Visits) -> None:
    one, other = visits.begin(WHO), visits.begin(WHO)
    visits.end(one)
    visits.end("unknown")
    assert visits.find(one) is None
    assert visits.find(other) is not None


def test_ending_all_ends_links_too(visits: Visits) -> None:
    token, link = visits.begin(WHO), visits.invite(WHO)
    visits.end_all()
    assert visits.find(token) is None
    assert visits.accept(link) is None


def test_a_link_works_once(visits: Visits) -> None:
    link = visits.invite(WHO)
    token = visits.accept(link)
    assert token is not None
    assert visits.find(token) is not None
    assert visits.accept(link) is None
    assert visits.accept(token) is None


def test_a_link_grows_old(visits: Visits, clock: Clock) -> None:
    link = visits.invite(WHO)
    clock.time = INVITED + 1
    assert visits.accept(link) is None


def test_a_few_wrong_passphrases_are_free(clock: Clock) -> None:
    throttle = Throttle(clock)
    for _ in range(FREE_TRIES - 1):
        throttle.wrong("owner")
        throttle.check("owner")
    throttle.wrong("owner")
    with pytest.raises(TooOften):
        throttle.check("owner")
    throttle.check("someone-else")


def test_the_wait_grows_and_ends(clock: Clock) -> None:
    throttle = Throttle(clock)
    waits = []
    for _ in range(FREE_TRIES + 12):
        throttle.wrong("owner")
        with_wait = clock.time
        while True:
            try:
                throttle.check("owner")
                break
            except TooOften:
                clock.time += 1
        waits.append(clock.time - with_wait)
    assert waits[FREE_TRIES - 1] == FIRST_WAIT
    assert waits == sorted(waits)
    assert waits[-1] == LONGEST_WAIT


def test_the_right_one_clears_the_slate(clock: Clock) -> None:
    throttle = Throttle(clock)
    for _ in range(FREE_TRIES):
        throttle.wrong("owner")
    throttle.right("owner")
    throttle.check("owner")
    throttle.right("never-seen")
