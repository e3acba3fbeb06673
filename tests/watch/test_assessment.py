"""The page: every sentence opens to its sources, few data cannot tell, a person may disagree."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest

from tereze.model.events import Assessment
from tereze.watch.assessment import WORDS, Page, assess, verdict_on
from tereze.watch.material import Material
from tereze.watch.simulate import world
from tereze.watch.triangle import Triangle, month_label

TODAY, SINCE = "2019-12-01", "2019-06-01"


def table(scenario: str, seed: int = 5) -> Triangle:
    made = world(scenario, np.random.default_rng(seed), channels=2)
    months = tuple(month_label(2016 * 12 + k) for k in range(48))
    return Triangle(made.seen, ("letter", "interview"), months, 3, 0, 0)


EMPTY = Triangle(np.zeros((0, 0, 24)), (), (), 0, 0, 0)


@pytest.fixture(scope="module")
def closing() -> Page:
    return assess(Material(), table("closing"), TODAY, SINCE, dice=np.random.default_rng(1))


def test_few_data_cannot_tell_and_say_why(material: Material) -> None:
    page = assess(material, EMPTY, TODAY, SINCE, dice=np.random.default_rng(1))
    assert page.verdict.word == "cannot tell"
    assert "0 months are too few" in page.sentences[0].text
    assert [(one.name, one.verdict.word, one.months) for one in page.streams] == [("all channels", "cannot tell", ())]
    assert page.figures[1:] == ()
    assert page.change_mind


def test_every_sentence_about_events_opens_to_its_sources(material: Material) -> None:
    page = assess(material, EMPTY, TODAY, SINCE, dice=np.random.default_rng(1))
    for sentence, factor in zip(page.sentences[1:], page.factors, strict=True):
        assert {cite.record for cite in sentence.cites} == {c.record for event in factor.events for c in event.cites}
        assert sentence.absent == (not sentence.cites) == sentence.text.endswith("no event on this.")
    assert page.sentences[0].by_model


def test_a_closing_world_is_called_so_with_an_interval(closing: Page) -> None:
    assert closing.verdict.word == "closing"
    assert [stream.name for stream in closing.streams] == ["all channels", "letter", "interview"]
    text = closing.sentences[0].text
    assert "90 % interval" in text
    assert "probability" in text


def test_the_level_changed_near_the_onset(closing: Page) -> None:
    whole = closing.streams[0]
    assert whole.change is not None
    assert 39 <= whole.change.month <= 46
    assert whole.change_month == month_label(2016 * 12 + whole.change.month)


def test_a_slow_office_is_not_called_closing() -> None:
    page = assess(Material(), table("delayed"), TODAY, SINCE, dice=np.random.default_rng(1))
    assert page.verdict.word in {"open", "narrowing", "cannot tell"}


def test_what_changed_since_last_time(material: Material) -> None:
    page = assess(material, EMPTY, TODAY, SINCE, dice=np.random.default_rng(1))
    assert [sentence.text[:10] for sentence in page.changed] == ["2019-07-01", "2019-07-02"]
    nothing = assess(material, EMPTY, TODAY, "2019-11-01", dice=np.random.default_rng(1))
    assert nothing.changed[0].text == "No event since 2019-11-01 is in the register."


def test_the_person_who_signs_may_disagree(material: Material) -> None:
    signed = [
        Assessment(id="a7", source="s4", by="columnist@4", about="window", sort="opinion", when="2019-11-30",
                   says="Closing: nobody dares to come since the fine"),
        Assessment(id="a8", source="s4", by="teller@6", about="window", sort="opinion", when="2019-10",
                   says="cannot tell"),
        Assessment(id="a9", source="s4", by="teller@6", about="window", sort="opinion", when="2019-10",
                   says="who knows"),
    ]  # fmt: skip
    page = assess(
        msgspec.structs.replace(material, assessments=tuple(signed)), EMPTY, TODAY, SINCE, dice=np.random.default_rng(1)
    )
    assert [(one.by, one.word, one.agrees) for one in page.signed] == [
        ("A Columnist", "closing", False),
        ("A Teller", "cannot tell", True),
    ]
    assert {one.word for one in page.signed} <= set(WORDS)


def test_incidents_stand_beside_as_a_covariate(material: Material) -> None:
    page = assess(material, table("closing"), TODAY, SINCE, dice=np.random.default_rng(1), sources=("fine", "asylum"))
    assert page.with_incidents is not None
    beside = page.sentences[1]
    assert f"{page.with_incidents.closing:.0%}, without them {page.verdict.closing:.0%}" in beside.text
    assert {cite.record for cite in beside.cites} == {"i1", "i2", "i3", "i4"}
    assert [stream.with_incidents is not None for stream in page.streams] == [True, True, True]
    assert {cite.source for cite in page.sentences[0].cites} == {"fine", "asylum"}


def test_the_inbox_is_told_of_and_used_when_it_was_counted(material: Material, closing: Page) -> None:
    assert "Nobody counted the inbox" in closing.sentences[1].text
    counts = tuple(
        Assessment(id=f"c{at}", source="s4", by="teller@6", about="inbox", sort="inbox", says="30", when=f"2019-0{at}")
        for at in range(1, 8)
    )  # fmt: skip
    page = assess(
        msgspec.structs.replace(material, incidents=(), assessments=counts), table("closing"), TODAY, SINCE,
        dice=np.random.default_rng(1),
    )  # fmt: skip
    told = page.sentences[1]
    assert "counted in 7 of 48 months (the nowcast uses it); 30 were waiting in 2019-07" in told.text
    assert len(told.cites) == 7


def test_the_same_by_region_and_what_the_numbers_said_last_time(material: Material) -> None:
    last = verdict_on(material, table("steady"), np.random.default_rng(1))
    page = assess(
        material, table("closing"), TODAY, SINCE, dice=np.random.default_rng(1), others={"region": table("steady")},
        before=last,
    )  # fmt: skip
    assert [one.name for one in page.others["region"]] == ["all channels", "letter", "interview"]
    assert page.changed[0].text == f"On {SINCE} the numbers, as they were known then, said {last.word}: now closing."


def test_a_forecast_of_ours_is_no_signature(material: Material) -> None:
    ours = Assessment(id="a7", source="s4", by="office@5", about="window", sort="forecast", says="closing, surely")
    page = assess(
        msgspec.structs.replace(material, assessments=(ours,)), EMPTY, TODAY, SINCE, dice=np.random.default_rng(1)
    )
    assert page.signed == ()


def test_every_figure_comes_with_its_data(closing: Page) -> None:
    assert [name for name, _, _ in closing.figures] == [
        "incidents", "nowcast of all channels", "nowcast of letter", "nowcast of interview",
    ]  # fmt: skip
    assert all(svg.startswith("<svg") and "\n" in table for _, svg, table in closing.figures)
