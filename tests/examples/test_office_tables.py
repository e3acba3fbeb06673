"""The two messy tables come in as `office_expected.yaml` says: every row, nothing guessed, nothing lost in silence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tereze.intake import sheets
from tereze.intake.drafts import Refusal, RowsDraft, Warning_
from tereze.model.mentions import Mention

OFFICE = Path(__file__).resolve().parents[2] / "examples" / "office"
TEXT = Path(__file__).with_name("office_expected.yaml").read_text(encoding="utf-8")
EXPECTED: dict[str, dict[str, Any]] = yaml.load(TEXT, Loader=yaml.BaseLoader)["tables"]  # noqa: S506  (strings only)
FILES = {"emin-roster": "38-emin-roster.yaml", "office-cards": "40-office-cards.yaml"}


def rows(name: str) -> tuple[list[Mention], list[Refusal], list[Warning_]]:
    people: list[Mention] = []
    refused: list[Refusal] = []
    warned: list[Warning_] = []
    path = OFFICE / "sheets" / FILES[name]
    for draft in sheets.read(path, secret=b"s" * 32, recorded="2020-01-01T00:00:00Z", root=OFFICE):
        if isinstance(draft, Refusal):
            refused.append(draft)
            continue
        warned += draft.warnings
        if isinstance(draft, RowsDraft):
            people += draft.records
    return people, refused, warned


def value(mention: Mention, name: str) -> tuple[str, str]:
    return next((one.value, one.said) for one in mention.statements if one.property == name)


@pytest.mark.parametrize("name", FILES)
def test_every_row_becomes_as_many_mentions_as_it_names(name: str) -> None:
    people, refused, _ = rows(name)
    assert len(refused) == int(EXPECTED[name]["rejected"])
    assert len(people) == int(EXPECTED[name]["mentions"])
    assert len({mention.at.row for mention in people if mention.at}) == int(EXPECTED[name]["rows"])


def test_two_brothers_in_one_cell_are_two_people_with_a_birth_year_each() -> None:
    for name, keys in (("emin-roster", ("e-010", "e-010-2")), ("office-cards", ("8", "8-2"))):
        people = {mention.local: mention for mention in rows(name)[0]}
        assert [value(people[key], "birthDate")[0] for key in keys] == ["1971", "1974"]


def test_placeholders_are_no_names_and_no_dates() -> None:
    people, _, _ = rows("office-cards")
    assert [mention.local for mention in people if not mention.named] == EXPECTED["office-cards"]["unnamed"]
    undated = next(mention for mention in people if mention.local == "11")
    assert "birthDate" not in {one.property for one in undated.statements}


def test_a_date_that_can_be_read_two_ways_keeps_both_readings_and_says_so() -> None:
    people, _, warned = rows("emin-roster")
    sets = [mention.local for mention in people for one in mention.statements if one.when.startswith("[")]
    assert sets == EXPECTED["emin-roster"]["ambiguous"]
    assert any("two ways" in warning.text for warning in warned)


def test_an_impossible_date_keeps_the_words() -> None:
    people, _, warned = rows("office-cards")
    (local,) = EXPECTED["office-cards"]["impossible"]
    mention = next(mention for mention in people if mention.local == local)
    assert value(mention, "birthDate") == ("1970", "31.02.1970")
    assert any("do not exist" in warning.text for warning in warned)


def test_titles_headings_repeated_headers_and_totals_are_no_people() -> None:
    people, _, _ = rows("office-cards")
    names = {name.text for mention in people for name in mention.names}
    assert not [name for name in names if name in {"Тарбагатай", "Алтай", "Или"} or "Итого" in name]
    by_key = {mention.local: mention for mention in people}
    assert {one.where for one in by_key["10"].statements if one.where} == {"Хабахэ, Алтай"}


def test_a_release_into_a_factory_is_a_status_of_work_and_keeps_the_word() -> None:
    people, _, _ = rows("office-cards")
    sabira = next(mention for mention in people if mention.local == "15")
    statuses = {
        one.value: one.term.text if one.term else None for one in sabira.statements if one.property == "custody"
    }
    assert statuses == {"internment": None, "forced_labour": "«освобождена», фабрика"}
