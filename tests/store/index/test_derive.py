"""What a record brings into the derived tables."""

from __future__ import annotations

from tereze import names
from tereze.model.events import Intervention
from tereze.model.judgements import Change, Judgement, Lineage
from tereze.model.mentions import Link, Mention, Name, Number, Statement
from tereze.model.records import Submission
from tereze.model.sources import Source
from tereze.store.index.derive import (
    NOTHING,
    derive,
    derive_skeleton,
    label,
    merge_parts,
    newest_source,
    skeleton,
    spoken_of,
    word,
)  # fmt: skip


def _said(name: str, **more: object) -> Statement:
    return Statement(id=name, source="s1", about="m1", property="custody", value="prison", **more)  # type: ignore[arg-type]


def test_a_mention_brings_its_statements_whom_they_speak_of_and_its_search_keys() -> None:
    said = _said(
        "t1", target="m2", facility="m3", chain=(Link(voice="m4", role="knows"), Link(voice="m1", role="relays"))
    )
    mention = Mention(id="m1", source="s1", local="a", names=(Name(text="Aigul Invented"),), statements=(said,))
    made = derive(mention, "case")
    assert made.statements == {"t1"}
    assert made.refs == {*(("spoken", name) for name in ("m1", "m2", "m3", "m4")), ("facet.status", "prison")}
    assert made.words == {word(key) for key in names.keys("Aigul Invented")}
    assert spoken_of(_said("t2")) == set()


def test_nothing_above_the_case_tier_and_nothing_sealed_is_searchable() -> None:
    mention = Mention(id="m1", source="s1", local="a", names=(Name(text="Aigul Invented"),))
    assert derive(mention, "witness").words == frozenset()
    assert (
        derive(Mention(id="m1", source="s1", local="a", sealed=True, names=mention.names), "case").words == frozenset()
    )


def test_other_records_bring_what_they_refer_to() -> None:
    change = Change(id="h1", act="retract", of="t1", by="x", at="2020", source="s1")
    assert derive(change, "case").refs == {("change", "t1"), ("change", "s1")}
    assert derive(Change(id="h1", act="erase", of="s1", by="x", at="2020"), "case").refs == {("change", "s1")}
    assert derive(Lineage(id="l1", source="s1", original="s2"), "case").refs == {("lineage", "s1"), ("lineage", "s2")}
    judgement = Judgement(id="j1", answer="withdraw", at="2020", reviewers=(), reason="x", of="j0")
    assert derive(judgement, "case").refs == {("withdrawal", "j0")}
    assert derive(Number(id="n1", number="T-1", mention="m1"), "case") == NOTHING


def test_a_judgement_brings_whom_it_speaks_of_and_what_it_confirms() -> None:
    batch = Judgement(id="j1", answer="batch", at="2020", reviewers=(), reason="x", pairs=(("m1", "m2"), ("m1", "m3")))
    assert derive(batch, "case").refs == {("judged", name) for name in ("m1", "m2", "m3")}
    yes = Judgement(id="j2", answer="confirm", at="2020", reviewers=(), reason="x", confirms="j1")
    assert derive(yes, "case").refs == {("confirmation", "j1")}
    apart = Judgement(id="j3", answer="different", at="2020", reviewers=(), reason="x", mentions=("m1", "m2"), of="j0")
    assert derive(apart, "case").refs == {("judged", "m1"), ("judged", "m2"), ("withdrawal", "j0")}


def test_what_was_sent_brings_those_it_concerns() -> None:
    sent = Submission(id="u1", mention="m1", body="wgeid", at="2020", by="a")
    step = Intervention(id="i1", source="s1", by="m9", sort="letter", for_whom=("m1", "m2"))
    assert derive(sent, "case").refs == {("concern", "m1")}
    assert derive(step, "case").refs == {("concern", "m1"), ("concern", "m2")}


def test_the_skeleton_of_a_sensitive_record_holds_ids_only_and_brings_the_same() -> None:
    said = _said("t1", target="m2", said="canary words")
    mention = Mention(id="m1", source="s1", local="canary-key", part="sensitive", statements=(said,))
    kept = skeleton(mention)
    assert b"canary" not in kept
    assert b"prison" not in kept
    assert derive_skeleton(kept) == derive(mention, "sensitive")


def test_what_others_bring_too_is_not_taken_away() -> None:
    one = derive(Mention(id="m1", source="s1", local="a", statements=(_said("t1"), _said("t2"))), "case")
    other = derive(Mention(id="m1", source="s1", local="a", statements=(_said("t2"),)), "case")
    assert one.without([other]).statements == {"t1"}
    assert one.without([]) == one


def test_words_are_signed_numbers_of_64_bits() -> None:
    assert all(-(2**63) <= word(f"key {at}") < 2**63 for at in range(200))
    assert len({word(f"key {at}") for at in range(200)}) == 200
    assert min(word(f"key {at}") for at in range(200)) < 0


def test_parts_are_united_and_the_first_leads() -> None:
    first = Mention(id="m1", source="s1", local="a", names=(Name(text="A"),), statements=(_said("t1"),))
    second = Mention(
        id="m1",
        source="s1",
        local="a",
        part="sensitive",
        description="tall",
        statements=(_said("t2"), _said("t1", where="other")),
    )
    merged = merge_parts([first, second])
    assert [said.id for said in merged.statements] == ["t1", "t2"]
    assert merged.statements[0].where == ""
    assert (merged.part, merged.description, merged.names) == ("case", "tall", (Name(text="A"),))
    assert merge_parts([first]) is first


def test_the_newest_version_of_a_source() -> None:
    old = Source(id="s1", local="l", sort="list", recorded="2021")
    new = Source(id="s2", local="l", sort="list", recorded="2020", version_of="s1")
    other = Source(id="s3", local="l", sort="list", recorded="2022")
    assert newest_source([old, new]) == new
    assert newest_source([old, new, other]) == other
    assert newest_source([]) is None
    ring = [
        Source(id="a", local="l", sort="list", version_of="b"),
        Source(id="b", local="l", sort="list", version_of="a"),
    ]
    assert newest_source(ring) == ring[1]


def test_labels() -> None:
    assert label(Mention(id="m", source="s", local="row-1", names=(Name(text="A"), Name(text="B")))) == "A"
    assert label(Mention(id="m", source="s", local="row-1", description="a guard")) == "a guard"
    assert label(Mention(id="m", source="s", local="row-1")) == "row-1"
    assert label(Mention(id="m", source="s", local="row-1", sealed=True, names=(Name(text="A"),))) == ""
