"""Where the tables that people edit live: `resources/` in a checkout, `tereze/_resources/` in an installed wheel."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from .errors import MachineFailed

_PACKAGE = Path(__file__).resolve().parent.parent
_PLACES = (_PACKAGE / "_resources", _PACKAGE.parent.parent / "resources")


class ResourceMissing(MachineFailed):
    """A table that ships with Tereze is not where it should be."""

    message = "The table “{0}” that ships with Tereze is missing."
    hint = "Install Tereze again, or run it from a complete checkout."


def path(relative: str) -> Path:
    """The file `resources/<relative>`. Raises `ResourceMissing`."""
    for place in _PLACES:
        if (place / relative).exists():
            return place / relative
    raise ResourceMissing(relative)


@cache
def table(relative: str) -> Any:
    """The YAML table `resources/<relative>`, every scalar a string, read once. Treat it as frozen."""
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    return yaml.load(path(relative).read_text("utf-8"), Loader=loader)  # noqa: S506  # BaseLoader builds only strings
