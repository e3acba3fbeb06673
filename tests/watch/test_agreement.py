"""Krippendorff's alpha against the worked example of its author, and its edges."""

from __future__ import annotations

import pytest

from tereze.watch.agreement import Agreement, NotANumber, NotCodings, alpha, between, of_table

# Krippendorff (2011), section E: four observers, twelve units, missing codes.
OBSERVERS = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3),
    (None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None),
)
UNITS = list(zip(*OBSERVERS, strict=True))


@pytest.mark.parametrize(("level", "expected"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)])
def test_the_worked_example(level: str, expected: float) -> None:
    found = alpha(UNITS, level)
    assert found.alpha == pytest.approx(expected, abs=0.001)
    assert (found.units, found.codes) == (11, 40)


def test_full_agreement_is_one_and_chance_is_about_nothing() -> None:
    assert alpha([(1, 1), (2, 2), (3, 3)]).alpha == 1.0
    mixed = alpha([(1, 2), (2, 1), (1, 1), (2, 2)]).alpha
    assert mixed is not None
    assert abs(mixed) < 0.2


def test_opposite_coding_is_below_chance() -> None:
    found = alpha([(1, 2), (2, 1)])
    assert found.alpha is not None
    assert found.alpha < 0


@pytest.mark.parametrize("units", [[], [(1, None)], [(1, 1), (1, 1)]])
def test_it_says_why_it_cannot_tell(units: list[tuple[int | None, ...]]) -> None:
    found = alpha(units)
    assert found.alpha is None
    assert found.words.startswith("cannot tell: ")


def test_two_coders_by_event() -> None:
    codings = {"first": {"i1": "Closes", "i2": "opens", "i3": "closes"}, "second": {"i1": "closes", "i2": "opens"}}
    assert between(codings).alpha == 1.0
    assert between(codings).units == 2


def test_severity_is_compared_as_a_number() -> None:
    found = between({"a": {"x": "1", "y": "4", "z": ""}, "b": {"x": "2", "y": "4", "z": "3"}}, "ordinal")
    assert found.alpha is not None
    assert found.units == 2
    with pytest.raises(NotANumber):
        between({"a": {"x": "much"}, "b": {"x": "2"}}, "ordinal")


@pytest.mark.parametrize(
    ("value", "words"),
    [(0.9, "reliable"), (0.7, "enough for tentative conclusions"), (0.5, "too low to rest anything on")],
)
def test_the_customary_reading(value: float, words: str) -> None:
    assert Agreement(alpha=value, units=9, codes=18).words == words


CODINGS = """event,coder,factor,direction,severity
i1,first,host_response,closes,2
i1,second,host_response,closes,3
i2,first,public_response,opens,1
i2,second,public_response,opens,1
i3,first,public_response,neutral,
"""


def test_a_table_of_codings_gives_agreement_on_each_field() -> None:
    found = of_table(CODINGS, "codings.csv")
    assert found["factor"].alpha == found["direction"].alpha == 1.0
    severity = found["severity"].alpha
    assert severity is not None
    assert severity < 1.0
    assert found["severity"].units == 2


@pytest.mark.parametrize("text", ["", "event,coder\n", CODINGS.replace("severity", "gravity")])
def test_another_table_is_refused(text: str) -> None:
    with pytest.raises(NotCodings):
        of_table(text, "other.csv")
