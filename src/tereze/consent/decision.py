"""The answer to “may this person be shown?”, with the reasons that led to it."""

from __future__ import annotations

from tereze.model.value import Value


class Reason(Value, frozen=True):
    """Why: a message id (resources/locale, `reason.<message>`) and the values that belong into it. Never a name."""

    message: str
    values: tuple[str, ...] = ()


class Decision(Value, frozen=True):
    """What may be shown of one person for one purpose.

    allowed: whether anything may be shown at all
    identity, place: the level decided for the whole person, the strictest that anyone set (`levels.IDENTITY`, `PLACE`)
    mentions: ids of the mentions covered by a standing consent or a confirmed ground
    grounded: ids of those that stand on a ground (published or official sources)
    objected: the subject said no; nobody else's page may point to this person either
    """

    allowed: bool
    identity: str = "none"
    place: str = "none"
    mentions: tuple[str, ...] = ()
    grounded: tuple[str, ...] = ()
    objected: bool = False
    reasons: tuple[Reason, ...] = ()
