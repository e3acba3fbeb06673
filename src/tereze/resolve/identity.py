"""What an identity number says of its holder. Numbers are validated and decoded here, never looked up anywhere.

PRC resident identity card (GB 11643-1999): region, birth date, sex, check digit (python-stdnum). Kazakh IIN (Government
decree 853 of 2007, as commonly described): birth date, century and sex in digit 7, check digit.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from stdnum.cn import ric
from stdnum.exceptions import ValidationError

_PROVINCES = frozenset({*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66)})
_ISLANDS = frozenset({71, 81, 82})
_IIN_SEX = {"1": "male", "2": "female", "3": "male", "4": "female", "5": "male", "6": "female"}
_IIN_CENTURY = {"1": 1800, "2": 1800, "3": 1900, "4": 1900, "5": 2000, "6": 2000}
_IIN_WEIGHTS = (range(1, 12), (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2))


class Holder(NamedTuple):
    """country: CN or KZ; number: compact; born: ISO date; sex; region: county code of issue (CN only)."""

    country: str
    number: str
    born: str
    sex: str
    region: str = ""


@lru_cache(maxsize=65536)
def holder(number: str) -> Holder | None:
    """Decode a number; None when it is no valid PRC number and no valid IIN."""
    compact = "".join(char for char in number.upper() if char.isalnum())
    if len(compact) == 18:
        return _chinese(compact)
    if len(compact) == 12 and compact.isascii() and compact.isdigit():
        return _kazakh(compact)
    return None


def _chinese(number: str) -> Holder | None:
    """Check digit, birth date and province. `ric.validate` also wants the county code to have existed in the year of
    birth, which refuses real numbers: codes are those of the year of issue, and issuing began in 1984."""
    if not (number[:17].isascii() and number[:17].isdigit() and int(number[:2]) in _PROVINCES | _ISLANDS):
        return None
    if number[17] != ric.calc_check_digit(number):
        return None
    try:
        born = ric.get_birth_date(number).isoformat()
    except ValidationError:
        return None
    return Holder("CN", number, born, "male" if int(number[16]) % 2 else "female", number[:6])


def _kazakh(number: str) -> Holder | None:
    if number[6] not in _IIN_SEX or _iin_check(number) != int(number[11]):
        return None
    try:
        born = date(_IIN_CENTURY[number[6]] + int(number[:2]), int(number[2:4]), int(number[4:6]))
    except ValueError:
        return None
    return Holder("KZ", number, born.isoformat(), _IIN_SEX[number[6]])


def _iin_check(number: str) -> int:
    for weights in _IIN_WEIGHTS:
        control = sum(int(digit) * weight for digit, weight in zip(number, weights, strict=False)) % 11
        if control != 10:
            return control
    return 10
