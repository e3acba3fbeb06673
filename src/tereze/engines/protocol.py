"""What a linkage engine offers: one table in, scored pairs out, whichever machine does the work.

The plans (which columns, compared how) and rules (which records to compare) are the same for all, so a register that
outgrows one machine changes the engine and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from tereze.model.errors import BadInput, MachineFailed

from .plans import Plan, Rule


class Scored(NamedTuple):
    """A pair of record numbers (rows of the table, left < right) and the probability that they are one person."""

    left: int
    right: int
    probability: float


class EngineMissing(MachineFailed):
    """An engine needs packages, or Java, that are not installed here."""

    message = "The engine “{0}” cannot start here: {1}."
    hint = "Install the optional packages named in docs/methods/linkage.md, or use the engine “rules”."


class TooFewToLearn(BadInput):
    """An engine that learns by itself found too few records that resemble one another."""

    message = "The engine “{0}” cannot learn from so few records that resemble one another."
    hint = "Nothing was changed. Use the engine “rules”, which needs no learning."


class Engine(Protocol):
    """A linkage engine."""

    name: str

    def link(
        self, table: Mapping[str, Sequence[Any] | Any], plans: Sequence[Plan], rules: Sequence[Rule], least: float
    ) -> list[Scored]:
        """Pairs with probability ≥ `least`, in order of rows. Raises EngineMissing."""
