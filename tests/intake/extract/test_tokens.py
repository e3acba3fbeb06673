"""Words and sentences with their places."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tereze.intake.extract.tokens import is_han, sentences, tokens


def _cut(text: str) -> list[str]:
    return [text[begin:end] for begin, end in sentences(text)]


def test_tokens_hold_their_places() -> None:
    text = "Жан-Поль came, 12.5 км."
    assert [one.text for one in tokens(text)] == ["Жан-Поль", "came", ",", "12.5", "км", "."]
    assert all(text[one.begin : one.end] == one.text for one in tokens(text))


def test_abbreviations_and_initials_do_not_end_a_sentence() -> None:
    assert _cut("Mr. A. Bek came on Jan. 5. He left.") == ["Mr. A. Bek came on Jan. 5.", "He left."]
    assert _cut("В 2018 г. он уехал. Она нет.") == ["В 2018 г. он уехал.", "Она нет."]


def test_chinese_and_uyghur_stops_end_a_sentence() -> None:
    assert _cut("他来了。她走了！") == ["他来了。", "她走了！"]
    assert len(_cut("ئۇ كەلدىمۇ؟ ياق.")) == 2


def test_a_wrapped_line_goes_on_and_a_line_break_ends_a_heading() -> None:
    assert _cut("She says she spent\nfive months there.\n\nNext.") == [
        "She says she spent\nfive months there.",
        "Next.",
    ]
    assert _cut('"They called me,"\nA B told us.') == ['"They called me,"\nA B told us.']
    assert _cut("A Heading\nThe text.") == ["A Heading", "The text."]


@given(st.text(alphabet=st.sampled_from("ab .\n?!A。«»"), max_size=80))
def test_sentences_are_in_order_apart_and_not_empty(text: str) -> None:
    found = sentences(text)
    assert all(begin < end and text[begin:end].strip() == text[begin:end] for begin, end in found)
    assert found == sorted(found)


def test_is_han() -> None:
    assert is_han("a水")
    assert not is_han("вода")
