"""What an answer would change is what it then changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from fictional import ARTICLE, INTERVIEW, SEALED
from merges import listed

from tereze.actions import consequences, find, judging, publishing, views
from tereze.actions.append import append
from tereze.actions.desk import Desk
from tereze.actions.tiers import Part
from tereze.model.records import Submission

HUSBAND, MAN, OTHER = "interview-1/husband", "article-1/man", "interview-2/man"


@pytest.fixture
def full(desk: Desk, bring) -> Desk:
    for sheet in (INTERVIEW, ARTICLE, SEALED):
        bring(sheet)
    return desk


def ids_of(desk: Desk, *references: str) -> list[str]:
    return [find.mention_of(desk, one) for one in references]


@pytest.mark.parametrize("pair", [(HUSBAND, MAN), (HUSBAND, OTHER), (MAN, OTHER), ("interview-1/wife", OTHER)])
def test_what_is_shown_before_a_merge_is_what_the_person_then_is(full: Desk, pair: tuple[str, str]) -> None:
    expected = consequences.of_merge(full, ids_of(full, *pair))
    assert expected.changes
    assert [len(one.mentions) for one in expected.before] == [1, 1]
    [after] = expected.after
    assert sorted(after.mentions) == sorted(pair)
    judging.judge(full, "same", pair, "as shown")
    view = views.person(full, find.find_person(full, pair[0]))
    assert after.witnesses == max((fact.support.independent_witnesses for fact in view.facts), default=0)
    assert (after.facts, after.conflicts) == (len(view.facts), len(view.conflicts))
    assert after.timeline == tuple((one.begin or "", one.end or "", one.status) for one in view.timeline)


def test_both_numbers_lead_to_the_merged_person(full: Desk) -> None:
    expected = consequences.of_merge(full, ids_of(full, HUSBAND, MAN))
    numbers = [one.numbers for one in expected.before]
    assert expected.after[0].numbers == ", ".join(sorted(numbers))


def test_a_withdrawal_shows_the_parts(full: Desk) -> None:
    judged = judging.judge(full, "same", (HUSBAND, MAN), "same name")
    judging.judge(full, "same", (MAN, OTHER), "same name")
    expected = consequences.of_withdrawal(full, judged.id)
    assert [sorted(one.mentions) for one in expected.before] == [sorted([HUSBAND, MAN, OTHER])]
    assert sorted(sorted(one.mentions) for one in expected.after) == sorted([[HUSBAND], sorted([MAN, OTHER])])
    judging.withdraw(full, judged.id, "as shown")
    for sketch in expected.after:
        view = views.person(full, find.find_person(full, sketch.mentions[0]))
        assert sketch.witnesses == max((fact.support.independent_witnesses for fact in view.facts), default=0)


def test_a_merge_that_would_be_refused_says_why_and_changes_nothing(full: Desk) -> None:
    judging.judge(full, "different", (HUSBAND, OTHER), "two men")
    judging.judge(full, "same", (HUSBAND, MAN), "one man")
    expected = consequences.of_merge(full, ids_of(full, MAN, OTHER))
    assert not expected.changes
    assert "different" in expected.refused[0]


def test_who_is_one_already_stays_as_they_are(full: Desk) -> None:
    judging.judge(full, "same", (HUSBAND, MAN), "one man")
    assert not consequences.of_merge(full, ids_of(full, HUSBAND, MAN)).changes


def test_releases_and_what_was_sent_are_named(desk: Desk, bring, tmp_path: Path) -> None:
    bring(listed("gazette-a"))
    bring(listed("gazette-b", born="1981"))
    wish = publishing.Wish(approved_by=("ana", "ben"), title="Fictional", contact="by letter", fictional=True)
    publishing.release(desk, tmp_path / "site", wish)
    left, right = ids_of(desk, "gazette-a/man", "gazette-b/man")
    sent = Submission(id="u" + "a" * 16, mention=left, body="WGEID", at="2020-02-03T10:00:00Z", by="amina")
    with desk.register.unit() as unit:
        append(desk, unit, [Part("case", left, sent)])
        desk.register.index.settle()
    expected = consequences.of_merge(desk, [left, right])
    assert expected.published == ("public",)
    assert [one.published for one in expected.before] == [("public",), ("public",)]
    assert [one.sent for one in expected.after] == [(("2020-02-03", "WGEID"),)]


def test_a_difference_takes_apart_what_it_contradicts_and_names_it(full: Desk) -> None:
    judged = judging.judge(full, "same", (HUSBAND, MAN), "one man")
    expected = consequences.of_difference(full, ids_of(full, HUSBAND, MAN))
    assert expected.changes
    assert expected.disputed == (judged.id,)
    assert sorted(one.mentions for one in expected.after) == sorted([(HUSBAND,), (MAN,)])
    judging.judge(full, "different", (HUSBAND, MAN), "as shown")
    assert find.find_person(full, HUSBAND) != find.find_person(full, MAN)
    nobody = consequences.of_difference(full, ids_of(full, HUSBAND, OTHER))
    assert (nobody.changes, nobody.disputed) == (False, ())


def test_taking_a_withdrawal_back_brings_the_merge_back_unless_another_stands_against_it(full: Desk) -> None:
    judged = judging.judge(full, "same", (HUSBAND, MAN), "one man")
    back = judging.withdraw(full, judged.id, "two men")
    expected = consequences.of_withdrawal(full, back.id)
    assert [len(expected.before), len(expected.after)] == [2, 1]
    judging.withdraw(full, judged.id, "two men, I say as well")
    assert not consequences.of_withdrawal(full, back.id).changes


def test_what_stands_no_more_changes_nothing_when_it_is_taken_back(full: Desk) -> None:
    judged = judging.judge(full, "same", (HUSBAND, MAN), "one man")
    judging.withdraw(full, judged.id, "two men")
    assert not consequences.of_withdrawal(full, judged.id).changes


def test_a_batch_is_summed_up_before_it_is_accepted(desk: Desk, bring, tmp_path: Path) -> None:
    for name in ("gazette-a", "gazette-b", "gazette-c", "gazette-d"):
        bring(listed(name))
    a, b, c, d = ids_of(desk, *(f"gazette-{name}/man" for name in "abcd"))
    judging.judge(desk, "same", ("gazette-a/man", "gazette-b/man"), "one man")
    wish = publishing.Wish(approved_by=("ana", "ben"), title="Fictional", contact="by letter", fictional=True)
    publishing.release(desk, tmp_path / "site", wish)
    sent = Submission(id="u" + "b" * 16, mention=b, body="WGEID", at="2020-02-03T10:00:00Z", by="amina")
    with desk.register.unit() as unit:
        append(desk, unit, [Part("case", b, sent)])
        desk.register.index.settle()
    found = consequences.of_pairs(desk, [(a, c), (b, c), (d, c)])
    assert (found.pairs, found.before, found.after) == (3, 3, 1)
    assert found.published == ("public",)
    assert found.shown == 3
    assert found.sent == 1  # for another mention of the same person
    alone = consequences.of_pairs(desk, [(a, b)])
    assert (alone.before, alone.after) == (1, 1)
