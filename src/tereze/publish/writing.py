"""Direction and language of a piece of text: names stand in five scripts on one page."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_SCRIPTS = (("latn", "LATIN"), ("cyrl", "CYRILLIC"), ("arab", "ARABIC"), ("hani", "CJK"))


@lru_cache(maxsize=65536)
def direction(text: str) -> str:
    """ "rtl" when the first letter that has a direction is written from the right, else "ltr"."""
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in {"R", "AL"}:
            return "rtl"
        if kind == "L":
            return "ltr"
    return "ltr"


@lru_cache(maxsize=65536)
def script(text: str) -> str:
    """The script of the first letter: latn, cyrl, arab, hani or empty."""
    for char in text:
        if char.isalpha():
            name = unicodedata.name(char, "")
            return next((code for code, word in _SCRIPTS if name.startswith(word)), "")
    return ""


def language(tag: str | None) -> str:
    """A BCP 47 tag fit for a `lang` attribute, or an empty string."""
    return tag if tag and _TAG.fullmatch(tag) else ""
