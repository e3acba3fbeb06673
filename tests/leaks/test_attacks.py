"""What an infiltrator, a hostile fact-checker and a careless coder would try. Everyone is invented."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from release_cases import (
    HERS,
    ON,
    SUBJECT,
    TELLER,
    another,
    case,
    changed,
    consent,
    ground,
    inputs,
    mention,
    publish,
    quote,
    said,
    source,
    text_of,
)

from tereze.consent import publishable
from tereze.model.mentions import Link, Name
from tereze.publish import CheckFailed, Report
from tereze.publish.ids import Line


def findings(report: Report, check: str) -> list[str]:
    return [one.severity for one in report.findings if one.check == check]


# --- the infiltrator --------------------------------------------------------------------------------------------------


def test_a_stranger_cannot_publish_a_name_by_consenting_for_himself() -> None:
    stranger = consent(given_by="mstrangeraaaaaaaa", capacity="self", covers=("mstrangeraaaaaaaa", SUBJECT))
    assert publishable(case(consents=(stranger,)), on=ON).identity == "none"


def test_a_stranger_who_claims_to_be_family_is_reported(tmp_path: Path) -> None:
    assert findings(publish(tmp_path / "r"), "kinship not stated") == ["low"]
    kin = mention(*case().mentions[0].statements, said("relative", "brother", target=TELLER))
    assert findings(publish(tmp_path / "k", (case(kin),)), "kinship not stated") == []


def test_one_person_twice_does_not_confirm_a_ground() -> None:
    assert not publishable(case(consents=(), grounds=(ground(confirmed_by=("Amina", "amina ")),)), on=ON).allowed


def test_a_false_age_does_not_make_a_child_an_adult() -> None:
    child = mention(said("birthDate", "2014"), said("age", "40", when="2026"), said("custody", "prison"))
    assert publishable(case(child), on=ON).identity == "none"


def test_a_name_hidden_in_any_text_field_does_not_get_out(tmp_path: Path) -> None:
    hidden = "Жасырын Куәгер"
    props = ("ethnicity", "citizenship", "occupation", "reason_suspected", "sentence", "description", "marital_status")
    facts = [said(prop, f"ask {hidden}") for prop in props]
    facts += [said("custody", "prison", said=hidden, where=f"{hidden} county", words=(quote(f"{hidden} айтты"),))]
    person = case(
        mention(said("birthDate", "1980"), *facts, description=f"friend of {hidden}", place=f"{hidden} county")
    )
    publish(tmp_path / "r", (person, another("mhiddenaaaaaaaaaa", hidden, consents=())))
    everything = text_of(tmp_path / "r")
    assert "Жасырын" not in everything
    assert "Куәгер" not in everything


def test_another_spelling_in_another_script_does_not_get_out_in_words(tmp_path: Path) -> None:
    teller = another(TELLER, "Куә Адам")
    told = said("custody", "prison", words=(quote("Then Zhasyryn Kuager came.", "en"), quote("Оны қамады.")))
    hidden = another("mhiddenaaaaaaaaaa", "Жасырын Куәгер", consents=())
    publish(tmp_path / "r", (case(mention(said("birthDate", "1980"), told)), teller, hidden))
    everything = text_of(tmp_path / "r")
    assert "Оны қамады." in everything
    assert "Zhasyryn" not in everything


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", '" onmouseover="x', "</script><img src=x>", "{{ 7 * 7 }}"]
)
def test_markup_in_any_text_is_text(tmp_path: Path, text: str) -> None:
    person = case(
        mention(said("birthDate", "1980"), said("custody", "prison"), said("occupation", text),
                names=(Name(text=f"Мысал {text}", lang=text),))
    )  # fmt: skip
    publish(tmp_path / "r", (person,))
    for page in (tmp_path / "r").rglob("*.html"):
        html = page.read_text("utf-8")
        assert "<script>" not in html
        assert "<img src=x" not in html
        assert 'onmouseover="' not in html
        assert "49" not in html or "{{" not in text
    assert "</script>" not in (tmp_path / "r" / "assets" / "names.js").read_text("utf-8")


@pytest.mark.parametrize("lead", ["=1+1", "+1", "-1", "@SUM(1)", "\tx", "\rx"])
def test_a_spreadsheet_takes_no_cell_for_a_formula(tmp_path: Path, lead: str) -> None:
    person = case(mention(said("birthDate", "1980"), said("custody", "prison"), said("occupation", lead)))
    publish(tmp_path / "r", (person,))
    table = (tmp_path / "r" / "data" / "statements.csv").read_bytes().decode()
    assert f",{lead}," not in table
    assert f"'{lead}" in table


def test_an_address_that_is_no_web_address_is_no_link(tmp_path: Path) -> None:
    bad = source(url="javascript:alert(1)")
    publish(tmp_path / "r", (case(sources={HERS: bad}, consents=(), grounds=(ground(),)),))
    assert "javascript:" not in text_of(tmp_path / "r").replace("JavaScript", "")


def test_an_unnamed_voice_cannot_be_followed_from_page_to_page(tmp_path: Path) -> None:
    people = (case(), another("mpersonaaaaaaaaaa", "Айгүл Сейітқан"))
    publish(tmp_path / "r", people)
    line = Line(b"line secret of the tests, 32 byte")
    pages = [next((tmp_path / "r").rglob(f"{line.person(one.anchor)}.html")).read_text("utf-8") for one in people]
    ids = [{part.split('"')[0] for part in page.split('id="')[1:]} - {"text", "tl-t", "tl-d"} for page in pages]
    assert ids[0]
    assert ids[1]
    assert not ids[0] & ids[1]


# --- the hostile fact-checker -----------------------------------------------------------------------------------------


def person(*facts: Any, **more: Any) -> tuple[Any, ...]:
    return (case(mention(*facts, **more)),)


def test_a_quotation_that_is_not_in_its_source_stops_the_release(tmp_path: Path) -> None:
    told = said("custody", "prison", words=(quote("Оны қамады."),), chain=(Link(voice=SUBJECT, role="knows"),))
    people = person(said("birthDate", "1980"), told)
    with pytest.raises(CheckFailed) as stopped:
        publish(tmp_path / "r", people, text_of=lambda _: "Ол үйде еді.")
    assert findings(stopped.value.report, "quotation") == ["stops"]
    assert not (tmp_path / "r").exists()
    assert findings(publish(tmp_path / "r", people, text_of=lambda _: "… Оны  қамады."), "quotation") == []


@pytest.mark.parametrize(
    ("check", "people"),
    [
        ("repeated name", person(said("birthDate", "1980"), said("custody", "prison"), names=(Name(text="Ali Ali"),))),
        ("impossible age", person(said("birthDate", "1980"), said("custody", "prison", when="1975"))),
        ("impossible age", person(said("birthDate", "1880"), said("custody", "prison", when="2018"))),
        ("identity number", person(said("birthDate", "1980"), said("custody", "prison"),
                                   said("idNumber", "650000197501010017"))),
        ("single unnamed voice", person(
            said("birthDate", "1980"),
            said("custody", "prison", chain=(Link(voice="mxx", role="knows", basis="rumour"),)),
        )),
        ("duplicate", (case(), another("mtwinaaaaaaaaaaaa", "Есім Мысал", mentions=(
            mention(said("birthDate", "1980"), said("custody", "prison"), id="mtwinaaaaaaaaaaaa",
                    source="stwinaaaaaaaaaaaa", names=(Name(text="Есім Мысал"),)),)))),
        ("objector of the same name", (case(), another("mobjectaaaaaaaaaa", "Мысал Есім", consents=(
            consent(source="sobjectaaaaaaaaaa", covers=("mobjectaaaaaaaaaa",), objects=True),)))),
    ],
)  # fmt: skip
def test_what_an_attacker_would_find_is_found_first(tmp_path: Path, check: str, people: tuple[Any, ...]) -> None:
    if check == "single unnamed voice":
        from tereze.weigh.case import Voice

        people = tuple(
            changed(one, voices=one.voices | {"mxx": Voice(id="mxx", sort="person", named=False)}) for one in people
        )
        people = tuple(changed(one, sources={HERS: source(teller=None)}) for one in people)
    assert "high" in findings(publish(tmp_path / "r", people), check)


def test_an_honest_case_is_left_alone(tmp_path: Path) -> None:
    kin = mention(*case().mentions[0].statements, said("relative", "brother", target=TELLER))
    assert publish(tmp_path / "r", (case(kin),)).findings == ()


# --- the careless coder -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["call +7 701 123 45 67", "8 (701) 123-45-67", "id 800517300123", "who@example.org"])
def test_a_number_or_address_in_free_text_stops_the_release(tmp_path: Path, text: str) -> None:
    people = person(said("birthDate", "1980"), said("custody", "prison"), said("steps_taken", text))
    with pytest.raises(CheckFailed):
        publish(tmp_path / "r", people)
    assert not (tmp_path / "r").exists()


def test_the_name_of_an_evidence_file_stops_the_release(tmp_path: Path) -> None:
    people = person(said("birthDate", "1980"), said("custody", "prison"), said("steps_taken", "see letter of aunt.pdf"))
    with pytest.raises(CheckFailed):
        publish(tmp_path / "r", people, secrets=frozenset({"letter of aunt.pdf"}))


@pytest.mark.parametrize("form", ["{}", "x {} y", "({})"])
def test_an_internal_id_or_digest_in_free_text_stops_the_release(tmp_path: Path, form: str) -> None:
    digest = "3f" * 32
    for number, secret in enumerate((SUBJECT, digest, digest[:20], digest.upper())):
        people = person(said("birthDate", "1980"), said("custody", "prison"), said("steps_taken", form.format(secret)))
        with pytest.raises(CheckFailed):
            publish(tmp_path / str(number), people, secrets=frozenset({digest}))


def test_contact_may_be_given_even_where_it_looks_like_a_number(tmp_path: Path) -> None:
    publish(tmp_path / "r", (), contact="+7 701 000 00 00, help@example.org")
    assert "+7 701 000 00 00" in (tmp_path / "r" / "corrections.html").read_text("utf-8")
    assert inputs().contact == "by letter"
