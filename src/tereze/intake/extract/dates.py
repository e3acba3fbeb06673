"""Dates in running text, read into EDTF against the date of the document; the words are in `resources/intake`.

What could be something else (a number of people, the verb "may") is left alone. A date relative to the document stays
unread, and says so, where the document's own date is not known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from tereze.intake.extract import datemath
from tereze.intake.extract.tokens import Taken
from tereze.model import dates, resources

LANGUAGES = ("en", "ru", "kk", "zh", "ky", "ug")
_SLOT = re.compile(r"\{([a-z_]+?)(2?)\}")
_BEFORE = 60  # characters looked back for a word of the future
_THAT_YEAR = re.compile(r",? ?(?:of )?(?:that|the same) year|,? ?того же года|,? ?сол жылы")
_RELATIVE = re.compile(
    r"(?i)\b(?:last|this|next|ago|monday|tuesday|wednesday|thursday|friday|saturday|sunday|today|yesterday|year|month|week|"
    r"прошл\w+|эт\w+|следующ\w+|вчера|сегодня|год\w*|недел\w+|былтыр|биыл|кеше|бүгін)\b|去|今|上|本|昨|年"
)
_ABSOLUTE = frozenset({"iso", "dmy", "slash"})


class FoundDate(NamedTuple):
    """Where in the text (code points), the EDTF reading, and what it rests on.

    `basis` is "stated" (the text says it all), "document" (read against the document's date: look at it again) or
    "unanchored" (relative, and the document's date is not known, or it may lie ahead: `edtf` is empty).
    """

    begin: int
    end: int
    edtf: str
    basis: str


class _Language(NamedTuple):
    patterns: tuple[re.Pattern[str], ...]
    words: dict[str, tuple[tuple[re.Pattern[str], str], ...]]
    future: re.Pattern[str]


def find(text: str, lang: str, anchor: date | None = None) -> tuple[FoundDate, ...]:
    """The dates in `text`, in order, none overlapping; `lang` is a BCP 47 tag, `anchor` the document's date.

    A language that is not known here finds only dates written in figures.
    """
    book = _language(lang.partition("-")[0] if lang in {"ug", "kk"} or "-" not in lang else lang)
    found = sorted(_matches(text, book), key=lambda match: (match.start() - match.end(), match.start()))
    taken, kept = Taken(len(text)), []
    for match in found:
        read = _read(match, book, anchor, text)
        if read is not None and taken.take(read.begin, read.end):
            kept.append(read)
    return tuple(sorted(kept))


def narrated(text: str, found: tuple[FoundDate, ...], anchor: date | None) -> tuple[FoundDate, ...]:
    """Bare months in a story: “in 2017 … in August that year” is of that year; where the paragraph told of another year
    before and does not say which one is meant, the month is left unread rather than taken for the document's year.
    """
    made: list[FoundDate] = []
    for one in found:
        year = _told_year(text, made, one) if one.basis == "document" and _is_bare(text[one.begin : one.end]) else ""
        if year and _THAT_YEAR.match(text, one.end):
            made.append(one._replace(edtf=year + one.edtf[4:], basis="stated"))
        elif year and anchor is not None and year != str(anchor.year):
            made.append(one._replace(edtf="", basis="unanchored"))
        else:
            made.append(one)
    return tuple(made)


def _is_bare(words: str) -> bool:
    """Whether the words are a month and at most a preposition."""
    return not any(char.isdigit() for char in words) and len(words.split()) <= 2 and not _RELATIVE.search(words)


def _told_year(text: str, before: list[FoundDate], one: FoundDate) -> str:
    """The year that the paragraph told of last."""
    paragraph = text.rfind("\n\n", 0, one.begin)
    years = [
        date.edtf[:4] for date in before
        if date.begin > paragraph and date.basis == "stated" and re.match(r"\d{4}", date.edtf)
    ]  # fmt: skip
    return years[-1] if years else ""


def _matches(text: str, book: _Language) -> Iterator[re.Match[str]]:
    for pattern in book.patterns:
        yield from pattern.finditer(text)


def _read(match: re.Match[str], book: _Language, anchor: date | None, text: str) -> FoundDate | None:
    begin, end = match.span()
    begin += len(match[0]) - len(match[0].lstrip(" ("))
    groups = {name: value for name, value in match.groupdict().items() if value is not None}
    values = {name: _value(name, value, book) for name, value in groups.items()}
    if _ABSOLUTE.isdisjoint(groups) and datemath.is_relative(values):
        if anchor is None or book.future.search(text[max(0, begin - _BEFORE) : begin].rpartition(".")[2]):
            return FoundDate(begin, end, "", "unanchored")
        basis = "document"
    else:
        basis = "stated"
    try:
        edtf = datemath.edtf(values, anchor)
        dates.read(edtf)
    except (ValueError, dates.BadDate):  # the 31st of June, an interval that ends before it begins
        return None
    return FoundDate(begin, end, edtf, basis) if edtf else None


def _value(name: str, text: str, book: _Language) -> str:
    for pattern, value in book.words.get(name.removesuffix("2"), ()):
        if pattern.fullmatch(text):
            return value
    return text


@cache
def _language(lang: str) -> _Language:
    table = resources.table("intake/textdates.yaml")
    common = table["common"]
    own = table.get(lang, {"patterns": []})
    words = {
        name: tuple((re.compile(pattern), value) for value, pattern in values.items())
        for name, values in own.items()
        if isinstance(values, dict)
    }
    sources = {name: pattern for name, pattern in common.items() if isinstance(pattern, str)}
    sources |= {name: pattern for name, pattern in own.items() if isinstance(pattern, str)}
    sources |= {name: "|".join(values.values()) for name, values in own.items() if isinstance(values, dict)}
    figures = tuple(re.compile(_spelled(pattern, sources, named=False)) for pattern in common["patterns"])
    patterns = tuple(re.compile(_spelled(pattern, sources, named=True)) for pattern in own["patterns"])
    return _Language(figures + patterns, words, re.compile(own.get("future", r"(?!)")))


def _spelled(pattern: str, sources: dict[str, str], *, named: bool) -> str:
    def slot(match: re.Match[str]) -> str:
        name, second = match[1], match[2]
        return f"(?P<{name}{second}>{sources[name]})" if named else f"(?:{sources[name]})"

    return _SLOT.sub(slot, pattern).replace("(?P<ofyear>(?P<year>", "(?P<ofyear>(?:")
