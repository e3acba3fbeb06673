"""The last thing known, its date, and the silence since."""

from __future__ import annotations

from typing import Any

import pytest

from tereze.weigh import LastKnown, person_view

Case = Any
X = ["x knows own_experience"]
XV = {"x": {"id": "x"}}


def last(case: Case, *said: dict[str, Any], **more: Any) -> LastKnown | None:
    return person_view(case([{"in": "a", **one} for one in said], **more)).last_known


def told(case: Case, *said: dict[str, Any], **more: Any) -> tuple[str, str | None, str | None]:
    found = last(case, *said, **more)
    assert found is not None
    return found.status, found.as_of, found.silent_since


def test_nothing_is_known_without_a_status(case: Case) -> None:
    assert last(case, {"property": "birthDate", "value": "1979"}) is None
    assert last(case, {"stance": "denies"}) is None


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ([{"when": "2017-07/2018-10"}], ("internment", "2018-10", "2018-10")),
        ([{"when": "[2017-06..2017-08]"}], ("internment", "2017-08", "2017-08")),
        ([{"phase": "began", "when": "2017-07"}], ("internment", "2017-07", "2017-07")),
        ([{}], ("internment", None, None)),
        ([{}, {"value": "prison", "when": "2016"}], ("prison", "2016", "2016")),
        ([{"when": "2018"}, {"value": "prison", "when": "2018-03"}], ("prison", "2018-03", "2018-03")),
        # on one day what begins outranks what ends, and people are released into something
        ([{"when": "2017/2018-10"}, {"value": "released", "when": "2018-10"}], ("released", "2018-10", "2018-10")),
        (
            [{"value": "released", "when": "2018-10"}, {"value": "forced_labour", "phase": "began", "when": "2018-10"}],
            ("forced_labour", "2018-10", "2018-10"),
        ),
        (
            [{"value": "deceased", "when": "2018-10"}, {"value": "prison", "when": "2018-10"}],
            ("deceased", "2018-10", "2018-10"),
        ),
        (
            [{"key": "c", "when": "2017/2018-10"}, {"value": "forced_labour", "phase": "began", "after": "c"}],
            ("forced_labour", "2018-10", "2018-10"),
        ),
        # news of the person that is no status
        (
            [{"when": "2018"}, {"property": "last_contact", "value": "2018-12", "when": ""}],
            ("internment", "2018", "2018-12"),
        ),
        (
            [{"when": "2018"}, {"property": "health", "value": "poor", "when": "2019-02"}],
            ("internment", "2018", "2019-02"),
        ),
        ([{"when": "2018"}, {"property": "age", "value": "39", "when": "2019-03"}], ("internment", "2018", "2018")),
        ([{"when": "2018"}, {"property": "birthDate", "value": "2030"}], ("internment", "2018", "2018")),
        (
            [{"when": "2018"}, {"property": "health", "value": "poor", "when": "2019", "stance": "denies"}],
            ("internment", "2018", "2018"),
        ),
    ],
)
def test_the_latest_date_decides(
    case: Case, said: list[dict[str, Any]], expected: tuple[str, str | None, str | None]
) -> None:
    assert told(case, *said) == expected


def test_what_goes_on_was_so_when_it_was_told(case: Case) -> None:
    interview = {"a": {"told": {"on": "2019-03-01"}, "published": "2019-05"}}
    assert told(case, {"phase": "continuing"}, sources=interview) == ("internment", "2019-03-01", "2019-03-01")
    assert told(case, {"when": "2017/.."}, sources=interview)[1] == "2019-03-01"
    assert told(case, {"when": "2017/.."})[1] == "2017"
    assert told(case, {"phase": "continuing"}, sources={"a": {"published": "2019-05"}})[1] == "2019-05"
    assert told(case, {"phase": "continuing"})[1] is None


def test_who_told_it_herself_was_heard_then(case: Case) -> None:
    source = {"a": {"teller": "x", "told": {"on": "2019-03-01"}}}
    assert told(case, {"when": "2018-10", "by": X}, sources=source, voices=XV) == (
        "internment",
        "2018-10",
        "2019-03-01",
    )
    other = {"a": {"teller": "son", "told": {"on": "2019-03-01"}}}
    assert told(case, {"when": "2018-10"}, sources=other)[2] == "2018-10"


def test_it_carries_its_witnesses_and_its_phase(case: Case) -> None:
    found = last(case, {"when": "2018-10", "phase": "ended", "where": "Ili", "by": ["son knows eyewitness"]})
    assert found is not None
    assert (found.independent_witnesses, found.phase, found.where, found.facet) == (1, "ended", "Ili", "holding")
