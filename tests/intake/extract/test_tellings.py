"""What goes into the custody reader and comes out: windows that lose no word, runs of words, and whom they mean."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tereze.intake.extract import encoder, tellings, tokens
from tereze.intake.extract.tellings import STATUSES, Named, Telling
from tereze.model import resources

TEXT = "Roza Kenzhe fell silent. Men led her away on Friday. Murat Zhaken was told."
NAMED = [Named(0, 11, "p1", "s"), Named(53, 65, "p2", "h")]
CUT = [tokens.english(TEXT, begin, end) for begin, end in tokens.sentences(TEXT)]
LENGTHS = st.lists(st.integers(1, 90), min_size=1, max_size=12)
needs_weights = pytest.mark.skipif(not tellings.is_installed(), reason="the custody reader's weights are not here")


@given(LENGTHS)
@settings(max_examples=60)
def test_every_word_is_read_anew_once_and_in_order(lengths: list[int]) -> None:
    text = " ".join("went " * length for length in lengths)
    words = tokens.english(text)
    cut = []
    for length in lengths:
        cut.append(words[:length])
        words = words[length:]
    made = list(tellings.windows(cut, []))
    fresh = [place for window in made for place in window.words[window.fresh :]]
    assert fresh == [(at, word) for at, length in enumerate(lengths) for word in range(length)]
    assert all(len(window.pieces) <= tellings.WINDOW for window in made)
    assert all(len(window.pieces) == len(window.marks) == len(window.kinds) for window in made)


def test_a_later_window_begins_with_what_stands_before_it() -> None:
    cut = [tokens.english("went " * 80) for _ in range(5)]
    first, second = list(tellings.windows(cut, []))[:2]
    assert first.fresh == 0
    assert second.fresh == 80
    assert second.words[0] == first.words[-80]


def test_a_sentence_without_end_is_cut_where_the_window_ends() -> None:
    [window] = tellings.windows([tokens.english("went " * 900)], [])
    assert len(window.words) == tellings.WINDOW - 2


def test_names_go_in_with_the_sex_where_it_is_known() -> None:
    [window] = tellings.windows(CUT, NAMED)
    kinds = {
        CUT[at][word].text: window.kinds[head] for (at, word), head in zip(window.words, window.heads, strict=True)
    }
    assert (kinds["Roza"], kinds["Zhaken"], kinds["led"]) == (3, 2, 0)


def _read(likely: dict[str, tuple[str, float]], meant: int) -> list[Telling]:
    """What is read where these words tell these statuses so surely, and `meant` (a row of the answers) is asked for."""
    [window] = tellings.windows(CUT, NAMED)
    scores = np.full((len(window.words), len(STATUSES) + 1), -20.0)
    scores[:, 0] = 0.0
    for at, (sentence, word) in enumerate(window.words):
        status, share = likely.get(CUT[sentence][word].text, ("", 0.0))
        if status:
            scores[at, STATUSES.index(status) + 1] = np.log(share / (1 - share))
    asks = np.ones((len(window.words), 4))
    answers = np.zeros((len(window.words) + 1, 4))
    answers[meant] = 6.0
    return list(tellings.read(window, CUT, NAMED, (scores, asks, answers)))


def test_words_side_by_side_are_one_telling_with_its_place_and_score() -> None:
    sure = {word: ("police_custody", share) for word, share in (("led", 0.6), ("her", 0.5), ("away", 0.9))}
    [one] = _read(sure, 1)
    assert (one.sentence, TEXT[one.begin : one.end], one.status) == (1, "led her away", "police_custody")
    assert one.score == pytest.approx(0.9)


def test_words_less_likely_than_the_floor_tell_nothing() -> None:
    assert _read({"led": ("police_custody", tellings.FLOOR / 2)}, 1) == []


@pytest.mark.parametrize(("row", "key"), [(0, ""), (1, "p1"), (13, "p2")])
def test_whom_is_the_name_that_answers_or_nobody_named(row: int, key: str) -> None:
    [one] = _read({"led": ("police_custody", 0.9)}, row)
    assert max(one.about, key=lambda each: one.about[each]) == key
    assert sum(one.about.values()) == pytest.approx(1.0)


def test_two_statuses_side_by_side_are_two_tellings() -> None:
    found = _read({"led": ("police_custody", 0.9), "her": ("missing", 0.9)}, 1)
    assert [one.status for one in found] == ["police_custody", "missing"]


def test_without_the_weights_nothing_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tellings, "is_installed", lambda: False)
    assert tellings.seen(CUT, NAMED) is None


def test_statuses_are_those_of_the_vocabulary() -> None:
    facets = resources.table("vocabulary.yaml")["custody"]
    known = {status for some in facets.values() for status in some}
    assert set(STATUSES) <= known


@needs_weights
def test_the_shipped_weights_see_an_arrest_and_whom() -> None:
    text = "Police arrested Roza Kenzhe at her home in May. Murat Zhaken, her uncle, bakes bread in Almaty."
    named = [Named(16, 27, "p1", "s"), Named(48, 60, "p2", "h")]
    found = tellings.seen([tokens.english(text, *span) for span in tokens.sentences(text)], named)
    assert found is not None
    sure = [one for one in found if one.score > 0.5]
    assert [(one.sentence, one.status) for one in sure] == [(0, "police_custody")]
    assert sure[0].about["p1"] > 0.5
    assert encoder.is_installed()
