"""One address of the office: its pattern, its view and what it takes. Each part of the office lists its own.

`needs` is the verb of `tereze.actions.desk.MAY` that a person must be allowed; `SIGNED` asks only for a visit, `OPEN`
for nothing. `methods` are the only ones answered.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

OPEN, SIGNED = "", "signed"
LOOK, DO, BOTH = ("GET", "HEAD"), ("POST",), ("GET", "HEAD", "POST")


class Page(NamedTuple):
    """One address: its pattern, the view, what it takes, and the methods it answers."""

    route: str
    view: Callable[..., Any]
    needs: str
    methods: tuple[str, ...] = LOOK
