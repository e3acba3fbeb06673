"""The publish screen: what would be released and why, what changed, what checks found, and two people's approval."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.http import HttpResponseRedirect

from tereze.actions import approving, previewing, publishing
from tereze.actions.desk import Desk
from tereze.actions.publishing import Ways, Wish
from tereze.model.records import Proposal
from tereze.publish.locale import LANGUAGES

from ..casework.turning import Turn
from ..pages import page
from .jobs import Job

A_PAGE = 25  # each is decided anew: fifty took longer than a page may
LINE = "public"
MANY = 60


def overview(request: Any, desk: Desk) -> Any:
    """Work in hand or just done, proposals that wait, what was published."""
    office, job = request.office, request.office.jobs.last
    waiting, published = approving.waiting(desk), approving.releases(desk)
    last = waiting[0].proposal if waiting else None
    wish = job.asked if job is not None and job.kind == "preview" else _wish_of(last)
    shown = job.result.report if job is not None and job.kind == "preview" and job.result else None
    return page(
        request, "administration/publish.html", job=job, shown=shown, waiting=waiting, published=published, wish=wish,
        numbers=_numbers(desk, shown), key=publishing.public_key(desk), folder=_folder(office).name, all=LANGUAGES,
        many=MANY,
    )  # fmt: skip


def people(request: Any, desk: Desk) -> Any:
    """Everyone: what may be shown today, and why."""
    turn = Turn.of(request, A_PAGE)
    items, more = turn.cut(previewing.decisions(desk, LINE, turn.offset, A_PAGE + 1))
    return page(request, "administration/publishable.html", items=items, turn=turn, more=more)


def preview(request: Any, desk: Desk) -> Any:
    """Begin to build a preview."""
    office, actor, posted = request.office, desk.actor, request.POST
    office.limits.take(actor.id, "heavy")
    wish = Wish(
        previewing.NOBODY, line=LINE, title=posted.get("title", "").strip()[:120] or "Tereze",
        contact=posted.get("contact", "").strip()[:200], intro=posted.get("intro", "").strip()[:2000],
        languages=tuple(code for code in LANGUAGES if code in posted.getlist("language")) or ("en",),
        fictional=office.is_demo or "fictional" in posted,
    )  # fmt: skip

    def work(job: Job) -> Any:
        def hold() -> Any:
            return office.desk(actor)

        steady = approving.steady(desk, hold)
        return previewing.preview(desk, _folder(office), wish, Ways(hold, job.progress, steady))

    office.jobs.start(Job("preview", actor.id, wish), work)
    return HttpResponseRedirect("/publish/")


def propose(request: Any, desk: Desk) -> Any:
    """Propose what the last preview showed to the very person who had it built."""
    jobs = request.office.jobs
    job = jobs.last
    if job is None or job.kind != "preview" or job.running or job.result is None or job.by != desk.actor.id:
        return HttpResponseRedirect("/publish/")
    if request.POST.get("digest") == job.result.report.digest:
        approving.propose(desk, job.asked, job.result)
        jobs.forget()
    return HttpResponseRedirect("/publish/")


def approve(request: Any, desk: Desk) -> Any:
    """Approve somebody else's proposal: it is built again, compared, signed and put in place."""
    office, actor, proposal = request.office, desk.actor, request.POST.get("proposal", "")
    found = _waiting(desk, proposal)
    if found.by.casefold() == actor.id.casefold():
        raise approving.SamePerson
    office.limits.take(actor.id, "heavy")

    def work(job: Job) -> Any:
        ways = Ways(lambda: office.desk(actor), job.progress)
        return approving.approve(desk, proposal, _folder(office), ways)

    office.jobs.start(Job("approve", actor.id, found), work)
    return HttpResponseRedirect("/publish/")


def decline(request: Any, desk: Desk) -> Any:
    """Refuse a proposal, or take back one's own."""
    approving.decline(desk, _waiting(desk, request.POST.get("proposal", "")).id)
    return HttpResponseRedirect("/publish/")


def _waiting(desk: Desk, proposal: str) -> Proposal:
    found = next((one.proposal for one in approving.waiting(desk) if one.proposal.id == proposal), None)
    if found is None:
        raise approving.Decided
    return found


def _folder(office: Any) -> Path:
    folder: Path = office.releases / LINE
    return folder


def _wish_of(proposal: Any) -> Wish:
    if proposal is None:
        return Wish(previewing.NOBODY)
    return Wish(
        previewing.NOBODY, title=proposal.title, contact=proposal.contact, intro=proposal.intro,
        languages=proposal.languages, fictional=proposal.fictional,
    )  # fmt: skip


def _numbers(desk: Desk, report: Any) -> dict[str, str]:
    """Which persons the public ids of a report are, as far as they are shown on the page."""
    if report is None:
        return {}
    changed = report.differences
    named = [*changed.added[:MANY], *changed.removed[:MANY], *changed.changed[:MANY]]
    return previewing.numbers(desk, LINE, {*named, *(one.on for one in report.findings[:MANY])})
