"""May this person be shown, and at which level? A pure function of the case, the purpose and the day.

The order of the questions is part of the promise (DESIGN §3.8), docs/methods/publishing.md says why:

1. objection of the subject; 2. the subject's own withdrawal; 3. which mentions a standing consent or a confirmed ground
covers; 4. the strictest level anyone set; 5. whether someone entitled speaks for the person; 6. sealed people;
7. minors and people of unknown age.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from tereze.model.sources import Consent
from tereze.weigh.case import PersonCase

from .adult import ADULT, UNKNOWN, adulthood
from .current import Current, current
from .decision import Decision, Reason
from .levels import IDENTITY, PLACE, strictest
from .validity import confirmed, in_time, objects_to, stands

_FOR_ANOTHER = frozenset({"guardian", "relative_in_absence"})


class Cover(NamedTuple):
    """What covers one mention: standing consents, or a confirmed ground."""

    mention: str
    consents: tuple[Consent, ...]
    grounded: bool


def publishable(case: PersonCase, *, purpose: str = "publication", on: date) -> Decision:
    """Decide for one person. Everything not clearly allowed is refused; reasons are message ids with values."""
    now = current(case)
    subject = frozenset(mention.id for mention in case.mentions)
    about = [consent for consent in case.consents if not subject.isdisjoint(consent.covers)]
    if any(objects_to(consent, purpose) for consent in about):
        return Decision(allowed=False, objected=True, reasons=(Reason(message="objection"),))
    own = [consent for consent in about if is_own(consent, subject) and not consent.objects]
    if _took_back(own, purpose, on, now.withdrawn):
        return Decision(allowed=False, objected=True, reasons=(Reason(message="own_withdrawal"),))
    covers, reasons = _covers(case, now, purpose, on, own)
    if not covers:
        return Decision(allowed=False, reasons=(*reasons, Reason(message="not_covered")))
    return _level(case, now, covers, on, reasons)


def is_own(consent: Consent, subject: frozenset[str]) -> bool:
    """Whether the subject gave this consent for himself or herself."""
    return consent.capacity == "self" and consent.given_by in subject and not subject.isdisjoint(consent.covers)


def _took_back(own: list[Consent], purpose: str, on: date, withdrawn: frozenset[str]) -> bool:
    """Whether the subject withdrew a consent of his own for this purpose and no other own consent stands."""
    took = any(consent.source in withdrawn and purpose in consent.purposes for consent in own)
    return took and not any(stands(consent, purpose, on, withdrawn) for consent in own)


def _covers(
    case: PersonCase, now: Current, purpose: str, on: date, own: list[Consent]
) -> tuple[list[Cover], tuple[Reason, ...]]:
    standing = [consent for consent in case.consents if stands(consent, purpose, on, now.withdrawn)]
    spoken = [consent for consent in own if consent.source not in now.withdrawn and in_time(consent, on)]
    reasons: list[Reason] = []
    if spoken and not any(purpose in consent.purposes for consent in spoken):
        # The subject allowed other things and not this one: nobody else can allow it in his or her place.
        reasons.append(Reason(message="own_choice"))
        standing = [consent for consent in standing if consent in own]
    consented = {consent.source for consent in case.consents if not consent.objects}
    grounds = {ground.source for ground in case.grounds if confirmed(ground)} - consented - now.withdrawn
    found = []
    for mention in now.mentions:
        speaking = tuple(c for c in standing if c.source == mention.source and mention.id in c.covers)
        if speaking or mention.source in grounds:
            found.append(Cover(mention.id, speaking, mention.source in grounds))
    if len(found) < len(case.mentions):
        reasons.append(Reason(message="mentions_left_out", values=(str(len(case.mentions) - len(found)),)))
    return found, tuple(reasons)


def _level(case: PersonCase, now: Current, covers: list[Cover], on: date, reasons: tuple[Reason, ...]) -> Decision:
    subject = frozenset(mention.id for mention in case.mentions)
    consents = [consent for cover in covers for consent in cover.consents]
    grounded = tuple(cover.mention for cover in covers if cover.grounded)
    identity = strictest([c.identity for c in consents] or ["full"], IDENTITY)
    place = strictest([c.place for c in consents] or ["exact"], PLACE)
    why = list(reasons)
    if consents and identity != "full":
        why.append(Reason(message="identity_level", values=(identity,)))
    entitled = bool(grounded) or any(is_own(c, subject) or c.capacity in _FOR_ANOTHER for c in consents)
    if not entitled:
        identity = "none"
        why.append(Reason(message="nobody_entitled"))
    if any(mention.sealed for mention in case.mentions):
        identity = "none"
        why.append(Reason(message="sealed"))
    age = _age(now, covers, on, bool(grounded), identity)
    if age != ADULT:
        identity, place = "none", strictest([place, "region"], PLACE)
        why.append(Reason(message=f"age_{age}"))
    covered = tuple(cover.mention for cover in covers)
    return Decision(
        allowed=True, identity=identity, place=place, mentions=covered, grounded=grounded, reasons=tuple(why)
    )


def _age(now: Current, covers: list[Cover], on: date, grounded: bool, identity: str) -> str:
    shown = {cover.mention for cover in covers}
    covered = [mention for mention in now.mentions if mention.id in shown]
    age = adulthood(now.mentions, covered, on, coarse=identity != "full")
    return ADULT if age == UNKNOWN and grounded else age
