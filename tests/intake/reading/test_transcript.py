"""Transcripts: drafts until somebody listened, with the seconds and the doubts of every segment."""

from __future__ import annotations

import pytest

from tereze.intake.reading import transcript
from tereze.intake.reading.subtitles import NoCues

LINES = [
    {"language": "kk", "likely": 0.93},
    {"begin": 0.0, "end": 2.5, "text": " Ол ауылда болды. ", "logprob": -0.1, "silence": 0.01, "repeats": 1.1},
    {"begin": 2.5, "end": 4.0, "text": "жоқ жоқ жоқ", "logprob": -1.2, "silence": 0.9, "repeats": 3.0},
    {"begin": 4.0, "end": 4.5, "text": "  ", "logprob": -0.1, "silence": 0.9, "repeats": 1.0},
]
SRT = b"1\n00:00:01,000 --> 00:00:02,500\nHe was taken.\n\n2\n00:00:03,000 --> 00:00:04,000\nIn 2018.\n"


def test_what_a_machine_heard_carries_seconds_sureness_and_doubts() -> None:
    found = transcript.of_machine(LINES)
    assert (found.language, found.likely, found.made) == ("kk", 93, "machine")
    first, second = found.segments
    assert first == transcript.Said("0.00", "2.50", "Ол ауылда болды.", 90)
    assert second.doubt == "perhaps nobody spoke; the same words over and over; hard to hear"


def test_what_somebody_wrote_has_seconds_and_no_sureness() -> None:
    found = transcript.of_subtitles(SRT, "en")
    assert [(one.begin, one.end, one.text, one.sure) for one in found.segments] == [
        ("1.000", "2.500", "He was taken.", None),
        ("3.000", "4.000", "In 2018.", None),
    ]
    with pytest.raises(NoCues):
        transcript.of_subtitles(b"words", "en")


def test_confirming_marks_who_listened_and_keeps_what_was_really_said() -> None:
    made = transcript.confirm(transcript.of_subtitles(SRT, "en"), [1], {2: " In  2019. "}, "amina")
    assert [(one.text, one.heard_by) for one in made.segments] == [("He was taken.", "amina"), ("In 2019.", "amina")]


def test_only_the_confirmed_part_is_text_unless_the_draft_is_asked_for() -> None:
    found = transcript.confirm(transcript.of_subtitles(SRT, "en"), [2], {}, "amina")
    heard = transcript.as_text(found, heard_only=True)
    assert heard.text == "In 2018.\n"
    assert heard.segments[0].seconds == ("3.000", "4.000")
    draft = transcript.as_text(found)
    assert draft.text == "He was taken.\nIn 2018.\n"
    assert draft.remarks == ("1 of 2 segments were not confirmed by a listener yet.",)
    assert [draft.text[one.begin : one.end] for one in draft.segments] == ["He was taken.", "In 2018."]


def test_a_segment_in_which_nobody_spoke_becomes_empty() -> None:
    found = transcript.confirm(transcript.of_machine(LINES), [], {2: ""}, "amina")
    assert transcript.as_text(found, heard_only=True).text == ""


@pytest.mark.parametrize("number", [0, 3, -1])
def test_a_segment_that_is_not_there(number: int) -> None:
    with pytest.raises(transcript.NoSegment, match="2"):
        transcript.confirm(transcript.of_subtitles(SRT, "en"), [number], {}, "amina")


def test_numbers_as_people_write_them() -> None:
    assert transcript.numbers("1-3, 7", 9) == [1, 2, 3, 7]
    for bad in ("", "x", "3-1", "0", "9-12", "1,,2"):
        with pytest.raises(transcript.NoSegment):
            transcript.numbers(bad, 9)


def test_it_comes_back_as_it_was_written() -> None:
    found = transcript.of_machine(LINES)
    assert transcript.parsed(transcript.written(found)) == found
