"""Looking at a file: what is shown, that it is noted, and what stays closed. The pictures are invented."""

from __future__ import annotations

import io
import shutil
import struct
import zlib
from collections.abc import Callable
from dataclasses import replace

import pytest

from tereze.actions import coding_copies, evidence
from tereze.actions.coding_copies import NotShown
from tereze.actions.desk import Desk
from tereze.actions.report import ImportReport
from tereze.model.errors import NotAllowed, NotFound
from tereze.model.people import Actor

SHEET = """
tereze: source/1
source: {id: talk-1, kind: letter, teller: me}
mentions: {me: {kind: person, names: [{text: Айгүл Ойдан, lang: kk}]}}
"""
NEEDS = pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="needs ffmpeg")
Bring = Callable[[str], ImportReport]


def png(side: int = 3000) -> bytes:
    def part(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", side, 4, 8, 2, 0, 0, 0)
    rows = zlib.compress((b"\0" + bytes([40, 90, 200] * side)) * 4)
    parts = part(b"IHDR", head) + part(b"tEXt", b"Comment\0at home") + part(b"IDAT", rows) + part(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


@pytest.fixture
def attach(desk: Desk, bring: Bring) -> Callable[[str, bytes], str]:
    bring(SHEET)
    return lambda name, data: evidence.attach(desk, "talk-1", io.BytesIO(data), name).id


def _events(desk: Desk) -> list[str]:
    return [one.event for one in evidence.history(desk, "talk-1")[0].history]


@NEEDS
def test_a_picture_is_drawn_anew_smaller_and_kept_once(desk: Desk, attach: Callable[[str, bytes], str]) -> None:
    file = attach("photo.png", png())
    assert coding_copies.open_file(desk, "talk-1", file).text is None
    made = coding_copies.copy(desk, "talk-1", file)
    assert made.startswith(b"\xff\xd8")
    assert b"at home" not in made
    coding_copies.open_file(desk, "talk-1", file)
    (kept,) = evidence.history(desk, "talk-1")
    assert [one.media_type for one in kept.derived] == ["image/jpeg"]
    assert _events(desk).count("viewed") == 2


@NEEDS
def test_who_may_only_look_gets_a_copy_that_is_not_kept(desk: Desk, attach: Callable[[str, bytes], str]) -> None:
    file = attach("photo.png", png())
    advocate = replace(desk, actor=Actor(id="advocate", roles=frozenset({"advocate"})))
    coding_copies.open_file(advocate, "talk-1", file)
    assert coding_copies.copy(advocate, "talk-1", file).startswith(b"\xff\xd8")
    assert evidence.history(desk, "talk-1")[0].derived == ()


@NEEDS
def test_a_copy_is_fetched_only_by_who_opened_it_lately(desk: Desk, attach: Callable[[str, bytes], str]) -> None:
    file = attach("photo.png", png())
    coding_copies.open_file(desk, "talk-1", file)
    for other in (replace(desk, actor=Actor(id="other", roles=frozenset({"analyst"}))),
                  replace(desk, now=lambda: "2026-01-01T09:00:00Z")):  # fmt: skip
        with pytest.raises(NotShown):
            coding_copies.copy(other, "talk-1", file)


def test_a_document_is_its_text(desk: Desk, attach: Callable[[str, bytes], str]) -> None:
    file = attach("page.html", b"<p>An invented report.</p><script>x</script>")
    assert (coding_copies.open_file(desk, "talk-1", file).text or "").strip() == "An invented report."
    assert "viewed" in _events(desk)
    with pytest.raises(NotShown):
        coding_copies.copy(desk, "talk-1", file)


@pytest.mark.parametrize("data", [b"\0\1\2\3", b"\x89PNG\r\n\x1a\n\0\0", png()[:60]])
def test_what_cannot_be_read_says_so(desk: Desk, attach: Callable[[str, bytes], str], data: bytes) -> None:
    with pytest.raises(NotShown):
        coding_copies.open_file(desk, "talk-1", attach("a.png", data))


def test_too_large_is_not_opened(
    desk: Desk, attach: Callable[[str, bytes], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = attach("a.txt", b"x" * 100)
    monkeypatch.setattr(coding_copies, "MOST", 10)
    with pytest.raises(NotShown):
        coding_copies.open_file(desk, "talk-1", file)
    assert "viewed" not in _events(desk)


def test_a_protected_source_stays_closed(desk: Desk, bring: Bring) -> None:
    bring(SHEET.replace("{kind: person, names", "{kind: person, sealed: true, names"))
    file = evidence.attach(desk, "talk-1", io.BytesIO(b"I am Aigul"), "a.txt").id
    coder = replace(desk, actor=_took_it_in(desk))
    with pytest.raises(NotAllowed):
        coding_copies.open_file(coder, "talk-1", file)


def test_a_documenter_opens_files_of_their_own_sources_alone(desk: Desk, attach: Callable[[str, bytes], str]) -> None:
    file = attach("page.html", b"<p>An invented report.</p>")
    other = replace(desk, actor=Actor(id="c", roles=frozenset({"documenter"})))
    with pytest.raises(NotFound):
        coding_copies.open_file(other, "talk-1", file)
    with pytest.raises(NotFound):
        coding_copies.copy(other, "talk-1", file)
    assert "viewed" not in _events(desk)
    assert coding_copies.open_file(replace(desk, actor=_took_it_in(desk)), "talk-1", file).text


def _took_it_in(desk: Desk) -> Actor:
    """A documenter who took the source in."""
    return Actor(id=desk.actor.id, roles=frozenset({"documenter"}))
