"""What still stands after corrections, revisions, retractions, withdrawals and erasures."""

from __future__ import annotations

import pytest
from release_cases import HERS, SUBJECT, case, mention, said

from tereze.consent.current import current
from tereze.model.judgements import Change
from tereze.model.mentions import Statement

OLD = said("custody", "prison", id="told")
NEW = said("custody", "internment", id="tnew")


def change(act: str, of: str = "told", to: Statement | None = None, at: str = "2019", key: str = "h1") -> Change:
    return Change(id=key, act=act, of=of, by="x", at=at, to=to, source=HERS)


def left(*changes: Change) -> list[str]:
    found = current(case(mention(OLD), changes=changes))
    return [one.value for person in found.mentions for one in person.statements]


def test_without_changes_everything_stands() -> None:
    assert left() == ["prison"]


@pytest.mark.parametrize("act", ["correct", "revise"])
def test_a_new_reading_takes_the_place_of_the_old(act: str) -> None:
    assert left(change(act, to=NEW)) == ["internment"]


@pytest.mark.parametrize("act", ["correct", "revise"])
def test_a_correction_that_brings_nothing_leaves_nothing(act: str) -> None:
    assert left(change(act)) == []


@pytest.mark.parametrize("act", ["retract", "erase", "withdraw_consent"])
@pytest.mark.parametrize("of", ["told", HERS, SUBJECT])
def test_what_was_taken_back_is_gone_alone_with_its_mention_or_with_its_source(act: str, of: str) -> None:
    assert left(change(act, of=of)) == []


def test_a_reading_taken_back_later_does_not_bring_the_old_one_back() -> None:
    assert left(change("correct", to=NEW), change("retract", of="tnew", at="2020", key="h2")) == []


def test_the_newest_of_two_corrections_counts_whatever_their_order() -> None:
    newest = said("custody", "hospital", id="tnewest")
    first, second = change("correct", to=NEW), change("correct", to=newest, at="2020", key="h0")
    assert left(first, second) == left(second, first) == ["hospital"]


def test_readings_in_a_circle_are_nobodys() -> None:
    assert left(change("correct", to=NEW), change("correct", of="tnew", to=OLD, key="h2")) == []


def test_a_refutation_is_not_a_withdrawal() -> None:
    assert left(change("refute")) == ["prison"]


def test_the_new_reading_stands_once_where_it_was_recorded_too() -> None:
    found = current(case(mention(OLD, NEW), changes=(change("correct", to=NEW),)))
    assert [one.id for one in found.mentions[0].statements] == ["tnew"]


def test_the_withdrawn_sources_are_named() -> None:
    assert current(case(changes=(change("withdraw_consent", of=HERS),))).withdrawn == {HERS}
