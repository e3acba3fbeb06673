"""One statement, as much of it as may be shown."""

from __future__ import annotations

from typing import Any

import pytest
from release_cases import OFFICE, SUBJECT, TELLER, WHERE, quote, said, voices

from tereze.consent import Forbidden, by_parts
from tereze.consent.said import Rule, redact_statement
from tereze.model.mentions import Link, Statement, Term
from tereze.model.sources import Locator
from tereze.weigh.case import Voice

NAMED = frozenset({SUBJECT})


def rule(**more: Any) -> Rule:
    fields: dict[str, Any] = {
        "identity": "full",
        "place": "county",
        "named": NAMED,
        "barred": frozenset(),
        "voices": voices(),
        "forbidden": Forbidden(["Куә Адам", "Hidden Helper"]),
        "coarsen": by_parts,
    }
    return Rule(**(fields | more))


def shown(statement: Statement, *, grounded: bool = False, **more: Any) -> Statement | None:
    return redact_statement(statement, rule(**more), grounded=grounded)


def must(found: Statement | None) -> Statement:
    assert found is not None
    return found


@pytest.mark.parametrize(
    "prop", ["treatment", "health", "phone", "email", "address", "idNumber", "photograph", "religion"]
)
@pytest.mark.parametrize("identity", ["full", "none"])
def test_some_properties_never_leave(prop: str, identity: str) -> None:
    assert shown(said(prop, "x"), grounded=True, identity=identity, place="exact") is None


def test_a_place_is_said_at_the_level_decided() -> None:
    told = said("custody", "prison", where=WHERE)
    assert must(shown(told)).where == "Emin county, Tacheng, Xinjiang"
    assert must(shown(told, place="region")).where == "Xinjiang"
    assert must(shown(told, place="none")).where == ""
    assert must(shown(told, place="exact")).where == WHERE


def test_a_place_that_is_a_value_goes_with_its_level() -> None:
    born = said("birthPlace", WHERE)
    assert must(shown(born, place="region")).value == "Xinjiang"
    assert shown(born, place="none") is None


def test_a_facility_is_an_exact_place() -> None:
    held = said("custody", "forced_labour", facility="mfactory")
    factory = Voice(id="mfactory", sort="facility", label="a glove factory")
    assert must(shown(held, voices=voices(mfactory=factory))).facility is None
    assert must(shown(held, voices=voices(mfactory=factory), place="exact")).facility == "mfactory"


def test_free_text_that_may_name_someone_goes() -> None:
    assert shown(said("steps_taken", "her brother wrote to the ministry")) is not None
    assert shown(said("steps_taken", "Hidden wrote to the ministry")) is None
    assert must(shown(said("custody", "prison", said="when Helper came"))).said == ""


def test_even_a_closed_value_is_read() -> None:
    assert shown(said("ethnicity", "Hidden Helper")) is None
    assert shown(said("ethnicity", "Hidden Helper"), identity="none") is None


def test_names_of_others_only_from_what_is_published() -> None:
    parent = said("fatherName", "Әке Есім")
    assert shown(parent) is None
    assert must(shown(parent, grounded=True)).value == "Әке Есім"


def test_a_relative_is_pointed_to_only_when_named_and_never_when_he_objected() -> None:
    kin = said("relative", "brother", target=TELLER)
    assert must(shown(kin)).target is None
    assert must(shown(kin, named=NAMED | {TELLER})).target == TELLER
    assert shown(kin, named=NAMED | {TELLER}, barred=frozenset({TELLER})) is None


def test_words_need_everyone_in_them_to_be_named_or_nameless() -> None:
    told = said("custody", "prison", words=(quote("Оны түрмеге қамады."),))
    assert must(shown(told)).words == ()
    assert len(must(shown(told, named=NAMED | {TELLER})).words) == 1
    nameless = voices(**{TELLER: Voice(id=TELLER, sort="person", named=False)})
    assert len(must(shown(told, voices=nameless)).words) == 1
    sealed = voices(**{TELLER: Voice(id=TELLER, sort="person", named=False, sealed=True)})
    assert must(shown(told, voices=sealed)).words == ()


def test_words_that_hold_a_forbidden_name_go_alone() -> None:
    told = said("custody", "prison", words=(quote("Helper told me", "en"), quote("Оны қамады.")))
    kept = must(shown(told, named=NAMED | {TELLER})).words
    assert [words.text for words in kept] == ["Оны қамады."]


def test_recorders_do_not_decide_over_words() -> None:
    chain = (Link(voice=SUBJECT, role="knows"), Link(voice=TELLER, role="records"))
    assert len(must(shown(said("custody", "prison", chain=chain, words=(quote("Қамады."),)))).words) == 1


def test_who_used_a_word_is_said_in_words_never_as_an_id() -> None:
    def term(by: str) -> str | None:
        found = must(shown(said("custody", "internment", term=Term(text="school", used_by=by)))).term
        return found.used_by if found else "dropped"

    assert term("officials") == "officials"
    assert term(OFFICE) == "Example Volunteers"
    assert term(TELLER) is None
    assert term("mabcdefghijklmnop") is None
    assert term("Hidden") is None


def test_a_term_that_names_someone_goes() -> None:
    assert must(shown(said("custody", "internment", term=Term(text="Helper's school")))).term is None


def test_where_in_the_source_only_for_published_ones_and_without_digests() -> None:
    told = said("custody", "prison", at=Locator(row=7, file="secret.csv", text_sha256="ab"))
    assert must(shown(told)).at is None
    assert must(shown(told, grounded=True)).at == Locator(row=7)


@pytest.mark.parametrize("identity", ["initials", "pseudonym", "none"])
def test_without_a_name_only_closed_values_at_coarse_dates_remain(identity: str) -> None:
    told = said(
        "custody", "internment", when="2018-03-05/2019-01-31", where=WHERE, said="in spring", key="camp",
        duration=(("months", 10), ("days", 3)), words=(quote("Қамады."),), term=Term(text="school"),
        facility="mfactory",
    )  # fmt: skip
    kept = must(shown(told, identity=identity, named=NAMED | {TELLER}))
    assert (kept.when, kept.where) == ("2018-03/2019-01", "Emin county, Tacheng, Xinjiang")
    assert kept.duration == (("months", 10),)
    assert (kept.words, kept.term, kept.said, kept.key, kept.facility) == ((), None, "", None, None)
    assert must(shown(said("birthDate", "1980-05-17"), identity=identity)).value == "1980"


@pytest.mark.parametrize("prop", ["occupation", "steps_taken", "relative", "name", "alias", "birthPlace", "sentence"])
def test_without_a_name_nothing_that_could_tell_who_it_is(prop: str) -> None:
    assert shown(said(prop, "accountant"), identity="none") is None


def test_a_name_that_holds_somebody_elses_goes() -> None:
    assert must(shown(said("alias", "Example Alias"))).value == "Example Alias"
    assert shown(said("alias", "sister of Hidden Helper")) is None


def test_the_key_of_a_sheet_never_leaves() -> None:
    assert must(shown(said("custody", "prison", key="camp-of-aunt"), grounded=True)).key is None
