"""What may be read at the desk and what may not."""

from __future__ import annotations

from fictional import INTERVIEW, SEALED

from tereze.actions import find, views
from tereze.actions.desk import Desk
from tereze.actions.tiers import split
from tereze.ledger.custody import custodian_secret, open_witness
from tereze.model.mentions import Link, Mention, Name, Statement, Words
from tereze.model.sources import Source

NAME = "Жасырын Куәгер"
TELLER = Mention(
    id="m1", source="s1", local="teller", sealed=True, names=(Name(text=NAME),), description="a midwife",
    statements=(Statement(id="t0", source="s1", about="m1", property="occupation", value="midwife", attribute=True),),
)  # fmt: skip
SAW = Link(voice="m1", role="knows", basis="eyewitness")
SUBJECT = Mention(
    id="m2", source="s1", local="man", names=(Name(text="Ерлан Мысалов"),),
    statements=(
        Statement(id="t1", source="s1", about="m2", property="custody", value="internment", chain=(SAW,),
                  words=(Words(text=f"I, {NAME}, saw it"),)),
        Statement(id="t2", source="s1", about="m2", property="health", value="weak heart"),
    ),
)  # fmt: skip


def texts(tier: str) -> str:
    parts = split([Source(id="s1", local="i", sort="interview"), TELLER, SUBJECT])
    return repr([part.record for part in parts if part.tier == tier])


def test_a_sealed_name_is_in_the_witness_tier_only() -> None:
    assert NAME not in texts("case")
    assert NAME not in texts("sensitive")
    assert NAME in texts("witness")
    assert "midwife" not in texts("case")


def test_the_statement_stays_countable_without_the_words_that_tell() -> None:
    case = [part.record for part in split([TELLER, SUBJECT]) if part.tier == "case"]
    said = next(said for record in case if isinstance(record, Mention) for said in record.statements if said.id == "t1")
    assert said.value == "internment"
    assert said.chain[0].voice == "m1"
    assert said.words == ()


def test_health_is_sensitive() -> None:
    assert "weak heart" not in texts("case")
    assert "weak heart" in texts("sensitive")


def test_each_persons_part_in_a_source_is_an_erasure_unit_of_its_own() -> None:
    units = {part.record.id: part.unit for part in split([TELLER, SUBJECT])}
    assert units == {"m1": "s1/m1", "m2": "s1/m2"}


def test_a_title_that_holds_a_sealed_name_is_dropped() -> None:
    source = Source(id="s1", local="i", sort="interview", title=f"Interview with {NAME}")
    parts = split([source, TELLER])
    assert NAME not in repr([part.record for part in parts if part.tier == "case"])


def test_the_desk_counts_a_sealed_witness_and_cannot_name_her(desk: Desk, bring) -> None:
    bring(SEALED)
    view = views.to_json(views.person(desk, find.find_person(desk, "interview-2/man")))
    support = next(fact["support"] for fact in view["facts"] if fact["value"] == "internment")
    assert support["independent_witnesses"] == 1
    assert support["sealed"] == 1
    assert NAME not in repr(view)
    assert find.search(desk, NAME) == []


def test_no_byte_the_desk_can_open_holds_the_sealed_name(desk: Desk, bring) -> None:
    bring(SEALED)
    for kind in ("source", "mention", "consent", "audit", "number"):
        assert NAME not in repr(list(desk.register.index.of_kind(kind)))


def test_only_a_custodian_opens_it() -> None:
    from tereze.ledger.custody import seal_witness
    from tereze.model.records import to_payload

    secret = custodian_secret(bytes(range(96)))
    part = next(part for part in split([TELLER]) if part.tier == "witness")
    entry = seal_witness(to_payload(part.record), bytes(12), bytes(32), bytes(12), [secret.public()])
    assert NAME.encode() in open_witness(entry.raw, secret)
    assert NAME.encode() not in entry.raw


def test_health_is_shown_to_the_desk_that_may_open_it(desk: Desk, bring) -> None:
    bring(INTERVIEW)
    view = views.to_json(views.person(desk, find.find_person(desk, "interview-1/husband")))
    assert "weak heart" in {fact["value"] for fact in view["facts"]}
