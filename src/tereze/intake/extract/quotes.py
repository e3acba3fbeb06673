"""Quotations: what stands between marks, long enough to be something said and not a term."""

from __future__ import annotations

import re
from typing import NamedTuple

_PAIRS = re.compile(
    r"“[^“”]{2,2000}”|«[^«»]{2,2000}»|\"[^\"\n]{2,2000}\"|''(?=[^\s'])(?:[^'\n]|'(?!')){2,2000}''+|"
    r"「[^「」]{2,2000}」|『[^『』]{2,2000}』"
)
_MARKS = "“”«»\"'「」『』"
_HAN = re.compile(r"[\u3400-\u9fff]")


class Quote(NamedTuple):
    """A quotation with its marks, in code points."""

    begin: int
    end: int


def find(text: str) -> tuple[Quote, ...]:
    """The quotations of three words or more, or with a comma or stop in them; shorter ones are terms and titles."""
    found = [match for match in _PAIRS.finditer(text) if _said(match[0].strip(_MARKS)) or _second(text, match)]
    return tuple(Quote(match.start(), match.end()) for match in found)


def _second(text: str, match: re.Match[str]) -> bool:
    """The second half of a quotation, however short: ““My brother,” he said, “sold shoes.””."""
    inner = match[0].strip(_MARKS)
    goes_on = text[max(0, match.start() - 2) : match.start()] == ", " and inner.endswith((".", "!"))
    return goes_on and " " in inner and inner[:1].islower()


def _said(inner: str) -> bool:
    size = len(_HAN.findall(inner)) // 2 + len(_HAN.sub("", inner).split())
    if size == 2 and inner[:1].isupper() and inner.endswith((",", ".", "!", "?")):
        return True
    return size >= 3 and (size >= 4 or re.search(r"[.,!?،。，！？]", inner) is not None or " " in inner)


def inside(quotes: tuple[Quote, ...], place: int) -> Quote | None:
    """The quotation a place is in."""
    return next((quote for quote in quotes if quote.begin <= place < quote.end), None)
