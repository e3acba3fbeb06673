"""Where the column names stand, and what they are: titles above them, two rows of them, doubled or empty ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice

from tereze.intake.rows import Broken, Row, Table, column_letter, flat

SEARCHED = 30  # rows
_MOST_HEADER_ROWS = 2


def table(rows: Iterator[Row | Broken], wanted: frozenset[str], given: tuple[int, ...] = ()) -> Table:
    """The table whose header holds most of the `wanted` names (or stands in the `given` rows).

    Without either, the header is the first row that is filled nearly throughout, with names and not with numbers.
    """
    first = list(islice(rows, max(SEARCHED, *given) if given else SEARCHED))
    usable = [row for row in first if isinstance(row, Row)]
    chosen = [row for row in usable if row.number in given] if given else _find(usable, wanted)
    if not chosen:
        return Table((), iter(()))
    last = chosen[-1].number
    rest = chain((row for row in first if row.number > last), rows)
    return Table(names(chosen), rest, tuple(row.number for row in chosen))


def names(header: list[Row]) -> tuple[str, ...]:
    """One name a column: what stands in it from top to bottom, once each; a number behind doubled ones."""
    width = max(len(row.cells) for row in header)
    found: list[str] = []
    for place in range(width):
        parts = dict.fromkeys(_name(row, place) for row in header)
        parts.pop("", None)
        name = " ".join(parts) or f"({column_letter(place)})"
        doubled = sum(1 for other in found if other == name or other.rpartition(" (")[0] == name)
        found.append(f"{name} ({doubled + 1})" if doubled else name)
    return tuple(found)


def _name(row: Row, place: int) -> str:
    return " ".join(flat(row.cells[place]).split()) if place < len(row.cells) else ""


def _find(rows: list[Row], wanted: frozenset[str]) -> list[Row]:
    best: tuple[int, list[Row]] = (0, [])
    for size in range(1, _MOST_HEADER_ROWS + 1):
        for at in range(len(rows) - size + 1):
            window = rows[at : at + size]
            hits = len(wanted.intersection(names(window)))
            if hits > best[0]:
                best = (hits, window)
    if wanted:
        return best[1]
    at = next((place for place, row in enumerate(rows) if _looks_like_header(row, rows)), 0)
    return rows[at - 1 : at + 1] if at and _spans(rows[at - 1], rows[at]) else rows[at : at + 1]


def _spans(above: Row, below: Row) -> bool:
    """Whether half of the columns have the same text in both rows, as merged cells do: a header of two rows."""
    pairs = [(flat(one), flat(two)) for one, two in zip(above.cells, below.cells, strict=False)]
    same = sum(1 for one, two in pairs if one and one == two)
    return same * 2 >= len(pairs) > 0


def _looks_like_header(row: Row, rows: Iterable[Row]) -> bool:
    width = max((sum(1 for cell in other.cells if flat(cell)) for other in rows), default=0)
    texts = [flat(cell) for cell in row.cells if flat(cell)]
    numbers = sum(1 for text in texts if any(char.isdigit() for char in text))
    return width > 0 and len(texts) >= 0.6 * width and numbers <= len(texts) // 4 and len(set(texts)) == len(texts)
