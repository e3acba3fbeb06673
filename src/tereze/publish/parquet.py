"""Tables as Parquet. Uncompressed, so that the leak scan reads every byte; pyarrow is loaded only when needed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any


def write_table(path: Path, columns: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> None:
    """Write `rows` with `columns` in their order; text, whole numbers and truth values, by the first row."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    kinds = {str: pa.string(), int: pa.int64(), bool: pa.bool_()}
    sample = rows[0] if rows else {}
    fields = [(column, kinds[type(sample.get(column, ""))]) for column in columns]
    table = pa.table(
        {column: pa.array([row[column] for row in rows], kind) for column, kind in fields}, schema=pa.schema(fields)
    )
    pq.write_table(table, path, compression="none", use_dictionary=False, write_statistics=False)
