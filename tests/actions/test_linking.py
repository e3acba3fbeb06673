"""Suggestions for a whole register: what is asked, what is kept only for its reasons, and family evidence."""

from __future__ import annotations

from fictional import ARTICLE, INTERVIEW, SEALED

from tereze.actions import find, judging, linking
from tereze.actions.desk import Desk

FAMILY = """
tereze: source/1
source: {id: %s, kind: letter}
mentions:
  man: {kind: person, names: [{text: %s}], birthDate: "1971"}
  wife: {kind: person, names: [{text: Rare Fictional}], birthDate: "1975-02-03"}
statements:
  - {about: man, property: relative, value: {mention: wife, relation: wife}}
"""


def _link(desk: Desk) -> int:
    return linking.link(desk, lambda _done: None)


def test_judged_pairs_are_asked_no_more_and_reasons_of_merged_ones_are_kept(desk: Desk, bring) -> None:
    for sheet in (INTERVIEW, ARTICLE, SEALED):
        bring(sheet)
    before = _link(desk)
    judging.judge(desk, "same", ("interview-1/husband", "article-1/man"), "one man")
    assert _link(desk) == before - 1
    pair = [find.mention_of(desk, one) for one in ("interview-1/husband", "article-1/man")]
    row = desk.register.index.suggestion(*pair)
    assert row is not None
    assert row.reasons
    judging.judge(desk, "different", ("interview-1/husband", "interview-2/man"), "two men")
    assert _link(desk) == before - 2


def test_relatives_who_seem_one_person_support_each_other(desk: Desk, bring) -> None:
    bring(FAMILY % ("letter-a", "Erlan Fictional"))
    bring(FAMILY % ("letter-b", "Erlan Fictional"))
    _link(desk)
    pair = [find.mention_of(desk, one) for one in ("letter-a/man", "letter-b/man")]
    row = desk.register.index.suggestion(*pair)
    assert row is not None
    assert "family" in {rule for rule, _, _ in row.reasons}
