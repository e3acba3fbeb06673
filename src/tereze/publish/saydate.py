"""Say an EDTF date in the words of a language."""

from __future__ import annotations

import re
from functools import lru_cache

from .locale import catalogue

_POINT = re.compile(r"(?P<y>[\dX]{4})(?:-(?P<m>\d{2}|XX)(?:-(?P<d>\d{2}|\dX|XX))?)?(?:T[\d:.+Z-]*)?(?P<mark>[?~%]?)")


@lru_cache(maxsize=65536)
def say_date(text: str, code: str) -> str:
    """The date in words; whatever is not read stays as it is. Empty for an empty date."""
    t = catalogue(code)
    text = text.strip()
    if "/" in text:
        left, _, right = text.partition("/")
        a, b = _end(left, code), _end(right, code)
        if a and b:
            return t("date.throughout", a=a, b=b) if a != b else a
        if a:
            return t("date.since", a=a)
        return t("date.until", b=b) if b else ""
    return _end(text, code)


def _end(text: str, code: str) -> str:
    t = catalogue(code)
    if text in {"", ".."}:
        return ""
    if text[0] in "[{":
        low, dots, high = text.strip("[]{}").partition("..")
        if not dots:
            return ", ".join(_point(part.strip(), code) for part in low.split(","))
        a, b = _point(low, code), _point(high, code)
        if a and b:
            return t("date.within", a=a, b=b) if a != b else a
        return t("date.since", a=a) if a else t("date.until", b=b)
    return _point(text, code)


def _point(text: str, code: str) -> str:
    t = catalogue(code)
    found = _POINT.fullmatch(text)
    if found is None:
        return text
    said = _plain(found["y"], found["m"], found["d"], code)
    return t("date.about", date=said) if found["mark"] else said


def _plain(year: str, month: str | None, day: str | None, code: str) -> str:
    t = catalogue(code)
    if "X" in year:
        return t("date.decade", y=f"{year.replace('X', '0')}–{year.replace('X', '9')}")
    if month is None or month == "XX":
        return t("date.y", y=year)
    number = int(month)
    if number > 12:
        season = t.items("date.seasons")[(number - 21) % 4]
        return t("date.season", season=season, y=year)
    if not 1 <= number <= 12:
        return f"{year}-{month}"
    if day is None or not day.isdigit():
        return t("date.ym", month=t.items("date.months")[number - 1], m=number, y=year)
    return t("date.ymd", d=int(day), month=t.items("date.months_of")[number - 1], m=number, y=year)
