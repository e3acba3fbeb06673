"""The cue tables: every language is there, compiles, and speaks the register's vocabulary."""

from __future__ import annotations

import pytest

from tereze.intake.extract import cues
from tereze.model import vocabulary


@pytest.mark.parametrize("lang", cues.LANGUAGES)
def test_every_table_compiles_and_uses_known_codes(lang: str) -> None:
    found = cues.load(lang)
    assert found is not None
    assert found.order in {"svo", "sov"}
    assert {code for code, _ in found.custody} <= set(vocabulary.facets())
    assert {one.sort for one in found.incidents} <= vocabulary.words("incident_kind")


def test_a_language_without_a_table_has_none() -> None:
    assert cues.load("de") is None


def test_verbs_are_whole_words_but_in_chinese() -> None:
    english, chinese = cues.load("en"), cues.load("zh")
    assert english is not None
    assert chinese is not None
    assert cues.verb(english, "say").search("she said it")
    assert not cues.verb(english, "say").search("unsaid essays")
    assert cues.verb(chinese, "say").search("她说家人")
