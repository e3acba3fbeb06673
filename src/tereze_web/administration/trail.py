"""The trail: who looked at what and who changed what, for custodians and administrators. Reading it leaves a note."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tereze.actions import auditing
from tereze.actions.desk import Desk
from tereze.model.errors import BadInput, NotFound

from ..casework.turning import Turn
from ..pages import page

A_PAGE = 50
KINDS = ("", "look.", "look.person", "look.source", "look.search", "look.export", "office.", "import", "judge",
         "change", "publish", "erase")  # fmt: skip


def trail(request: Any, desk: Desk) -> Any:
    """A page of notes, newest first; with totals of each person when nothing is chosen."""
    asked = {name: request.GET.get(name, "").strip()[:60] for name in ("by", "what", "on", "since", "before")}
    turn, wrong, more = Turn.of(request, A_PAGE), "", False
    lines: Sequence[auditing.Line] = ()
    try:
        on = auditing.ids_of(desk, asked["on"]) if asked["on"] else ()
        found = auditing.trail(
            desk, by=asked["by"], what=asked["what"], on=on, since=asked["since"], before=asked["before"],
            limit=A_PAGE + 1, offset=turn.offset,
        )  # fmt: skip
        lines, more = turn.cut(found)
    except (BadInput, NotFound) as error:
        wrong = error.text
    path = f"{request.path}?" + "".join(
        f"{name}={value}&" for name, value in asked.items() if value.isascii() and value
    )
    return page(
        request, "administration/trail.html", 422 if wrong else 200, lines=lines, more=more, turn=turn, asked=asked,
        kinds=KINDS, wrong=wrong, path=path, totals=auditing.totals(desk) if not any(asked.values()) else [],
    )  # fmt: skip
