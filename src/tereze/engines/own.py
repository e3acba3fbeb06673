"""The engine of room `resolve`, behind the same protocol as the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log2
from typing import Any

from tereze.resolve.scale.columns import Plan, records
from tereze.resolve.scale.engine import Options, link
from tereze.resolve.scale.keys import Rule

from .protocol import Scored


class OwnEngine:
    """Compiled, in memory, one machine."""

    name = "own"

    def __init__(self, channel: str = "", swapped: tuple[str, str] | None = None) -> None:
        self._channel = channel
        self._swapped = swapped

    def link(
        self, table: Mapping[str, Sequence[Any] | Any], plans: Sequence[Plan], rules: Sequence[Rule], least: float
    ) -> list[Scored]:
        """Pairs with probability ≥ `least`, in order of rows."""
        inside = min(max(least, 1e-6), 1 - 1e-6)
        columns = records(table, plans, channel=self._channel, swapped=self._swapped)
        found = link(columns, rules, Options(keep=log2(inside / (1 - inside))))
        rows = zip(found.left.tolist(), found.right.tolist(), found.probability.tolist(), strict=True)
        return sorted(Scored(*row) for row in rows)
