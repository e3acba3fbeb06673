"""Forecasts are kept with their author and scored by a person when their date comes."""

from __future__ import annotations

import msgspec

from tereze.model.events import Assessment
from tereze.watch.forecasts import Foretold, foretold, interval_score, opinions, outcome_of, records
from tereze.watch.material import Material


def score(says: str, about: str = "a1", when: str = "2020-02-01") -> Assessment:
    return Assessment(id=f"a-{when}", source="s4", by="teller@6", about=about, sort="score", says=says, when=when)


def with_score(material: Material, *scores: Assessment) -> Material:
    return msgspec.structs.replace(material, assessments=(*material.assessments, *scores))


def test_a_forecast_is_open_until_its_date_and_then_due(material: Material) -> None:
    assert [one.state for one in foretold(material, "2019-12-31")] == ["open", "open"]
    assert [one.state for one in foretold(material, "2020-01-02")] == ["due", "open"]


def test_irony_without_a_date_is_an_opinion(material: Material) -> None:
    assert [one.id for one in opinions(material)] == ["a3"]


def test_a_person_scores_and_a_probability_earns_a_brier_score(material: Material) -> None:
    found = foretold(with_score(material, score("came_true: nobody has left")), "2020-03-01")[0]
    assert (found.state, found.outcome, found.scored_by) == ("scored", "came_true", "A Teller")
    assert (found.probability, found.brier) == ("0.8", "0.040")


def test_the_latest_score_counts_and_may_name_source_and_key(material: Material) -> None:
    both = with_score(material, score("came_true"), score("did_not", about="column/jobs", when="2020-05-01"))
    assert foretold(both, "2020-06-01")[0].outcome == "came_true"  # by id, before a readable name
    late = with_score(material, score("came_true"), score("did_not", when="2020-05-01"))
    assert foretold(late, "2020-06-01")[0].outcome == "did_not"


def test_cannot_tell_is_an_answer_without_a_brier_score(material: Material) -> None:
    found = foretold(with_score(material, score("cannot_tell: the border is shut")), "2020-03-01")[0]
    assert (found.outcome, found.brier) == ("cannot_tell", "")


def test_words_that_score_nothing_are_no_score(material: Material) -> None:
    assert foretold(with_score(material, score("perhaps")), "2020-03-01")[0].state == "due"


def test_what_was_said_since_is_shown_to_the_one_who_scores(material: Material) -> None:
    later = msgspec.structs.replace(material.positions[2], id="p9", when="2019-09-01")
    found = foretold(msgspec.structs.replace(material, positions=(*material.positions, later)), "2020-03-01")
    assert [cite.record for cite in found[0].since] == ["p9"]
    fined = msgspec.structs.replace(material.incidents[0], id="i9", when="2019-09-02")
    found = foretold(msgspec.structs.replace(material, incidents=(fined,)), "2020-03-01")
    assert [cite.record for cite in found[1].since] == ["i9"]


def test_each_author_has_a_record(material: Material) -> None:
    (mine,) = records(foretold(with_score(material, score("came_true")), "2020-03-01"))
    assert (mine.by, mine.made, mine.open, mine.due, mine.came_true, mine.brier) == ("A Columnist", 2, 1, 0, 1, "0.040")


def with_interval(material: Material, *scores: Assessment) -> Material:
    ours = Assessment(
        id="a9", source="s4", key="told", by="office@5", about="window", sort="forecast", check_on="2020-01-01",
        says="41 more will be told (90 %: 30 to 52)",
    )  # fmt: skip
    return with_score(material, ours, *scores)


def test_an_interval_is_scored_by_its_width_and_what_it_missed(material: Material) -> None:
    def scored(says: str, about: str) -> Foretold:
        found = foretold(with_interval(material, score(says, about=about)), "2020-03-01")
        return next(one for one in found if one.id == "a9")

    hit = scored("observed 44", "column/told")
    assert (hit.low, hit.high, hit.observed, hit.interval_score, hit.state) == (30, 52, 44, "22", "scored")
    miss = scored("observed 27: a poor spring", "a9")
    assert miss.interval_score == "82"
    assert interval_score(30, 52, 53) == 42


def test_ours_has_a_record_like_anybody(material: Material) -> None:
    found = {
        one.by: one
        for one in records(foretold(with_interval(material, score("observed 27", about="a9")), "2020-03-01"))
    }
    assert (found["Office"].intervals, found["Office"].inside, found["Office"].interval_score) == (1, 0, "82.0")
    assert found["A Columnist"].intervals == 0


def test_an_inbox_count_is_no_opinion(material: Material) -> None:
    count = Assessment(id="a8", source="s4", by="teller@6", about="inbox", sort="inbox", says="14")
    assert [one.id for one in opinions(with_score(material, count))] == ["a3"]


def test_only_words_that_score_score() -> None:
    assert [outcome_of(says) for says in ("partly, so to say", "observed 3", "perhaps", "")] == [
        "partly",
        "observed",
        "",
        "",
    ]
