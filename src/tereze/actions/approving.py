"""Two people publish: one proposes a release that was built and checked, another approves exactly that one.

A proposal keeps the digest of what was built. Approving builds anew and compares: if anything that matters changed
since, the digest is another, and the proposal is refused with what was done meanwhile. It holds for its own day,
because consents are read by the day. Proposal, approval and refusal are entries of the ledger.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from typing import NamedTuple, cast

from tereze import publish
from tereze.model.errors import NotFound, WrongUse
from tereze.model.records import Audit, Proposal, Release
from tereze.model.value import opaque
from tereze.publish.differences import Differences

from .append import append, note
from .desk import Desk
from .previewing import Preview
from .publishing import Ways, Wish, build, keep
from .tiers import Part

APPROVE, DECLINE = "approve", "decline"
MATTERS = ("source", "mention", "number", "lineage", "judgement", "consent", "ground", "change", "evidence", "position",
           "assessment", "incident", "intervention", "inquiry")  # fmt: skip
MANY = 20


class SamePerson(WrongUse):
    """Whoever proposed a release may not approve it as well."""

    message = "You proposed this release, so somebody else must approve it."
    hint = "Two people look at everything that leaves the house."


class Decided(WrongUse):
    """A proposal that was approved, refused or replaced already."""

    message = "This proposal was decided already."
    hint = "Build and propose again what should be published now."


class Stale(WrongUse):
    """What would be published now is not what was proposed."""

    message = "What would be published now is not what was proposed: {0}."
    hint = "Nothing was published. Look at what changed, build again and propose again."

    def __init__(self, why: str, since: tuple[Audit, ...] = (), differences: Differences | None = None) -> None:
        super().__init__(why)
        self.since, self.differences = since, differences


class Stopped(WrongUse):
    """A build that a check stopped cannot be proposed."""

    message = "A check stops this release; it cannot be proposed."
    hint = "See to what was found first."


class Open(NamedTuple):
    """A proposal that waits, and whether it still holds today."""

    proposal: Proposal
    today: bool


def propose(desk: Desk, wish: Wish, shown: Preview) -> Proposal:
    """Propose the release that `shown` is the preview of. Raises `Stopped`."""
    desk.must("publish")
    if shown.stopped:
        raise Stopped
    at = desk.now()
    made = Proposal(
        id=opaque(desk.register.secret, "y", wish.line, shown.report.digest, at, desk.dice(8).hex()), at=at,
        by=desk.actor.id, digest=shown.report.digest, persons=shown.report.persons, line=wish.line, title=wish.title,
        contact=wish.contact, intro=wish.intro, languages=wish.languages, fictional=wish.fictional,
    )  # fmt: skip
    with desk.register.unit() as unit:
        append(desk, unit, [Part("case", made.id, made), note(desk, "propose", made.id, made.persons)])
        desk.register.index.settle()
    return made


def waiting(desk: Desk) -> list[Open]:
    """Proposals nobody decided, the newest first."""
    desk.must("publish")
    made = [cast("Proposal", one) for one in desk.register.index.of_kind("proposal")]
    decided = _decided(desk, min((one.at for one in made), default=""))
    found = [one for one in made if one.id not in decided]
    today = desk.now()[:10]
    return [Open(one, one.at[:10] == today) for one in sorted(found, key=lambda one: (one.at, one.id), reverse=True)]


def decline(desk: Desk, proposal: str) -> None:
    """Refuse a proposal, or take back one's own."""
    found = _proposal(desk, proposal)
    with desk.register.unit() as unit:
        append(desk, unit, [note(desk, DECLINE, found.id)])
        desk.register.index.settle()


def approve(desk: Desk, proposal: str, out: Path, ways: Ways) -> publish.Report:
    """Approve a proposal: build it, and publish it at `out` if it is what was proposed.

    1. The proposal waits, is of today, and is somebody else's.  2. Build and check.  3. Take a last turn at the
    register and keep it: nothing that matters changed while it was built, and the digest is the proposal's.  4. Put in
    place.  5. Keep the release and the approval. Raises `SamePerson`, `Decided`, `Stale`, `publish.CheckFailed`.
    The caller still owes: that the person proved again who they are.
    """
    with ways.hold():  # 1.
        found = _proposal(desk, proposal)
        if found.by.casefold() == desk.actor.id.casefold():
            raise SamePerson
        if found.at[:10] != desk.now()[:10]:
            raise Stale("it was proposed on another day", since(desk, found))
        before = counted(desk)
    wish = Wish(
        (found.by, desk.actor.id), line=found.line, title=found.title, contact=found.contact, intro=found.intro,
        languages=found.languages, fictional=found.fictional,
    )  # fmt: skip
    with ExitStack() as last:

        def settle(report: publish.Report) -> None:
            last.enter_context(ways.hold())  # 3.
            if counted(desk) != before:
                raise Stale("the register changed while it was built", since(desk, found), report.differences)
            if report.digest != found.digest:
                why = f"it shows {report.persons} people, and the proposal {found.persons}"
                raise Stale(why, since(desk, found), report.differences)
            _proposal(desk, proposal)  # nobody decided it meanwhile

        made = build(desk, out, wish, ways._replace(accept=settle))  # 2. and 4.
        keep(desk, out, wish, made, note(desk, APPROVE, found.id, made.persons))  # 5.
    return made


def steady(desk: Desk, hold: Callable[[], AbstractContextManager[object]]) -> Callable[[publish.Report], None]:
    """For a preview: raises `Stale` when something that matters changed while it was built."""
    with hold():
        before = counted(desk)

    def check(_report: publish.Report) -> None:
        with hold():
            if counted(desk) != before:
                raise Stale("the register changed while it was built")

    return check


def counted(desk: Desk) -> tuple[int, ...]:
    """How many records of each kind that matters to a release there are: entries are only ever added."""
    counts = desk.register.index.counts()
    return tuple(counts.get(kind, 0) for kind in MATTERS)


def since(desk: Desk, proposal: Proposal) -> tuple[Audit, ...]:
    """What was done to the register since a proposal, the newest first; looks and sign-ins are left out."""
    notes = desk.register.index.audits(proposal.at)
    mine = {"propose", APPROVE, DECLINE}
    acts = (one for one in notes if not one.what.startswith(("look.", "office.")) and one.what not in mine)
    return tuple(one for one, _ in zip(acts, range(MANY), strict=False))


def releases(desk: Desk) -> list[Release]:
    """What was published, the newest first."""
    desk.must("read")
    found = [cast("Release", one) for one in desk.register.index.of_kind("release")]
    return sorted(found, key=lambda one: (one.at, one.id), reverse=True)


def _proposal(desk: Desk, proposal: str) -> Proposal:
    desk.must("publish")
    found = desk.register.index.get(proposal)
    if not isinstance(found, Proposal):
        raise NotFound(proposal, hint="`tereze release waiting` lists the proposals that nobody decided yet.")
    if proposal in _decided(desk, found.at):
        raise Decided
    return found


def _decided(desk: Desk, since_: str) -> set[str]:
    """The proposals that were approved or refused; notes from before the first of them are not gone through."""
    return {one.on for one in desk.register.index.audits(since_, of={APPROVE, DECLINE})}
