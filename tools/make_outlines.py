"""Make the outlines behind the map of the office: `python tools/make_outlines.py countries-50m.json`.

The file is of the npm package world-atlas 2 (ISC), made from Natural Earth (public domain). Only the countries round
the window are kept, to a tenth of a degree: enough to know where one is, small enough for every page. Borders are those
of the source, and say nothing about whose land it is.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

OUT = Path(__file__).resolve().parent.parent / "resources" / "office" / "outlines.tsv"
COUNTRIES = {
    "398": "KZ",
    "417": "KG",
    "860": "UZ",
    "762": "TJ",
    "156": "CN",
    "496": "MN",
    "643": "RU",
    "004": "AF",
    "586": "PK",
    "795": "TM",
    "356": "IN",
    "364": "IR",
}
WEST, EAST, SOUTH, NORTH = 46.0, 100.0, 33.0, 56.0
HEAD = """# Outlines behind the map: country, then points as longitude,latitude in tenths of a degree, one ring a line.
# Natural Earth (public domain) by way of the npm package world-atlas 2 (ISC). Made by tools/make_outlines.py.
"""

Point = tuple[int, int]


def main() -> None:
    """Write the table."""
    atlas = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    arcs = [list(_arc(atlas, arc)) for arc in atlas["arcs"]]
    lines = []
    for shape in atlas["objects"]["countries"]["geometries"]:
        code = COUNTRIES.get(str(shape.get("id")))
        for ring in _rings(shape) if code else ():
            points = _thin([point for arc in ring for point in _turned(arcs, arc)])
            if len(points) > 3:
                lines.append(f"{code}\t" + " ".join(f"{x},{y}" for x, y in points))
    OUT.write_text(HEAD + "\n".join(sorted(lines)) + "\n", "utf-8")
    print(len(lines), OUT.stat().st_size)


def _arc(atlas: Any, arc: Any) -> Iterator[tuple[float, float]]:
    (sx, sy), (tx, ty) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    x = y = 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        yield x * sx + tx, y * sy + ty


def _turned(arcs: list[list[tuple[float, float]]], at: int) -> list[tuple[float, float]]:
    return arcs[at] if at >= 0 else arcs[~at][::-1]


def _rings(shape: Any) -> Iterator[list[int]]:
    """The outer rings; what lies inside one is not drawn."""
    if shape["type"] == "Polygon":
        yield shape["arcs"][0]
    else:
        yield from (polygon[0] for polygon in shape["arcs"])


def _thin(points: list[tuple[float, float]]) -> list[Point]:
    """Clamped to the window of the map, rounded, without repeats; nothing of a ring that lies outside."""
    if not any(WEST < x < EAST and SOUTH < y < NORTH for x, y in points):
        return []
    clamped = ((min(max(x, WEST), EAST), min(max(y, SOUTH), NORTH)) for x, y in points)
    kept: list[Point] = []
    for point in ((round(x * 10), round(y * 10)) for x, y in clamped):
        if kept and point == kept[-1]:
            continue
        if len(kept) > 1 and _straight(kept[-2], kept[-1], point):
            kept[-1] = point
        else:
            kept.append(point)
    return kept


def _straight(a: Point, b: Point, c: Point) -> bool:
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])) <= 2 and _near(a, c)


def _near(a: Point, b: Point) -> bool:
    return abs(a[0] - b[0]) + abs(a[1] - b[1]) < 40 or a[0] == b[0] or a[1] == b[1]


if __name__ == "__main__":
    main()
