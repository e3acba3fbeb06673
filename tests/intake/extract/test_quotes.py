"""What counts as a quotation."""

from __future__ import annotations

from tereze.intake.extract import quotes


def test_long_ones_are_quotations_and_terms_are_not() -> None:
    text = "They call it “re-education”, but “we could not leave the gate,” she said."
    assert [text[q.begin : q.end] for q in quotes.find(text)] == ["“we could not leave the gate,”"]


def test_every_kind_of_mark() -> None:
    for text in (
        "«Содан бері хабар жоқ»",
        '"They took my passport"',
        "“他们第一天就没收了护照。”",
        "「他们没收了我的护照」",
    ):
        assert len(quotes.find(text)) == 1


def test_inside() -> None:
    found = quotes.find('He said: "This is what I saw."')
    assert quotes.inside(found, 12) == found[0]
    assert quotes.inside(found, 2) is None


def test_doubled_single_marks_with_an_apostrophe_inside() -> None:
    text = "''We're not in a position to leave,'' he said."
    assert [text[q.begin : q.end] for q in quotes.find(text)] == ["''We're not in a position to leave,''"]


def test_a_short_second_half() -> None:
    text = "“My brother,” he said, “sold shoes.”"
    assert [text[q.begin : q.end] for q in quotes.find(text)] == ["“My brother,”", "“sold shoes.”"]
    assert quotes.find("He called it, “old shoes” and left.") == ()
