"""One register, one at a time: the lock, closing, opening again."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest

from tereze.actions import find, judging, overview, views
from tereze.model.people import Actor
from tereze.store.seal import DEMO_PASSPHRASE, WrongPassphrase
from tereze_web.office import Closed, Office


def test_the_desk_has_the_person_who_asked(office: Office) -> None:
    someone = Actor(id="someone", roles=frozenset({"reader"}))
    with office.desk(someone) as desk:
        assert desk.actor == someone
    with office.desk(office.owner) as desk:
        assert desk.actor == office.owner


def test_closing_signs_everybody_out_and_shuts_the_register(office: Office) -> None:
    token = office.visits.begin(office.owner)
    office.close()
    assert not office.is_open
    assert office.visits.find(token) is None
    with pytest.raises(Closed), office.desk(office.owner):
        pass


def test_the_passphrase_opens_it_again(office: Office) -> None:
    office.close()
    with pytest.raises(WrongPassphrase):
        office.owner_by("not this one")
    assert not office.is_open
    assert office.owner_by(DEMO_PASSPHRASE) == office.owner
    with office.desk(office.owner) as desk:
        assert overview.status(desk)["counts"]["source"] == 4


def test_opening_twice_opens_once(office: Office) -> None:
    office.open()
    office.close()
    office.open()
    assert office.is_open


def test_only_one_works_at_a_time(office: Office) -> None:
    inside, most = [], []

    def work() -> None:
        with office.desk(office.owner):
            inside.append(1)
            most.append(len(inside))
            time.sleep(0.005)
            inside.pop()

    _together(work, 12)
    assert most == [1] * 12


def test_many_threads_read_and_write_one_register(office: Office, mention: Callable[[str], str]) -> None:
    """Readers see whole states only, and no judgement is lost."""
    failures: list[str] = []
    written = 12

    def write() -> None:
        with office.desk(office.owner) as desk:
            judging.judge(desk, "unsure", ("interview-1/husband", "article-1/man"), "from a thread")

    def read() -> None:
        with office.desk(office.owner) as desk:
            view = views.person(desk, find.find_person(desk, "interview-1/husband"))
            if not view.facts:
                failures.append("a reader saw half a person")

    def both() -> None:
        write()
        read()

    _together(both, written)
    with office.desk(office.owner) as desk:
        assert desk.register.index.counts()["judgement"] == written
        assert not failures
        assert sum(head.size for head in desk.register.ledger.heads()) > written


def test_closing_waits_for_the_work_in_hand(office: Office) -> None:
    began, done = threading.Event(), []

    def work() -> None:
        with office.desk(office.owner) as desk:
            began.set()
            time.sleep(0.05)
            judging.judge(desk, "unsure", ("interview-1/husband", "article-1/man"), "just in time")
            done.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    began.wait()
    office.close()
    thread.join()
    assert done == [True]
    office.open()
    with office.desk(office.owner) as desk:
        assert desk.register.index.counts()["judgement"] == 1


def _together(work: Callable[[], None], count: int) -> None:
    """Run `work` in many threads at once; whatever one of them raises fails the test."""
    wrong: list[BaseException] = []

    def guarded() -> None:
        try:
            work()
        except BaseException as error:
            wrong.append(error)

    threads = [threading.Thread(target=guarded) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
