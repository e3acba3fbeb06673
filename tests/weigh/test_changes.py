"""The six acts on what was said, and what they leave standing."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from tereze.model.sources import Consent
from tereze.weigh.changes import in_force

Case = Any
ONE = [{"in": "a", "key": "s", "by": ["wife knows own_experience"], "when": "2017"}]


def standing(built: Any, *, release: bool = False) -> list[tuple[str, str, str]]:
    """(value, when, standing) of what is in force."""
    return [(one.said.value, one.said.when, one.standing) for one in in_force(built, release=release)[0]]


def fallen(built: Any) -> list[tuple[str, str]]:
    """(when, act) of what fell."""
    return [(one.said.when, one.act.act) for one in in_force(built)[1]]


def test_without_changes_everything_stands(case: Case) -> None:
    built = case(ONE)
    assert standing(built) == [("internment", "2017", "stands")]
    assert fallen(built) == []


@pytest.mark.parametrize("act", ["correct", "revise"])
def test_a_new_reading_replaces_the_old(case: Case, act: str) -> None:
    built = case(ONE, changes=[{"act": act, "of": "s", "to": {"when": "2018"}}])
    assert standing(built) == [("internment", "2018", "stands")]
    assert fallen(built) == [("2017", act)]


def test_a_new_reading_keeps_the_voice_where_it_names_none(case: Case) -> None:
    built = case(ONE, changes=[{"act": "correct", "of": "s", "to": {"when": "2018"}}])
    assert in_force(built)[0][0].said.chain == built.mentions[0].statements[0].chain
    named = case(ONE, changes=[{"act": "correct", "of": "s", "to": {"by": ["aunt knows eyewitness"]}}])
    assert in_force(named)[0][0].said.chain[0].voice == "aunt"


def test_acts_follow_one_another_by_date_whatever_their_order(case: Case) -> None:
    later = {"act": "revise", "of": "s", "to": {"when": "2019"}, "at": "2020-01-02"}
    first = {"act": "correct", "of": "s", "to": {"when": "2018"}, "at": "2020-01-01"}
    for changes in ([first, later], [later, first]):
        built = case(ONE, changes=changes)
        assert standing(built) == [("internment", "2019", "stands")]
        assert fallen(built) == [("2017", "correct"), ("2018", "revise")]


def test_an_act_on_the_new_reading_is_an_act_on_the_statement(case: Case) -> None:
    changes = [{"act": "revise", "of": "s", "to": {"when": "2018"}}, {"act": "retract", "of": "s-0"}]
    assert standing(case(ONE, changes=changes)) == []


def test_retracting_takes_it_back_until_the_witness_speaks_again(case: Case) -> None:
    built = case(ONE, changes=[{"act": "retract", "of": "s"}])
    assert (standing(built), fallen(built)) == ([], [("2017", "retract")])
    again = case(ONE, changes=[{"act": "retract", "of": "s"}, {"act": "revise", "of": "s", "to": {"when": "2018"}}])
    assert standing(again) == [("internment", "2018", "stands")]
    coder = case(ONE, changes=[{"act": "retract", "of": "s"}, {"act": "correct", "of": "s", "to": {"when": "2018"}}])
    assert standing(coder) == []


@pytest.mark.parametrize("of", ["s", "x@a", "a"])
def test_a_statement_falls_with_its_mention_and_its_source(case: Case, of: str) -> None:
    assert standing(case(ONE, changes=[{"act": "retract", "of": of}])) == []
    assert standing(case(ONE, changes=[{"act": "refute", "of": of}])) == [("internment", "2017", "refuted")]
    assert standing(case(ONE, changes=[{"act": "erase", "of": of}])) == []


def test_one_reading_cannot_replace_a_whole_source(case: Case) -> None:
    built = case(ONE, changes=[{"act": "revise", "of": "a", "source": "a", "to": {"in": "a", "about": "elsewhere"}}])
    assert standing(built) == [("internment", "2017", "stands")]


def test_a_withdrawn_consent_counts_inside_and_never_in_a_release(case: Case) -> None:
    built = case(ONE, changes=[{"act": "withdraw_consent", "of": "a"}])
    assert standing(built) == [("internment", "2017", "withdrawn")]
    assert standing(built, release=True) == []
    strict = case(ONE, changes=[{"act": "withdraw_consent", "of": "a", "keep_internal": False}])
    assert standing(strict) == []


def test_refuted_stays_refuted_when_the_consent_goes(case: Case) -> None:
    changes = [{"act": "refute", "of": "s"}, {"act": "withdraw_consent", "of": "a"}]
    assert standing(case(ONE, changes=changes)) == [("internment", "2017", "refuted")]


def test_one_voice_withdraws_its_own_part_not_that_of_others(case: Case) -> None:
    consents = [
        {"source": "a", "given_by": "wife", "capacity": "self", "covers": ("wife@a",)},
        {"source": "a", "given_by": "son", "capacity": "relative_in_absence", "covers": ("x@a",)},
    ]
    change = {"act": "withdraw_consent", "of": "a", "keep_internal": False}
    said = [{"in": "a", "by": ["son knows eyewitness"]}]
    own = [{"in": "a", "by": ["wife knows eyewitness"]}]
    wife, son = {**change, "by": "wife"}, {**change, "by": "son"}
    assert len(standing(case(said, consents=consents, changes=[wife]))) == 1
    assert standing(case(said, consents=consents, changes=[son])) == []
    assert standing(case(own, consents=consents, changes=[wife])) == []
    assert standing(case(said, consents=consents, changes=[wife], sources={"a": {"teller": "wife"}})) == []
    assert standing(case(said, changes=[wife])) == []


def test_a_correction_may_move_a_statement_to_another_mention(case: Case) -> None:
    away = case(ONE, changes=[{"act": "correct", "of": "s", "to": {"about": "husband@a"}}])
    assert standing(away) == []
    here = {"act": "correct", "of": "other", "source": "a", "to": {"in": "a", "when": "2018"}}
    assert standing(case(ONE, changes=[here]))[1] == ("internment", "2018", "stands")
    gone = case(ONE, changes=[here, {"act": "retract", "of": "other"}])
    assert standing(gone) == [("internment", "2017", "stands")]
    back = case(ONE, changes=[here, {"act": "correct", "of": "other-0", "to": {"in": "a", "about": "husband@a"}}])
    assert standing(back) == [("internment", "2017", "stands")]


def test_a_reading_without_a_new_one_only_falls(case: Case) -> None:
    built = case(ONE, changes=[{"act": "correct", "of": "s"}])
    assert (standing(built), fallen(built)) == ([], [("2017", "correct")])


def test_an_act_of_a_later_version_changes_nothing(case: Case) -> None:
    assert standing(case(ONE, changes=[{"act": "annotate", "of": "s"}])) == [("internment", "2017", "stands")]


def test_readings_that_go_in_a_circle_end(case: Case) -> None:
    there, back = {"when": "2018", "key": "t"}, {"when": "2017", "key": "s"}
    changes = [{"act": "correct", "of": "s", "to": there}, {"act": "correct", "of": "t", "to": {**ONE[0], **back}}]
    assert standing(case(ONE, changes=changes)) == [("internment", "2017", "stands")]


def test_a_corrected_head_frees_no_word_of_whoever_withdrew(case: Case) -> None:
    """The teller of the sheet took her part back: to write another teller into its head later changes nothing."""
    entry = {"in": "a", "key": "s", "by": ["aunt knows eyewitness"], "when": "2017"}
    change = {"act": "withdraw_consent", "of": "a", "keep_internal": False, "by": "wife"}
    built = case([entry], changes=[change])
    (name, source), said = next(iter(built.sources.items())), built.mentions[0].statements[0]
    consents = tuple(
        Consent(id=f"k{by}", source=name, given_by=by, capacity="self", covers=(whom,), purposes=())
        for by, whom in (("wife", "wife"), ("aunt", said.about))
    )
    told, other = replace(source, teller="wife"), replace(source, teller="aunt")
    assert standing(replace(built, consents=consents, sources={name: told})) == []
    assert standing(replace(built, consents=consents, sources={name: other})) == [("internment", "2017", "stands")]
    assert standing(replace(built, consents=consents, sources={name: other}, received={name: told})) == []
