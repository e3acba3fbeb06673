"""The derived tables of a register in SQL, the same on SQLCipher and PostgreSQL."""

from .sqlindex import SqlIndex
from .tables import create_tables, is_current, make_anew

__all__ = ["SqlIndex", "create_tables", "is_current", "make_anew"]
