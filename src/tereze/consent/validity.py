"""Whether a consent or a ground stands on a given day."""

from __future__ import annotations

from datetime import date

from tereze.model.dates import BadDate, read
from tereze.model.sources import Consent, Ground
from tereze.model.vocabulary import words


def in_time(consent: Consent, on: date) -> bool:
    """Whether the consent has not run out; an end that cannot be read, or may lie before `on`, counts as run out."""
    if consent.until is None:
        return True
    try:
        return on.toordinal() <= read(consent.until).begin_first
    except BadDate:
        return False


def stands(consent: Consent, purpose: str, on: date, withdrawn: frozenset[str]) -> bool:
    """Whether the consent allows `purpose` on that day: given, not an objection, not withdrawn, not run out."""
    return (
        not consent.objects
        and consent.source not in withdrawn
        and consent.capacity in words("capacity")
        and purpose in consent.purposes
        and in_time(consent, on)
    )


def objects_to(consent: Consent, purpose: str) -> bool:
    """Whether this is an objection that reaches `purpose`. It never runs out; keeping in the register is free."""
    return consent.objects and purpose != "register"


def confirmed(ground: Ground) -> bool:
    """Whether two different people stand behind the ground."""
    people = {name.strip().casefold() for name in ground.confirmed_by} - {""}
    return len(people) >= 2 and ground.sort in words("ground_kind")
