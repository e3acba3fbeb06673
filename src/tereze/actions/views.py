"""The person view as a verb: gather the case, weigh it. Every look leaves a note."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tereze import weigh
from tereze.weigh.case import PersonCase

from . import auditing
from .desk import Desk
from .reading import person_case, person_cases


def case(desk: Desk, anchor: str) -> PersonCase:
    """Everything known of one person that this desk may open."""
    desk.must("browse")
    auditing.looked(desk, auditing.PERSON, anchor)
    return person_case(desk.register.index, anchor)


def person(desk: Desk, anchor: str) -> weigh.PersonView:
    """The person view of formats/person-view.md."""
    return weigh.person_view(case(desk, anchor))


def weighed(case: PersonCase) -> weigh.PersonView:
    """The view of a case that was gathered already."""
    return weigh.person_view(case)


def to_json(view: weigh.PersonView) -> dict[str, Any]:
    """The contract's JSON document."""
    document: dict[str, Any] = weigh.to_json(view)
    return document


def persons(desk: Desk) -> Iterator[PersonCase]:
    """The case of every person, in order of register number: one at a time, memory stays flat."""
    desk.must("browse")
    auditing.looked(desk, auditing.EXPORT, count=desk.register.index.counts()["persons"], part="persons")
    yield from person_cases(desk.register.index, desk.register.index.persons())
