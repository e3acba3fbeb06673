"""The first walk over all cases."""

from __future__ import annotations

from release_cases import (
    HERS,
    OFFICE,
    ON,
    SECRET,
    SUBJECT,
    TELLER,
    another,
    case,
    consent,
    ground,
    inputs,
    mention,
    said,
    source,
    voices,
)

from tereze.model.events import Position
from tereze.model.mentions import Name
from tereze.publish.ids import Line
from tereze.publish.survey import survey, telling
from tereze.weigh.case import PersonCase, Voice

LINE = Line(SECRET)


def found(*cases: PersonCase, **more: object):  # type: ignore[no-untyped-def]
    return survey(inputs(cases, **more), LINE, ON)


def test_who_may_be_shown_named_and_linked() -> None:
    nothing_on_custody = another("mquietaaaaaaaaaaa", "Тыныш Адам", mentions=(
        mention(said("birthDate", "1980"), id="mquietaaaaaaaaaaa", source="squietaaaaaaaaaaa"),))  # fmt: skip
    result = found(case(), nothing_on_custody, another("mnoaaaaaaaaaaaaaa", "Келісім Жоқ", consents=()))
    assert set(result.decisions) == result.named == {SUBJECT, "mquietaaaaaaaaaaa"}
    assert result.pages == {SUBJECT: LINE.person(SUBJECT)}
    assert result.refused == {"not_covered": 1}
    assert result.persons == 3


def test_names_shown_and_names_kept() -> None:
    hidden = mention(said("custody", "prison", id="t2", source="sother"), id="mother", source="sother",
                     names=(Name(text="Құпия Есім"),))  # fmt: skip
    result = found(
        case(mention(), hidden),
        another("mnoaaaaaaaaaaaaaa", "Келісім Жоқ", consents=()),
        forbidden=frozenset({"Қызметкер"}),
    )
    assert result.own_names == {"Мысал Есім", "Example Name"}
    assert {"Құпия Есім", "Келісім Жоқ", "Қызметкер", "Куә Адам"} <= result.kept_names
    names = result.forbidden()
    assert names.has_name("Құпия Есім")
    assert not names.has_name("Мысал Есім")


def test_a_label_that_is_only_a_key_of_a_sheet_is_no_name() -> None:
    shown = case(voices=voices(**{TELLER: Voice(id=TELLER, sort="person", label="teller-2")}))
    assert "teller-2" not in found(shown).kept_names


def test_who_objected() -> None:
    result = found(another("mobjectaaaaaaaaaa", "Қарсы Адам", consents=(
        consent(source="sobjectaaaaaaaaaa", covers=("mobjectaaaaaaaaaa",), objects=True),)))  # fmt: skip
    assert result.barred == {"mobjectaaaaaaaaaa"}
    assert result.objectors == {"Қарсы Адам"}
    assert result.refused == {"objection": 1}


def test_every_internal_id_is_looked_for() -> None:
    press = Position(id="pposition", source="spress", actor=OFFICE, topic="camps", stance="denies")
    result = found(
        case(sources={HERS: source(evidence=("eevidence",), digest="ab" * 32)}, grounds=(ground(),)),
        events=(press,),
        sources={"spress": source(id="spress", local="press-2019-01")},
        voices={OFFICE: Voice(id=OFFICE, sort="organization")},
    )
    inside = {SUBJECT, HERS, TELLER, "T-0000001", "interview-17", "eevidence", "ab" * 32, "cconsentaaaaaaaaa"}
    assert inside | {"pposition", "press-2019-01"} <= result.ids


def test_published_sources_and_their_addresses() -> None:
    press = case(sources={HERS: source(url="https://example.org/a")}, consents=(), grounds=(ground(),))
    assert found(press).grounded == {HERS}
    assert found(press).urls == {"https://example.org/a"}
    assert found(case()).urls == set()


def test_a_plain_word_as_the_id_of_a_sheet_is_no_secret() -> None:
    assert telling("departures") == telling("a-1") == ""
    assert telling("interview-17") == "interview-17"
