"""Quotations and their sources."""

from __future__ import annotations

import pytest
from release_cases import case, inputs, mention, quote, said

from tereze.publish.quotes import quotations, stands_in

TEXT = 'Мен айттым: "Оны қамады". Кейін үйге келді - ауру еді.'


@pytest.mark.parametrize(
    ("words", "there"),
    [
        ("Оны қамады", True),
        ("“Оны қамады”", True),
        ("«Оны   қамады».", True),
        ("Оны\nқамады", True),
        ("Мен айттым … ауру еді.", True),
        ("Мен айттым [...] үйге келді — ауру", True),
        ("ауру еді … Мен айттым", False),
        ("Оны камады", False),
        ("оны қамады", False),
        ("", True),
    ],
)
def test_word_for_word_in_order_whatever_the_spaces_and_marks(words: str, there: bool) -> None:
    assert stands_in(words, TEXT) is there


def findings(text: str | None, *words: str, role: str = "original") -> list[str]:
    told = said("custody", "prison", words=tuple(quote(one, role=role) for one in words))
    return [one.severity for one in quotations(case(mention(told)), inputs(text_of=lambda _: text), "page")]


def test_a_false_quotation_stops_and_an_unchecked_one_is_said_once() -> None:
    assert findings(TEXT, "Оны қамады") == []
    assert findings(TEXT, "Оны босатты", "Оны қамады") == ["stops"]
    assert findings(None, "Оны қамады", "Кейін") == ["low"]


def test_translations_are_not_looked_for() -> None:
    assert findings(TEXT, "He was jailed", role="translation") == []
