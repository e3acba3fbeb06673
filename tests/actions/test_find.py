"""From what was typed to who was meant."""

from __future__ import annotations

import pytest
from fictional import ARTICLE, INTERVIEW

from tereze.actions import find
from tereze.actions.desk import Desk
from tereze.model.errors import Ambiguous, NotAllowed, NotFound
from tereze.model.people import Actor


@pytest.fixture
def filled(desk: Desk, bring) -> Desk:
    bring(INTERVIEW)
    bring(ARTICLE)
    return desk


def test_number_id_reference_and_name_lead_to_the_same_person(filled: Desk) -> None:
    anchor = find.find_person(filled, "interview-1/wife")
    number = filled.register.index.number_of([anchor])[anchor]
    for asked in (number, number.lower(), anchor, anchor[:9], "Айгүл Мысалқызы", "Aigul Mysalkyzy"):
        assert find.find_person(filled, asked) == anchor, asked


def test_a_name_that_fits_two_people_lists_them(filled: Desk) -> None:
    with pytest.raises(Ambiguous) as caught:
        find.find_person(filled, "Ерлан Мысалов")
    assert len(caught.value.candidates) == 2
    assert all(number.startswith("T-") for number, _ in caught.value.candidates)
    assert caught.value.exit_code == 5


@pytest.mark.parametrize("asked", ["T-0000000", "interview-1/nobody", "Zzyzx Qwfp", "", "   ", "📷", "a" * 5000])
def test_nothing_found_is_said_the_same_way(filled: Desk, asked: str) -> None:
    with pytest.raises(NotFound):
        find.find_person(filled, asked)


def test_search_ranks_the_better_name_first(filled: Desk) -> None:
    hits = find.search(filled, "Erlan Mysalov")
    assert {hit.label for hit in hits[:2]} <= {"Erlan Mysalov", "Ерлан Мысалов"}
    assert hits == sorted(hits, key=lambda hit: -hit.score)


def test_somebody_without_a_role_sees_nothing(filled: Desk) -> None:
    eve = Desk(filled.register, Actor(id="eve"), filled.now, filled.dice)
    with pytest.raises(NotAllowed):
        find.search(eve, "Erlan")
    with pytest.raises(NotAllowed):
        find.find_person(eve, "interview-1/wife")


def test_what_is_merely_spelled_a_little_alike_is_not_found(filled: Desk) -> None:
    for nonsense in ("x", "'; drop table", "Qwrtp"):
        assert find.search(filled, nonsense) == []
        with pytest.raises(NotFound):
            find.find_person(filled, nonsense)


def test_a_name_that_is_near_to_one_is_offered_and_not_taken(filled: Desk) -> None:
    with pytest.raises(find.NotQuite) as caught:
        find.find_person(filled, "Айгүл")
    assert caught.value.exit_code == 5
    assert caught.value.candidates
    assert "several" not in caught.value.text
