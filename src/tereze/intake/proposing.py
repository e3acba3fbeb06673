"""stub"""

from pathlib import Path


def draft(path: Path) -> str:
    """x"""
    return str(path)
