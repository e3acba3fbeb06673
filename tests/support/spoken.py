"""Texts read with their people given, so that what is tested is the grammar and not the finding of names."""

from __future__ import annotations

import re
from datetime import date

from tereze.intake.extract import names
from tereze.intake.extract.coreference import persons
from tereze.intake.extract.cues import Cues, load
from tereze.intake.extract.extraction import Extraction, extract
from tereze.intake.extract.speakers import Cast

PEOPLE = (
    "Saltanat Ermek", "Dauren Qasym", "Murat Zhaken", "Gulnar Zhaken", "Ermek", "Zhaken", "Bai Jun", "Roza Kenzhe",
    "Aset Kenzhe", "Marat", "Dina Orazova", "Serik Bolatov",
)  # fmt: skip
DAY = date(2019, 3, 5)


def own(text: str) -> tuple[tuple[int, int], ...]:
    """Where the fictional people stand in a text."""
    found: list[tuple[int, int]] = []
    for name in sorted(PEOPLE, key=len, reverse=True):
        for match in re.finditer(rf"(?<!\w){name}(?!\w)", text):
            if all(match.end() <= begin or end <= match.start() for begin, end in found):
                found.append(match.span())
    return tuple(sorted(found))


def read(text: str, lang: str = "en") -> Extraction:
    """What a text says, of the fifth of March 2019."""
    return extract(text, lang, DAY, own(text))


def english() -> Cues:
    """The English cues."""
    cues = load("en")
    assert cues is not None
    return cues


def cast(text: str) -> Cast:
    """Who is in an English text."""
    found = names.find(text, "en", (), own(text))
    return Cast(text, english(), found, persons(text, found))


def said(text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """Speaker, stance and chain of every statement."""
    return [(one.speaker.text, one.stance, tuple(each.text for each in one.chain)) for one in read(text).statements]


def held(text: str) -> list[tuple[str, str, str]]:
    """Person, status and date of every custody observation."""
    return [
        (one.about.text if one.about else "", one.status, one.when.edtf if one.when else "")
        for one in read(text).custody
    ]
