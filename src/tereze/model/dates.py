"""EDTF dates (ISO 8601-2:2019) as sets of possible days, with the reading that formats/source-sheet.md fixes.

`"a/b"` means *throughout* from a to b; `"[a..b]"` means *once, somewhere within*; a bound of an interval may itself be
a set (`"[2017-06..2017-08]/2018-10"`). Four numbers say all that weighing needs: the first and the last day on which
the period may have begun, and the first and the last day on which it may have ended (proleptic Gregorian ordinals).
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from .errors import BadInput

NEVER = date.min.toordinal()
ALWAYS = date.max.toordinal()

_DATE = re.compile(
    r"(?P<year>\d{4}|\d{3}X|\d{2}XX|XXXX)(?:-(?P<month>\d{2}|XX)(?:-(?P<day>\d{2}|\dX|XX))?)?"
    r"(?:T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}(?::?\d{2})?)?)?(?P<mark>[?~%]?)"
)
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}  # northern seasons, whole months


class BadDate(BadInput):
    """Not an EDTF date that this program reads."""

    message = "“{0}” is not a date Tereze reads: {1}."
    hint = 'Write EDTF in quotes: "2018", "2018-03-05", "2018~", "2018-21" (spring), "[2017-06..2017-08]/2018-10".'


class Period(NamedTuple):
    """Possible days: began between `begin_first` and `begin_last`, ended between `end_first` and `end_last`."""

    begin_first: int
    begin_last: int
    end_first: int
    end_last: int

    @property
    def first(self) -> int:
        """The first day that may belong to the period."""
        return self.begin_first

    @property
    def last(self) -> int:
        """The last day that may belong to the period."""
        return self.end_last

    def meets(self, other: Period) -> bool:
        """Whether the two may share a day."""
        return self.first <= other.last and other.first <= self.last

    @property
    def open_ended(self) -> bool:
        """Whether nothing is said about the end."""
        return self.end_last == ALWAYS


ANY = Period(NEVER, ALWAYS, NEVER, ALWAYS)


@lru_cache(maxsize=65536)
def read(text: str) -> Period:
    """Read an EDTF expression; raises `BadDate` saying what is wrong. An empty string is any time at all."""
    stripped = text.strip()
    if not stripped:
        return ANY
    if "/" in stripped:
        return _interval(stripped)
    first, last = _point_or_set(stripped, text)
    return Period(first, last, first, last)


def is_interval(text: str) -> bool:
    """Whether the expression says *throughout* (`a/b`)."""
    return "/" in text


def _interval(text: str) -> Period:
    left, _, right = text.partition("/")
    if "/" in right:
        raise BadDate(text, "an interval has one “/”")
    begin = (NEVER, NEVER) if left in {"", ".."} else _point_or_set(left, text)
    end = (ALWAYS, ALWAYS) if right in {"", ".."} else _point_or_set(right, text)
    if begin[0] > end[1]:
        raise BadDate(text, "it ends before it begins")
    return Period(begin[0], min(begin[1], end[1]), max(end[0], begin[0]), end[1])


def _point_or_set(text: str, whole: str) -> tuple[int, int]:
    if text[0] in "[{":
        closing = "]" if text[0] == "[" else "}"
        if not text.endswith(closing):
            raise BadDate(whole, f"“{text[0]}” is not closed")
        return _set(text[1:-1], whole)
    return _days(text, whole)


def _set(inner: str, whole: str) -> tuple[int, int]:
    firsts, lasts = [], []
    for member in inner.split(","):
        low, dots, high = member.strip().partition("..")
        if not dots:
            bounds = _days(low, whole)
        else:
            bounds = (_days(low, whole)[0] if low else NEVER, _days(high, whole)[1] if high else ALWAYS)
        firsts.append(bounds[0])
        lasts.append(bounds[1])
    if min(firsts) > max(lasts):
        raise BadDate(whole, "it ends before it begins")
    return min(firsts), max(lasts)


def _days(text: str, whole: str) -> tuple[int, int]:
    match = _DATE.fullmatch(text)
    if match is None:
        raise BadDate(whole, f"“{text}” is not YYYY, YYYY-MM or YYYY-MM-DD")
    year, month, day = match["year"], match["month"], match["day"]
    try:
        first, last, unit = _range(year, month, day)
    except ValueError as error:
        raise BadDate(whole, str(error)) from None
    if match["mark"] in {"~", "%"}:  # "about": one unit of its own precision either side
        first, last = max(first - unit, NEVER), min(last + unit, ALWAYS)
    return first, last


def _range(year: str, month: str | None, day: str | None) -> tuple[int, int, int]:
    low_year, high_year = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if low_year == 0:
        low_year = 1
    if "X" in year or month in {None, "XX"}:
        return date(low_year, 1, 1).toordinal(), date(high_year, 12, 31).toordinal(), 365
    number = int(month or "0")
    if number in _SEASONS:
        if day is not None:
            raise ValueError("a season has no day")
        begin, end = _SEASONS[number]
        return date(low_year, begin, 1).toordinal(), _month_end(low_year + (end < begin), end), 92
    first_of_month = date(low_year, number, 1).toordinal() if 1 <= number <= 12 else 0
    if not first_of_month:
        raise ValueError(f"there is no month {month}")
    last_of_month = _month_end(low_year, number)
    if day is None or day == "XX":
        return first_of_month, last_of_month, 31
    if day.endswith("X"):
        tens = int(day[0]) * 10
        return first_of_month + max(tens, 1) - 1, min(first_of_month + tens + 8, last_of_month), 10
    if not 1 <= int(day) <= last_of_month - first_of_month + 1:
        raise ValueError(f"there is no day {day} in that month")
    exact = first_of_month + int(day) - 1
    return exact, exact, 1


def _month_end(year: int, month: int) -> int:
    return date(year, month, monthrange(year, month)[1]).toordinal()
