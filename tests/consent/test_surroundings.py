"""What stands around the statements: sources, voices, consents, changes, lineage."""

from __future__ import annotations

from typing import Any

from release_cases import (
    HERS,
    OFFICE,
    ON,
    SUBJECT,
    TELLER,
    case,
    changed,
    consent,
    ground,
    mention,
    said,
    source,
    voices,
)

from tereze.consent import Forbidden, redact
from tereze.model.judgements import Change, Lineage
from tereze.model.sources import Told
from tereze.weigh.case import PersonCase, Voice

FULL = source(
    publisher=OFFICE,
    authors=(TELLER,),
    published="2019-03-04",
    language="kk",
    url="https://example.org/a",
    evidence=("eaaaaaaaaaaaaaaaa",),
    told=Told(on="2019-03-01", place="Almaty", to=TELLER),
    digest="ab" * 32,
    recorded="2019-03-02T10:00:00Z",
    note="ask again",
    reliability="B",
    system_of_record="police database",
)


def smaller(person: PersonCase, **more: Any) -> PersonCase:
    found = redact(person, on=ON, **more)
    assert found is not None
    return found


def test_an_interview_shows_what_it_is_and_nothing_more() -> None:
    kept = smaller(case(sources={HERS: FULL})).sources[HERS]
    assert (kept.sort, kept.reliability) == ("interview", "B")
    assert (kept.local, kept.title, kept.url, kept.published, kept.language) == ("", "", None, None, None)
    assert (kept.evidence, kept.told, kept.digest, kept.recorded, kept.note) == ((), None, "", "", "")


def test_a_published_source_shows_its_title_and_address() -> None:
    kept = smaller(case(sources={HERS: FULL}, consents=(), grounds=(ground(),))).sources[HERS]
    assert (kept.title, kept.url, kept.published) == (
        "Interview about Example Name",
        "https://example.org/a",
        "2019-03-04",
    )
    assert (kept.local, kept.told, kept.evidence) == ("", None, ())


def test_a_title_that_names_someone_else_goes() -> None:
    person = case(sources={HERS: FULL}, consents=(), grounds=(ground(),))
    assert smaller(person, forbidden=Forbidden(["Hidden Name"])).sources[HERS].title == ""


def test_the_original_of_a_reprint_stays_as_a_bare_stub() -> None:
    original = source(id="soriginalaaaaaaaa", local="secret-interview", title="Hidden", teller=TELLER)
    person = case(sources={HERS: changed(FULL, repeats=(original.id,)), original.id: original})
    kept = smaller(person).sources[original.id]
    assert (kept.id, kept.local, kept.title, kept.teller) == (original.id, "", "", None)


def test_two_leaks_of_one_database_stay_recognisable_as_one() -> None:
    assert smaller(case(sources={HERS: FULL})).sources[HERS].system_of_record == "police database"


def test_only_those_who_may_be_named_keep_a_label_and_a_number() -> None:
    person = case(sources={HERS: FULL})
    kept = smaller(person).voices
    assert (kept[TELLER].label, kept[TELLER].number) == ("", None)
    assert kept[OFFICE].label == "Example Volunteers"
    assert smaller(person, named=frozenset({TELLER})).voices[TELLER].label == "Куә Адам"


def test_a_sealed_voice_keeps_nothing_even_when_named_elsewhere() -> None:
    sealed = voices(**{TELLER: Voice(id=TELLER, sort="person", sealed=True, label="Куә Адам", number="T-2")})
    kept = smaller(case(voices=sealed), named=frozenset({TELLER})).voices[TELLER]
    assert (kept.label, kept.number, kept.sealed) == ("", None, True)


def test_an_organisation_called_after_someone_forbidden_keeps_no_label() -> None:
    office = voices(**{OFFICE: Voice(id=OFFICE, sort="organization", label="House of Hidden Helper")})
    person = case(sources={HERS: FULL}, voices=office)
    assert smaller(person, forbidden=Forbidden(["Hidden Helper"])).voices[OFFICE].label == ""


def test_voices_nobody_refers_to_any_more_are_gone() -> None:
    assert OFFICE not in smaller(case()).voices


def test_consents_stay_at_the_level_decided_without_who_recorded_them() -> None:
    person = case(consents=(consent(recorded_by=OFFICE, explained_in="kk"), consent(id="c2", place="region")))
    kept = smaller(person).consents
    assert {(one.identity, one.place) for one in kept} == {("full", "region")}
    assert {(one.recorded_by, one.explained_in, one.given_by) for one in kept} == {(None, None, "")}


def test_a_refutation_stays_without_who_and_why() -> None:
    told = said("custody", "deceased", id="tdead")
    refuted = Change(
        id="h1", act="refute", of="tdead", by="Hidden", at="2019-06-12T09:00:00Z", reason="she called", source=HERS
    )
    kept = smaller(case(mention(told, said("birthDate", "1980")), changes=(refuted,))).changes
    assert kept == (Change(id="h1", act="refute", of="tdead", by="", at="2019-06-12", source=HERS),)


def test_applied_changes_leave_no_trace() -> None:
    told = said("custody", "deceased", id="tdead")
    took = Change(id="h1", act="retract", of="tdead", by="Hidden", at="2019", reason="fears for her son", source=HERS)
    kept = smaller(case(mention(told, said("custody", "prison")), changes=(took,)))
    assert kept.changes == ()
    assert [one.value for one in kept.mentions[0].statements] == ["prison"]


def test_lineage_stays_among_what_is_left() -> None:
    inside = Lineage(id="l1", source=HERS, original=HERS, by="Hidden", reason="same words")
    outside = Lineage(id="l2", source="selsewhere", original=HERS)
    kept = smaller(case(lineage=(inside, outside))).lineage
    assert kept == (Lineage(id="l1", source=HERS, original=HERS),)


def test_disputes_and_what_is_unopened_are_not_told() -> None:
    kept = smaller(case(disputes=("Hidden said so",), unopened=3))
    assert (kept.disputes, kept.unopened) == ((), 0)
    assert kept.anchor == SUBJECT
