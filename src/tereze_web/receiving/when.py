"""Times as they are told, read into EDTF where they can be: the reading stands beside the words, never instead."""

from __future__ import annotations

from datetime import date

LANGUAGES = ("kk", "ru", "zh", "en", "ky", "ug")


def read(said: str, language: str, told_on: str) -> str:
    """The EDTF reading of `said`, against the day it was told; empty where there is none, or more than one.

    The language of the telling is tried first, then the others: people mix them.
    """
    from tereze.intake.extract import dates  # its tables are read when first needed

    anchor = _day(told_on)
    for code in dict.fromkeys((language, language.partition("-")[0], *LANGUAGES)):
        found = [one for one in dates.find(said, code, anchor) if one.edtf]
        if len(found) == 1:
            return found[0].edtf
        if found:
            return ""
    return ""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
