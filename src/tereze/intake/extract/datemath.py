"""From the parts of a date (a month, "early", "last year", "two … ago") to EDTF. Pure arithmetic of the calendar.

Ten days each for early, mid and late in a month; January–February, May–August and November–December in a year; a bare
month, weekday or day is the latest one up to the document's date (a report tells of what has been).
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

Values = dict[str, str]
_RELATIVE = frozenset({"weekday", "relday", "relmonth", "relyear", "unit", "single", "last", "relseason"})
_MONTHS = frozenset({"month", "surely", "locative"})
_YEAR_PARTS = {"1": ("01", "02"), "2": ("05", "08"), "3": ("11", "12")}
_SINGLE = {"год": "y", "месяц": "m", "неделю": "w"}


def is_relative(values: Values) -> bool:
    """Whether the date can only be read against the date of the document."""
    names = values.keys()
    if not _RELATIVE.isdisjoint(names):
        return True
    return not _MONTHS.isdisjoint(names) and not {"year", "year2", "ofyear"} & names


def edtf(values: Values, anchor: date | None) -> str:
    """The EDTF expression; `anchor` must be given when `is_relative`. Raises `ValueError` for a day that is not."""
    for name, reader in _FIGURES.items():
        if name in values:
            return reader(values[name])
    about = "~" if "about" in values else ""
    if "unit" in values or "single" in values:
        return _ago(values, _given(anchor))
    if "weekday" in values:
        today = _given(anchor)
        return _iso(today - timedelta(days=(today.weekday() - int(values["weekday"])) % 7))
    if "relday" in values:
        return _iso(_given(anchor) + timedelta(days=int(values["relday"])))
    if "relmonth" in values:
        today = _given(anchor)
        return _month(*_shifted(today.year, today.month, int(values["relmonth"])))
    if {"year2", "month2"} & values.keys():
        return _interval(values)
    if not values.keys() - {"about", "last"}:
        raise ValueError("nothing says which date")
    return _calendar(values, anchor) + about


def _given(anchor: date | None) -> date:
    if anchor is None:
        raise ValueError("a relative date needs the date of the document")
    return anchor


def _ago(values: Values, today: date) -> str:
    count = int(values.get("number") or values.get("count") or 1)
    unit = _SINGLE.get(values.get("single", ""), "") or values.get("unit", "y")
    if unit == "y":
        return f"{today.year - count:04d}~"
    if unit == "m":
        return _month(*_shifted(today.year, today.month, -count)) + "~"
    return _iso(today - timedelta(days=count * (7 if unit == "w" else 1))) + "~"


def _interval(values: Values) -> str:
    end_year = values["year2"]
    if "month" not in values:
        return f"{values['year']}/{end_year}"
    begin_year = values.get("year", end_year)
    return f"{_month(int(begin_year), int(values['month']))}/{_month(int(end_year), int(values['month2']))}"


def _calendar(values: Values, anchor: date | None) -> str:
    year = _year(values, anchor)
    month = next((int(values[name]) for name in ("month", "surely", "locative") if name in values), None)
    if month is None:
        return _of_year(values, _given(anchor).year if year is None else year, known=year is not None, anchor=anchor)
    if "day" in values:
        return _day(month, int(values["day"]), year, anchor)
    if year is None:
        today = _given(anchor)
        strictly = "last" in values
        year = today.year - (month > today.month or (strictly and month == today.month))
    if "part" in values:
        return _tenth(year, month, values["part"])
    return _month(year, month)


def _year(values: Values, anchor: date | None) -> int | None:
    written = values.get("year") or values.get("ofyear")
    if written:
        return int(written)
    if "relyear" in values:
        return _given(anchor).year + int(values["relyear"])
    if "relseason" in values:
        return _given(anchor).year - 1
    return None


def _of_year(values: Values, year: int, *, known: bool, anchor: date | None) -> str:
    if "season" in values:
        if known:
            return f"{year:04d}-{values['season']}"
        ended = {"21": 5, "22": 8, "23": 11, "24": 2}[values["season"]]
        today = _given(anchor)
        over = today.month > ended
        begun = year if over and values["season"] != "24" else year - 1
        return f"{begun:04d}-{values['season']}"
    if "part" in values:
        first, last = _YEAR_PARTS[values["part"]]
        return f"{year:04d}-{first}/{year:04d}-{last}"
    return f"{year:04d}"


def _day(month: int, day: int, year: int | None, anchor: date | None) -> str:
    if year is not None:
        return _iso(date(year, month, day))
    today = _given(anchor)
    this = date(today.year, month, day)
    return _iso(this if this <= today else date(today.year - 1, month, day))


def _tenth(year: int, month: int, part: str) -> str:
    first = {"1": 1, "2": 11, "3": 21}[part]
    last = {"1": 10, "2": 20, "3": monthrange(year, month)[1]}[part]
    return f"{_iso(date(year, month, first))}/{_iso(date(year, month, last))}"


def _shifted(year: int, month: int, by: int) -> tuple[int, int]:
    years, months = divmod(year * 12 + month - 1 + by, 12)
    return years, months + 1


def _month(year: int, month: int) -> str:
    return f"{year:04d}-{month:02d}"


def _iso(day: date) -> str:
    return day.isoformat()


def _dmy(text: str) -> str:
    day, month, year = map(int, text.split("."))
    return _iso(date(year, month, day))


def _slash(text: str) -> str:
    """Day and month may stand either way round: where both are possible, the two days are given as a set."""
    one, other, year = map(int, text.split("/"))
    read = [date(year, month, day) for day, month in ((one, other), (other, one)) if month <= 12]
    days = sorted({_iso(day) for day in read})
    if not days:
        raise ValueError("no such day")
    return days[0] if len(days) == 1 else f"[{','.join(days)}]"


_FIGURES = {"iso": lambda text: _iso(date.fromisoformat(text)), "dmy": _dmy, "slash": _slash}
