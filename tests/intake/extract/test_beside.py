"""Languages other than English: the speaker stands beside the verb."""

from __future__ import annotations

import pytest
from spoken import DAY

from tereze.intake.extract.extraction import extract


@pytest.mark.parametrize(
    ("lang", "text", "speaker", "chain"),
    [
        ("ru", "Марат Оспанов, врач из Алматы, сказал, что ждёт.", "Марат Оспанов", ()),
        ("ru", "По словам Марата Оспанова, дом пуст.", "Марата Оспанова", ()),
        ("ru", "Марат Оспанов рассказал «Примеру», что ждёт.", "Марат Оспанов", ("«Примеру»",)),
        ("kk", "Серік Болат үйде екенін айтты.", "Серік Болат", ()),
    ],
)
def test_the_speaker(lang: str, text: str, speaker: str, chain: tuple[str, ...]) -> None:
    found = extract(text, lang, DAY).statements
    assert [(one.speaker.text, tuple(each.text for each in one.chain)) for one in found] == [(speaker, chain)]
