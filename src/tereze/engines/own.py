"""The engine of room `resolve`, behind the same protocol as the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .plans import Plan, Rule
from .protocol import Scored


class OwnEngine:
    """Compiled, in memory, one machine. It chooses for itself which records to compare; `rules` are for the others."""

    name = "own"

    def link(
        self,
        table: Mapping[str, Sequence[Any] | Any],
        plans: Sequence[Plan],
        rules: Sequence[Rule],  # noqa: ARG002  # part of the protocol
        least: float,
    ) -> list[Scored]:
        """Pairs with probability ≥ `least`, in order of rows. Learns without labels."""
        from tereze.resolve import bulk

        made = bulk.Table(_columns(table, plans))
        found = bulk.settle(made, bulk.train(made), least=min(max(least, 1e-6), 1 - 1e-6)).links
        rows = zip(found.left.tolist(), found.right.tolist(), found.probability.tolist(), strict=True)
        return sorted(Scored(*row) for row in rows)


def _columns(table: Mapping[str, Sequence[Any] | Any], plans: Sequence[Plan]) -> dict[str, Any]:
    """Columns as `resolve.bulk` wants them."""
    from tereze.resolve import bulk

    columns: dict[str, Any] = {}
    for plan in plans:
        values = table[plan.name]
        if plan.kind == "text":
            columns |= bulk.texts({plan.name: values})  # it hears for itself: `group` is for engines that cannot
        elif plan.kind == "number":
            columns[plan.name] = bulk.number(values, (0, *plan.near))
        elif plan.kind == "place" and plan.group:
            columns[plan.name] = bulk.place(values, table[plan.group])
        else:
            columns[plan.name] = bulk.category(values)
    return columns
