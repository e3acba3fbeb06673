"""Headlines and printed interviews."""

from __future__ import annotations

from spoken import held, said

from tereze.intake.extract import layout


def test_a_headline_has_no_stop_and_a_story_under_it() -> None:
    assert layout.headline("Families rally in Emin\n\nThey came on Monday.") == len("Families rally in Emin")
    assert layout.headline("They came on Monday.\n\nThey left.") == 0
    assert layout.headline("Families rally in Emin") == 0


def test_what_a_headline_says_is_said_by_the_story() -> None:
    assert said("China denies camps exist\n\nChina denied on Monday that camps exist.") == [("China", "denies", ())]


def test_answers_are_the_lines_after_questions() -> None:
    text = "Roza Kenzhe spoke to us.\n\nWhen did you leave?\nIn May.\n\nWhy?\nI was afraid."
    found = layout.answers(text)
    assert [text[one.begin : one.end] for one in found] == ["In May.", "I was afraid."]
    assert layout.answers("Why?\nI was afraid.") == ()


def test_letters_mark_them_too() -> None:
    text = "Q: When?\nA: In May.\nQ: Why?\nA: I was afraid."
    assert [text[one.begin : one.end] for one in layout.answers(text)] == ["In May.", "I was afraid."]


def test_the_one_who_is_interviewed_says_the_answers() -> None:
    text = "Roza Kenzhe spoke to us.\n\nWhen did you leave?\nI was arrested in May.\n\nWhy?\nI was afraid."
    assert [one[0] for one in said(text)] == ["Roza Kenzhe", "Roza Kenzhe"]
    assert held(text) == [("Roza Kenzhe", "police_custody", "2018-05")]


def test_with_two_people_named_nobody_is_taken_for_the_one_who_answers() -> None:
    text = "Roza Kenzhe and Murat Zhaken came.\n\nWhen?\nIn May.\n\nWhy?\nI was afraid."
    assert said(text) == []
