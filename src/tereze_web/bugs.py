"""What is told of a bug: its kind and its place. Its message may hold what somebody typed, and stays unsaid."""

from __future__ import annotations

import sys
import traceback


def tell(error: Exception) -> None:
    """Write a line about `error` for whoever started the office."""
    where = traceback.extract_tb(error.__traceback__)[-1]
    sys.stderr.write(f"tereze: a bug: {type(error).__name__} in {where.name}, line {where.lineno}\n")
