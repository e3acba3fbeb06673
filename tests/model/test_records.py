"""Every payload kind goes to bytes and back; unknown kinds are kept unread."""

from __future__ import annotations

import pytest

from tereze.model import records
from tereze.model.events import Figure, Incident, Position
from tereze.model.judgements import Judgement, Sample
from tereze.model.mentions import Link, Mention, Name, Statement, Term, Words
from tereze.model.sources import FileStatement, Locator, Source, Told
from tereze.model.value import BadText, encode

STATEMENT = Statement(
    id="t1", source="s1", about="m1", property="custody", value="internment", when="2017-07/2018-10", phase="span",
    chain=(Link(voice="m1", role="knows", basis="own_experience"),), duration=(("months", 15),),
    term=Term(text="кәсіптік орталық", lang="kk"), words=(Words(text="…", lang="kk"),), at=Locator(chars=(104, 141)),
)  # fmt: skip
EXAMPLES: list[records.Record] = [
    Mention(id="m1", source="s1", local="me", names=(Name(text="Мысал Есім", lang="kk"),), statements=(STATEMENT,)),
    Source(id="s1", local="interview-17", sort="interview", told=Told(on="2019-03-01")),
    Judgement(id="j1", answer="batch", at="2019-06-01", reviewers=("r",), reason="same", pairs=(("m1", "m2"),),
              sample=Sample(judged=150, wrong=0)),
    Position(id="p1", source="s1", actor="m2", topic="departures", stance="promises", number=Figure(value=2000)),
    Incident(id="i1", source="s1", sort="fine", direction="closes", factor="public_response", severity=2),
    FileStatement(id="f1", source="s1", evidence="e1", property="made_where", value="43.25", field="GPS:GPSLatitude",
                  voice="Example One", guarded=True),
    records.Proposal(id="y1", at="2019-01-01T00:00:00Z", by="local", digest="00", persons=2, languages=("kk", "en")),
    records.Audit(id="a1", at="2019-01-01T00:00:00Z", by="local", what="import", count=3),
]  # fmt: skip


@pytest.mark.parametrize("record", EXAMPLES, ids=lambda record: type(record).__name__)
def test_a_record_survives_the_way_to_bytes_and_back(record: records.Record) -> None:
    raw = records.to_payload(record)
    assert records.from_payload(raw) == record
    assert encode(records.from_payload(raw)) == raw


def test_every_kind_has_a_tag_of_its_own() -> None:
    assert len(records.KINDS) == len(records.Record.__args__)
    assert records.KINDS["mention"] is Mention


def test_an_unknown_kind_is_kept_unread() -> None:
    assert records.from_payload(b'{"kind":"poem","id":"x"}') is None


@pytest.mark.parametrize("raw", [b'{"kind":"mention","id":3}', b"{", b"[]", b'{"kind":"source"}'])
def test_a_payload_of_a_known_kind_must_be_whole(raw: bytes) -> None:
    with pytest.raises(records.NotARecord):
        records.from_payload(raw)


def test_control_characters_do_not_reach_the_ledger() -> None:
    with pytest.raises(BadText):
        records.to_payload(Mention(id="m", source="s", local="k", names=(Name(text="a\x00b"),)))


def test_a_newer_field_is_read_over() -> None:
    raw = b'{"at":"","by":"x","id":"a","kind":"audit","newer":1,"what":"w"}'
    assert records.from_payload(raw) == records.Audit(id="a", at="", by="x", what="w")
