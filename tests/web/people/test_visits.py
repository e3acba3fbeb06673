"""Who is signed in, for how long, and how guessing is slowed down."""

from __future__ import annotations

import pytest

from tereze.model.people import Actor
from tereze_web.people.visits import (
    FIRST_WAIT,
    FREE_TRIES,
    FRESH,
    HALF,
    IDLE,
    INVITED,
    LONGEST,
    LONGEST_WAIT,
    MANY_HALF,
    MANY_VISITS,
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


def test_proof_grows_old(visits: Visits, clock: Clock) -> None:
    visit = visits.find(visits.begin(WHO))
    assert visit is not None
    clock.time = FRESH
    assert visits.is_fresh(visit)
    clock.time = FRESH + 1
    assert not visits.is_fresh(visit)


def test_proving_again_changes_the_token_and_nothing_else(visits: Visits, clock: Clock) -> None:
    old = visits.begin(WHO, "passphrase")
    before = visits.find(old)
    clock.time = FRESH + 1
    new = visits.prove(old, "passkey")
    assert visits.find(old) is None
    after = visits.find(new)
    assert after is before
    assert after is not None
    assert (after.begun, after.how, visits.is_fresh(after)) == (0.0, "passkey", True)


def test_ones_own_visits_are_listed_without_what_opens_them(visits: Visits, clock: Clock) -> None:
    token = visits.begin(WHO, "link", "Firefox, Linux")
    visits.begin(Actor(id="other", roles=frozenset()))
    clock.time = 90
    ((visit, rested),) = visits.open(WHO.id)
    assert (rested, visit.browser, len(visits.open())) == (90, "Firefox, Linux", 2)
    assert token not in repr(visit)
    assert visits.find(visit.handle) is None
    clock.time = IDLE + 1
    assert visits.open() == ()


def test_a_visit_is_ended_by_its_handle_and_only_by_its_person(visits: Visits) -> None:
    token = visits.begin(WHO)
    visit = visits.find(token)
    assert visit is not None
    assert not visits.end_named(visit.handle, "other")
    assert visits.find(token) is not None
    assert visits.end_named(visit.handle)
    assert visits.find(token) is None


def test_all_others_can_be_ended(visits: Visits) -> None:
    mine, other = visits.begin(WHO), visits.begin(WHO)
    stranger = visits.begin(Actor(id="other", roles=frozenset()))
    visit = visits.find(mine)
    assert visit is not None
    assert visits.end_of(WHO.id, but=visit.handle)
    assert visits.find(mine) is not None
    assert visits.find(other) is None
    assert visits.find(stranger) is not None


def test_halfway_is_not_in(visits: Visits, clock: Clock) -> None:
    token = visits.halfway(WHO)
    assert visits.find(token) is None
    half = visits.half(token)
    assert half is not None
    assert half.actor == WHO
    clock.time = HALF + 1
    assert visits.half(token) is None
    other = visits.halfway(WHO)
    visits.end_half(other)
    assert visits.half(other) is None


def test_many_that_stay_halfway_push_out_the_oldest(visits: Visits) -> None:
    first = visits.halfway(None)
    for _ in range(MANY_HALF):
        last = visits.halfway(None)
    assert visits.half(first) is None
    assert visits.half(last) is not None


def test_one_person_is_signed_in_a_few_times_at_most(visits: Visits, clock: Clock) -> None:
    stranger = visits.begin(Actor(id="other", roles=frozenset()))
    tokens = []
    for _ in range(MANY_VISITS + 1):
        clock.time += 1
        tokens.append(visits.begin(WHO))
    assert visits.find(tokens[0]) is None
    assert all(visits.find(token) is not None for token in tokens[1:])
    assert visits.find(stranger) is not None
