"""How far two or more people who coded the same things agree: Krippendorff's alpha.

Source: Krippendorff, Computing Krippendorff's Alpha-Reliability (2011): one minus observed over expected disagreement,
over all pairs of codes of one unit; units coded once say nothing; missing codes are allowed.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from tereze.model.errors import BadInput
from tereze.model.value import Value

Code = str | int
Difference = Callable[[Code, Code], float]


class NotANumber(BadInput):
    """A code that must be a number is not one."""

    message = "“{0}” is no whole number, and {1} are compared as numbers."
    hint = "Write 0 to 4, or leave the cell empty."


class NotCodings(BadInput):
    """A table that is not one of codings."""

    message = "{0} is not a table of codings: it has no column “{1}”."
    hint = "It takes a CSV file with the columns event, coder, factor, direction, severity: one row a coder and event."


LEVELS = {"factor": "nominal", "direction": "nominal", "severity": "ordinal"}


class Agreement(Value, frozen=True):
    """alpha is None where it cannot be told; `why` then says why. `units` had two codes or more."""

    alpha: float | None
    units: int
    codes: int
    why: str = ""

    @property
    def words(self) -> str:
        """The customary reading (Krippendorff 2004): below .667 nothing should rest on it."""
        if self.alpha is None:
            return f"cannot tell: {self.why}"
        if self.alpha >= 0.8:
            return "reliable"
        return "enough for tentative conclusions" if self.alpha >= 0.667 else "too low to rest anything on"


def alpha(units: Sequence[Sequence[Code | None]], level: str = "nominal") -> Agreement:
    """Agreement over units, each the codes it was given (None: not coded). level: nominal, ordinal or interval."""
    pairable = [[code for code in unit if code is not None] for unit in units]
    pairable = [unit for unit in pairable if len(unit) > 1]
    if not pairable:
        return Agreement(alpha=None, units=0, codes=0, why="nothing was coded by two people")
    totals = Counter(code for unit in pairable for code in unit)
    number = sum(totals.values())
    if len(totals) == 1:
        return Agreement(
            alpha=None, units=len(pairable), codes=number, why="every code is the same: no chance to disagree"
        )
    delta = _difference(level, totals)
    observed = sum(
        delta(one, other) / (len(unit) - 1)
        for unit in pairable for i, one in enumerate(unit) for j, other in enumerate(unit) if i != j
    ) / number  # fmt: skip
    expected = sum(
        totals[one] * totals[other] * delta(one, other) for one in totals for other in totals if one != other
    ) / (number * (number - 1))  # fmt: skip
    return Agreement(alpha=1.0 - observed / expected, units=len(pairable), codes=number)


def between(codings: Mapping[str, Mapping[str, str]], level: str = "nominal") -> Agreement:
    """Coder → unit → code as text, empty where not coded. Raises `NotANumber` for the two numeric levels."""
    units = sorted({unit for coded in codings.values() for unit in coded})
    table = [[_code(coded.get(unit, ""), level) for coded in codings.values()] for unit in units]
    return alpha(table, level)


def of_table(text: str, origin: str) -> dict[str, Agreement]:
    """Agreement on factor, direction and severity, from a CSV text with one row for each event and coder.

    Raises `NotCodings` where a column is missing and `NotANumber` for a severity that is none.
    """
    reader = csv.DictReader(io.StringIO(text))
    columns = reader.fieldnames or []
    for column in ("event", "coder", *LEVELS):
        if column not in columns:
            raise NotCodings(origin, column)
    rows = list(reader)
    coders = sorted({row["coder"] or "" for row in rows})
    return {
        field: between(
            {coder: {r["event"]: r[field] or "" for r in rows if r["coder"] == coder} for coder in coders}, level
        )
        for field, level in LEVELS.items()
    }


def _code(text: str, level: str) -> Code | None:
    if not text.strip():
        return None
    if level == "nominal":
        return text.strip().casefold()
    try:
        return int(text)
    except ValueError:
        raise NotANumber(text, f"{level} codes") from None


def _difference(level: str, totals: Counter[Code]) -> Difference:
    if level == "nominal":
        return lambda one, other: float(one != other)
    if level == "interval":
        return lambda one, other: float((int(one) - int(other)) ** 2)
    ranks = sorted(totals, key=int)

    def ordinal(one: Code, other: Code) -> float:
        low, high = sorted((ranks.index(one), ranks.index(other)))
        between_ = sum(totals[code] for code in ranks[low : high + 1])
        return float((between_ - (totals[one] + totals[other]) / 2) ** 2)

    return ordinal
