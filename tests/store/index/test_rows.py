"""Between records and rows."""

from __future__ import annotations

import pytest

from tereze.actions.index import Indexed
from tereze.model.mentions import Mention, Number
from tereze.model.records import Audit
from tereze.model.value import encode
from tereze.store.index.rows import (
    IndexDamaged,
    Place,
    Row,
    derived_of,
    kind_of,
    only_records,
    read_body,
    read_rows,
    row_of,
)

MENTION = Mention(id="m1", source="s1", local="row-1")
NUMBER = Number(id="n1", number="T-0000001", mention="m1")


def _row(record: object, tier: str, body: bytes) -> Row:
    return Row(record.id, tier, b"e", "log", 3, body)  # type: ignore[attr-defined]


def test_the_columns_a_record_fills() -> None:
    row = row_of(Indexed(b"e", "log", 3, "case", MENTION))
    assert row == (b"e", "mention", "m1", "case", "case", "s1", "row-1", "log", 3, encode(MENTION))
    audit = Audit(id="u1", at="2020", by="x", what="import")
    assert row_of(Indexed(b"e", "log", 3, "case", audit))[1:7] == ("audit", "u1", "", "case", "", "")


def test_bodies_above_the_case_tier_are_not_kept() -> None:
    assert encode(MENTION) not in row_of(Indexed(b"e", "log", 3, "sensitive", MENTION))
    assert row_of(Indexed(b"e", "log", 3, "sensitive", NUMBER))[-1] == b""


def test_rows_are_read_back_and_closed_ones_are_opened_together() -> None:
    asked: list[list[Place]] = []

    def opener(places: list[Place]) -> list[Mention | None]:
        asked.append(places)
        return [MENTION, None]

    rows = [
        _row(MENTION, "case", encode(MENTION)),
        Row("m1", "sensitive", b"a", "log", 4, b""),
        Row("m1", "witness", b"b", "log", 5, b""),
    ]
    assert read_rows("mention", rows, opener) == [MENTION, MENTION, None]  # type: ignore[arg-type]
    assert asked == [[Place(b"a", "log", 4), Place(b"b", "log", 5)]]
    assert only_records([MENTION, None]) == [MENTION]
    assert read_rows("mention", rows[:1], opener) == [MENTION]  # type: ignore[arg-type]
    assert len(asked) == 1


@pytest.mark.parametrize("body", [b"", b"{}", b"\xff", b'{"kind":"mention"}', b'{"kind":"unheard-of"}', encode(NUMBER)])
def test_a_body_that_cannot_be_read_is_damage(body: bytes) -> None:
    with pytest.raises(IndexDamaged):
        read_body("mention", body)


def test_kinds_and_what_a_row_brought() -> None:
    assert kind_of(NUMBER) == "number"
    assert derived_of("number", "case", encode(NUMBER)).refs == frozenset()
    assert derived_of("number", "sensitive", b"").statements == frozenset()
