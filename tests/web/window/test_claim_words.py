"""Verdicts of claims and the program's own forecasts have words in every language, and say the same numbers."""

from __future__ import annotations

import re
from typing import Any

import pytest
from msgspec.structs import replace

from tereze.model.events import Figure
from tereze.publish.locale import LANGUAGES
from tereze.watch import claims, ours
from tereze.watch.claims import ClaimTest, Tally, left_open, outcome
from tereze.watch.entries import EntryTally, ShareTally, of_entries, of_share
from tereze.watch.forecasts import Foretold
from tereze.watch.material import Cite
from tereze.watch.streams import ALL as EVERY
from tereze.watch.tables import claim_table
from tereze_web.window import claim_words
from tereze_web.words import words

OTHERS = [code for code in LANGUAGES if code != "en"]
NUMBER = Figure(value=2000, unit="persons", who="people", what="may leave", counts_if="left the country")


def _claim(code: str, **more: Any) -> ClaimTest:
    tally = Tally(as_of="2019", documented=17, witnessed=11, outside=3)
    made = ClaimTest(
        id="p1", actor="An Invented Ministry", stance="promises", number=NUMBER, when="2019-01", unit="persons",
        statuses=("left_country",), scope="people", period="", missing=(), would_confirm=("a",), then=tally, now=tally,
        code=code, verdict="", cite=Cite("p1", "post-1", "2019-01"),
    )  # fmt: skip
    return replace(made, **more)


ENTRIES = EntryTally(as_of="2019", total=31, witnessed=12, several=5, documented=9, bare=10, refuted=2)
SHARE = ShareTally(as_of="2019", of=40, shown=8, still=14, unknown=18, low=20, high=65)
ALL = [
    *(_claim(code) for code in ("untestable", "none", "fewer", "reached", "exceeded")),
    *(
        _claim(of_entries(value, ENTRIES)[0], unit="entries", entries_now=ENTRIES, number=replace(NUMBER, value=value))
        for value in (5, 15, 900)
    ),
    _claim(of_entries(1, EntryTally(as_of="2019"))[0], unit="entries", entries_now=EntryTally(as_of="2019")),
    *(_claim(of_share(value, SHARE)[0], unit="share", share_now=SHARE) for value in (50, 100)),
    _claim(of_share(50, ShareTally(as_of="2019"))[0], unit="share", share_now=ShareTally(as_of="2019")),
]


def _numbers(text: str) -> list[str]:
    return sorted(re.findall(r"\d+", text))


def test_every_code_there_is_was_tried() -> None:
    from tereze_web.words import flat

    coded = {key.partition(".")[2] for key in flat("en") if key.startswith("claim.")}
    assert {one.code for one in ALL} == coded


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.code)
@pytest.mark.parametrize("code", OTHERS)
def test_a_verdict_says_the_same_numbers_in_every_language(code: str, one: ClaimTest) -> None:
    english, other = (claim_words.verdict(words(name), one) for name in ("en", code))
    assert english != other
    assert "claimed." not in english + other
    assert "{" not in english + other
    assert _numbers(english) == _numbers(other)


def test_the_numbers_are_those_of_the_english_verdict_of_the_ledger() -> None:
    for one in ALL[:5]:
        kept = claims.verdict(one.code, one.number, one.now)
        assert _numbers(claim_words.verdict(words("en"), one)) == _numbers(kept)
    for one, value in zip(ALL[5:8], (5, 15, 900), strict=True):
        assert set(_numbers(claim_words.verdict(words("en"), one))) == set(_numbers(of_entries(value, ENTRIES)[1]))


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_question_left_open_is_worded(code: str) -> None:
    bare = Figure(value=1, unit="persons")
    asked = {*left_open(bare, ()), *left_open(bare, (), "entries"), *left_open(replace(bare, period="2019/.."), ())}
    assert asked == set(claim_words.MISSING)
    told = claim_words.missing(words(code), _claim("none", missing=tuple(sorted(asked))))
    assert "claimed." not in told
    assert told.count(";") + told.count("；") == len(asked) - 1
    assert claim_words.missing(words(code), _claim("none")) == ""


@pytest.mark.parametrize("code", LANGUAGES)
def test_whatever_would_confirm_is_worded(code: str) -> None:
    table = claim_table()
    persons = _claim("none", statuses=tuple(table["confirms"]))
    listed = [
        _claim("none", unit=unit, would_confirm=tuple(table[f"confirms_{unit}"])) for unit in ("entries", "share")
    ]
    for one in (persons, *listed):
        told = claim_words.confirming(words(code), one)
        assert len(told) == len(set(told)) == len(one.statuses if one is persons else one.would_confirm)
        assert "claimed." not in " ".join(told)
    if code == "en":
        assert all(text in told for text, told in zip(table["confirms"].values(),
                   claim_words.confirming(words(code), persons), strict=True))  # fmt: skip


def _ours(says: str, by: str = ours.AUTHOR) -> Foretold:
    found = Foretold.__struct_fields__
    filled: dict[str, Any] = dict.fromkeys(found, None) | {"id": "a1", "by": by, "says": says}
    return Foretold(**filled)


FORECASTS = (
    f"From 2019-03-04 to 2019-06-01 8 more pieces of news of the months to 2019-02 will be told, {EVERY} (90 %: 4 to 9)",  # noqa: E501
    "Seen again on 2019-06-01, the intensity of 2019-02 lies below 70% of the year before, interview (p=0.83)",
)


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("says", FORECASTS)
def test_the_programs_own_forecasts_are_worded(code: str, says: str) -> None:
    assert ours.asked(_ours(says)) is not None  # the shape is the one that is filed
    told = claim_words.forecast(words(code), _ours(says))
    assert _numbers(told) == _numbers(says)
    assert claim_words.forecast(words(code), _ours(says, "somebody else")) == ""
    assert claim_words.forecast(words(code), _ours("It will close.")) == ""


@pytest.mark.parametrize("code", LANGUAGES)
def test_suggested_scores_are_worded(code: str) -> None:
    more, fall = ours.asked(_ours(FORECASTS[0])), ours.asked(_ours(FORECASTS[1]))
    assert more is not None
    assert fall is not None
    kept = [ours.outcome(more, learned=9), ours.outcome(more), ours.outcome(fall), ours.outcome(fall, ratio=0.4),
            ours.outcome(fall, ratio=0.9)]  # fmt: skip
    told = [claim_words.score(words(code), one) for one in kept]
    assert len(set(told)) == 5
    assert not set(told) & set(kept)
    assert claim_words.score(words(code), "something else") == "something else"
    assert outcome("promises", NUMBER, (), "persons", Tally(as_of="2019")) == "untestable"
