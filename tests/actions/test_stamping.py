"""Stamps: waiting until the user sends, kept as they came, checked without asking anybody. All is fictional."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fictional import INTERVIEW
from stampers import OPENSSL, Authority, Calendar, serving

from tereze.actions import evidence, stamping
from tereze.actions.desk import Desk
from tereze.actions.stamping import Services
from tereze.intake.proofs import claim
from tereze.intake.proofs.asking import ask
from tereze.model.errors import NotAllowed
from tereze.model.people import Actor
from tereze.model.sources import Evidence

pytestmark = pytest.mark.skipif(OPENSSL is None, reason="needs openssl: `python tools/needs.py` says how")
LETTER = b"a fictional letter"


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def kept(desk: Desk, bring: Any) -> Evidence:
    bring(INTERVIEW)
    return evidence.attach(desk, "interview-1", io.BytesIO(LETTER), "letter.txt")


@pytest.fixture
def calendar() -> Calendar:
    return Calendar()


@pytest.fixture
def services(authority: Authority, calendar: Calendar) -> Iterator[Services]:
    seen: list[bytes] = []

    def noting(path: str, body: bytes) -> tuple[int, bytes]:
        seen.append(body)
        return authority.answer(path, body)

    with serving(noting) as one, serving(authority.answer) as two, serving(calendar.answer) as three:
        calendar.url = three
        made = Services((one, two), (three,), authority.roots)
        yield made
        assert all(LETTER not in body for body in seen)


def sent(desk: Desk, services: Services) -> list[stamping.Done]:
    return list(stamping.send(desk, services, ask))


def test_nothing_is_sent_until_it_is_asked_for(desk: Desk, kept: Evidence, services: Services) -> None:
    found = stamping.waiting(desk, services)
    assert [(one.evidence, one.how) for one in found] == [(kept, "rfc3161"), (kept, "rfc3161"), (kept, "ots")]
    assert [one.event for one in evidence.events_of(desk, kept.id)] == ["received", "hashed"]


def test_two_authorities_and_a_calendar_stamp_one_salted_claim(
    desk: Desk, kept: Evidence, services: Services, calendar: Calendar
) -> None:
    done = sent(desk, services)
    assert [one.error for one in done] == [None, None, None]
    proofs = list(stamping.check(desk, services))
    assert [one.checked.how for one in proofs].count("rfc3161") == 2
    for one in proofs:
        assert one.checked.what == "the claim that names the file"
        assert one.checked.good == (one.checked.how == "rfc3161"), one
    claims = [one for one in evidence.of_source(desk, kept.source) if one.media_type == claim.MEDIA_TYPE]
    assert len(claims) == 1
    assert kept.sha256 not in "".join(part.hex() for part in calendar.promised)
    assert [one.event for one in evidence.events_of(desk, kept.id)].count("stamped") == 3


def test_what_is_stamped_waits_no_more_and_a_promise_waits_for_its_block(
    desk: Desk, kept: Evidence, services: Services, calendar: Calendar
) -> None:
    sent(desk, services)
    assert [one.how for one in stamping.waiting(desk, services)] == ["upgrade"]
    [unripe] = sent(desk, services)
    assert isinstance(unripe.error, stamping.asking.NoAnswer)
    calendar.mine()
    [done] = sent(desk, services)
    assert done.proof is not None
    assert stamping.waiting(desk, services) == []
    whole = [one for one in stamping.check(desk, services) if one.kept.id == done.proof.id]
    assert whole[0].checked.by == "Bitcoin block 900001"
    assert "header was not given" in whole[0].checked.notes[0]


def test_a_service_that_is_away_keeps_nobody_waiting_for_the_others(
    desk: Desk, kept: Evidence, services: Services
) -> None:
    away = Services(("http://127.0.0.1:1", services.authorities[0]), (), services.roots)
    first, second = sent(desk, away)
    assert first.error is not None
    assert second.proof is not None
    assert [one.service for one in stamping.waiting(desk, away)] == ["http://127.0.0.1:1"]


def test_an_authority_that_answers_something_else_is_not_believed(
    desk: Desk, kept: Evidence, authority: Authority
) -> None:
    old = authority.stamp(LETTER)
    with serving(lambda _path, _body: (200, old)) as url:
        [done] = sent(desk, Services((url,)))
    assert isinstance(done.error, stamping.NotAProof)
    assert all(one.event != "stamped" for one in evidence.events_of(desk, kept.id))


def test_a_token_that_came_with_the_file_is_kept_as_it_came(desk: Desk, kept: Evidence, authority: Authority) -> None:
    token = authority.stamp(LETTER, "sha512")
    made = stamping.bring(desk, kept.id, io.BytesIO(token), "letter.txt.tsr")
    assert b"".join(desk.register.vault.open(made.blob)) == token
    [proof] = stamping.check(desk, Services(roots=authority.roots))
    assert proof.checked.good
    assert proof.checked.what == "the file"


@pytest.mark.parametrize("name", ["other.tsr", "letter.ots", "letter.pdf"])
def test_a_proof_of_something_else_is_refused(desk: Desk, kept: Evidence, authority: Authority, name: str) -> None:
    with pytest.raises(stamping.NotAProof):
        stamping.bring(desk, kept.id, io.BytesIO(authority.stamp(b"another file")), name)


def test_who_may_not(desk: Desk, kept: Evidence, services: Services) -> None:
    reader = Desk(desk.register, Actor(id="carla", roles=frozenset({"reader"})), desk.now, desk.dice)
    with pytest.raises(NotAllowed):
        list(stamping.send(reader, services, ask))
    with pytest.raises(NotAllowed):
        stamping.waiting(reader, services)


def test_a_custodian_may_stamp(desk: Desk, kept: Evidence, services: Services, tmp_path: Path) -> None:
    custodian = Desk(desk.register, Actor(id="dov", roles=frozenset({"custodian"})), desk.now, desk.dice)
    assert all(one.proof for one in sent(custodian, services))
