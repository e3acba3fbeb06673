"""The map of a search: outlines and areas from our own tables, drawn here, asked of nobody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from math import cos, radians, sqrt
from typing import NamedTuple

from tereze.model import resources
from tereze.publish.locale import LANGUAGES

WEST, EAST, SOUTH, NORTH = 46.0, 100.0, 33.0, 56.0
WIDTH = 800
_X = WIDTH / (EAST - WEST)
_Y = _X / cos(radians((SOUTH + NORTH) / 2))
HEIGHT = round((NORTH - SOUTH) * _Y)
_SMALLEST, _LARGEST = 5, 34


class Area(NamedTuple):
    """An area: where its chief town lies, and its names by language."""

    code: str
    x: int
    y: int
    names: Mapping[str, str]


class Dot(NamedTuple):
    """An area with people: its place, the size of its dot (area grows with the number), and how many."""

    code: str
    x: int
    y: int
    r: int
    people: int


@cache
def areas() -> dict[str, Area]:
    """Code → area, from resources/office/areas.tsv."""
    found = {}
    for code, lat, lon, *names in _rows("office/areas.tsv"):
        x, y = _place(float(lon), float(lat))
        found[code] = Area(code, x, y, dict(zip(("en", "kk", "ru", "ug", "zh"), names, strict=True)))
    return found


def area_name(code: str, language: str) -> str:
    """What an area is called; its code where the table does not know it."""
    area = areas().get(code)
    return area.names.get(language if language in LANGUAGES else "en", code) if area else code


@cache
def outlines() -> tuple[tuple[str, str], ...]:
    """(country, path) of every outline, for the `d` of an SVG path."""
    return tuple((country, _path(points)) for country, points in _rows("office/outlines.tsv"))


def dots(counts: Mapping[str, int]) -> tuple[Dot, ...]:
    """A dot for each area with people, the largest first, so that a small one lies on top."""
    most = max(counts.values(), default=1)
    found = [
        Dot(code, area.x, area.y, round(_SMALLEST + (_LARGEST - _SMALLEST) * sqrt(count / most)), count)
        for code, count in counts.items()
        if (area := areas().get(code))
    ]
    return tuple(sorted(found, key=lambda dot: (-dot.r, dot.code)))


def _place(lon: float, lat: float) -> tuple[int, int]:
    return round((lon - WEST) * _X), round((NORTH - lat) * _Y)


def _path(points: str) -> str:
    pairs = (point.split(",") for point in points.split())
    return "M" + "L".join(f"{x} {y}" for x, y in (_place(int(a) / 10, int(b) / 10) for a, b in pairs)) + "Z"


def _rows(table: str) -> Iterator[list[str]]:
    for line in resources.path(table).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")
