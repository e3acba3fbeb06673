"""Records by their ids and by what refers to them."""

from __future__ import annotations

from collections.abc import Callable

from tereze.model.judgements import Lineage
from tereze.store.index import SqlIndex
from tereze.store.index.derive import LINEAGE
from tereze.store.index.recording import RecordReader
from tereze.store.sql import Database

Fill = Callable[..., list[bytes]]


def test_of_two_entries_with_one_id_the_smaller_leads_and_others_are_not_read(
    database: Database, index: SqlIndex, fill: Fill
) -> None:
    one, other = (Lineage(id="l1", source=source, original="s9") for source in ("s1", "s2"))
    entries = fill([one, other])
    reader = RecordReader(database, lambda places: [None] * len(places))
    leading = one if entries[0] < entries[1] else other
    assert reader._records("lineage", ["l1", "l1", "gone"]) == {"l1": leading}
    assert reader._records("change", ["l1"]) == {}
    assert reader._referring(LINEAGE, ["s1", "s9"]) == ["l1"]
    assert index.lineage_of(["s2"]) == (leading,)
