"""A recording is opened piece by piece, for those who may, and its history says so. All is invented."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import pytest
from recorded import png, srt, wav

from tereze.actions import coding, evidence, hearing, playing
from tereze.actions.desk import MAY, Desk
from tereze.actions.evidence import NoSuchEvidence
from tereze.actions.playing import NotPlayed
from tereze.actions.report import ImportReport
from tereze.model.errors import KeyProblem, NotAllowed, NotFound
from tereze.model.people import ROLES, Actor

OPEN = """
tereze: source/1
source: {id: talk-1, kind: interview, teller: me}
mentions:
  me: {kind: person, names: [{text: Invented Teller, lang: en}]}
"""
SEALED = OPEN.replace("talk-1", "talk-2").replace("lang: en}]}", "lang: en}], sealed: true}")


@pytest.fixture
def keep(desk: Desk, bring: Callable[[str], ImportReport]) -> Callable[..., str]:
    bring(OPEN)
    bring(SEALED)

    def make(data: bytes, name: str = "talk.wav", local: str = "talk-1") -> str:
        return evidence.attach(desk, local, io.BytesIO(data), name).id

    return make


def _as(desk: Desk, *roles: str) -> Desk:
    return replace(desk, actor=Actor(id="other", roles=frozenset(roles)))


def test_the_pieces_are_the_recording(desk: Desk, keep: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(playing, "PIECE", 70_000)
    data = wav(12)
    file = keep(data)
    pieces, at = [], 0
    while piece := playing.play(desk, file, at, 10**9).data:
        assert len(piece) <= 70_000
        pieces.append(piece)
        at += len(piece)
    assert b"".join(pieces) == data
    assert playing.play(desk, file, 100, 7) == (("audio/wav", "WAV"), data[100:107], 100, len(data))


def test_one_playing_is_one_event_and_one_note(desk: Desk, keep: Callable[..., str]) -> None:
    file = keep(wav(1))
    for begin in (0, 100, 200):
        playing.play(desk, file, begin, 50)
    events = [one for one in evidence.events_of(desk, file) if one.event == "viewed"]
    assert [(one.by, one.note) for one in events] == [("amina", "played")]
    assert len([note for note in desk.register.index.audits() if note.what == "look.recording"]) == 1


def test_another_person_and_a_later_hour_are_events_of_their_own(desk: Desk, keep: Callable[..., str]) -> None:
    file = keep(wav(1))
    playing.play(desk, file)
    playing.play(_as(desk, "analyst"), file)
    playing.play(replace(desk, now=lambda: "2026-01-01T09:00:00Z"), file)
    assert [one.by for one in evidence.events_of(desk, file) if one.event == "viewed"] == ["amina", "other", "amina"]


@pytest.mark.parametrize("role", ROLES)
def test_who_may_view_may_play_and_nobody_else(desk: Desk, keep: Callable[..., str], role: str) -> None:
    file = keep(wav(1))
    if role in MAY["view"] & MAY["browse"]:
        assert playing.play(_as(desk, role), file).data
    else:
        with pytest.raises((NotAllowed, NotFound)):
            playing.play(_as(desk, role), file)
        assert not any(one.event == "viewed" for one in evidence.events_of(desk, file))


def test_the_desk_plays_what_it_took_in_itself(desk: Desk, keep: Callable[..., str]) -> None:
    """Somebody who may not look through the register hears the recordings of their own sources alone."""
    other = keep(wav(1))
    own = _as(desk, "documenter")
    assert not coding.add(own, "talk-3", OPEN.replace("talk-1", "talk-3").encode()).refused
    file = evidence.attach(own, "talk-3", io.BytesIO(wav(1)), "talk.wav").id
    assert playing.play(own, file).data
    with pytest.raises(NotFound):
        playing.play(own, other)


@pytest.mark.parametrize("role", sorted(MAY["view"]))
def test_a_sealed_voice_is_heard_by_custodians_alone(desk: Desk, keep: Callable[..., str], role: str) -> None:
    file = keep(wav(1), local="talk-2")
    other = _as(desk, role)
    if role == "custodian":
        assert playing.play(other, file).data
        return
    with pytest.raises(NotAllowed):
        playing.play(other, file)
    shown = playing.of(other, evidence.get(desk, file))
    assert shown is not None
    assert (shown.why, shown.transcript) == ("may", None)
    assert not any(one.event == "viewed" for one in evidence.events_of(desk, file))


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [(b"<html><script>alert(1)</script>", "talk.wav", "no recording"), (png(), "talk.mp3", "no recording"),
     (b"#!AMR\n" + bytes(40), "talk.wav", "AMR"), (b"\0\0\0\x14ftyp3gp4" + bytes(40), "talk.mp4", "3GPP")],
)  # fmt: skip
def test_what_its_bytes_are_not_it_is_not_played_as(
    desk: Desk, keep: Callable[..., str], data: bytes, name: str, said: str
) -> None:
    file = keep(data, name)
    with pytest.raises(NotPlayed, match=said):
        playing.play(desk, file)
    assert not any(one.event == "viewed" for one in evidence.events_of(desk, file))


def test_what_cannot_be_played_is_said_plainly(desk: Desk, keep: Callable[..., str]) -> None:
    shown = playing.of(desk, evidence.get(desk, keep(b"#!AMR\n" + bytes(40), "talk.amr")))
    assert shown is not None
    assert (shown.why, shown.kind.said) == ("kind", "AMR")
    assert playing.of(desk, evidence.get(desk, keep(png(), "a.png"))) is None


def test_a_working_copy_is_not_played(desk: Desk, keep: Callable[..., str]) -> None:
    original = evidence.get(desk, keep(wav(1)))
    copy = evidence.derive(desk, original, io.BytesIO(wav(2)), name="x.wav", media_type="audio/wav", note="a copy")
    with pytest.raises(NotPlayed):
        playing.play(desk, copy.id)


def test_a_file_that_is_not_there(desk: Desk) -> None:
    for guess in ("enothing", "", "../talk", "s1"):
        with pytest.raises(NoSuchEvidence):
            playing.play(desk, guess)


def test_what_is_said_in_it_stands_beside(desk: Desk, keep: Callable[..., str]) -> None:
    file = keep(wav(1))
    assert playing.of(desk, evidence.get(desk, file)).transcript is None  # type: ignore[union-attr]
    hearing.bring(desk, file, io.BytesIO(srt((0, 2, "Invented words."))), "talk.srt", "en")
    shown = playing.of(desk, evidence.get(desk, file))
    assert shown is not None
    assert shown.transcript is not None
    assert [one.text for one in shown.transcript.segments] == ["Invented words."]
    assert playing.of(_as(desk, "administrator"), evidence.get(desk, file)).why == "may"  # type: ignore[union-attr]


def test_an_erased_recording_is_gone(desk: Desk, keep: Callable[..., str]) -> None:
    found = evidence.get(desk, keep(wav(1)))
    desk.register.keys.destroy_many([found.source])
    shown = playing.of(desk, found)
    assert shown is not None
    assert shown.why == "gone"
    with pytest.raises(KeyProblem):
        playing.play(desk, found.id)
