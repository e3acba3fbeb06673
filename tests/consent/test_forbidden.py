"""Finding names that must not appear. All names are invented."""

from __future__ import annotations

import pytest

from tereze.consent import Forbidden

NAMES = Forbidden(["Айгүл Сейітқан", "Example Person", "娜孜古丽·别克", "مىسال ئادەم", "Zharas"])


@pytest.mark.parametrize(
    "text",
    [
        "Айгүл Сейітқан",
        "АЙГҮЛ СЕЙІТҚАН",
        "Сейітқан Айгүл үйде",
        "Айгүлдің Сейітқанға айтқаны",
        "then Example Person said",
        "Person, Example",
        "她叫娜孜古丽·别克。",
        "她叫娜孜古丽别克。",
        "مىسال ئادەم كەلدى",
        "I met Zharas there",
    ],
)
def test_a_whole_name_is_found_in_its_script_in_any_order_and_inflected(text: str) -> None:
    assert NAMES.has_name(text)
    assert NAMES.touches(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "an example of a person of that kind",
        "Айгүл мен Дана",
        "Zharasty village",
        "娜孜 古丽娅",
        "the person Exemplar",
    ],
)
def test_parts_apart_are_not_a_whole_name(text: str) -> None:
    assert not NAMES.has_name(text)


@pytest.mark.parametrize("text", ["Айгүл келді", "Сейітқанов", "ask Aigul Seitkan about it"])
def test_one_word_an_ending_or_another_script_is_enough_to_keep_a_text_back(text: str) -> None:
    assert NAMES.touches(text)


def test_ordinary_text_passes() -> None:
    assert not NAMES.touches("two officers in a white car, on the way to the market")


def test_a_spelling_published_of_someone_else_is_no_finding() -> None:
    names = Forbidden(["Example Person"], allowed=["Person Example"])
    assert not names.has_name("Example Person")
    assert not names


def test_a_name_inside_a_longer_published_name_is_no_finding_there_but_is_one_alone() -> None:
    names = Forbidden(["Juan Example"], allowed=["Juan Example Fictional"])
    assert not names.has_name("Juan Example Fictional was taken")
    assert names.has_name("Juan Example was taken")
    assert names.has_name("Juan Example Fictional and Juan Example")


def test_words_of_published_names_alone_do_not_keep_a_text_back() -> None:
    names = Forbidden(["Nazigul Kept"], allowed=["Nazigul Shown"])
    assert not names.touches("Nazigul said so")
    assert names.touches("Kept said so")


def test_nothing_forbidden_finds_nothing() -> None:
    assert not Forbidden().has_name("Example Person")
    assert not Forbidden().touches("Example Person")
    assert not Forbidden(["", " ", "Ю", "42"])


def test_the_quick_question_is_never_no_where_the_long_one_is_yes() -> None:
    text = "Айгүлдің Сейітқанға айтқаны"
    assert NAMES.has_name(text)
    assert any(NAMES.may_begin(word) for word in text.split())
    assert not NAMES.may_begin("market")
