"""Sources with their heads as they stand, for whoever reads them: what was received, under the corrections since."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from tereze.model.judgements import Change
from tereze.model.sources import Source
from tereze.weigh import heads

from .index import Index


def standing(index: Index, found: Iterable[Source], until: str = "") -> dict[str, Source]:
    """Id → each source with its head as it stands (at the end of the day `until`, where it is given)."""
    received = {one.id: one for one in found}
    changes = [cast("Change", one) for one in index.changes_of(sorted(received))] if received else []
    by: dict[str, list[Change]] = {}
    for one in changes:
        if one.head is not None and (not until or one.at[:10] <= until):
            by.setdefault(one.of, []).append(one)
    return {name: heads.corrected(one, by.get(name, ())) for name, one in received.items()}
