"""Forecasts of the program are checked by what had come on the day, not by what came after."""

from __future__ import annotations

import pytest

from tereze.actions.watching_due import came, outcome
from tereze.actions.watching_gather import Gathered
from tereze.watch.flows import Arrival
from tereze.watch.forecasts import Foretold
from tereze.watch.material import Cite, Material
from tereze.watch.ours import AUTHOR, Asked
from tereze.watch.triangle import OTHERS

from .test_watching import busy

ASKED = Asked("more", "all channels", "2019-11", "2019-12-01", "2020-06-01")


def arrival(person: str, happened: str, learned: str, channel: str = "letter") -> Arrival:
    return Arrival(person=person, happened=happened, learned=learned, channel=channel, source=person)


@pytest.fixture
def found() -> Gathered:
    arrivals = (
        arrival("T-1", "2019-11", "2019-12-01"),
        arrival("T-2", "2019-10-04", "2020-05-31", "interview"),
        arrival("T-3", "2019-11", "2020-06-01"),  # on the day of checking: too late
        arrival("T-4", "2019-12", "2020-01-05"),  # of a month the forecast was not about
        arrival("T-5", "2019-10", "2019-11-30"),  # known before
        arrival("T-6", "2017-01", "2020-02-02"),  # a delay longer than the triangle is wide
        arrival("T-7", "2018", "2020-02-02"),  # nobody knows which month
    )
    return Gathered(Material(), {}, (), (), arrivals, "2020-06-01")


def test_what_came_in_between_about_these_months_counts(found: Gathered) -> None:
    assert came(found, ASKED, "channel") == 2
    assert came(found, ASKED._replace(stream="interview"), "channel") == 1


def test_streams_taken_together_cannot_be_counted_later(found: Gathered) -> None:
    assert came(found, ASKED._replace(stream=OTHERS), "channel") is None


def foretold(says: str, by: str = AUTHOR) -> Foretold:
    return Foretold(
        id="a", by=by, sort="forecast", says=says, about="window", said_on="2019-06-01", check_on="2020-01-01",
        state="due", cite=Cite("a", "s", ""),
    )  # fmt: skip


MORE = (
    "From 2019-12-01 to 2020-06-01 5 more pieces of news of the months to 2019-11 will be told, all channels "
    "(90 %: 1 to 9)"
)
FALL = "Seen again on 2020-01-01, the intensity of {} lies below 70% of the year before, all channels (p=0.50)"


def test_the_words_of_a_score(found: Gathered) -> None:
    assert outcome(found, foretold(MORE)) == "observed 2"
    assert outcome(found, foretold(MORE, by="A Columnist")) == ""
    assert outcome(found, foretold("a window is a window")) == ""


def test_a_fall_is_seen_again_with_hindsight() -> None:
    seen = busy()
    assert outcome(seen, foretold(FALL.format("2019-12"))).startswith("came_true")
    assert outcome(busy("steady"), foretold(FALL.format("2019-12"))).startswith("did_not")


def test_with_too_little_hindsight_cannot_tell(found: Gathered) -> None:
    assert outcome(found, foretold(FALL.format("2019-11"))).startswith("cannot_tell")
