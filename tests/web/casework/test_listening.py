"""Words of a recording are confirmed by whoever listened, segment by segment, and never over somebody else's."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from recorded import srt, wav

from tereze.actions import evidence, hearing
from tereze_web.casework import listening
from tereze_web.office import Office

Send = Callable[..., Any]


@pytest.fixture
def page(office: Office) -> str:
    """The address of a recording with three segments."""
    with office.desk(office.owner) as desk:
        file = evidence.attach(desk, "article-1", io.BytesIO(wav(6)), "talk.wav").id
        words = srt((0, 2, "First words."), (2, 4, "<b>Second</b> words."), (4, 6, "Third words."))
        hearing.bring(desk, file, io.BytesIO(words), "talk.srt", "en")
    return f"/recordings/{file}/words/"


def _seen(text: str) -> str:
    return str(re.search(r'name="seen" value="(\d+)"', text)[1])  # type: ignore[index]


def _now(office: Office, page: str) -> list[tuple[str, str]]:
    with office.desk(office.owner) as desk:
        made = hearing.current(desk, page.split("/")[2])
        return [(one.text, one.heard_by) for one in made.segments]


def test_segments_stand_with_their_seconds_beside_the_player(signed: Callable[..., Any], page: str) -> None:
    answer = signed("analyst").get(page)
    text = answer.content.decode()
    assert "media-src 'self'" in answer["Content-Security-Policy"]
    assert re.findall(r'data-at="([\d.]+)"', text) == ["0.000", "2.000", "4.000"] or text.count("data-at=") == 3
    assert "<audio controls" in text
    assert "0 of 3 confirmed" in text
    assert "<b>Second" not in text


def test_what_was_ticked_is_confirmed_with_the_words_as_they_were_mended(
    office: Office, signed: Callable[..., Any], send: Send, page: str
) -> None:
    browser = signed("analyst")
    seen = _seen(browser.get(page).content.decode())
    fields = {"words-1": "First words.", "words-2": "What was really said.", "words-3": "not ticked"}
    answer = send(browser, page, page, seen=seen, heard=["1", "2"], **fields)
    assert (answer.status_code, answer["Location"]) == (302, f"{page}?part=1#n-2")
    assert _now(office, page) == [
        ("First words.", "someone"), ("What was really said.", "someone"), ("Third words.", "")
    ]  # fmt: skip
    text = browser.get(page).content.decode()
    assert "2 of 3 confirmed" in text
    assert "confirmed by someone" in text
    with office.desk(office.owner) as desk:
        assert any(one.event == "heard" for one in evidence.events_of(desk, page.split("/")[2]))


def test_what_somebody_confirmed_in_between_is_shown_and_not_written_over(
    office: Office, signed: Callable[..., Any], send: Send, page: str
) -> None:
    browser = signed("analyst")
    seen = _seen(browser.get(page).content.decode())
    with office.desk(office.owner) as desk:
        hearing.confirm(desk, page.split("/")[2], [], {2: "The owner's words."})
    answer = send(browser, page, page, seen=seen, heard=["2", "3"], **{"words-2": "Mine.", "words-3": "Mine too."})
    assert answer.status_code == 409
    told = re.sub(r"<[^>]+>", " ", answer.content.decode())
    assert re.search(r"The owner.{1,6}s words\.\s+Mine\.", told)
    assert "Mine too." in answer.content.decode()
    assert _now(office, page)[2] == ("Third words.", "")
    again = _seen(answer.content.decode())
    send(browser, page, page, seen=again, heard=["3"], **{"words-3": "Mine too."})
    assert _now(office, page)[1:] == [("The owner's words.", office.owner.id), ("Mine too.", "someone")]


@pytest.mark.parametrize("heard", [[], ["0"], ["4"], ["x"], ["٣"], ["-1"], ["9999999"]])
def test_where_nothing_was_ticked_nothing_is_kept(
    office: Office, signed: Callable[..., Any], send: Send, page: str, heard: list[str]
) -> None:
    browser = signed("analyst")
    answer = send(browser, page, page, seen=_seen(browser.get(page).content.decode()), heard=heard)
    assert answer.status_code == 422
    assert "Nothing was ticked." in answer.content.decode()
    assert all(not by for _, by in _now(office, page))


@pytest.mark.parametrize("seen", ["", "x", "-1", "99"])
def test_a_version_that_nobody_was_shown_is_stale(
    office: Office, signed: Callable[..., Any], send: Send, page: str, seen: str
) -> None:
    assert send(signed("analyst"), page, page, seen=seen, heard=["1"], **{"words-1": "x"}).status_code == 409
    assert _now(office, page)[0] == ("First words.", "")


def test_a_long_transcript_has_parts(
    office: Office, signed: Callable[..., Any], send: Send, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listening, "A_PAGE", 2)
    browser = signed("analyst")
    assert "Third words." not in browser.get(page).content.decode()
    second = browser.get(f"{page}?part=2").content.decode()
    assert "Third words." in second
    answer = send(browser, page, page, seen=_seen(second), part="2", heard=["3"], **{"words-3": "Third words."})
    assert answer["Location"] == f"{page}?part=2#n-3"
    for odd in ("0", "9", "x", "٣"):
        assert browser.get(f"{page}?part={odd}").status_code == 200


@pytest.mark.parametrize("role", ["reader", "advocate", "publisher", "custodian", "administrator"])
def test_who_may_not_hear_it_finds_nothing(signed: Callable[..., Any], page: str, role: str) -> None:
    assert signed(role).get(page).status_code == 404


def test_a_protected_voice_and_a_recording_without_words_are_not_there(
    office: Office, signed: Callable[..., Any], page: str
) -> None:
    with office.desk(office.owner) as desk:
        sealed = evidence.attach(desk, "interview-2", io.BytesIO(wav(1)), "a.wav").id
        hearing.bring(desk, sealed, io.BytesIO(srt((0, 1, "Hidden words."))), "a.srt", "en")
        bare = evidence.attach(desk, "article-1", io.BytesIO(wav(2)), "b.wav").id
    browser = signed("analyst")
    for file in (sealed, bare, "enothing"):
        assert browser.get(f"/recordings/{file}/words/").status_code == 404
    assert page
