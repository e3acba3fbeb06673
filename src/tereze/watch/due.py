"""Steps whose answer is due: an answer has not come and the day to ask again is here."""

from __future__ import annotations

from collections.abc import Iterable

from tereze.model.events import Intervention

from .material import first_day, period


def is_due(step: Intervention, today: str) -> bool:
    """Whether nothing came back and the due day has begun."""
    now, due = period(today), period(step.due)
    return not step.answer and due is not None and now is not None and due.first <= now.last


def due_order(steps: Iterable[Intervention], today: str) -> tuple[Intervention, ...]:
    """What is due first, the longest overdue at the top; then what will be; then the others, the latest first."""

    def place(one: Intervention) -> tuple[int, int, str]:
        if is_due(one, today):
            return 0, first_day(one.due), one.id
        if one.due and not one.answer:
            return 1, first_day(one.due), one.id
        return 2, -first_day(one.when), one.id

    return tuple(sorted(steps, key=place))
