"""The English of the explanations."""

from __future__ import annotations

import string
from typing import Any

import pytest

from tereze.weigh import ENGLISH, Sentence, explain, person_view, say

Case = Any


@pytest.mark.parametrize(
    ("message", "values", "text"),
    [
        ("count.one", {"n": 1, "sources": 3}, "One independent witness; sources: 3."),
        ("chain.firsthand", {"source": "s", "chain": ("a", "b")}, "First hand, in s: a → b."),
        ("refuses", {"source": "s", "chain": ("@voice.unnamed",)}, "Refuses to say, in s: an unnamed voice."),
        ("chain.document", {"source": "s", "chain": ()}, "From a document, in s: nobody named."),
        ("bearing", {"voices": ("a", "@voice.sealed")}, "If a, a protected voice erred, no witness would be left."),
        ("documents", {"n": 2, "documents": ("x", "y")}, "Documents, which are not witnesses: x, y."),
        ("denied", {"source": "s", "chain": ("@somebody",)}, "Denied in s: @somebody."),
    ],
)  # fmt: skip
def test_sentences(message: str, values: dict[str, Any], text: str) -> None:
    assert say(Sentence(message=message, values=values)) == text


def test_braces_in_a_name_are_only_text() -> None:
    assert say(Sentence(message="chain.none", values={"source": "{n}"})) == "{n} says so and names nobody."


def test_another_language_is_another_dictionary() -> None:
    other = dict.fromkeys(ENGLISH, "…") | {"floor": "кемінде {n}"}
    assert say(Sentence(message="floor", values={"n": 1}), other) == "кемінде 1"


def test_no_message_asks_for_a_value_that_is_not_given(case: Case) -> None:
    said = [
        {"in": "a", "by": ["son relays told_by"]},
        {"in": "b", "by": ["aunt relays told_by"]},
        {"in": "c", "stance": "denies"},
    ]
    for explanation in explain(person_view(case(said))):
        for sentence in explanation.sentences:
            wanted = {name for _, name, _, _ in string.Formatter().parse(ENGLISH[sentence.message]) if name}
            assert wanted <= set(sentence.values)
