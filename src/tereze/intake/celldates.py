"""Dates as people type them into tables, read into EDTF: flagged where they can be read two ways, never guessed.

A cell names one moment, so what is uncertain becomes a set: `[1977-01-02,1977-02-01]` (one of the two),
`[1977-05-12..1977-05-14]` (somewhere within). Words come from `resources/intake/dates.yaml`.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache
from typing import NamedTuple

from tereze.model import dates, resources

ORDERS = ("dmy", "mdy", "ymd")


class Reading(NamedTuple):
    """The EDTF reading (may be empty) and what is the matter: "", ambiguous, impossible, two_digit_year or unread."""

    edtf: str
    matter: str = ""


_ORDINAL = re.compile(r"(\d)\s*(?:º|ª|°|er|ro|do|th|st|nd|rd|[-‑]?(?:го|ое|е|я|й))(?![^\W\d])", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_HAN_DATE = re.compile(r"(?<=\d)\s*[年月]\s*(?=\d)")
_BREAKS = re.compile(r"[\s.,/\\()«»\"'年月日号]+")
_DASHES = re.compile(r"\s*[-–—‑]\s*")
_TIME = re.compile(r"[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?$")
_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")
_ZERO = re.compile(r"(\d{4})-(\d{2})-00")  # as databases write “day not known”
_UNSURE = re.compile(r"\s*[?？]\s*$")


@lru_cache(maxsize=65536)
def read(text: str, order: str = "", century: str = "") -> Reading:
    """The reading of a cell.

    `order` is dmy, mdy or ymd where the list keeps to one, else empty. `century` ("19") completes two-digit years;
    without it they are not read. A cell that is EDTF already (years first) is kept as it is.
    """
    stripped = _TIME.sub("", unicodedata.normalize("NFC", text).strip())
    zero = _ZERO.fullmatch(stripped)
    stripped = (f"{zero[1]}-{zero[2]}" if zero[1] and zero[2] != "00" else zero[0][:4]) if zero else stripped
    if _is_edtf(stripped):
        return Reading(stripped)
    unsure = _UNSURE.search(stripped) is not None
    plain, about = _canonical(_UNSURE.sub("", stripped))
    for pattern, made in _PATTERNS:
        match = pattern.fullmatch(plain)
        if match:
            try:
                found = made(match.groupdict(), order, century)
            except ValueError:  # the shape is right and the day does not exist
                return Reading(_lone_year(stripped), "impossible")
            return _marked(found, "~" if about else "?" if unsure else "")
    return Reading(_lone_year(stripped), "unread")


def _is_edtf(text: str) -> bool:
    if not re.match(r"\d{4}(?!\d)|\[|\d{3}X|\d\dXX", text) or re.match(r"\d{4}-\d{2}-\d{2}.", text):
        return False
    try:
        dates.read(text)
    except dates.BadDate:
        return False
    return True


def _marked(found: Reading, mark: str) -> Reading:
    return found if not mark or found.edtf.startswith("[") else Reading(found.edtf + mark, found.matter)


def _lone_year(text: str) -> str:
    """The year that is sure though the rest is not; empty where there is none, or more than one."""
    years = set(_YEAR.findall(text))
    return years.pop() if len(years) == 1 else ""


def _canonical(text: str) -> tuple[str, bool]:
    """The cell with words turned into marks: `m04` a month, `p1` a part, `h` a fortnight, `s21` a season."""
    folded = _ORDINAL.sub(r"\1", text.casefold())
    about = "~" in folded

    def mark(match: re.Match[str]) -> str:
        nonlocal about
        found = _mark(match[0])
        about = about or found == "~"
        return "" if found == "~" else f" {found} " if found else " "

    marked = _HAN_DATE.sub("/", folded.replace("~", ""))
    marked = _WORD.sub(mark, re.sub(r"[年月日号]", " ", marked) if re.search(r"\d\s*年", folded) else marked)
    marked = _DASHES.sub("-", marked.strip())
    return _BREAKS.sub("/", marked).strip("/").replace("/-", "-").replace("-/", "-"), about


@cache
def _mark(word: str) -> str:
    """What a word of a date stands for; "x" for a word that is not known, so that no pattern fits."""
    table = _table()
    if word in table["noise"]:
        return ""
    if word in table["about"]:
        return "~"
    best = ("", "x")
    for stem, found in table["stems"].items():
        if word.startswith(stem) and len(stem) > len(best[0]):
            best = (stem, found)
    return best[1]


@cache
def _table() -> dict[str, dict[str, str]]:
    raw = resources.table("intake/dates.yaml")
    stems = {stem: f"m{int(number):02}" for number, words in raw["months"].items() for stem in words}
    stems |= {stem: f"p{number}" for number, words in raw["parts"].items() for stem in words}
    stems |= {stem: f"s{number}" for number, words in raw["seasons"].items() for stem in words}
    stems |= dict.fromkeys(raw["fortnight"], "h")
    return {"stems": stems, "noise": dict.fromkeys(raw["noise"], ""), "about": dict.fromkeys(raw["about"], "")}


Groups = dict[str, str]
_Maker = Callable[[Groups, str, str], Reading]


def _month(text: str) -> int:
    number = int(text.lstrip("m"))
    if not 1 <= number <= 12:
        raise ValueError(text)
    return number


def _day(year: int, month: int, day: int) -> str:
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        raise ValueError(day)
    return f"{year:04}-{month:02}-{day:02}"


def _years(groups: Groups, century: str) -> int:
    text = groups["y"]
    if len(text) == 4:
        return int(text)
    return int(century + text) if century else -1


def _ymd(groups: Groups, _order: str, century: str) -> Reading:
    year = _years(groups, century)
    if year < 0:
        return Reading("", "two_digit_year")
    return Reading(_day(year, _month(groups["m"]), int(groups["d"])))


def _numbers(groups: Groups, order: str, century: str) -> Reading:
    """Two small numbers and a year: by the order given, else by what is possible, else both ways."""
    year = _years(groups, century)
    if year < 0:
        return Reading("", "two_digit_year")
    first, second = int(groups["a"]), int(groups["b"])
    if order in {"dmy", "mdy"}:
        day, month = (first, second) if order == "dmy" else (second, first)
        return Reading(_day(year, _month(str(month)), day))
    found = []
    for day, month in ((first, second), (second, first)):
        try:
            found.append(_day(year, _month(str(month)), day))
        except ValueError:
            continue
    if not found:
        raise ValueError(groups)
    both = sorted(set(found))
    return Reading(both[0]) if len(both) == 1 else Reading(f"[{both[0]},{both[1]}]", "ambiguous")


def _ym(groups: Groups, _order: str, _century: str) -> Reading:
    return Reading(f"{groups['y']}-{_month(groups['m']):02}")


def _years_range(groups: Groups, _order: str, _century: str) -> Reading:
    first = groups["y"]
    last = groups["z"] if len(groups["z"]) == 4 else first[:2] + groups["z"]
    if last <= first:
        raise ValueError(last)
    return Reading(f"[{first}..{last}]")


def _days_range(groups: Groups, _order: str, _century: str) -> Reading:
    year, month = int(groups["y"]), _month(groups["m"])
    begin = _day(year, _month(groups["n"]) if groups.get("n") else month, int(groups["d"]))
    end = _day(year, month, int(groups["e"]))
    if end < begin:
        raise ValueError(end)
    return Reading(f"[{begin}..{end}]")


def _months_range(groups: Groups, _order: str, _century: str) -> Reading:
    begin = f"{groups.get('x') or groups['y']}-{_month(groups['n']):02}"
    end = f"{groups['y']}-{_month(groups['m']):02}"
    if end < begin:
        raise ValueError(end)
    return Reading(f"[{begin}..{end}]")


def _part(groups: Groups, _order: str, _century: str) -> Reading:
    year, which = int(groups["y"]), groups["p"][-1]
    if not groups.get("m"):
        begin, end = {"1": (1, 2), "2": (5, 8), "3": (11, 12)}[which]
        return Reading(f"[{year}-{begin:02}..{year}-{end:02}]")
    month = _month(groups["m"])
    last = calendar.monthrange(year, month)[1]
    low, high = {"1": (1, 10), "2": (11, 20), "3": (21, last)}[which]
    return Reading(f"[{_day(year, month, low)}..{_day(year, month, high)}]")


def _fortnight(groups: Groups, _order: str, _century: str) -> Reading:
    year, month = int(groups["y"]), _month(groups["m"])
    low, high = (1, 15) if groups["f"] == "1" else (16, calendar.monthrange(year, month)[1])
    return Reading(f"[{_day(year, month, low)}..{_day(year, month, high)}]")


def _season(groups: Groups, _order: str, _century: str) -> Reading:
    return Reading(f"{groups['y']}-{groups['s'][1:]}")


def _year(groups: Groups, _order: str, _century: str) -> Reading:
    return Reading(groups["y"])


_PIECES = {
    "Y": r"(?P<y>\d{4})", "YY": r"(?P<y>\d{4}|\d{2})", "M": r"(?P<m>m?\d{1,2})", "N": r"(?P<m>m\d\d)",
    "D": r"(?P<d>\d{1,2})", "P": r"(?P<p>p\d)", "S": r"(?P<s>s\d\d)", "-": "[-/]", "/": "/",
}  # fmt: skip


def _shape(*pieces: str) -> re.Pattern[str]:
    return re.compile("".join(_PIECES.get(piece, piece) for piece in pieces))


_PATTERNS: tuple[tuple[re.Pattern[str], _Maker], ...] = (
    (_shape("Y"), _year),
    (_shape("Y", "-", r"(?P<m>m?\d{1,2})", "-", "D"), _ymd),
    (_shape(r"(?P<a>\d{1,2})", "-", r"(?P<b>\d{1,2})", "-", "YY"), _numbers),
    (_shape("D", "-", "N", "-", "YY"), _ymd),
    (_shape("N", "-", "D", "-", "Y"), _ymd),
    (_shape("Y", "-", "D", "-", "N"), _ymd),
    (_shape("Y", "-", r"(?P<m>m\d\d|0?[1-9]|1[0-2])"), _ym),
    (_shape("M", "-", "Y"), _ym),
    (_shape("Y", "-", r"(?P<z>\d{4}|\d{2})"), _years_range),
    (_shape("D", "-", r"(?P<e>\d{1,2})", "/", "M", "-", "Y"), _days_range),
    (_shape("D", "/", r"(?P<n>m?\d{1,2})", "-", r"(?P<e>\d{1,2})", "/", "M", "/", "Y"), _days_range),
    (_shape(r"(?P<n>m\d\d)", "-", "N", "-", "Y"), _months_range),
    (_shape(r"(?P<n>m\d\d)", "/", r"(?P<x>\d{4})", "-", "N", "/", "Y"), _months_range),
    (_shape("P", "-", "M", "/", "Y"), _part),
    (_shape("Y", "/", "M", "/?", "P"), _part),
    (_shape("P", "-", "Y"), _part),
    (_shape("Y", "/?", "P"), _part),
    (_shape(r"(?P<f>[12])", "/", "h", "/", "M", "/", "Y"), _fortnight),
    (_shape("S", "/", "Y"), _season),
    (_shape("Y", "/?", "S"), _season),
)
