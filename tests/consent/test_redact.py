"""The smaller case: examples, and what holds of every case."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from release_cases import HERS, ON, SUBJECT, TELLER, WHERE, case, consent, ground, mention, quote, said, source, voices

from tereze.consent import Forbidden, publishable, redact
from tereze.consent.current import current
from tereze.consent.dates import coarse_date
from tereze.consent.initials import initials
from tereze.model.judgements import Change
from tereze.model.mentions import Mention, Statement
from tereze.weigh.case import PersonCase

FORBIDDEN = Forbidden(["Куә Адам", "Hidden Helper"])
THERE, OTHER = "sotheraaaaaaaaaaa", "motheraaaaaaaaaaa"


def test_what_is_not_allowed_is_nothing() -> None:
    assert redact(case(consents=()), on=ON) is None


def test_a_full_case_keeps_names_and_coarsens_places() -> None:
    small = redact(case(), on=ON)
    assert small is not None
    assert [name.text for name in small.mentions[0].names] == ["Мысал Есім", "Example Name"]
    assert {one.where for one in small.mentions[0].statements} == {"", "Emin county, Tacheng, Xinjiang"}
    assert small.mentions[0].local == ""


def test_initials_pseudonym_none() -> None:
    def names(level: str) -> list[str]:
        small = redact(case(consents=(consent(identity=level),)), on=ON)
        assert small is not None
        return [name.text for name in small.mentions[0].names]

    assert names("initials") == ["М. Е.", "E. N."]
    assert names("pseudonym") == names("none") == []


def test_a_description_goes_with_the_name_and_a_place_with_its_level() -> None:
    person = mention(description="the tall one with a scar", place=WHERE)
    named, unnamed = redact(case(person), on=ON), redact(case(person, consents=(consent(identity="none"),)), on=ON)
    assert named is not None
    assert unnamed is not None
    assert (named.mentions[0].description, unnamed.mentions[0].description) == ("the tall one with a scar", "")
    assert named.mentions[0].place == "Emin county, Tacheng, Xinjiang"


def test_a_mention_that_nothing_covers_leaves_no_trace() -> None:
    second = mention(said("custody", "prison", id="t2", source=THERE, about=OTHER), id=OTHER, source=THERE)
    small = redact(case(mention(), second, sources={HERS: source(), THERE: source(id=THERE)}), on=ON)
    assert small is not None
    assert [one.id for one in small.mentions] == [SUBJECT]
    assert set(small.sources) == {HERS}


def test_nothing_left_to_say_is_nothing() -> None:
    assert redact(case(mention(said("health", "ill"), said("phone", "123"))), on=ON) is None


def test_a_reference_to_a_statement_that_went_goes_too() -> None:
    ill = said("health", "ill", id="till")
    person = mention(said("birthDate", "1980"), ill, said("custody", "hospital", after="till"))
    small = redact(case(person), on=ON)
    assert small is not None
    assert {one.after for one in small.mentions[0].statements} == {None}


def test_the_decision_may_be_brought_along() -> None:
    person = case()
    assert redact(person, on=ON, decision=publishable(person, on=ON)) == redact(person, on=ON)


def test_a_gazetteer_takes_the_place_of_the_words() -> None:
    small = redact(case(), on=ON, gazetteer=lambda text, level: f"{level} of the gazetteer" if text else "")
    assert small is not None
    assert "county of the gazetteer" in {one.where for one in small.mentions[0].statements}


# --- every case -------------------------------------------------------------------------------------------------------

PROPS = (
    *("custody", "birthDate", "age", "gender", "birthPlace", "occupation", "steps_taken", "relative", "health"),
    *("phone", "name", "fatherName", "idNumber", "ethnicity"),
)
TEXTS = [
    "1980-05-17",
    "2015",
    "2008-06",
    "19",
    "prison",
    "internment",
    WHERE,
    "Hidden Helper came",
    "wrote letters",
    "female",
]


@st.composite
def statements(draw: st.DrawFn, about: str, src: str) -> tuple[Statement, ...]:
    made = []
    for at in range(draw(st.integers(0, 4))):
        fields: dict[str, Any] = {
            "id": f"t{src}{at}",
            "source": src,
            "about": about,
            "when": draw(st.sampled_from(["", "2018-03-05", "2017-06-01/2018", "2010-01-02"])),
            "where": draw(st.sampled_from(["", WHERE, "Xinjiang", "Almaty", "Foo, Bar"])),
            "said": draw(st.sampled_from(["", "in spring", "as Helper said"])),
            "after": draw(st.sampled_from([None, f"t{src}0", f"t{src}9"])),
            "target": draw(st.sampled_from([None, TELLER])),
            "stance": draw(st.sampled_from(["asserts", "asserts", "denies"])),
            "words": draw(st.sampled_from([(), (quote("Оны алып кетті."),), (quote("Куә Адам айтты"),)])),
        }
        made.append(said(draw(st.sampled_from(PROPS)), draw(st.sampled_from(TEXTS)), **fields))
    return tuple(made)


@st.composite
def cases(draw: st.DrawFn) -> PersonCase:
    people, sources, consents, grounds, changes = [], {}, [], [], []
    for at in range(draw(st.integers(1, 3))):
        src, id_ = f"s{at}" + "a" * 15, f"m{at}" + "a" * 15
        sources[src] = source(id=src, local=f"sheet-{at}", repeats=draw(st.sampled_from([(), ("s0" + "a" * 15,)])))
        facts = draw(statements(id_, src))
        person = mention(said("custody", "prison", id=f"tz{at}", source=src, about=id_), id=id_, source=src)
        people.append(Mention(**{f: getattr(person, f) for f in person.__struct_fields__} | {"statements": facts}))
        for number in range(draw(st.integers(0, 2))):
            consents.append(
                consent(
                    id=f"c{at}{number}",
                    source=src,
                    covers=draw(st.sampled_from([(id_,), (id_, TELLER), (TELLER,)])),
                    given_by=draw(st.sampled_from([TELLER, id_])),
                    capacity=draw(st.sampled_from(["self", "guardian", "relative_in_absence"])),
                    purposes=draw(st.sampled_from([("publication",), ("register", "un")])),
                    identity=draw(st.sampled_from(["full", "full", "initials", "pseudonym", "none"])),
                    place=draw(st.sampled_from(["exact", "county", "region", "country", "none"])),
                    until=draw(st.sampled_from([None, "2030", "2020"])),
                    objects=draw(st.sampled_from([False] * 9 + [True])),
                )
            )
        if draw(st.booleans()):
            grounds.append(ground(src, confirmed_by=draw(st.sampled_from([("a", "b"), ("a",)]))))
        if facts and draw(st.booleans()):
            act = draw(st.sampled_from(["retract", "refute", "correct"]))
            new = said("custody", "hospital", id=f"tn{at}", source=src, about=id_) if act == "correct" else None
            changes.append(Change(id=f"h{at}", act=act, of=facts[0].id, by="x", at="2019", to=new, source=src))
    return case(
        *people, anchor=people[0].id, sources=sources, voices=voices(), consents=tuple(consents),
        grounds=tuple(grounds), changes=tuple(changes),
    )  # fmt: skip


def texts(value: Any) -> set[str]:
    if isinstance(value, str):
        return {value}
    if isinstance(value, tuple | list):
        return {text for one in value for text in texts(one)}
    if isinstance(value, dict):
        return {text for pair in value.items() for text in texts(pair)}
    if hasattr(value, "__struct_fields__"):
        return {text for name in value.__struct_fields__ for text in texts(getattr(value, name))}
    return set()


@settings(max_examples=150, deadline=None)
@given(cases())
def test_redacting_never_adds_and_twice_is_as_once(person: PersonCase) -> None:
    small = redact(person, on=ON, forbidden=FORBIDDEN)
    if small is None:
        return
    assert redact(small, on=ON, forbidden=FORBIDDEN) == small
    before = {one.id: one for each in current(person).mentions for one in each.statements}
    for each in small.mentions:
        for one in each.statements:
            assert one.id in before
            assert one.property == before[one.id].property
            assert one.stance == before[one.id].stance
            assert set(one.words) <= set(before[one.id].words)
            assert one.chain == before[one.id].chain
    assert set(small.sources) <= set(person.sources)
    assert set(small.voices) <= set(person.voices)
    assert {one.id for one in small.consents} <= {one.id for one in person.consents}
    allowed = {short.text for each in person.mentions for name in each.names if (short := initials(name))}
    decision = publishable(person, on=ON)
    coarse = {"", decision.identity, decision.place, "publication"}
    said_coarsely = {coarse_date(text, unit) for text in texts(person) for unit in ("month", "year")}
    known = texts(person) | allowed | coarse | said_coarsely
    added = {text for text in texts(small) if not any(text in whole for whole in known)}
    assert {text for text in added if text != "Emin county, Tacheng, Xinjiang"} == set()


@settings(max_examples=150, deadline=None)
@given(cases())
def test_no_redacted_case_holds_a_forbidden_name_or_one_that_was_not_granted(person: PersonCase) -> None:
    small = redact(person, on=ON, forbidden=FORBIDDEN)
    if small is None:
        return
    assert not any(FORBIDDEN.has_name(text) for text in texts(small))
    decision = publishable(person, on=ON)
    if decision.identity != "full":
        assert not {"Мысал Есім", "Example Name"} & texts([small.mentions, small.voices, small.sources])


@pytest.mark.parametrize("field", ["local", "at"])
def test_nothing_that_only_the_office_needs_stays_on_a_mention(field: str) -> None:
    small = redact(case(), on=ON)
    assert small is not None
    assert not getattr(small.mentions[0], field)


def test_a_sealed_mention_has_no_name_even_under_a_decision_that_names() -> None:
    person = case(mention(sealed=True))
    small = redact(person, on=ON, decision=publishable(case(), on=ON))
    assert small is not None
    assert small.mentions[0].names == ()
