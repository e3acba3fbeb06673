"""What did we know on this date: the case of a person as the register stood at the end of a day.

Only what was recorded by then is left: sources, and with them mentions and statements; corrections, withdrawals and the
other acts; lineage, consents and grounds. A correction made later is undone, so the earlier account stands again, as it
stood then. Who belongs to the person is today's judgement: the question is what was known of this human being, not how
it was filed.
"""

from __future__ import annotations

from typing import Protocol, TypeVar

from msgspec.structs import replace

from .case import PersonCase
from .heads import corrected


class _Dated(Protocol):
    @property
    def at(self) -> str: ...


Dated = TypeVar("Dated", bound=_Dated)


def known_by(case: PersonCase, day: str) -> PersonCase:
    """`case` as of the end of `day` (YYYY-MM-DD, UTC, as sources are recorded). May have no mentions left.

    What carries no time of recording is kept: it cannot be said to be later.
    """
    changes = _until(case.changes, day)
    sources = {
        id_: corrected(case.received[id_], changes) if id_ in case.received else source
        for id_, source in case.sources.items()
        if _by(source.recorded, day)
    }
    return replace(
        case,
        mentions=tuple(mention for mention in case.mentions if mention.source in sources),
        sources=sources,
        lineage=_until(case.lineage, day),
        changes=changes,
        consents=_until(case.consents, day),
        grounds=_until(case.grounds, day),
    )


def days(case: PersonCase) -> tuple[str, ...]:
    """The days on which something about the person was recorded, in order: where a look back shows a difference."""
    at = [source.recorded for source in case.sources.values()] + [change.at for change in case.changes]
    return tuple(sorted({moment[:10] for moment in at if moment}))


def _until(dated: tuple[Dated, ...], day: str) -> tuple[Dated, ...]:
    return tuple(one for one in dated if _by(one.at, day))


def _by(moment: str, day: str) -> bool:
    return moment[:10] <= day
