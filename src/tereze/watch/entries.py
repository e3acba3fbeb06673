"""Claims about the register's own entries, and claims of a share: what the register can say to them, and what not.

“1,300 entries are invented” is answered by how many entries rest on nothing but a name: of more than these somebody
would have to say that a witness or a document is invented too. “Most have returned” is answered by bounds among the
register's own people; of those about whom nothing is known since, it says so. Neither answer is a verdict on the claim.
"""

from __future__ import annotations

from collections.abc import Iterable

from tereze.model.dates import Period
from tereze.model.value import Value

from .material import Entry, Held, known_by, period
from .tables import claim_table


class EntryTally(Value, frozen=True):
    """The register's entries on one date.

    total: all; witnessed: with a witness; documented: with a document or an organ and no witness; bare: a name alone
    several: with two independent witnesses or more; refuted: with a statement shown false, whatever else stands
    """

    as_of: str
    total: int = 0
    witnessed: int = 0
    several: int = 0
    documented: int = 0
    bare: int = 0
    refuted: int = 0


class ShareTally(Value, frozen=True):
    """Among the register's own people, on one date.

    of: documented under one of the statuses the share is of; shown: of these, documented under the one that counts
    still: not shown, and documented under a status it is of on that date or later; unknown: neither
    low, high: the share in percent if none, or all, of the unknown are counted
    """

    as_of: str
    of: int = 0
    shown: int = 0
    still: int = 0
    unknown: int = 0
    low: int | None = None
    high: int | None = None


def entries_on(entries: Iterable[Entry], as_of: str, day: int | None) -> EntryTally:
    """Count the entries; day: only those surely learned of by then (a proleptic ordinal), None for all."""
    found = [one for one in entries if day is None or known_by(one.learned, day)]
    return EntryTally(
        as_of=as_of, total=len(found), witnessed=sum(one.witnesses > 0 for one in found),
        several=sum(one.witnesses > 1 for one in found),
        documented=sum(one.stands and one.witnesses == 0 for one in found),
        bare=sum(not one.stands for one in found), refuted=sum(one.refuted for one in found),
    )  # fmt: skip


def share_on(held: Iterable[Held], statuses: tuple[str, ...], as_of: str, claimed: Period | None) -> ShareTally:
    """Bounds of a share among the register's own people. claimed: the day of the claim."""
    base = set(claim_table()["share_of"]) - set(statuses)
    standing = [one for one in held if one.stands]
    of = {one.person for one in standing if one.status in base}
    shown = {one.person for one in standing if one.status in statuses} & of
    still = {one.person for one in standing if one.status in base and _lasts(one, claimed)} - shown
    unknown = len(of) - len(shown) - len(still)
    return ShareTally(
        as_of=as_of, of=len(of), shown=len(shown), still=len(still & of), unknown=unknown,
        low=round(100 * len(shown) / len(of)) if of else None,
        high=round(100 * (len(shown) + unknown) / len(of)) if of else None,
    )  # fmt: skip


def _lasts(one: Held, claimed: Period | None) -> bool:
    """Whether it surely lasted on the day of the claim or later."""
    when = period(one.when)
    return when is not None and claimed is not None and when.end_first >= claimed.first and one.phase != "ended"


def of_entries(value: int, tally: EntryTally) -> tuple[str, str]:
    """A code and one sentence: can_be, cannot_all_be (more than rest on a name alone), or none."""
    if not tally.total:
        return "entries_none", "cannot tell: the register holds no entry"
    held = (
        f"of {tally.total} entries {tally.witnessed} rest on a witness ({tally.several} on two or more), "
        f"{tally.documented} on documents or officials, {tally.bare} on a name alone; "
        f"{tally.refuted} hold something refuted"
    )
    if value > tally.total:
        return "entries_too_many", f"contradicted: the claim says {value}, the register holds fewer: {held}"
    if value > tally.bare:
        return "entries_beyond_bare", (
            f"not confirmed: {held}. For {value} to be invented, at least {value - tally.bare} would have to be "
            "that a witness, a document or an official stands behind"
        )
    return "entries_cannot_tell", f"cannot tell, no entry is named: {held}"


def of_share(value: int, tally: ShareTally) -> tuple[str, str]:
    """A code and one sentence about a share in percent: the register gives bounds among its own people, no more."""
    if not tally.of:
        return "share_none", "cannot tell: the register documents nobody of whom it could be a share"
    held = (
        f"of {tally.of} people the register documents as held, {tally.shown} are documented so, {tally.still} as "
        f"still held at that time or later, of {tally.unknown} nothing is known since: "
        f"{tally.low} % to {tally.high} % of those in the register"
    )
    if value >= 100 and tally.still:
        return "share_contradicted", f"contradicted as far as it says all: {held}"
    return "share_cannot_tell", f"cannot tell, the register is no sample: {held}"
