"""Whatever a document says: every draft holds its very words at their place, names nobody and denies nothing itself.

Documents are put together at random from the gold texts' sentences, in six languages, with noise in between.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import Any

from benchmarks.extraction import documents
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tereze.intake.extract import multilingual, sheet_draft, tokens
from tereze.intake.extract.cues import LANGUAGES, load, verb
from tereze.intake.reading.derived import derived


@cache
def sentences() -> list[str]:
    """Every sentence of the gold documents."""
    return [one["text"][begin:end] for one in documents() for begin, end in tokens.sentences(one["text"])]


NOISE = ["\n", "\n\n", " ", "\u00a0", " — ", "“", "”", "«", "»", "(", ")", "…", "\u200f", "\r\n", "123", "👩‍👧"]
mixed = st.lists(
    st.one_of(st.integers(0, 400).map(lambda n: sentences()[n % len(sentences())]), st.sampled_from(NOISE)), max_size=9
)


def body(pieces: list[str]) -> tuple[str, dict[str, Any]]:
    document = derived(" ".join(pieces), "text/plain")
    parts = multilingual.read(document.text, date(2019, 3, 5)).parts
    return document.text, sheet_draft.build(document, parts, ident="any", kind="other", evidence="any.txt").body


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(mixed)
def test_every_quotation_stands_in_the_text_at_its_place(pieces: list[str]) -> None:
    text, made = body(pieces)
    for section in ("statements", "positions", "incidents"):
        for item in made.get(section, ()):
            begin, end = item["at"]["chars"]
            [words] = [word["text"] for word in item["words"] if word["role"] == "original"]
            assert text[begin:end] == words
            assert item.get("term", {"text": ""})["text"] in text
            assert item.get("said", "") in text


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(mixed)
def test_nobody_is_invented(pieces: list[str]) -> None:
    text, made = body(pieces)
    plain = " ".join(text.split())
    for key, mention in made["mentions"].items():
        for name in mention.get("names", ()):
            assert name["text"] in plain or name["text"] in text, key
        if "at" in mention:
            begin, end = mention["at"]["chars"]
            assert 0 <= begin < end <= len(text)
    for item in made.get("statements", ()):
        assert item["about"] in made["mentions"]
        assert all(link["voice"] in made["mentions"] for link in item.get("said_by", ()))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(mixed)
def test_no_denial_without_a_word_of_denying_in_its_passage(pieces: list[str]) -> None:
    text, made = body(pieces)
    for item in [*made.get("statements", ()), *made.get("positions", ())]:
        if item.get("stance") == "denies":
            begin, end = item["at"]["chars"]
            around = text[max(0, begin - 200) : end + 200]
            assert any(_denies(lang, around) for lang in LANGUAGES), around


def _denies(lang: str, passage: str) -> bool:
    cues = load(lang)
    assert cues is not None
    return bool(verb(cues, "deny").search(passage) or cues.patterns["denied_words"].search(passage)) or bool(
        cues.patterns["denied_custody"].search(passage)
    )


def test_the_mix_really_holds_what_is_looked_for() -> None:
    text, made = body(sentences())
    assert len(made["statements"]) > 30
    assert any(item.get("stance") == "denies" for item in made["statements"] + made["positions"])
    assert re.search(r"\w", text)
