"""The whole way: places hold the very text, whatever the text is."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tereze.intake.extract.cues import LANGUAGES
from tereze.intake.extract.extraction import extract

_PIECES = [
    "Saltanat Ermek", " said ", "“We could not leave,”", " Марат Оспанов ", "сказал", ". ", "\n", "он ", "她说", "。",
    "«", "»", "阿依古丽·买买提", " лагерьге ", "деді", "denied ", "in 2018 ", "camp ", ", ", "was taken to ",
]  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=14), st.sampled_from(LANGUAGES))
def test_any_text_gives_places_within_it(pieces: list[str], lang: str) -> None:
    text = "".join(pieces)
    found = extract(text, lang, date(2019, 3, 5))
    spans = [(n.begin, n.end) for n in found.names] + [(s.begin, s.end) for s in found.statements]
    spans += [c.term for c in found.custody] + [(i.begin, i.end) for i in found.incidents]
    assert all(0 <= begin < end <= len(text) for begin, end in spans)
    keys = {person.key for person in found.persons}
    assert all(one.speaker.key in keys for one in found.statements if one.speaker.kind == "person")


@pytest.mark.parametrize("lang", ["kk-Arab", "ug-Latn", "de", "und"])
def test_languages_without_tables_give_figures_and_places_only(lang: str) -> None:
    found = extract("Almaty 2018-03-05", lang)
    assert found.persons == found.statements == ()
    assert [one.edtf for one in found.dates] == ["2018-03-05"]
