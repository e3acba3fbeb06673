"""Initials of a name, where a letter says little: not for Han characters, of which one may be the whole family name."""

from __future__ import annotations

import re

from tereze.model.mentions import Name

_WORD = re.compile(r"[^\W\d_]+")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")


def initials(name: Name) -> Name | None:
    """The name as initials, in its own script; None where initials would give the name away. Idempotent."""
    words = _WORD.findall(name.text)
    if not words or _HAN.search(name.text) or name.sort != "name":
        return None
    return Name(text=" ".join(f"{word[0].upper()}." for word in words), lang=name.lang, sort=name.sort)
