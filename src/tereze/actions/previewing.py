"""What would be released, and why each person may or may not be: nothing is put in place, nothing is kept."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from tereze import publish
from tereze.consent import Decision, publishable
from tereze.publish.ids import Line

from . import auditing
from .confirmed import Confirmed
from .desk import Desk
from .index import PersonRow
from .publishing import Ways, Wish, build, derived

NOBODY = ("a first approver", "a second approver")


class Item(NamedTuple):
    """One person of the register and what may be shown of him or her today."""

    row: PersonRow
    public: str
    decision: Decision


class Preview(NamedTuple):
    """What a build came to: its report, and whether a check stopped it."""

    report: publish.Report
    stopped: bool


class _Only(Exception):  # no error: the way out of a build that goes no further
    pass


def preview(desk: Desk, out: Path, wish: Wish, ways: Ways) -> Preview:
    """Build the whole release beside `out`, check it, compare it with the one at `out`, and throw it away.

    For a moment what is built lies in the clear beside `out`, in a folder that only its owner may enter.
    """
    found: list[publish.Report] = []

    def stop(report: publish.Report) -> None:
        ways.accept(report)
        found.append(report)
        raise _Only

    try:
        build(desk, out, wish._replace(approved_by=NOBODY), ways._replace(accept=stop))
    except _Only:
        return Preview(found[0], stopped=False)
    except publish.CheckFailed as error:
        if error.report is None:
            raise
        return Preview(error.report, stopped=True)
    raise AssertionError("a build that was not stopped")


def decisions(desk: Desk, line: str, offset: int, limit: int) -> list[Item]:
    """A page of persons in order of register number, each with today's decision and its reasons."""
    desk.must("publish")
    on, ids = datetime.fromisoformat(desk.now()).astimezone(UTC).date(), _line(desk, line)
    confirmed = Confirmed(desk.register.index)
    rows = {row.anchor: row for row in confirmed.persons(offset, limit)}
    found = [
        Item(rows[case.anchor], ids.person(case.anchor), publishable(case, on=on))
        for case in confirmed.cases(on, offset, limit)
    ]
    auditing.looked(desk, "look.publishable", count=len(found), part=str(offset))
    return found


def numbers(desk: Desk, line: str, public: Collection[str]) -> dict[str, str]:
    """Public id → register number, of those that are asked for: what leads a publisher from a finding to a person."""
    desk.must("publish")
    wanted, ids = set(public), _line(desk, line)
    found: dict[str, str] = {}
    if wanted:
        for row in Confirmed(desk.register.index).persons():
            if (name := ids.person(row.anchor)) in wanted:
                found[name] = row.number
                if len(found) == len(wanted):
                    break
    return found


def _line(desk: Desk, line: str) -> Line:
    return Line(derived(desk, f"release line {line}"))
