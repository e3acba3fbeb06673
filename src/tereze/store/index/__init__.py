"""The derived tables of a register in SQL, the same on SQLCipher and PostgreSQL."""

from .sqlindex import SqlIndex
from .tables import add_indexes, create_tables, is_current, make_anew

__all__ = ["SqlIndex", "add_indexes", "create_tables", "is_current", "make_anew"]
