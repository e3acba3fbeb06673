"""SRT and VTT: cues with their seconds."""

from __future__ import annotations

import pytest

from tereze.intake.reading import subtitles

SRT = "1\n00:00:01,500 --> 00:00:04,000\nМеня зовут\n<i>Пример</i>.\n\n2\n00:01:02,5 --> 00:01:03,000\nДа.\n"
VTT = (
    "WEBVTT\n\n00:01.000 --> 00:02.000 align:start\n<v Speaker>Hello.\n\nNOTE a note\n\n"
    "01:00:00.000 --> 01:00:01.250\nBye.\n"
)


def test_reads_srt_with_seconds() -> None:
    found = subtitles.read(SRT.encode())
    assert found.text == "Меня зовут Пример.\nДа.\n"
    assert [one.seconds for one in found.segments] == [("1.500", "4.000"), ("62.500", "63.000")]
    assert [found.text[one.begin : one.end] for one in found.segments] == ["Меня зовут Пример.", "Да."]
    assert "listen" in found.remarks[0]


def test_reads_vtt_without_notes_and_tags() -> None:
    found = subtitles.read(VTT.replace("\n", "\r\n").encode())
    assert found.text == "Hello.\nBye.\n"
    assert found.media_type == "text/vtt"
    assert found.segments[1].seconds == ("3600.000", "3601.250")


def test_finds_the_cue_of_a_place() -> None:
    found = subtitles.read(SRT.encode())
    assert found.segment_at(20) == found.segments[1]
    assert found.segment_at(9999) is None


def test_a_file_without_times_is_no_transcript() -> None:
    with pytest.raises(subtitles.NoCues):
        subtitles.read(b"words")
