"""Dates said less precisely: EDTF in, EDTF out, never finer than the unit asked for."""

from __future__ import annotations

import re

from tereze.model.dates import BadDate, read

_DAY = re.compile(r"(\d{4}-\d{2}|\d{4}-XX)-(?:\d{2}|\dX|XX)(?:T[0-9:.+Z-]*)?")
_YEAR = re.compile(r"(\d{4}|\d{3}X|\d{2}XX|XXXX)(?:-(?:\d{2}|XX)(?:-(?:\d{2}|\dX|XX))?)?(?:T[0-9:.+Z-]*)?")


def coarse_date(text: str, unit: str) -> str:
    """`text` with at most the precision of `unit` ("month" or "year"); empty when it is not a date we can read."""
    if not text.strip():
        return ""
    coarse = (_DAY if unit == "month" else _YEAR).sub(r"\1", text.strip())
    try:
        read(coarse)
    except BadDate:
        return ""
    return coarse
