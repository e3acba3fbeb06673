"""After unlinking, no id of the register is left anywhere in the case."""

from __future__ import annotations

from release_cases import HERS, OFFICE, ON, SUBJECT, TELLER, case, changed, mention, said, source

from tereze import weigh
from tereze.consent import redact
from tereze.model.judgements import Change, Lineage
from tereze.model.value import encode
from tereze.publish.ids import Line
from tereze.publish.unlink import unlink
from tereze.weigh.case import PersonCase

LINE = Line(b"1" * 32)


def small() -> PersonCase:
    facts = (
        said("birthDate", "1980"),
        said("custody", "internment", id="tfirst", when="2018"),
        said("custody", "prison", id="tsecond", when="2019", after="tfirst", taken_from="soriginal", target=TELLER),
    )
    full = source(publisher=OFFICE, authors=(TELLER,), repeats=("soriginal",), system_of_record="police database")
    found = redact(
        case(
            mention(*facts),
            sources={HERS: full, "soriginal": source(id="soriginal")},
            changes=(Change(id="h1", act="refute", of="tsecond", by="x", at="2020", source=HERS),),
            lineage=(Lineage(id="l1", source=HERS, original="soriginal", statement="tsecond"),),
        ),
        on=ON,
        named=frozenset({TELLER}),
    )
    assert found is not None
    return found


def test_no_id_number_or_database_name_of_the_register_is_left() -> None:
    made = unlink(small(), LINE, {}, frozenset())
    text = encode(made).decode()
    inside = (SUBJECT, TELLER, OFFICE, HERS, "soriginal", "tfirst", "tsecond", "T-0000001", "h1", "l1", "police")
    assert [one for one in inside if one in text] == []


def test_references_inside_the_case_still_hold() -> None:
    made = unlink(small(), LINE, {}, frozenset())
    statements = {one.id: one for one in made.mentions[0].statements}
    second = next(one for one in statements.values() if one.value == "prison")
    assert second.after in statements
    assert second.about == made.mentions[0].id
    assert second.source in made.sources
    assert second.taken_from in made.sources
    assert second.target in made.voices
    assert {link.voice for link in second.chain} <= set(made.voices)
    assert made.changes[0].of == second.id
    assert made.lineage[0].statement == second.id


def test_the_view_counts_as_before() -> None:
    before, after = (weigh.person_view(one) for one in (small(), unlink(small(), LINE, {}, frozenset())))
    counts = [
        sorted((fact.value, fact.support.independent_witnesses, fact.support.sources) for fact in view.facts)
        for view in (before, after)
    ]
    assert counts[0] == counts[1]


def test_people_with_a_page_keep_their_public_id_and_nobody_else_does() -> None:
    with_page = unlink(small(), LINE, {TELLER: LINE.person(TELLER)}, frozenset())
    without = unlink(small(), LINE, {}, frozenset())
    assert LINE.person(TELLER) in {voice.id for voice in with_page.voices.values()}
    assert LINE.person(TELLER) not in {voice.id for voice in without.voices.values()}
    assert with_page.anchor == with_page.number == LINE.person(SUBJECT)


def test_one_who_may_not_be_named_here_keeps_no_page_either() -> None:
    quiet = small()
    voices = {id_: changed(voice, label="") for id_, voice in quiet.voices.items()}
    made = unlink(changed(quiet, voices=voices), LINE, {TELLER: LINE.person(TELLER)}, frozenset())
    assert LINE.person(TELLER) not in {voice.id for voice in made.voices.values()}


def test_a_published_source_is_the_same_on_every_page() -> None:
    made = unlink(small(), LINE, {}, frozenset({HERS}))
    assert LINE.source(HERS) in made.sources
