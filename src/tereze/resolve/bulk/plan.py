"""How many pairs to look at: the cap on blocks that keeps the work in proportion to the table."""

from __future__ import annotations

from .table import Table

SMALL, LARGE = 100_000, 1_000_000


def caps(table: Table) -> tuple[int, ...]:
    """The largest block of each key: wide for small tables, narrow for large ones (time grows with rows x cap)."""
    size = len(table)
    cap = 150 if size <= SMALL else 40
    return (cap,) * len(table.all_keys)
