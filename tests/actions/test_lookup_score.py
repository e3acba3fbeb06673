"""Who fits a partial description: one set of facts for each person, the same work for every question."""

from __future__ import annotations

from typing import Any

import pytest
from fictional import ARTICLE, INTERVIEW

from tereze.actions import judging
from tereze.actions.desk import Desk
from tereze.actions.lookup_score import SCORED, Fit, _frequencies, fits
from tereze.resolve.facts import Kin, MentionFacts
from tereze.resolve.ready import ready, sounds

MANY = """
tereze: source/1
source: {id: list-1, kind: news_article, language: en}
mentions:
""" + "".join(
    f"  p{at}: {{kind: person, names: [{{text: {given} {'bcdfg'[at % 5].upper()}alimov, lang: en}}], "
    f'birthDate: "{1950 + at}"}}\n'
    for at, given in enumerate(["Dana", "Aray", "Bolat", "Yerkin", "Zhuldyz", "Kuat", "Miras", "Perizat"] * 5)
)


def asked(*names: str, **more: Any) -> MentionFacts:
    return MentionFacts("asked", "asked", names=names, **more)


@pytest.fixture
def filled(desk: Desk, bring: Any) -> Desk:
    for sheet in (INTERVIEW, ARTICLE, MANY):
        assert not bring(sheet).refused
    return desk


def score(filled: Desk, facts: MentionFacts) -> list[Fit]:
    return fits(filled.register.index, facts, filled.register.index.counts()["persons"])


@pytest.mark.parametrize("name", ["Erlan Mysalov", "Nobody Whatsoever", "Dana", "Қайрат", "李明", "x"])
def test_always_as_many_are_compared_whoever_is_asked_for(filled: Desk, name: str) -> None:
    assert len(score(filled, asked(name))) == SCORED


def test_those_that_only_fill_up_are_marked(filled: Desk) -> None:
    found = score(filled, asked("Erlan Mysalov", births=("1979",)))
    assert found[0].alike
    assert found[0].score > 0.5
    assert not any(fit.alike for fit in score(filled, asked("Zzyzx Qwfp")))


def test_a_person_is_weighed_by_what_all_mentions_say(filled: Desk) -> None:
    before = score(filled, asked("Erlan Mysalov", births=("1982",)))[0]
    judging.judge(filled, "same", ("interview-1/husband", "article-1/man"), "the same man, invented")
    after = score(filled, asked("Erlan Mysalov", births=("1979",)))[0]
    assert len(before.mentions) == 1
    assert len(after.mentions) == 2
    assert after.score > 0.5


def test_scores_fall_with_the_size_of_the_register(filled: Desk) -> None:
    facts = asked("Erlan Mysalov", births=("1979",))
    small = fits(filled.register.index, facts, 50)[0].score
    assert fits(filled.register.index, facts, 5_000_000)[0].score <= small


def test_a_second_name_asked_for_counts_too(filled: Desk) -> None:
    first = score(filled, asked("Somebody Else", "Erlan Mysalov", births=("1979",)))[0]
    assert first.alike
    assert first.score > 0.5


def test_what_nobody_is_called_has_no_relatives_either(filled: Desk) -> None:
    found = score(filled, asked("Zzyzx Qwfp", relatives=(Kin("", "Erlan Mysalov"),)))
    assert all(fit.score < 0.5 for fit in found)


def test_an_empty_register_has_nobody(desk: Desk) -> None:
    assert fits(desk.register.index, asked("Erlan Mysalov"), 0) == []


def test_what_is_counted_of_names_is_what_analysing_each_name_finds() -> None:
    texts = ["Erlan Mysalov", "Қайрат Ойдан", "李明", "", "x", "—", "Mysalov, Erlan", "محمد خيالي", "O'Brien-Smith Jr."]
    for text in texts:
        analysed = ready(MentionFacts("asked", "asked", names=(text,))).called
        words = {word for call in analysed for word in call.words}
        bones = {bone for call in analysed for bone in call.bones}
        assert sounds(text) == (words, bones), text
    counted = _frequencies([tuple(texts), ("Erlan Mysalov",)], [], 7)
    assert (counted.total, counted.words["erlan"], counted.names[frozenset({"erlan", "mysalov"})]) == (7, 2, 2)
