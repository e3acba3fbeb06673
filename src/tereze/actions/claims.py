"""Claims with a number, as `tereze list claims` prints them: the sheet's keys, the register's tally and a verdict."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from tereze.model.records import Record
from tereze.watch import claims as watch_claims

from . import watching
from .desk import Desk
from .index import Index

Show = Callable[[Index, Record], dict[str, Any]]


def tested(desk: Desk, show: Show) -> Iterator[dict[str, Any]]:
    """Every position with a number, with what the register held about it on its day and holds now."""
    gathered = watching.gather(desk)
    for one in watch_claims.tested(gathered.material, gathered.traits, gathered.today):
        record = desk.register.index.get(one.id)
        if record is None:
            continue
        yield show(desk.register.index, record) | to_json(one)


def to_json(one: watch_claims.ClaimTest) -> dict[str, Any]:
    """The keys of docs/formats/person-view.md and, beside them, all that the test found."""
    return {
        "register": {
            "documented": one.now.documented,
            "witnessed": one.now.witnessed,
            "as_of": one.now.as_of,
            "statuses": list(one.statuses),
        },
        "verdict": one.verdict,
        "code": one.code,
        "then": watching.full(one.then),
        "now": watching.full(one.now),
        "entries": _both(one.entries_then, one.entries_now),
        "share": _both(one.share_then, one.share_now),
        "left_open": list(one.missing),
        "would_confirm": list(one.would_confirm),
        "limits": one.limits,
    }


def _both(then: Any, now: Any) -> dict[str, Any] | None:
    """What a claim about entries or a share is held against, then and now; nothing for other claims."""
    return None if now is None else {"then": watching.full(then), "now": watching.full(now)}
