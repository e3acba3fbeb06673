"""After the door: the number for the teller, who may be in the register already, and files that come later."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponseRedirect

from tereze.actions import evidence, find, sources
from tereze.actions.desk import MAY, Desk
from tereze.actions.sources import SourceCase
from tereze.model.errors import BadInput
from tereze.model.mentions import Mention

from ..pages import page
from . import checking, upload

ALIKE = 0.6
FEW = 5
OURS = frozenset({"teller", "recorder", "interpreter"})


class NoFile(BadInput):
    """A form for files without one."""

    message = "No file came with this form."
    hint = "Choose a file first."


def receipt(request: Any, desk: Desk, local: str) -> Any:
    """What the teller may take along, and what the desk does next."""
    case = sources.look(desk, local)
    sought = sought_of(case)
    near = alike(desk, case)
    carry = request.GET.get("carry") != "no"
    files = [(kept.evidence.name, kept.evidence.size) for kept in evidence.history(desk, local)]
    return page(
        request, "receiving/receipt.html", case=case, sought=sought, near=near, carry=carry, files=files,
        lost=request.GET.get("lost") == "yes",
    )  # fmt: skip


def sought_of(case: SourceCase) -> list[Mention]:
    """The people a source is about: not those who tell it or write it down."""
    return [one for one in case.mentions if one.local not in OURS and one.sort == "person" and one.id in case.numbers]


def alike(desk: Desk, case: SourceCase) -> dict[str, list[find.Hit]]:
    """Mention id → people of the register whose names sound like theirs. The desk asked the look-up, and is told no
    more."""
    may_search = desk.actor.has(*MAY["search"])
    return {one.id: _near(desk, case, one.id) if may_search else [] for one in sought_of(case)}


def attach(request: Any, desk: Desk, local: str) -> Any:
    """Add files to a source that is in the register."""
    refused = upload.refusal(request)
    if refused is not None:
        raise refused
    files = request.FILES.getlist("files")
    if not files:
        raise NoFile
    for file in files:
        checking.later(request.office, desk.actor, evidence.attach(desk, local, file, file.name))
    back = request.POST.get("back", "")
    return HttpResponseRedirect(f"/sources/{local}/" if back == "source" else f"/receive/{local}/receipt/")


def _near(desk: Desk, case: SourceCase, mention: str) -> list[find.Hit]:
    """People of the register whose names sound like this one's."""
    label = case.labels[mention]
    hits = find.search(desk, label, FEW + 1) if label else []
    mine = desk.register.index.person_of([mention])[mention]
    return [hit for hit in hits if hit.anchor != mine and hit.score >= ALIKE][:FEW]
