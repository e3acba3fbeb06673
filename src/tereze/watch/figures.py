"""Figures as SVG that a screen reader can read, each with the table it shows. Strings in, strings out; no library."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from html import escape
from typing import NamedTuple

WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT = 720, 260, 44, 30, 30, 12
# Inside a page its own colours are taken, light and dark; alone, a figure has the second ones.
INK, SOFT, ACCENT = "currentColor", "var(--accent-soft, #c9d6e2)", "var(--accent, #1f5a8a)"
LINE = "var(--line, #d5d5d0)"


class Figure(NamedTuple):
    """The picture and, as CSV, its data."""

    svg: str
    csv: str


class Ribbon(NamedTuple):
    """One month of a ribbon: label, low, middle, high, and what has been seen so far."""

    when: str
    low: float
    middle: float
    high: float
    seen: float


def ribbon(title: str, rows: Sequence[Ribbon], words: str | None = None) -> Figure:
    """A nowcast: the interval as a band, its middle as a line, what has been told as a dotted line below.

    words: the description for who cannot see it (in English where left out)
    """
    top = _round(max([1.0, *(row.high for row in rows)]))
    upper = [_at(i, row.high, len(rows), top) for i, row in enumerate(rows)]
    lower = [_at(i, row.low, len(rows), top) for i, row in enumerate(rows)]
    band = " ".join(f"{x:.1f},{y:.1f}" for x, y in [*upper, *reversed(lower)])
    body = [
        f'<polygon points="{band}" fill="{SOFT}"/>',
        _path([_at(i, row.middle, len(rows), top) for i, row in enumerate(rows)], ACCENT, ""),
        _path([_at(i, row.seen, len(rows), top) for i, row in enumerate(rows)], INK, ' stroke-dasharray="2 3"'),
    ]
    last = rows[-1] if rows else None
    told = "" if last is None else (
        f"{len(rows)} months to {last.when}. Last month: {last.seen:.0f} told so far, "
        f"{last.low:.0f} to {last.high:.0f} expected in the end."
    )  # fmt: skip
    table = [("month", "told", "low", "middle", "high"), *((r.when, r.seen, r.low, r.middle, r.high) for r in rows)]
    return _figure(title, told if words is None else words, _scale([r.when for r in rows], top), body, table)


def line(title: str, rows: Sequence[tuple[str, float]], unit: str = "") -> Figure:
    """One line over months or years."""
    most = max([1.0, *(value for _, value in rows)])
    top = _round(most)
    body = [_path([_at(i, value, len(rows), top) for i, (_, value) in enumerate(rows)], ACCENT, "")]
    words = (
        f"{len(rows)} points, from {rows[0][0]} to {rows[-1][0]}; the highest is {most:g} {unit}".strip()
        if rows
        else ""
    )
    scale = _scale([when for when, _ in rows], top)
    return _figure(title, words, scale, body, [("when", unit or "value"), *rows])


def timeline(title: str, rows: Sequence[tuple[str, str, str]]) -> Figure:
    """Events in lanes. rows: (EDTF date, lane, what); undated ones stand in the table alone."""
    known = [
        (when[:7] if len(when) > 4 else f"{when}-01", lane, what) for when, lane, what in rows if when[:4].isdigit()
    ]
    dated = sorted(known)
    lanes = list(dict.fromkeys(lane for _, lane, _ in dated))
    months = [_month(when) for when, _, _ in dated]
    first, last = min(months, default=0), max(months, default=1)
    step = 44  # a lane has room for its name above its dots
    bottom = TOP + step * max(len(lanes), 1) + 6
    body = []
    for place, lane in enumerate(lanes):
        y = TOP + 16 + place * step
        body.append(_text(LEFT, y, lane, "start"))
        body.append(f'<line x1="{LEFT}" y1="{y + 14:.1f}" x2="{WIDTH - RIGHT}" y2="{y + 14:.1f}" stroke="{LINE}"/>')
    for (when, lane, what), month in zip(dated, months, strict=True):
        x = LEFT + (month - first) / max(last - first, 1) * (WIDTH - LEFT - RIGHT - 8)
        y = TOP + 30 + lanes.index(lane) * step
        hint = escape(f"{when}: {what}")
        body.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="6" fill="{ACCENT}"><title>{hint}</title></circle>')
    ends = _ends(dated[0][0], dated[-1][0], bottom) if dated else []
    words = "; ".join(f"{when} {what} ({lane})" for when, lane, what in dated)
    return _figure(title, words, ends, body, [("when", "lane", "what"), *rows], height=bottom + BOTTOM)


def _figure(
    title: str, words: str, axis: Sequence[str], body: Sequence[str], table: Sequence[Sequence[object]], *,
    height: int = HEIGHT,
) -> Figure:  # fmt: skip
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" direction="ltr" '
        f'aria-label="{escape(title)}" font-family="sans-serif"><title>{escape(title)}</title>'
        f"<desc>{escape(words)}</desc>"
        f'<text x="{LEFT}" y="18" font-size="14" fill="{INK}">{escape(title)}</text>'
        f"{''.join(axis)}{''.join(body)}</svg>"
    )
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(table)
    return Figure(svg, out.getvalue())


def _scale(labels: Sequence[str], top: float) -> list[str]:
    """Lines at nothing, half and all of the scale with their numbers; the ends of the time, and each new year."""
    found = []
    for value in (0.0, top / 2, top):
        _, y = _at(0, value, 1, top)
        found.append(f'<line x1="{LEFT}" y1="{y:.1f}" x2="{WIDTH - RIGHT}" y2="{y:.1f}" stroke="{LINE}"/>')
        found.append(_text(LEFT - 6, y + 4, f"{value:g}", "end"))
    if not labels:
        return found
    years = [(place, label[:4]) for place, label in enumerate(labels) if label.endswith("-01")]
    inner = [(place, year) for place, year in years if 0.12 < place / max(len(labels) - 1, 1) < 0.88]
    found += [_text(_at(place, 0, len(labels), top)[0], HEIGHT - 10, year, "middle") for place, year in inner]
    return found + _ends(labels[0], labels[-1], HEIGHT - BOTTOM)


def _ends(first: str, last: str, bottom: float) -> list[str]:
    return [_text(LEFT, bottom + 20, first, "start"), _text(WIDTH - RIGHT, bottom + 20, last, "end")]


def _round(top: float) -> float:
    """The next round number: 1, 2, 4 or 10 times a power of ten."""
    power = 10.0 ** (len(str(int(top))) - 1)
    return next(step * power for step in (1, 2, 4, 6, 10) if step * power >= top)


def _at(place: int, value: float, count: int, top: float) -> tuple[float, float]:
    x = LEFT + place / max(count - 1, 1) * (WIDTH - LEFT - RIGHT)
    return x, HEIGHT - BOTTOM - value / top * (HEIGHT - TOP - BOTTOM - 4)


def _path(points: Sequence[tuple[float, float]], colour: str, extra: str) -> str:
    places = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polyline points="{places}" fill="none" stroke="{colour}" stroke-width="2"{extra}/>'


def _month(when: str) -> int:
    year, _, month = when.partition("-")
    return int(year) * 12 + (int(month) if month.isdigit() else 1)


def _text(x: float, y: float, words: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="12" fill="{INK}" text-anchor="{anchor}">{escape(words)}</text>'
