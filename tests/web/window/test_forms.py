"""What is typed becomes the section of a sheet."""

from __future__ import annotations

import pytest

from tereze_web.window.forms import FIELDS, fields_of, filled, lacks, read


def typed(section: str, **values: str) -> dict[str, str]:
    return read(section, {"source_kind": "letter", **values, "csrfmiddlewaretoken": "x"})


def test_only_our_fields_are_read_and_they_are_trimmed() -> None:
    found = typed("incidents", kind=" fine ", other="x")
    assert found["kind"] == "fine"
    assert set(found) == set(fields_of("incidents"))


@pytest.mark.parametrize("section", FIELDS)
def test_what_must_be_filled_is_missed_and_wrong_choices_are_none(section: str) -> None:
    missing = lacks(section, typed(section))
    assert missing == [name for name, field in fields_of(section).items() if field.required and name != "source_kind"]
    assert "source_kind" in lacks(section, typed(section) | {"source_kind": "dream"})


def test_a_position_has_its_word_its_number_and_its_parties() -> None:
    given = {"actor": "M", "organ": "O", "stance": "promises", "topic": "t", "value": "2000", "unit": "persons"}
    found = filled("positions", typed("positions", **given, term="w", term_lang="ru", words="x"))
    assert found.event["term"] == {"text": "w", "lang": "ru"}
    assert found.event["number"] == {"value": "2000", "unit": "persons"}
    assert found.event["words"] == [{"text": "x", "role": "original"}]
    assert (found.event["actor"], found.named) == ("actor", {"actor": "M", "organ": "O"})


def test_people_are_named_by_number_or_name_parted_in_any_script() -> None:
    found = filled("interventions", typed("interventions", by="O", kind="letter", **{"for": "t-1234، Гүлім、 ; 甲"}))
    assert found.event["for"] == ["person-1", "person-2", "person-3"]
    assert found.numbers == {"person-1": "T-1234"}
    assert found.named["person-3"] == "甲"


def test_an_incident_told_by_somebody_has_a_chain() -> None:
    found = filled("incidents", typed("incidents", kind="fine", against="A", done_by="B", teller="C"))
    assert found.event["said_by"][0]["voice"] == "person-teller"
    assert (found.event["against"], found.event["by"]) == ("person-1", "done-by")
    assert found.origin.teller == "C"
