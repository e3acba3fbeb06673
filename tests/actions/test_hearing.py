"""Transcripts at the desk: drafts until somebody listened; versions stay; the history says who. All is fictional."""

from __future__ import annotations

import io
from typing import Any

import pytest
from fictional import INTERVIEW, SEALED

from tereze.actions import copies, evidence, hearing
from tereze.actions.desk import Desk
from tereze.actions.hearing import StaleTranscript
from tereze.intake.reading import transcript
from tereze.model.errors import NotAllowed
from tereze.model.people import Actor
from tereze.model.sources import Evidence

SRT = b"1\n00:00:01,000 --> 00:00:02,500\nHe was taken.\n\n2\n00:00:03,000 --> 00:00:04,000\nIn 2018.\n"


@pytest.fixture
def film(desk: Desk, bring: Any) -> Evidence:
    bring(INTERVIEW)
    kept = evidence.attach(desk, "interview-1", io.BytesIO(b"\x00film"), "film.mp4")
    hearing.bring(desk, kept.id, io.BytesIO(SRT), "film.srt", "en")
    return kept


def test_a_brought_transcript_is_a_draft(desk: Desk, film: Evidence) -> None:
    assert hearing.text_of(desk, film.id).text == ""
    assert hearing.text_of(desk, film.id, heard_only=False).text == "He was taken.\nIn 2018.\n"
    assert copies.text_of(desk, film.id).why == "none"


def test_confirmed_segments_become_the_text_of_the_recording(desk: Desk, film: Evidence) -> None:
    hearing.confirm(desk, film.id, [1], {2: "In 2019."})
    found = copies.text_of(desk, film.id)
    assert found.text == "He was taken.\nIn 2019.\n"
    heard = [one for one in evidence.events_of(desk, film.id) if one.event == "heard"]
    assert [one.by for one in heard] == ["amina"]
    assert heard[0].note.startswith("segments 1, 2")


def test_every_version_stays_and_the_newest_counts(desk: Desk, film: Evidence) -> None:
    hearing.confirm(desk, film.id, [1])
    hearing.confirm(desk, film.id, [2])
    kept = [one for one in evidence.of_source(desk, film.source) if one.media_type == transcript.MEDIA_TYPE]
    assert len(kept) == 3
    assert all(one.heard_by == "amina" for one in hearing.current(desk, film.id).segments)


def test_going_back_to_earlier_words_counts(desk: Desk, film: Evidence) -> None:
    for words in ("He was freed.", "He was taken away.", "He was freed."):
        hearing.confirm(desk, film.id, [], {1: words})
    assert copies.text_of(desk, film.id).text == "He was freed.\n"


def test_a_transcript_brought_again_changes_nothing_and_another_counts_after_it(desk: Desk, film: Evidence) -> None:
    before = desk.register.ledger.heads()
    hearing.bring(desk, film.id, io.BytesIO(SRT), "film.srt", "en")
    assert desk.register.ledger.heads() == before
    hearing.bring(desk, film.id, io.BytesIO(SRT.replace(b"2018", b"2019")), "film.srt", "en")
    assert hearing.current(desk, film.id).segments[1].text == "In 2019."


def test_what_cannot_be_confirmed(desk: Desk, film: Evidence) -> None:
    with pytest.raises(transcript.NoSegment):
        hearing.confirm(desk, film.id, [9])
    with pytest.raises(hearing.NotATranscript, match="no line with times"):
        hearing.bring(desk, film.id, io.BytesIO(b"words"), "film.srt")
    other = evidence.attach(desk, "interview-1", io.BytesIO(b"\x01"), "other.mp4")
    with pytest.raises(hearing.NoTranscript):
        hearing.confirm(desk, other.id, [1])
    reader = Desk(desk.register, Actor(id="carla", roles=frozenset({"reader"})), desk.now, desk.dice)
    with pytest.raises(NotAllowed):
        hearing.confirm(reader, film.id, [1])


def test_words_of_a_sealed_witness_are_for_custodians(desk: Desk, bring: Any) -> None:
    bring(SEALED)
    kept = evidence.attach(desk, "interview-2", io.BytesIO(b"\x00film"), "film.mp4")
    hearing.bring(desk, kept.id, io.BytesIO(SRT), "film.srt")
    documenter = Desk(desk.register, Actor(id="basel", roles=frozenset({"documenter"})), desk.now, desk.dice)
    with pytest.raises(NotAllowed):
        hearing.current(documenter, kept.id)


def test_over_a_newer_version_than_was_seen_nothing_is_confirmed(desk: Desk, film: Evidence) -> None:
    first = hearing.current(desk, film.id).version
    hearing.confirm(desk, film.id, [1], seen=first)
    with pytest.raises(StaleTranscript):
        hearing.confirm(desk, film.id, [2], {2: "Over it."}, seen=first)
    now = hearing.current(desk, film.id)
    assert now.version == first + 1
    assert not now.segments[1].heard_by
    hearing.confirm(desk, film.id, [2], seen=now.version)
    assert hearing.current(desk, film.id).segments[1].heard_by == desk.actor.id
