"""What a browser is told of a file comes from its bytes, and only sound and film are named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from recorded import png, wav

from tereze.intake.reading import playable

OGG = b"OggS\0\x02" + bytes(22)


@pytest.mark.parametrize(
    ("head", "media_type"),
    [
        (wav(0.1), "audio/wav"), (OGG + b"OpusHead", "audio/ogg"), (OGG + b"\x01vorbis", "audio/ogg"),
        (b"fLaC\0\0\0\x22", "audio/flac"), (b"\0\0\0\x20ftypM4A \0\0", "audio/mp4"),
        (b"\0\0\0\x20ftypisom\0\0", "video/mp4"), (b"\0\0\0\x20ftypmp42\0\0", "video/mp4"),
        (b"\x1aE\xdf\xa3\x9fB\x82\x84webm" + b"\x86\x85V_VP9", "video/webm"),
        (b"\x1aE\xdf\xa3\x9fB\x82\x84webm" + b"A_OPUS", "audio/webm"),
        (b"ID3\x04\0\0", "audio/mpeg"), (b"\xff\xfb\x90\x64", "audio/mpeg"), (b"\xff\xf1\x50\x80", "audio/aac"),
    ],
)  # fmt: skip
def test_what_browsers_play(head: bytes, media_type: str) -> None:
    found = playable.kind(head)
    assert found is not None
    assert found.media_type == media_type
    assert found.has_pictures == media_type.startswith("video")


@pytest.mark.parametrize(
    ("head", "said"),
    [(b"#!AMR\n<", "AMR"), (b"\0\0\0\x14ftyp3gp4", "3GPP"), (b"\0\0\0\x14ftypqt  ", "QuickTime"),
     (b"RIFF\0\0\0\0AVI LIST", "AVI"), (b"\x1aE\xdf\xa3\x9fB\x82\x88matroska", "Matroska"),
     (b"FORM\0\0\0\0AIFF", "AIFF"),
     (OGG + b"\x80theora", "Ogg video"), (b"0&\xb2u\x8ef\xcf\x11", "Windows Media"), (b"FLV\x01", "Flash")],
)  # fmt: skip
def test_a_recording_that_browsers_do_not_play_is_named(head: bytes, said: str) -> None:
    assert playable.kind(head) == ("", said)


@pytest.mark.parametrize(
    "head",
    [b"", b"<!doctype html><script>alert(1)</script>", b"<svg onload='alert(1)'/>", b"%PDF-1.7", png(), b"PK\x03\x04",
     b"\xff\xd8\xff\xe0", b"\xff\xfe<\0h\0t\0m\0l\0", b"\0\0\0\x18ftypheic", b"\0\0\0\x18ftypavif", b"RIFF\0\0\0\0WEBP",
     b"MZ\x90", b"plain text", "ÿþ".encode("utf-16")],
)  # fmt: skip
def test_what_is_no_recording_is_never_called_one(head: bytes) -> None:
    assert playable.kind(head) is None


@given(st.binary(max_size=200))
def test_nothing_but_sound_and_film_is_named_to_a_browser(head: bytes) -> None:
    found = playable.kind(head)
    assert found is None or found.media_type.partition("/")[0] in {"audio", "video", ""}
    if head.lstrip()[:1] in {b"<", b"{"}:
        assert found is None
