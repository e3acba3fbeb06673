"""Likely reprints among documents."""

from __future__ import annotations

from tereze.intake.extract.shingles import likely, sketch

STORY = (
    "A cook from the county said that she was held for five months and then sent to a workshop where dolls are sewn."
)


def test_a_reprint_is_found_and_another_story_is_not() -> None:
    pairs = list(likely([
        sketch("a", STORY),
        sketch("b", "EXAMPLE CITY. " + STORY + " The paper added a line of its own about the weather."),
        sketch("c", "A quite different report about a court, a fine, and an office not registered in time at all."),
    ]))  # fmt: skip
    assert [(one.first, one.second) for one in pairs] == [("a", "b")]
    assert "runs of 5 words" in pairs[0].why


def test_a_translation_is_found_by_numbers_and_names() -> None:
    people = ["saltanat ermek", "dauren qasym"]
    one = sketch("en", "On 3.02.2018 she got 600 yuan, room 22, file 4512.", people)
    other = sketch("ru", "3.02.2018 ей дали 600 юаней, комната 22, дело 4512.", people)
    assert [(p.first, p.second) for p in likely([one, other])] == [("en", "ru")]


def test_a_formula_that_many_share_is_no_reprint() -> None:
    formula = "This text is fictional and nobody in it exists in any place at all."
    assert list(likely([sketch(f"d{at}", formula) for at in range(60)])) == []


def test_the_order_of_documents_does_not_matter() -> None:
    many = [sketch("a", STORY), sketch("b", STORY + " More."), sketch("c", STORY + " Less.")]
    assert list(likely(many)) == list(likely(reversed(many)))
    assert list(likely([])) == []


def test_a_translation_is_known_by_names_dates_and_numbers_whatever_the_script() -> None:
    english = sketch("en", "In April 2018 Gulnar Abish lost 2,400 yuan.", ["Gulnar Abish", "Serik Bolat"], ["2018-04"])
    russian = sketch("ru", "В апреле 2018 Гульнар Абиш потеряла 2,400.", ["Гульнар Абиш", "Серик Болат"], ["2018-04"])
    other = sketch("other", "In April 2018 Ainur Toleu lost 31 yuan.", ["Ainur Toleu", "Marat Kali"], ["2018-04"])
    [found] = likely([english, russian, other])
    assert (found.first, found.second) == ("en", "ru")
    assert "2 names" in found.why


def test_words_quoted_in_the_same_letters_count_and_single_words_of_names_do_not() -> None:
    made = sketch("a", "They call it «职业培训中心» there.", ["Gulnar"])
    assert "“职业培训中心”" in made.marks
    assert made.people == ()
