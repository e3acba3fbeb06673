"""The first page of administration: what must be done, copies, keys, and checking the register."""

from __future__ import annotations

from typing import Any

from tereze import wiring
from tereze.actions.desk import Desk

from ..pages import page
from .state import OLD_DAYS, ceremony, last_copy


def overview(request: Any, desk: Desk) -> Any:
    """State, with nothing checked yet."""
    return _shown(request, desk, None)


def verify(request: Any, desk: Desk) -> Any:
    """Check ledger, index and vault, and show what was found. The quick check: bytes of evidence are not read."""
    return _shown(request, desk, wiring.verify(desk, quick=True))


def _shown(request: Any, desk: Desk, found: dict[str, Any] | None) -> Any:
    office = request.office
    now = office.wall()
    return page(
        request, "administration/overview.html", due=ceremony(office.keys, now), copy=last_copy(desk, now),
        old=OLD_DAYS, found=found, custodians=len(desk.register.custodians), entries=sum(
            head.size for head in desk.register.ledger.heads()),
    )  # fmt: skip
