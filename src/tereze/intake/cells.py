"""The text of a cell: tidied, emptied where it says “unknown”, divided where it holds several things."""

from __future__ import annotations

import re
from functools import lru_cache

_BRACKETS = re.compile(r"[(（\[]([^()（）\[\]]*)[)）\]]")
_ALSO = re.compile(
    r"^\s*(?:(?:又名|曾用名|别名)|(?:он же|она же|также|лақап аты|a\.?k\.?a\.?|alias|also known as|called|apodo)(?!\w))"
    r"\s*[::：]?\s*",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d{1,3}")
_MONTHS = re.compile(r"(?:mes|month|мес|ай|月)", re.IGNORECASE)
_DAYS = re.compile(r"(?:d[ií]a|day|дн|ден|күн|天|日)", re.IGNORECASE)


def tidy(text: str) -> str:
    """White space at the ends gone, runs of it one space."""
    return " ".join(text.split())


def folded(text: str) -> str:
    """For comparing with the texts of a mapping: tidy, and without upper case."""
    return tidy(text).casefold()


@lru_cache(maxsize=256)
def _divider(separators: tuple[str, ...]) -> re.Pattern[str]:
    parts = [rf"\s{{{len(one)},}}" if one and not one.strip() else re.escape(one) for one in separators if one]
    return re.compile("|".join(sorted(parts, key=len, reverse=True)), re.IGNORECASE)


def divide(text: str, separators: tuple[str, ...]) -> list[str]:
    """The parts of a cell, tidied, empty ones left out. A separator of blanks only means “at least so many blanks”."""
    if not separators:
        return [whole] if (whole := tidy(text)) else []
    return [part for raw in _divider(separators).split(text) if (part := tidy(raw))]


def without(text: str, removed: tuple[str, ...]) -> str:
    """The text without certain pieces, whatever their case."""
    for piece in removed:
        text = re.sub(re.escape(piece), "", text, flags=re.IGNORECASE)
    return text


def brackets(text: str) -> tuple[str, list[str]]:
    """The text without what stands in brackets, and the bracketed texts without “also called”."""
    inside = [tidy(_ALSO.sub("", found)) for found in _BRACKETS.findall(text)]
    outside = tidy(_BRACKETS.sub(" ", text))
    outside = re.sub(r"(?<=[\u4e00-\u9fff·])\s+(?=[\u4e00-\u9fff·])", "", outside)  # Chinese has no spaces in names
    return outside, [one for one in inside if one]


def share(parts: list[str], which: str) -> list[str]:
    """“Kurman and Kurban Abdi”: the surname that stands once (`which`: last or first) given to each."""
    words = [part.split() for part in parts]
    longest = max(words, key=len, default=[])
    made = []
    for own in words:
        missing = len(longest) - len(own)
        extra = longest[len(own) :] if which == "last" else longest[:missing]
        made.append(" ".join([*own, *extra] if which == "last" else [*extra, *own]) if missing > 0 else " ".join(own))
    return made


def name_parts(raw: str, order: str) -> tuple[str, str]:
    """(surname, given names) where the order of the list says for certain; empty texts where it does not."""
    if order == "surname,given":
        surname, comma, given = raw.partition(",")
        return (tidy(surname), tidy(given)) if comma and "," not in given else ("", "")
    wide = re.split(r"\s{2,}", raw.strip())
    words = wide if len(wide) == 2 else raw.split()
    if len(words) != 2 or order not in {"surname_given", "given_surname"}:
        return "", ""
    return (tidy(words[0]), tidy(words[1])) if order == "surname_given" else (tidy(words[1]), tidy(words[0]))


def age(text: str) -> str | None:
    """Whole years of an age (“26 años”, “5 meses” → 0); None when it holds no single number."""
    numbers = _NUMBER.findall(text)
    if len(numbers) != 1:
        return None
    if _MONTHS.search(text):
        return str(int(numbers[0]) // 12)
    return "0" if _DAYS.search(text) else str(int(numbers[0]))


def key(text: str) -> str:
    """A row id as a key: small Latin letters, digits, `_` and `-`; any other letter becomes `u` and its number."""
    made = []
    for char in tidy(text).casefold():
        if char.isascii() and (char.isalnum() or char in "_-"):
            made.append(char)
        else:
            made.append(f"u{ord(char):x}" if char.isalnum() else "-")
    return re.sub("-{2,}", "-", "".join(made)).strip("-")
