"""CSV and TSV: which encoding, which delimiter, and rows as they stand, one at a time."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tereze.intake import encodings
from tereze.intake.nodes import VALUE_BYTES
from tereze.intake.rows import Broken, NoTable, Row

DELIMITERS = (",", ";", "\t", "|")
_SAMPLE_LINES = 60
_MOST_LINES = 40  # in one cell: beyond this a quote was never closed and has swallowed rows


def read(path: Path, encoding: str = "", delimiter: str = "") -> Iterator[Row | Broken]:
    """The rows of a delimited text, with the blank ones; what is not given is detected. Raises `NoTable`."""
    with path.open("rb") as stream:
        sample = stream.read(encodings.SAMPLE)
    codec = encoding or encodings.detect(sample)
    try:
        text = sample.decode(codec, "replace")
    except LookupError:
        raise NoTable(path.name, f"there is no encoding “{codec}”") from None
    chosen = delimiter or sniff(text)
    csv.field_size_limit(VALUE_BYTES)
    with path.open(encoding=codec, errors="surrogateescape", newline="") as lines:
        yield from _rows(csv.reader(lines, delimiter=chosen, strict=False))


def _rows(reader: Iterator[list[str]]) -> Iterator[Row | Broken]:
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except (csv.Error, UnicodeError) as error:
            yield Broken(number, f"the row cannot be read ({error})", "Look for a quote that is not closed.")
            continue
        broken = _damage(cells)
        yield Broken(number, *broken) if broken else Row(number, cells)


def _damage(cells: list[str]) -> tuple[str, str] | None:
    """What is wrong with the text of a row, if anything; most rows are printable and done at once."""
    whole = "".join(cells)
    if whole.isprintable():
        return None
    for cell in cells:
        if cell.count("\n") > _MOST_LINES:
            return "a cell runs over many rows", "A quote before it is not closed."
        for char in cell:
            if "\udc80" <= char <= "\udcff":
                return "bytes that are not in the file's encoding", "Save the file as UTF-8, or name its encoding."
            if char < " " and char not in "\t\n\r":
                return f"an invisible character (U+{ord(char):04X})", "Remove it."
    return None


def sniff(text: str) -> str:
    """The delimiter that cuts most lines into the same number (> 1) of cells."""
    best = (0.0, ",")
    for delimiter in DELIMITERS:
        widths = _widths(text, delimiter)
        if widths:
            width, times = widths.most_common(1)[0]
            best = max(best, (times * min(width, 30) ** 0.5, delimiter))
    return best[1]


def _widths(text: str, delimiter: str) -> Counter[int]:
    """How many lines of the sample have how many cells, lines of one cell left out."""
    try:
        rows = list(zip(range(_SAMPLE_LINES), csv.reader(io.StringIO(text), delimiter=delimiter), strict=False))
    except csv.Error:
        return Counter()
    return Counter(len(cells) for _, cells in rows[:-1] or rows if len(cells) > 1)
