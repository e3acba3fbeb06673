"""One address of the office: its pattern, its view and what it takes. Each part of the office lists its own.

`needs` is the verb of `tereze.actions.desk.MAY` that a person must be allowed; `SIGNED` asks only for a visit, `OPEN`
for nothing, `PROGRAM` for the token of a program (its view checks the verb). `methods` are the only ones answered.
`fresh` addresses ask again who one is when that was not proved within ten minutes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

OPEN, SIGNED, PROGRAM = "", "signed", "program"
LOOK, DO, BOTH = ("GET", "HEAD"), ("POST",), ("GET", "HEAD", "POST")


class Page(NamedTuple):
    """One address: its pattern, the view, what it takes, the methods it answers, and whether it asks again."""

    route: str
    view: Callable[..., Any]
    needs: str
    methods: tuple[str, ...] = LOOK
    fresh: bool = False
