"""How long a recording is and what is in it, by ffprobe in the sandbox."""

from __future__ import annotations

import json
from collections.abc import Iterator

from tereze.intake.reading import sandbox
from tereze.intake.reading.metadata import Fact, fact

_LIMITS = sandbox.Limits(seconds=20, wall=40, output=1024 * 1024)
_STREAM = ("codec_type", "codec_name", "width", "height", "channels", "sample_rate")


def read(data: bytes) -> tuple[Fact, ...]:
    """Duration in seconds and the streams; none where it is no recording. Raises `NoTool`, `Killed`."""
    words = [
        "-v",
        "error",
        "-protocol_whitelist",
        "file,pipe",
        "-print_format",
        "json",
        "-show_format",
        "-show_streams",
    ]
    ran = sandbox.run([sandbox.tool("ffprobe"), *words, sandbox.INPUT], data, _LIMITS)
    try:
        said = json.loads(ran.out)
    except ValueError:
        return ()
    return tuple(_facts(said)) if ran.code == 0 else ()


def _facts(said: dict[str, object]) -> Iterator[Fact]:
    about = said.get("format")
    if isinstance(about, dict) and "duration" in about:
        yield fact("ffprobe", "duration", about["duration"])
    streams = said.get("streams")
    for one in streams if isinstance(streams, list) else []:
        told = ", ".join(f"{key} {one[key]}" for key in _STREAM if key in one)
        yield fact("ffprobe", f"stream {one.get('index', '')}", told)
