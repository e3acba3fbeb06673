"""What a recording is, by its first bytes, in the words a browser knows: an allow-list, and a name for all the rest.

The file's own name is never asked: what is handed to a browser as sound must be sound. Nothing is decoded here.
"""

from __future__ import annotations

import re
from typing import NamedTuple

HEAD = 4096
"""Bytes that are looked at."""
_MP4 = frozenset({b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"dash", b"MSNV", b"M4V ",
                  b"M4VP", b"mmp4", b"f4v "})  # fmt: skip
_M4A = frozenset({b"M4A ", b"M4B ", b"F4A "})
_OGG_SOUND = (b"OpusHead", b"\x01vorbis", b"Speex   ", b"\x7fFLAC")
_WEBM_PICTURES = re.compile(rb"V_(VP8|VP9|AV1)")
_MPEG_SOUND = re.compile(rb"\xff[\xf2\xf3\xfa\xfb][^\xf0-\xff]")  # a frame whose bit rate is one
_AAC = re.compile(rb"\xff[\xf0\xf1\xf8\xf9]")
_CANNOT = (
    (b"#!AMR", "AMR"), (b"\x1aE\xdf\xa3", "Matroska"), (b"FORM", "AIFF"), (b"0&\xb2u\x8ef\xcf\x11", "Windows Media"),
    (b"FLV", "Flash"), (b"\0\0\x01\xba", "MPEG"), (b"\0\0\x01\xb3", "MPEG"), (b"caff", "Core Audio"),
    (b".snd", "Sun audio"),
)  # fmt: skip


class Kind(NamedTuple):
    """`media_type` is what a browser is told, empty where browsers do not play it; `said` names the format."""

    media_type: str
    said: str

    @property
    def has_pictures(self) -> bool:
        """Whether there is something to see."""
        return self.media_type.startswith("video/")


def kind(head: bytes) -> Kind | None:
    """What the file that begins so is; None where it is no recording."""
    if head.startswith(b"RIFF"):
        return {b"WAVE": Kind("audio/wav", "WAV"), b"AVI ": Kind("", "AVI")}.get(head[8:12])
    if head.startswith(b"OggS"):
        return Kind("audio/ogg", "Ogg") if any(mark in head[:128] for mark in _OGG_SOUND) else Kind("", "Ogg video")
    if head.startswith(b"fLaC"):
        return Kind("audio/flac", "FLAC")
    if head[4:8] == b"ftyp":
        return _of_mp4(head[8:12])
    if head.startswith(b"\x1aE\xdf\xa3") and b"webm" in head[:64]:
        return Kind("video/webm" if _WEBM_PICTURES.search(head) else "audio/webm", "WebM")
    found = next((Kind("", said) for magic, said in _CANNOT if head.startswith(magic)), None)
    if found is not None:
        return found
    if head.startswith(b"ID3") or _MPEG_SOUND.match(head):
        return Kind("audio/mpeg", "MP3")
    return Kind("audio/aac", "AAC") if _AAC.match(head) else None


def _of_mp4(brand: bytes) -> Kind | None:
    if brand in _M4A:
        return Kind("audio/mp4", "MPEG-4")
    if brand in _MP4:
        return Kind("video/mp4", "MPEG-4")
    if brand.startswith(b"3g"):
        return Kind("", "3GPP")
    return Kind("", "QuickTime") if brand == b"qt  " else None
