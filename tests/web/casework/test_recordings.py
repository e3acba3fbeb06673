"""The player: ranges, to players alone, with headers under which nothing can run; statements and seconds together."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from recorded import srt, wav

from tereze.actions import coding, evidence, hearing, playing
from tereze_web.casework import recordings
from tereze_web.office import Office

DATA = wav(5)
SAID = b"""
tereze: source/1
source: {id: article-1, kind: news_article}
mentions: {man: {kind: person}}
statements:
  - {key: heard, about: man, property: notes, value: heard in the invented recording, at: {seconds: ["2", "4"]}}
"""


@pytest.fixture
def keep(office: Office) -> Callable[..., str]:
    def make(data: bytes = DATA, name: str = "Erlan Mysalov talks.wav", local: str = "article-1") -> str:
        with office.desk(office.owner) as desk:
            return evidence.attach(desk, local, io.BytesIO(data), name).id

    return make


def _body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else bytes(answer.content)


@pytest.mark.parametrize(
    ("asked", "begin", "end"),
    [("bytes=0-", 0, len(DATA)), ("bytes=0-0", 0, 1), ("bytes=100-199", 100, 200),
     ("bytes=-10", len(DATA) - 10, len(DATA)),
     (f"bytes=10-{10**12}", 10, len(DATA)), (f"bytes=-{10**12}", 0, len(DATA))],
)  # fmt: skip
def test_a_stretch_is_sent_as_one(
    signed: Callable[..., Any], keep: Callable[..., str], asked: str, begin: int, end: int
) -> None:
    answer = signed("analyst").get(f"/recordings/{keep()}/", HTTP_RANGE=asked)
    assert answer.status_code == 206
    assert answer.content == DATA[begin:end]
    assert answer["Content-Range"] == f"bytes {begin}-{end - 1}/{len(DATA)}"
    assert answer["Content-Length"] == str(end - begin)


@pytest.mark.parametrize("asked", ["", "bytes=x", "bytes=-", "bytes=5-1", "bytes=0-1,4-5", "lines=1-2", "bytes=٣-"])
def test_where_no_stretch_is_named_the_whole_is_sent(
    signed: Callable[..., Any], keep: Callable[..., str], asked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recordings, "PIECE", 7000)
    monkeypatch.setattr(playing, "PIECE", 7000)
    answer = signed("analyst").get(f"/recordings/{keep()}/", **({"HTTP_RANGE": asked} if asked else {}))
    assert (answer.status_code, answer["Content-Length"]) == (200, str(len(DATA)))
    assert _body(answer) == DATA


@pytest.mark.parametrize("asked", [f"bytes={len(DATA)}-", f"bytes={10**15}-", "bytes=-0"])
def test_what_lies_behind_the_end_is_refused(signed: Callable[..., Any], keep: Callable[..., str], asked: str) -> None:
    answer = signed("analyst").get(f"/recordings/{keep()}/", HTTP_RANGE=asked)
    assert (answer.status_code, answer["Content-Range"]) == (416, f"bytes */{len(DATA)}")
    assert answer.content == b""


def test_a_stretch_is_never_longer_than_a_piece(
    signed: Callable[..., Any], keep: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(playing, "PIECE", 1000)
    answer = signed("analyst").get(f"/recordings/{keep()}/", HTTP_RANGE="bytes=50-")
    assert answer.content == DATA[50:1050]
    assert answer["Content-Range"] == f"bytes 50-1049/{len(DATA)}"


def test_nothing_can_run_in_what_is_sent_and_nothing_is_kept(
    signed: Callable[..., Any], keep: Callable[..., str]
) -> None:
    browser, file = signed("analyst"), keep()
    for headers in ({}, {"HTTP_RANGE": "bytes=0-9"}, {"HTTP_RANGE": "bytes=-0"}):
        answer = browser.get(f"/recordings/{file}/", **headers)
        assert answer["Content-Type"] == "audio/wav"
        assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Cache-Control"] == "no-store"
        assert answer["Content-Disposition"] == 'attachment; filename="recording"'
        assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "Erlan" not in str(answer.headers)


@pytest.mark.parametrize("wants", ["document", "iframe", "embed", "object", "image", "script", "empty", "frame"])
def test_a_browser_that_goes_there_as_to_a_page_finds_nothing(
    signed: Callable[..., Any], keep: Callable[..., str], wants: str
) -> None:
    browser, file = signed("analyst"), keep()
    assert browser.get(f"/recordings/{file}/", HTTP_SEC_FETCH_DEST=wants).status_code == 404
    for player in ("audio", "video"):
        assert browser.get(f"/recordings/{file}/", HTTP_SEC_FETCH_DEST=player).status_code == 200


@pytest.mark.parametrize(
    "data",
    [b"<html><script>alert(1)</script></html>", b"<svg xmlns='x' onload='alert(1)'/>", b"%PDF-1.7", b"#!AMR\n1234"],
)
def test_what_is_no_sound_is_not_sent_whatever_its_name_says(
    signed: Callable[..., Any], keep: Callable[..., str], data: bytes
) -> None:
    answer = signed("analyst").get(f"/recordings/{keep(data, 'talk.mp3')}/")
    assert answer.status_code == 400
    assert b"alert" not in answer.content
    assert answer["Content-Type"].startswith("text/html")
    assert "media-src" not in answer["Content-Security-Policy"]


def test_a_head_says_how_long_it_is(signed: Callable[..., Any], keep: Callable[..., str]) -> None:
    answer = signed("analyst").head(f"/recordings/{keep()}/")
    assert (answer["Content-Length"], answer["Accept-Ranges"]) == (str(len(DATA)), "bytes")


def test_the_whole_stops_when_the_visit_ends(
    office: Office, signed: Callable[..., Any], keep: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recordings, "PIECE", 7000)
    monkeypatch.setattr(playing, "PIECE", 7000)
    pieces = signed("analyst").get(f"/recordings/{keep()}/").streaming_content
    assert next(iter(pieces)) == DATA[:7000]
    office.visits.end_all()
    assert list(pieces) == []


def test_the_page_has_a_player_and_a_policy_for_it(signed: Callable[..., Any], keep: Callable[..., str]) -> None:
    browser = signed("analyst")
    assert "media-src" not in browser.get("/sources/article-1/")["Content-Security-Policy"]
    file = keep()
    page = browser.get("/sources/article-1/")
    text = page.content.decode()
    assert re.search(rf'<audio controls [^>]*src="/recordings/{file}/"', text)
    assert "media-src 'self'" in page["Content-Security-Policy"]
    for other in ("/", "/sources/", "/sources/post-1/", "/people/", "/documents/"):
        assert "media-src" not in browser.get(other)["Content-Security-Policy"], other


def test_statements_lead_to_seconds_and_seconds_to_statements(
    office: Office, signed: Callable[..., Any], keep: Callable[..., str]
) -> None:
    file = keep()
    with office.desk(office.owner) as desk:
        assert not coding.add(desk, "article-1", SAID).refused
        words = srt((0, 2, "First invented words."), (2, 5, "<b>Second</b> invented words."))
        hearing.bring(desk, file, io.BytesIO(words), "talk.srt", "en")
        hearing.confirm(desk, file, [1])
    text = signed("analyst").get("/sources/article-1/").content.decode()
    place = re.search(rf'<a href="#r-{file}" data-play="{file}" data-at="2.0">Listen from 0:02</a>', text)
    assert place is not None
    lines = re.findall(rf'<li id="g-{file}-\d"(.*?)</li>', text)
    assert 'data-begin="0' in lines[0]
    assert "to the statement" not in lines[0]
    assert "nobody has confirmed" not in lines[0]
    assert "nobody has confirmed" in lines[1]
    said = re.search(r'href="#s-(\w+)">to the statement', lines[1])
    assert said is not None
    assert f'id="s-{said[1]}"' in text


def test_a_long_transcript_is_shown_in_pages(
    office: Office, signed: Callable[..., Any], keep: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recordings, "A_PAGE", 2)
    file = keep()
    with office.desk(office.owner) as desk:
        words = srt(*((at, at + 1, f"Invented words {at}.") for at in range(5)))
        hearing.bring(desk, file, io.BytesIO(words), "talk.srt", "en")
    browser = signed("analyst")
    assert browser.get("/sources/article-1/").content.decode().count("Invented words") == 2
    assert "Invented words 4." in browser.get("/sources/article-1/?said=5").content.decode()
    for odd in ("0", "-1", "x", "999999", "٣"):
        assert browser.get(f"/sources/article-1/?said={odd}").status_code == 200


def test_a_kind_browsers_do_not_play_is_said_plainly(signed: Callable[..., Any], keep: Callable[..., str]) -> None:
    keep(b"#!AMR\n" + bytes(30), "talk.amr")
    page = signed("analyst").get("/sources/article-1/")
    assert "not played in a browser (AMR)" in page.content.decode()
    assert "<audio" not in page.content.decode()
    assert "media-src" not in page["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("seconds", "told"), [("0", "0:00"), ("83.50", "1:23"), ("3723", "1:02:03"), ("x", "0:00"), ("-3", "0:00")]
)
def test_seconds_are_told_as_on_a_player(seconds: str, told: str) -> None:
    assert recordings.clock(seconds) == told
