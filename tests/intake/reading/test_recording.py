"""How long a recording is: told by ffprobe in the sandbox."""

from __future__ import annotations

import io
import shutil
import wave

import pytest

from tereze.intake.reading import recording

pytestmark = pytest.mark.skipif(shutil.which("ffprobe") is None, reason="needs ffmpeg: `python tools/needs.py`")


def sound(seconds: int) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(b"\0\0" * 8000 * seconds)
    return out.getvalue()


def test_length_and_streams() -> None:
    first, second = recording.read(sound(3))
    assert (first.name, float(first.value)) == ("duration", 3.0)
    assert "codec_type audio" in second.value
    assert not first.exact_place


@pytest.mark.parametrize("data", [b"words", b"", b"\x00\x00\x00\x18ftypmp42" + b"\x00" * 500])
def test_what_is_no_recording_has_none(data: bytes) -> None:
    assert recording.read(data) == ()


def test_a_list_that_points_elsewhere_is_not_followed() -> None:
    assert recording.read(b"#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:9/x.ts\n") == ()
