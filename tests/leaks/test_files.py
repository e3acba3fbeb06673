"""An infiltrator at the office's screens tries for files: guessed ids, others' sources, a consent taken back, a lock.

Everything that is not theirs must look like an address that does not exist, and leave nothing to be found later.
"""

from __future__ import annotations

import io
import itertools
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from offices import office_in, prepare
from recorded import ALBUM, png, srt, wav

from tereze.actions import bringing, changing, coding, evidence, find, hearing, portraits, views
from tereze.model.people import ROLES, Actor
from tereze.store import seal
from tereze_web.gate import COOKIE
from tereze_web.office import Office

SECRET = "words that only the analyst may hear"


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return prepare(tmp_path_factory.mktemp("prepared"))


@pytest.fixture
def office(prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    monkeypatch.setattr(seal, "MEMORY_KIB", 64)
    made = office_in(prepared, tmp_path, time.monotonic)
    monkeypatch.setattr(settings, "TEREZE_OFFICE", made)
    yield made
    made.close()


@pytest.fixture
def held(office: Office) -> dict[str, str]:
    """What others keep: recordings of an open and of a sealed source, a document under review, a portrait."""
    if shutil.which("ffmpeg") is None:
        pytest.skip("needs ffmpeg")
    with office.desk(office.owner) as desk:
        assert not coding.add(desk, "album-1", ALBUM).refused
        talk = evidence.attach(desk, "album-1", io.BytesIO(wav(1)), "Invented Mother talks.wav").id
        hearing.bring(desk, talk, io.BytesIO(srt((0, 1, SECRET))), "a.srt", "en")
        sealed = evidence.attach(desk, "interview-2", io.BytesIO(wav(1)), "sealed.wav").id
        photo = evidence.attach(desk, "album-1", io.BytesIO(png(40)), "a.png").id
        portraits.attach(desk, "album-1", photo, "son")
        number = views.person(desk, find.find_person(desk, "album-1/son")).number
        text = io.BytesIO(f"Invented Son said: {SECRET}.\n".encode())
        brought = bringing.bring(desk, text, "a.txt", bringing.About("other"))
        taken = bringing.take(desk, brought.local, brought.evidence.id)
        review = bringing.begin(desk, taken, bringing.read(taken)).key.removeprefix("document/")
    return {
        "talk": f"/recordings/{talk}/", "words": f"/recordings/{talk}/words/",
        "sealed": f"/recordings/{sealed}/", "portrait": f"/people/{number}/portrait/",
        "review": f"/review/{review}/", "source": "/sources/album-1/", "file": talk, "photo": photo,
        "copy": next(kept.id for kept in _derived(office, photo)),
    }  # fmt: skip


def _derived(office: Office, original: str) -> list[Any]:
    with office.desk(office.owner) as desk:
        source = evidence.get(desk, original).source
        return [one for one in evidence.of_source(desk, source) if one.original == original]


def _browser(office: Office, *roles: str) -> Any:
    from django.test import Client

    made = Client(SERVER_NAME="127.0.0.1", raise_request_exception=False)
    if roles:
        name = f"eve-{'-'.join(roles)}"
        office.roll.add(name, frozenset(roles), "a long passphrase")
        made.cookies[COOKIE] = office.visits.begin(Actor(id=name, roles=frozenset(roles)))
    return made


def _body(answer: Any) -> bytes:
    return b"".join(answer)


def test_a_documenter_reaches_nothing_that_others_took_in(office: Office, held: dict[str, str]) -> None:
    eve = _browser(office, "documenter")
    for what in ("talk", "words", "sealed", "portrait", "source"):
        answer = eve.get(held[what])
        assert answer.status_code == 404, what
        assert b"Invented" not in _body(answer)
        assert SECRET.encode() not in _body(answer)
    assert eve.get(held["review"]).status_code == 400
    for file in ("file", "photo", "copy"):
        for local in ("album-1", "interview-2", "nothing"):
            answer = eve.post("/documents/read/", {"local": local, "file": held[file]})
            assert answer.status_code == 404, (file, local)
    assert office.readings.of("eve-documenter") == []
    assert eve.post("/sources/album-1/portrait/", {"file": held["photo"], "mention": "me"}).status_code == 404


def test_what_is_there_and_not_ones_own_looks_like_what_is_not_there(office: Office, held: dict[str, str]) -> None:
    eve = _browser(office, "documenter")
    there, nowhere = eve.get(held["talk"]), eve.get("/recordings/enothing/")
    assert (there.status_code, nowhere.status_code) == (404, 404)
    assert _body(there).partition(b"<main")[2] == _body(nowhere).partition(b"<main")[2]


def test_no_trace_of_a_refused_try_says_it_was_heard(office: Office, held: dict[str, str]) -> None:
    eve = _browser(office, "documenter")
    eve.get(held["talk"])
    eve.get(held["sealed"])
    with office.desk(office.owner) as desk:
        for name in ("file", "photo"):
            assert not any(one.event == "viewed" for one in evidence.events_of(desk, held[name]))


@pytest.mark.parametrize("guess", ["e" + "a" * 16, "s" + "b" * 16, "m", "..", "%2e%2e%2f", "x" * 300, "e%00", "\u202e"])
def test_guessed_ids_find_nothing(office: Office, held: dict[str, str], guess: str) -> None:
    eve = _browser(office, "analyst")
    for path in (f"/recordings/{guess}/", f"/people/{guess}/portrait/"):
        assert eve.get(path).status_code == 404, path
    assert eve.get(f"/review/{guess}/").status_code in {400, 404}
    assert held


def test_a_small_picture_and_a_photograph_are_not_to_be_had_as_recordings(office: Office, held: dict[str, str]) -> None:
    eve = _browser(office, "analyst")
    for name in ("photo", "copy"):
        assert eve.get(f"/recordings/{held[name]}/").status_code == 400


@pytest.mark.parametrize("role", [role for role in ROLES if role != "custodian"])
def test_a_sealed_voice_is_not_heard_by_anybody_but_custodians(office: Office, held: dict[str, str], role: str) -> None:
    for path in (held["sealed"], f"{held['sealed']}words/"):
        assert _browser(office, role).get(path).status_code == 404


@pytest.mark.parametrize("pair", list(itertools.combinations(sorted(set(ROLES) - {"custodian"}), 2)), ids="+".join)
def test_no_two_roles_together_hear_a_sealed_voice(office: Office, held: dict[str, str], pair: tuple[str, ...]) -> None:
    assert _browser(office, *pair).get(held["sealed"]).status_code == 404


def test_a_stranger_gets_nothing(office: Office, held: dict[str, str]) -> None:
    stranger = _browser(office)
    for what in ("talk", "words", "sealed", "portrait", "review", "source"):
        assert stranger.get(held[what]).status_code == 404, what


def test_a_consent_taken_back_is_taken_back_everywhere_at_once(office: Office, held: dict[str, str]) -> None:
    eve = _browser(office, "analyst")
    assert eve.get(held["portrait"]).status_code == 200
    page = held["portrait"].removesuffix("portrait/")
    assert b"/portrait/" in _body(eve.get(page))
    with office.desk(office.owner) as desk:
        changing.act(desk, "withdraw_consent", "album-1", "she fears for him", "me")
    assert eve.get(held["portrait"]).status_code == 404
    assert b"/portrait/" not in _body(eve.get(page))


def test_after_the_panic_lock_nothing_is_played_or_shown(office: Office, held: dict[str, str]) -> None:
    eve = _browser(office, "analyst")
    whole = eve.get(held["talk"]).streaming_content
    office.close()
    assert list(whole) == []  # also what was on its way
    for what in ("talk", "words", "portrait", "review", "source"):
        answer = eve.get(held[what])
        assert (answer.status_code, answer.get("Location")) == (302, "/enter/"), what


def test_a_right_taken_away_ends_the_playing(office: Office, held: dict[str, str]) -> None:
    eve = _browser(office, "analyst")
    assert eve.get(held["talk"], HTTP_RANGE="bytes=0-99").status_code == 206
    office.roll.remove("eve-analyst")
    assert eve.get(held["talk"], HTTP_RANGE="bytes=100-199").status_code == 302


def test_nothing_of_it_may_be_kept_by_a_browser(office: Office, held: dict[str, str]) -> None:
    eve = _browser(office, "analyst")
    for what in ("talk", "words", "portrait", "source"):
        answer = eve.get(held[what])
        assert answer.status_code == 200, what
        assert answer["Cache-Control"] == "no-store", what
        assert "ETag" not in answer, what
        assert "Last-Modified" not in answer, what
    stretch = eve.get(held["talk"], HTTP_RANGE="bytes=0-9")
    assert stretch["Cache-Control"] == "no-store"


def test_no_name_stands_in_an_address_or_a_header(office: Office, held: dict[str, str]) -> None:
    eve = _browser(office, "analyst")
    for what in ("talk", "portrait"):
        answer = eve.get(held[what])
        told = f"{held[what]} {answer.headers}"
        assert not [word for word in ("Invented", "Mother", "Son", ".wav", "a.png", "album") if word in told], what


def test_every_playing_and_every_portrait_leaves_a_note(office: Office, held: dict[str, str]) -> None:
    eve = _browser(office, "analyst")
    eve.get(held["talk"], HTTP_RANGE="bytes=0-9")
    eve.get(held["portrait"])
    with office.desk(office.owner) as desk:
        noted = {note.what for note in desk.register.index.audits() if note.by == "eve-analyst"}
    assert {"look.recording", "look.portrait"} <= noted
