"""Figures as SVG that a screen reader can read, each with the table it shows. Strings in, strings out; no library."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from html import escape
from typing import NamedTuple

WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT = 720, 260, 48, 28, 28, 12
INK, SOFT, ACCENT = "#222", "#c9d6e2", "#1f5a8a"


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


def ribbon(title: str, rows: Sequence[Ribbon]) -> Figure:
    """A nowcast: the interval as a band, its middle as a line, what has been told as a dotted line below."""
    top = max([1.0, *(row.high for row in rows)])
    upper = [_at(i, row.high, len(rows), top) for i, row in enumerate(rows)]
    lower = [_at(i, row.low, len(rows), top) for i, row in enumerate(rows)]
    band = " ".join(f"{x:.1f},{y:.1f}" for x, y in [*upper, *reversed(lower)])
    body = [
        f'<polygon points="{band}" fill="{SOFT}"/>',
        _path([_at(i, row.middle, len(rows), top) for i, row in enumerate(rows)], ACCENT, ""),
        _path([_at(i, row.seen, len(rows), top) for i, row in enumerate(rows)], INK, ' stroke-dasharray="2 3"'),
    ]
    last = rows[-1] if rows else None
    words = "" if last is None else (
        f"{len(rows)} months to {last.when}. Last month: {last.seen:.0f} told so far, "
        f"{last.low:.0f} to {last.high:.0f} expected in the end."
    )  # fmt: skip
    table = [("month", "told", "low", "middle", "high"), *((r.when, r.seen, r.low, r.middle, r.high) for r in rows)]
    return _figure(title, words, [row.when for row in rows], top, body, table=table)


def line(title: str, rows: Sequence[tuple[str, float]], unit: str = "") -> Figure:
    """One line over months or years."""
    top = max([1.0, *(value for _, value in rows)])
    body = [_path([_at(i, value, len(rows), top) for i, (_, value) in enumerate(rows)], ACCENT, "")]
    words = (
        f"{len(rows)} points, from {rows[0][0]} to {rows[-1][0]}; the highest is {top:g} {unit}".strip() if rows else ""
    )
    labels = [when for when, _ in rows]
    return _figure(title, words, labels, top, body, table=[("when", unit or "value"), *rows])


def timeline(title: str, rows: Sequence[tuple[str, str, str]]) -> Figure:
    """Events in lanes. rows: (EDTF date, lane, what); undated ones stand in the table alone."""
    known = [
        (when[:7] if len(when) > 4 else f"{when}-01", lane, what) for when, lane, what in rows if when[:4].isdigit()
    ]
    dated = sorted(known)
    lanes = list(dict.fromkeys(lane for _, lane, _ in dated))
    months = [_month(when) for when, _, _ in dated]
    first, last = min(months, default=0), max(months, default=1)
    body = []
    for (when, lane, what), month in zip(dated, months, strict=True):
        x = LEFT + (month - first) / max(last - first, 1) * (WIDTH - LEFT - RIGHT)
        y = TOP + 16 + lanes.index(lane) * (HEIGHT - TOP - BOTTOM - 16) / max(len(lanes), 1)
        hint = escape(f"{when}: {what}")
        body.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="{ACCENT}"><title>{hint}</title></circle>')
    for place, lane in enumerate(lanes):
        y = TOP + 6 + place * (HEIGHT - TOP - BOTTOM - 16) / max(len(lanes), 1)
        body.append(f'<text x="{LEFT}" y="{y:.1f}" font-size="11" fill="{INK}">{escape(lane)}</text>')
    words = "; ".join(f"{when} {what} ({lane})" for when, lane, what in dated)
    ends = [dated[0][0], dated[-1][0]] if dated else []
    return _figure(title, words, ends, 0.0, body, table=[("when", "lane", "what"), *rows])


def _figure(
    title: str, words: str, labels: Sequence[str], top: float, body: list[str], *, table: Sequence[Sequence[object]]
) -> Figure:
    axis = []
    if labels:
        axis += [_text(LEFT, HEIGHT - 8, labels[0], "start"), _text(WIDTH - RIGHT, HEIGHT - 8, labels[-1], "end")]
    if top:
        axis += [_text(LEFT - 6, TOP + 10, f"{top:.0f}", "end"), _text(LEFT - 6, HEIGHT - BOTTOM, "0", "end")]
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="{escape(title)}" font-family="sans-serif"><title>{escape(title)}</title>'
        f"<desc>{escape(words)}</desc>"
        f'<text x="{LEFT}" y="16" font-size="13" fill="{INK}">{escape(title)}</text>'
        f'<line x1="{LEFT}" y1="{HEIGHT - BOTTOM}" x2="{WIDTH - RIGHT}" y2="{HEIGHT - BOTTOM}" stroke="{INK}"/>'
        f"{''.join(body)}{''.join(axis)}</svg>"
    )
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(table)
    return Figure(svg, out.getvalue())


def _at(place: int, value: float, count: int, top: float) -> tuple[float, float]:
    x = LEFT + place / max(count - 1, 1) * (WIDTH - LEFT - RIGHT)
    return x, HEIGHT - BOTTOM - value / top * (HEIGHT - TOP - BOTTOM)


def _path(points: Sequence[tuple[float, float]], colour: str, extra: str) -> str:
    places = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polyline points="{places}" fill="none" stroke="{colour}" stroke-width="2"{extra}/>'


def _month(when: str) -> int:
    year, _, month = when.partition("-")
    return int(year) * 12 + (int(month) if month.isdigit() else 1)


def _text(x: float, y: float, words: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="11" fill="{INK}" text-anchor="{anchor}">{escape(words)}</text>'
