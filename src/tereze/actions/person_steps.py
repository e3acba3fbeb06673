"""What was done for a person and what came back: interventions and inquiries, for whoever opens the person's page."""

from __future__ import annotations

from typing import NamedTuple

from tereze.model.events import Inquiry, Intervention
from tereze.model.sources import Source
from tereze.weigh.case import PersonCase

from .desk import Desk


class Step(NamedTuple):
    """One step: a record, the source that tells of it, and what to sort by (the date as given, EDTF, else "")."""

    record: Intervention | Inquiry
    source: Source
    when: str


def steps(desk: Desk, case: PersonCase) -> tuple[Step, ...]:
    """The interventions for, and inquiries about, the mentions of `case`, in order of time; undated ones last.

    They are looked for in the sources that speak of the person: a step names its person by a mention of its own sheet.
    """
    desk.must("browse")
    mine = {mention.id for mention in case.mentions}
    found = []
    for id_, source in sorted(case.sources.items()):
        for kind in ("intervention", "inquiry"):
            for record in desk.register.index.of_source(id_, kind):
                if isinstance(record, Intervention | Inquiry) and mine & _about(record):
                    found.append(Step(record, source, record.when))
    return tuple(sorted(found, key=lambda step: (step.when == "", step.when, step.record.id)))


def _about(record: Intervention | Inquiry) -> set[str]:
    return set(record.for_whom) if isinstance(record, Intervention) else {record.about}
