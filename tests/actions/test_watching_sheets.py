"""Sheets that the window's verbs write are such as anybody could have typed."""

from __future__ import annotations

import json
from pathlib import Path

from tereze.actions.watching_sheets import Origin, encoded, of_event, of_person
from tereze.intake import sheets
from tereze.intake.drafts import SheetDraft
from tereze.model.events import Assessment, Incident
from tereze.model.sources import Source


def read(sheet: dict[str, object]) -> SheetDraft:
    (draft,) = sheets.read(
        Path("typed"), secret=b"s" * 32, recorded="2026-01-01T00:00:00Z", root=Path("/nonexistent"), held=encoded(sheet)
    )
    assert isinstance(draft, SheetDraft)
    return draft


def test_a_person_speaks_for_herself_and_the_program_beside_her() -> None:
    said = [
        {"by": "me", "about": "window", "kind": "opinion", "says": 'open: "yes"'},
        {"by": "tereze", "about": "window", "kind": "forecast", "says": "more", "check_on": "2026-07-01"},
    ]
    draft = read(of_person("window-1", "A. Recorder", "2026-01-01", "A page", said))
    found = [one for one in draft.records if isinstance(one, Assessment)]
    assert [one.says for one in found] == ['open: "yes"', "more"]
    assert found[0].by != found[1].by
    source = next(one for one in draft.records if isinstance(one, Source))
    assert source.told is not None
    assert (source.told.on, source.teller) == ("2026-01-01", found[0].by)


def test_the_program_is_named_only_where_it_speaks() -> None:
    sheet = of_person(
        "inbox-1", "A. Recorder", "2026-01-01", "A count", [{"by": "me", "about": "inbox", "kind": "inbox"}]
    )
    assert list(sheet["mentions"]) == ["me"]


def test_an_event_brings_its_source_and_those_it_names() -> None:
    event = {"kind": "fine", "when": "2019-03", "against": "person-2", "where": "", "says": None}
    origin = Origin(kind="interview", title="A call", language="kk", teller="A Teller")
    draft = read(of_event("incident-1", "incidents", event, origin, {"person-2": "Mysal Esim"}))
    (incident,) = [one for one in draft.records if isinstance(one, Incident)]
    source = next(one for one in draft.records if isinstance(one, Source))
    assert (source.title, source.sort, source.language) == ("A call", "interview", "kk")
    assert source.teller is not None
    assert incident.against is not None


def test_somebody_without_a_name_is_a_mention_all_the_same() -> None:
    sheet = of_event("incident-1", "incidents", {"kind": "fine", "against": "person-1"}, Origin(), {"person-1": ""})
    assert sheet["mentions"]["person-1"] == {"kind": "person", "named": "false"}
    assert read(sheet)


def test_each_value_has_a_line_of_its_own() -> None:
    sheet = of_event("incident-1", "incidents", {"kind": "fine", "when": "2019"}, Origin(title="x"), {})
    lines = encoded(sheet).decode().splitlines()
    assert len(lines) > 8
    assert json.loads("\n".join(lines)) == sheet
