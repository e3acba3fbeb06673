"""Budgets: how often one may ask, what slows a prober down, and that a restart gives nothing back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest
from fictional import INTERVIEW

from tereze.actions import auditing, lookup_budget
from tereze.actions.append import append
from tereze.actions.desk import Desk
from tereze.actions.looking import Looks
from tereze.actions.lookup import Asked, look_up
from tereze.actions.lookup_budget import DESK, SLOWED, TooManyLookups
from tereze.actions.tiers import Part
from tereze.model.people import Actor

Ask = Callable[..., Any]
START = 1_767_225_600  # 2026-01-01
WORDS = ["Dana", "Aray", "Bolat", "Yerkin", "Zhuldyz", "Ospan", "Raushan", "Kuat", "Tolkyn", "Miras", "Perizat"]


def name(number: int) -> str:
    """Names that are nothing like one another."""
    return f"{WORDS[number % 11]} {WORDS[number // 11 % 11][::-1]}{'xyz'[number % 3] * (number % 5)}"


class Person:
    """Somebody at a desk with a clock that can be turned."""

    def __init__(self, desk: Desk, who: str, *roles: str) -> None:
        self.at = START
        self.desk = replace(desk, actor=Actor(id=who, roles=frozenset(roles)), now=self._now)

    def _now(self) -> str:
        return datetime.fromtimestamp(self.at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def ask(self, text: str, born: str = "1971", after: int = 60) -> None:
        self.at += after
        look_up(self.desk, Asked((text,), born=born))

    def until_refused(self, question: Callable[[int], tuple[str, str]], after: int, most: int = 400) -> int:
        for number in range(most):
            try:
                self.ask(*question(number), after=after)
            except TooManyLookups:
                return number
        return most

    def restart(self) -> None:
        self.desk = replace(self.desk, looks=Looks())


@pytest.fixture
def dina(desk: Desk) -> Person:
    return Person(desk, "dina", "documenter")


def test_so_many_in_a_minute(dina: Person) -> None:
    assert dina.until_refused(lambda n: (name(n), "1971"), after=1) == DESK.minute
    dina.ask("Somebody Else", after=60)


def test_asking_the_same_again_is_free(dina: Person) -> None:
    for _ in range(3 * DESK.minute):
        dina.ask("Dana Aray", after=0)
    assert dina.desk.looks.spent["dina"], "the first of them was counted"


def test_so_many_in_a_day_however_slowly(dina: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lookup_budget, "DESK", DESK._replace(day=15))
    assert dina.until_refused(lambda n: (name(n), "1971"), after=1000) == 15
    with pytest.raises(TooManyLookups, match="hours"):
        dina.ask("Somebody Else")
    dina.ask("Somebody Else", after=86_400)


def test_small_changes_to_one_question_are_slowed_down(dina: Person) -> None:
    asked = dina.until_refused(lambda n: ("Dana Aray", str(1950 + n)), after=1)
    assert asked == DESK.variations
    pauses = []
    for born in range(1980, 1985):
        before = dina.at
        while True:
            try:
                dina.ask("Dana Aray", str(born), after=1)
                break
            except TooManyLookups:
                continue
        pauses.append(dina.at - before)
    assert pauses == sorted(pauses)
    assert pauses[-1] >= 4 * pauses[1]


def test_spellings_of_one_name_are_variations_too(dina: Person) -> None:
    spellings = ["Dana Aray", "Дана Арай", "Daana Aray", "Dana Arai", "Dana Araj", "Danna Aray", "Дана Араи"]
    assert dina.until_refused(lambda n: (spellings[n % 7], "1971"), after=1) == DESK.variations


def test_looking_up_a_list_without_taking_anything_in_is_slowed_down(dina: Person) -> None:
    assert dina.until_refused(lambda n: (name(n), str(1950 + n)), after=20) > DESK.idle
    fast = dina.until_refused(lambda n: (name(100 + n), str(1950 + n)), after=20)
    assert fast <= 1


def test_taking_something_in_gives_the_pace_back(dina: Person, desk: Desk, bring: Any) -> None:
    dina.until_refused(lambda n: (name(n), "1971"), after=20)
    note = auditing._note(dina.desk, ("dina", "import", "s1", ""), dina.desk.now(), 1)
    with desk.register.unit() as unit:
        append(desk, unit, [Part("case", "audit", note)])
    for number in range(10):
        dina.ask(name(50 + number), after=20)


def test_what_somebody_else_takes_in_does_not(dina: Person, bring: Any) -> None:
    dina.until_refused(lambda n: (name(n), "1971"), after=20)
    bring(INTERVIEW)
    with pytest.raises(TooManyLookups):
        dina.ask(name(90), after=1)


def test_a_restart_gives_nothing_back(dina: Person) -> None:
    dina.until_refused(lambda n: (name(n), "1971"), after=1)
    dina.restart()
    with pytest.raises(TooManyLookups):
        dina.ask("Somebody Else", after=1)
    dina.at += 60
    for number in range(40):
        dina.restart()
        try:
            dina.ask(name(number + 20), after=7)
        except TooManyLookups:
            assert number >= DESK.idle - DESK.minute
            return
    raise AssertionError("restarting before every question was free")


def test_budgets_are_each_persons_own(dina: Person, desk: Desk) -> None:
    dina.until_refused(lambda n: (name(n), "1971"), after=1)
    other = Person(desk, "aset", "documenter")
    other.at = dina.at
    other.ask("Somebody Else", after=0)


def test_an_analyst_may_ask_more(desk: Desk) -> None:
    analyst = Person(desk, "bota", "analyst")
    assert analyst.until_refused(lambda n: (name(n), str(1950 + n)), after=1, most=50) == 50


def test_the_trail_shows_who_was_slowed_down(dina: Person, desk: Desk) -> None:
    dina.until_refused(lambda n: (name(n), "1971"), after=1)
    with pytest.raises(TooManyLookups):
        dina.ask("Somebody Else", after=1)
    head = Person(desk, "head", "custodian").desk
    assert {(line.by, line.what) for line in auditing.trail(head, what=SLOWED)} == {("dina", SLOWED)}
    assert ("dina", "look.up", DESK.minute) in auditing.totals(head)


@pytest.mark.parametrize(
    ("pause", "words"),
    [(0.4, "1 second"), (5, "5 seconds"), (300, "5 minutes"), (301, "6 minutes"), (90_000, "25 hours")],
)
def test_the_pause_is_told_in_words(pause: float, words: str) -> None:
    assert partial(lookup_budget._in_words, pause)() == words


LETTERS = ["Da", "Dana", "Dana A", "Dana Ar", "Dana Aray"]


def _typed(dina: Person, names: list[str], born: str = "1971", after: int = 1) -> None:
    for text in names:
        dina.ask(text, born, after=after)


def test_a_name_that_is_being_typed_is_one_question(dina: Person) -> None:
    for number in range(DESK.minute):
        word = name(number)
        _typed(dina, [word[:end] for end in range(4, len(word) + 1)], after=0)
    assert len(dina.desk.looks.spent["dina"].times) == DESK.minute
    notes = [note.what for note in dina.desk.register.index.audits()]
    assert notes.count(lookup_budget.LOOKUP) == DESK.minute
    assert notes.count(lookup_budget.TYPED) > DESK.minute, "every step leaves its note"


def test_a_letter_changed_is_another_question(dina: Person) -> None:
    _typed(dina, [*LETTERS, "Dana Aral"])
    assert len(dina.desk.looks.spent["dina"].times) == 2


def test_an_empty_field_filled_is_still_the_question_and_filled_otherwise_is_not(dina: Person) -> None:
    for place in ("", "Toksun", "Turpan"):
        look_up(dina.desk, Asked(("Dana Aray",), born="1971", place=place))
    assert len(dina.desk.looks.spent["dina"].times) == 2


def test_one_name_more_is_another_question(dina: Person) -> None:
    look_up(dina.desk, Asked(("Dana Aray",), born="1971"))
    look_up(dina.desk, Asked(("Dana Aray", "Bolat Ospan"), born="1971"))
    assert len(dina.desk.looks.spent["dina"].times) == 2


def test_years_are_not_felt_for_by_typing(dina: Person) -> None:
    for born in ("1970", "1971", "1972"):
        look_up(dina.desk, Asked(("Dana Aray",), born=born))
    assert len(dina.desk.looks.spent["dina"].times) == 3


def test_after_a_pause_it_is_another_question(dina: Person) -> None:
    _typed(dina, LETTERS[:2])
    _typed(dina, LETTERS[2:3], after=lookup_budget.TYPING)
    assert len(dina.desk.looks.spent["dina"].times) == 2


def test_typing_takes_so_many_steps_and_no_more(dina: Person) -> None:
    word = "Perizat" + "a" * 20
    _typed(dina, [word[:end] for end in range(7, 7 + lookup_budget.STEPS + 2)], after=0)
    assert len(dina.desk.looks.spent["dina"].times) == 2


def test_once_somebody_is_found_the_question_is_over(dina: Person, bring: Any) -> None:
    bring(INTERVIEW)
    assert look_up(dina.desk, Asked(("Ерлан Мысалов",), born="1979")).known
    look_up(dina.desk, Asked(("Ерлан Мысалов",), born="1979", sex="male"))
    assert len(dina.desk.looks.spent["dina"].times) == 2


def test_the_pause_is_told_in_seconds_too(dina: Person) -> None:
    dina.until_refused(lambda n: (name(n), "1971"), after=1)
    with pytest.raises(TooManyLookups) as refused:
        dina.ask("Somebody Else", after=0)
    assert 1 <= refused.value.seconds <= 60
