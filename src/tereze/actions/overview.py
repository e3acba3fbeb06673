"""What the register holds and what waits for someone: behind `tereze status` and the end of `tereze demo`."""

from __future__ import annotations

from typing import Any

from tereze import weigh

from . import auditing, queue
from .desk import Desk
from .reading import person_cases

WAITING = 5


def status(desk: Desk) -> dict[str, Any]:
    """Counts by kind, log heads, forks, and what waits: suggestions and disputes."""
    desk.must("read")
    index, ledger = desk.register.index, desk.register.ledger
    waits = index.waits()
    heads = [{"log": head.log, "entries": head.size, "root": head.root.hex()} for head in ledger.heads()]
    return {
        "tereze": "status/1",
        "counts": index.counts() | {"suggestions": waits.suggestions},
        "waits": {
            "suggestions": waits.suggestions,
            "merges_with_one_reviewer": waits.unconfirmed,
            "contradictions": waits.contradictions,
        },
        "logs": heads,
        "forks": len(ledger.forks()),
        "custodians": len(desk.register.custodians),
    }


def summary(desk: Desk) -> dict[str, Any]:
    """Totals over every person view: witnesses, conflicts, thinly supported facts, and what to look at next."""
    desk.must("read")
    auditing.looked(desk, "look.summary")
    index = desk.register.index
    persons = witnessed = conflicts = thin = 0
    conflicting: list[str] = []
    witnesses: set[str] = set()
    for case in person_cases(index, index.persons()):
        view = weigh.person_view(case)
        subject = any(fact.property == "custody" for fact in view.facts)
        persons += subject
        best = max((fact.support.independent_witnesses for fact in view.facts), default=0)
        witnessed += subject and best > 0
        thin += subject and best == 1
        conflicts += len(view.conflicts)
        if view.conflicts:
            conflicting.append(view.number)
        for fact in view.facts:
            witnesses.update(fact.support.firsthand, fact.support.secondhand)
    counts = index.counts()
    return {
        "tereze": "summary/1",
        "persons": persons,
        "sources": counts.get("source", 0),
        "independent_witnesses": len(witnesses),
        "persons_with_a_witness": witnessed,
        "persons_resting_on_one": thin,
        "conflicts": conflicts,
        "persons_with_conflicts": conflicting[:WAITING],
        "suggestions": index.waits().suggestions,
        "disputes": counts.get("disputes", 0),
        "next": _next(desk),
    }


def _next(desk: Desk) -> list[dict[str, Any]]:
    """The suggestions nobody has judged where a decision is worth most."""
    return [
        {"mentions": queue.references(desk, task), "names": [task.left, task.right], "score": task.row.score}
        for task in queue.page(desk, WAITING)
    ]
