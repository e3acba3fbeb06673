"""The cue words of a language, compiled (`resources/intake/cues-*.yaml`)."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from tereze.model import resources

LANGUAGES = ("en", "ru", "kk", "ky", "zh", "ug")
_NEVER = "(?!)"
_WORDS = ("titles", "org_words", "not_names", "surnames")
_PATTERNS = (
    "say", "deny", "defend", "refuse", "denied_words", "act_not_denial", "negation", "according", "citing",
    "hypothetical", "forecast_say", "first", "pronoun", "speaker", "authority", "office", "person_cue", "org_before",
    "placed", "relabel", "promise", "figure", "surname_before", "surname_after", "kin", "place_before",
    "place_after", "intro", "passive", "he", "she", "interview", "kin_of", "office_after", "noun_phrase", "state",
    "private", "body", "denied_custody", "admit", "justify", "amount", "place_term", "some",
)  # fmt: skip


class Happened(NamedTuple):
    """An incident's kind and the words that tell it; `near`, where there is one, must stand a little before them."""

    sort: str
    words: re.Pattern[str]
    near: re.Pattern[str] | None


class Cues(NamedTuple):
    """`order` is svo or sov; `patterns` by name; `words` sets by name; custody as (code, pattern)."""

    lang: str
    order: str
    patterns: dict[str, re.Pattern[str]]
    words: dict[str, frozenset[str]]
    custody: tuple[tuple[str, re.Pattern[str]], ...]
    incidents: tuple[Happened, ...]


@cache
def load(lang: str) -> Cues | None:
    """The cues of a language (without its script); None for a language that has none."""
    if lang not in LANGUAGES:
        return None
    table = resources.table(f"intake/cues-{lang}.yaml")
    case = re.IGNORECASE if lang == "en" else re.NOFLAG
    return Cues(
        lang,
        table["order"],
        {name: re.compile(table.get(name, _NEVER)) for name in _PATTERNS},
        {name: frozenset(table.get(name, "").split("|")) - {""} for name in _WORDS},
        _pairs(table["custody"], table.get("parts", {})),
        tuple(
            Happened(row[0], re.compile(row[1], case), re.compile(row[2], case) if len(row) > 2 else None)
            for row in table["incidents"]
        ),
    )


def verb(cues: Cues, name: str) -> re.Pattern[str]:
    """A verb of saying as a whole word (Chinese has no spaces, and is taken as it is)."""
    return _verb(cues.lang, name)


@cache
def _verb(lang: str, name: str) -> re.Pattern[str]:
    table = resources.table(f"intake/cues-{lang}.yaml")
    pattern = table.get(name, _NEVER)
    return re.compile(pattern if lang == "zh" else rf"(?<!\w){pattern}(?!\w)")


def _pairs(rows: list[list[str]], parts: dict[str, str]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Codes and patterns; `%name%` in a pattern stands for a part that several of them have (parts may have parts)."""
    return tuple((code, re.compile(_filled(_filled(pattern, parts), parts))) for code, pattern in rows)


def _filled(pattern: str, parts: dict[str, str]) -> str:
    return re.sub(r"%([a-z]+)%", lambda match: parts[match[1]], pattern)
