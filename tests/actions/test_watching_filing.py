"""What people file about the window: kept with author and day, refused where the reason is missing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fictional import INTERVIEW

from tereze.actions import watching, watching_filing
from tereze.actions.desk import Desk
from tereze.actions.watching_filing import NoReason, NotAScore, NotAWord, Refused
from tereze.actions.watching_sheets import Origin
from tereze.model.errors import NotAllowed, NotFound
from tereze.model.people import Actor

from .test_watching import busy

FORECAST = """
tereze: source/1
source: {id: column, kind: news_article, publisher: paper, published: "2019-04-12", language: en}
mentions:
  paper: {kind: organization, names: [{text: The Fictional Post, lang: en}]}
  columnist: {kind: person, names: [{text: Oliver Mysal, lang: en}]}
assessments:
  - {key: jobs, by: columnist, about: departures, kind: forecast, says: nobody will leave (p=0.8), check_on: "2020-01"}
"""


def test_a_signed_word_stands_on_the_page_and_may_disagree(desk: Desk) -> None:
    page = watching.assessed(watching.gather(desk))
    made = watching_filing.sign(desk, "closing", "two colleagues were\n fined this week", "A. Recorder", page)
    assert made.source.startswith("window-20260101-")
    (signed,) = watching.assessed(watching.gather(desk)).signed
    assert (signed.by, signed.word, signed.agrees) == ("A. Recorder", "closing", False)
    assert signed.says == "closing: two colleagues were fined this week"
    assert signed.cite.source == made.source


def test_changes_are_told_since_somebody_last_signed(desk: Desk) -> None:
    early = watching.gather(desk, "2025-06-01")
    watching_filing.sign(desk, "cannot tell", "too little came", "A. Recorder", watching.assessed(early))
    assert watching.assessed(watching.gather(desk)).since == "2025-06-01"


def test_signing_files_the_programs_own_forecasts_and_they_are_scored_when_due(desk: Desk) -> None:
    found = busy()
    made = watching_filing.sign(desk, "closing", "as the numbers say", "A. Recorder", watching.assessed(found))
    assert made.forecasts == 6
    filed = watching.gather(desk)
    ours = [one for one in watching.positions(desk)["forecasts"] if one["by"] == "Tereze nowcast"]
    assert {one["state"] for one in ours} == {"due"}  # the clock of the test is later
    later = filed._replace(arrivals=found.arrivals)
    scored = watching_filing.score_ours(desk, "A. Recorder", later)
    assert len(scored) == 6
    assert all(words.startswith(("observed", "came_true", "did_not", "cannot_tell")) for _, words in scored)
    (record,) = [one for one in watching.positions(desk)["records"] if one["by"] == "Tereze nowcast"]
    assert (record["made"], record["due"], record["intervals"]) == (6, 0, 3)
    assert record["interval_score"]
    assert watching_filing.score_ours(desk, "A. Recorder") == ()


def test_a_count_of_the_inbox_is_kept_with_its_day(desk: Desk) -> None:
    made = watching_filing.count_inbox(desk, 143, "2019-05-31", "A. Recorder", "letters")
    (count,) = watching.gather(desk).material.assessments
    assert (count.sort, count.about, count.says, count.when) == ("inbox", "inbox", "143 letters", "2019-05-31")
    assert made.source.startswith("inbox-")


def test_a_forecast_is_scored_by_its_name_in_the_sheet_or_by_its_id(desk: Desk, bring: Callable[[str], object]) -> None:
    bring(FORECAST)
    watching_filing.score(desk, "column/jobs", "came_true: nobody has left", "A. Recorder")
    (one,) = watching.positions(desk)["forecasts"]
    assert (one["state"], one["outcome"], one["brier"], one["scored_by"]) == (
        "scored",
        "came_true",
        "0.040",
        "A. Recorder",
    )
    watching_filing.score(desk, one["id"], "partly", "A. Recorder")
    assert len(watching.gather(desk).material.assessments) == 3


def test_what_says_nothing_is_refused(desk: Desk, bring: Callable[[str], object]) -> None:
    bring(FORECAST)
    page = watching.assessed(watching.gather(desk))
    with pytest.raises(NotAWord):
        watching_filing.sign(desk, "shut", "because", "A. Recorder", page)
    with pytest.raises(NoReason):
        watching_filing.sign(desk, "open", "  ", "A. Recorder", page)
    with pytest.raises(NoReason):
        watching_filing.count_inbox(desk, 3, "2019-05-31", "")
    with pytest.raises(NotAScore):
        watching_filing.score(desk, "column/jobs", "perhaps", "A. Recorder")
    with pytest.raises(NotFound):
        watching_filing.score(desk, "column/nothing", "partly", "A. Recorder")
    with pytest.raises(NotFound):
        watching_filing.score(desk, "nowhere", "partly", "A. Recorder")
    with pytest.raises(NoReason):
        watching_filing.score_ours(desk, "")
    with pytest.raises(Refused, match="soon"):
        watching_filing.count_inbox(desk, 3, "soon", "A. Recorder")


def test_an_incident_is_filed_with_where_it_was_read(desk: Desk) -> None:
    event = {"kind": "fine", "direction": "closes", "factor": "host_response", "severity": "2", "when": "2019-03",
             "against": "against", "by": "court"}  # fmt: skip
    origin = Origin(
        kind="news_article", publisher="The Fictional Post", published="2019-03-15", url="https://example.org/a"
    )
    report = watching_filing.file_event(desk, "incidents", event, origin, {"against": "An Office", "court": "A Court"})
    assert report.refused == []
    material = watching.gather(desk).material
    (incident,) = material.incidents
    assert (incident.severity, material.party(incident.against).label) == (2, "An Office")
    assert material.party(incident.by).label == "A Court"


def test_who_told_of_an_incident_is_sealed(desk: Desk) -> None:
    event = {"kind": "threat", "when": "2019-03", "said_by": [{"voice": "person-teller", "role": "knows"}]}
    report = watching_filing.file_event(desk, "incidents", event, Origin(kind="interview", teller="Құпия Куәгер"), {})
    assert report.refused == []
    found = watching.gather(desk)
    assert len(found.material.incidents) == 1
    assert "Құпия" not in str(found)
    assert "Құпия" not in str(watching.window(desk))


def test_a_step_keeps_its_due_day(desk: Desk) -> None:
    event = {"by": "office", "for": ["person-1"], "kind": "letter", "when": "2019-03", "due": "2019-06-01"}
    watching_filing.file_event(
        desk, "interventions", event, Origin(), {"office": "An Office", "person-1": "Mysal Esim"}
    )
    (step,) = watching.gather(desk).material.interventions
    assert step.due == "2019-06-01"


def test_what_the_reader_refuses_stands_in_the_report(desk: Desk) -> None:
    report = watching_filing.file_event(desk, "incidents", {"kind": "fine", "when": "some day"}, Origin(), {})
    assert [one["key"] for one in report.refused] == ["when"]
    with pytest.raises(NotFound):
        watching_filing.file_event(desk, "persons", {}, Origin(), {})


def test_who_may_not_write_files_nothing(desk: Desk, bring: Callable[[str], object]) -> None:
    bring(INTERVIEW)
    reader = Desk(desk.register, Actor(id="eve", roles=frozenset({"publisher"})), desk.now, desk.dice)
    page = watching.assessed(watching.gather(reader))
    for write in (
        lambda: watching_filing.sign(reader, "open", "why", "Eve", page),
        lambda: watching_filing.count_inbox(reader, 1, "2019-05-31", "Eve"),
        lambda: watching_filing.score_ours(reader, "Eve"),
        lambda: watching_filing.file_event(reader, "incidents", {"kind": "fine"}, Origin(), {}),
    ):
        with pytest.raises(NotAllowed):
            write()
