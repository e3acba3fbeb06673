"""Outside series (V-Dem, Freedom House, the World Bank, Polity, BTI, EIU; event exports such as ACLED's) as context.

They are read from the CSV files their makers publish, shown beside the evidence with their name, and never enter a
count, a nowcast or a verdict.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence
from math import isfinite
from typing import Any

from tereze.model import resources
from tereze.model.errors import BadInput
from tereze.model.value import Value


class NotASeries(BadInput):
    """A file in which no series can be found."""

    message = "{0} holds no series: {1}."
    hint = "It takes a CSV file with a column of countries and a column of years (or of the dates of events)."


class Point(Value, frozen=True):
    """One value of a year or month, with its interval where the maker gives one."""

    when: str
    value: float
    low: float | None = None
    high: float | None = None


class Series(Value, frozen=True):
    """One column of one country. `origin` is the file it came from: it is shown wherever the series is."""

    name: str
    country: str
    origin: str
    points: tuple[Point, ...]


def read_series(text: str, origin: str, country: str) -> tuple[Series, ...]:
    """Every numeric column of `country` in a CSV text, in the file's order. Raises `NotASeries`."""
    rows = list(csv.DictReader(io.StringIO(text)))
    columns = list(rows[0]) if rows else []
    of_country = _column(columns, "country")
    if of_country is None:
        raise NotASeries(origin, "no column of countries")
    kept = [row for row in rows if (row[of_country] or "").casefold() == country.casefold()]
    year, event = _column(columns, "year"), _column(columns, "event_date")
    if event is not None:
        return _events(kept, columns, event, origin, country)
    if year is None:
        raise NotASeries(origin, "no column of years")
    return _yearly(kept, columns, year, origin, country)


def _yearly(
    rows: Sequence[dict[str, Any]], columns: Sequence[str], year: str, origin: str, country: str
) -> tuple[Series, ...]:
    table = _table()
    bounds = (*table["low"], *table["high"])
    skipped = {*table["not_series"], year.casefold()}
    found = []
    for column in columns:
        if column.casefold() in skipped or column.casefold().endswith(tuple(bounds)):
            continue
        points = [point for row in rows if (point := _point(row, column, year, columns)) is not None]
        if points:
            ordered = tuple(sorted(points, key=lambda point: point.when))
            found.append(Series(name=column, country=country, origin=origin, points=ordered))
    return tuple(found)


def _point(row: dict[str, Any], column: str, year: str, columns: Sequence[str]) -> Point | None:
    when, value = _number(row[year]), _number(row[column])
    if when is None or value is None:
        return None
    low, high = (_number(row.get(_bound(column, columns, side), "")) for side in ("low", "high"))
    inside = low is not None and high is not None and low <= value <= high  # World Bank bounds are those of the rank
    return Point(when=f"{int(when)}", value=value, low=low if inside else None, high=high if inside else None)


def _bound(column: str, columns: Sequence[str], side: str) -> str:
    """The column of a value's bound: its own name with an ending, or for a bare `Rank` the bare `Lower`."""
    for ending in _table()[side]:
        wanted = f"{column}{ending}".casefold() if ending.startswith("_") else ending
        if not ending.startswith("_") and column.casefold() != "rank":
            continue
        found = next((one for one in columns if one.casefold() == wanted), None)
        if found:
            return found
    return ""


def _events(
    rows: Sequence[dict[str, Any]], columns: Sequence[str], day: str, origin: str, country: str
) -> tuple[Series, ...]:
    kind = _column(columns, "event_kind")
    counted = Counter((row[kind] if kind else "events", (row[day] or "")[:7]) for row in rows)
    months: dict[str, list[Point]] = {}
    for (name, month), count in sorted(counted.items()):
        months.setdefault(name, []).append(Point(when=month, value=float(count)))
    return tuple(
        Series(name=name, country=country, origin=origin, points=tuple(points)) for name, points in months.items()
    )


def _column(columns: Sequence[str], what: str) -> str | None:
    return next((one for name in _table()[what] for one in columns if one.casefold() == name), None)


def _number(text: str | None) -> float | None:
    try:
        found = float(text or "")
    except ValueError:
        return None
    return found if isfinite(found) else None


def _table() -> dict[str, Any]:
    found: dict[str, Any] = resources.table("watch/series.yaml")
    return found
