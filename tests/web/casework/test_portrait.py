"""The photograph on a person's page: while a consent allows it, never kept by a browser, the same nothing otherwise."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from typing import Any

import pytest
from recorded import png

from tereze.actions import changing, evidence, find, folder, portraits, views
from tereze.actions.desk import MAY
from tereze.actions.report import ImportReport
from tereze.model.people import ROLES
from tereze_web.office import Office

pytestmark = pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="needs ffmpeg")

SHEET = """
tereze: source/1
source:
  id: album-1
  kind: interview
  teller: me
  consent:
    - {given_by: me, capacity: relative_in_absence, covers: [son], purposes: [register], identity: full}
mentions:
  me: {kind: person, names: [{text: Invented Mother, lang: en}]}
  son: {kind: person, names: [{text: <i>Invented</i> Son, lang: en}], birthDate: "1979"}
"""


@pytest.fixture
def album(office: Office, tmp_path: Any) -> tuple[str, str]:
    """The register number of a person with a photograph, and the file's id."""
    path = tmp_path / "album.yaml"
    path.write_text(SHEET, "utf-8")
    with office.desk(office.owner) as desk:
        report = ImportReport()
        folder.take_in(desk, path, None, report, lambda _done: None, link=False)
        assert not report.refused
        file = evidence.attach(desk, "album-1", io.BytesIO(png()), "Invented Son.png").id
        portraits.attach(desk, "album-1", file, "son")
        return views.person(desk, find.find_person(desk, "album-1/son")).number, file


def test_it_is_shown_with_words_for_whoever_does_not_see_it(signed: Callable[..., Any], album: tuple[str, str]) -> None:
    number, _ = album
    browser = signed("analyst")
    text = browser.get(f"/people/{number}/").content.decode()
    assert f'<img src="/people/{number}/portrait/" alt="Photograph of &lt;i&gt;Invented&lt;/i&gt; Son">' in text
    picture = browser.get(f"/people/{number}/portrait/")
    assert (picture.status_code, picture["Content-Type"]) == (200, "image/png")
    assert picture["Cache-Control"] == "no-store"
    assert picture["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert picture["X-Content-Type-Options"] == "nosniff"
    assert b"where it was taken" not in picture.content
    assert "Son" not in str(picture.headers)


@pytest.mark.parametrize("role", ROLES)
def test_who_may_view_files_sees_it_and_nobody_else(
    signed: Callable[..., Any], album: tuple[str, str], role: str
) -> None:
    number, _ = album
    browser = signed(role)
    may = role in MAY["view"] & MAY["browse"]
    assert (browser.get(f"/people/{number}/portrait/").status_code == 200) == may
    page = browser.get(f"/people/{number}/").content.decode()
    assert (f'/people/{number}/portrait/"' in page) == may


def test_a_consent_taken_back_takes_it_away(office: Office, signed: Callable[..., Any], album: tuple[str, str]) -> None:
    number, _ = album
    browser = signed("analyst")
    assert browser.get(f"/people/{number}/portrait/").status_code == 200
    with office.desk(office.owner) as desk:
        changing.act(desk, "withdraw_consent", "album-1", "she fears for him", "me")
    gone = browser.get(f"/people/{number}/portrait/")
    assert gone.status_code == 404
    assert "/portrait/" not in browser.get(f"/people/{number}/").content.decode()
    nothing = browser.get("/there-is-no-such-page/")
    assert gone.content.partition(b"<main")[2] == nothing.content.partition(b"<main")[2]


def test_nobody_and_somebody_without_a_photograph_look_alike(
    signed: Callable[..., Any], number: Callable[[str], str]
) -> None:
    browser = signed("analyst")
    for guess in (number("interview-1/husband"), "T-0000-0000-0", "nothing", "..", "%2e%2e"):
        assert browser.get(f"/people/{guess}/portrait/").status_code == 404


def test_a_person_as_known_on_another_day_has_no_photograph(signed: Callable[..., Any], album: tuple[str, str]) -> None:
    text = signed("analyst").get(f"/people/{album[0]}/?on=2019-01-01").content.decode()
    assert "/portrait/" not in text


def test_a_picture_is_named_on_its_sources_page(
    office: Office, signed: Callable[..., Any], album: tuple[str, str], send: Callable[..., Any]
) -> None:
    number, _ = album
    with office.desk(office.owner) as desk:
        other = evidence.attach(desk, "album-1", io.BytesIO(png(20)), "second.png").id
    browser = signed("analyst")
    text = browser.get("/sources/album-1/").content.decode()
    assert "This is a photograph of" in text
    assert '<option value="son">' in text
    answer = send(browser, "/sources/album-1/", "/sources/album-1/portrait/", file=other, mention="son")
    assert (answer.status_code, answer["Location"]) == (302, "/sources/album-1/")
    wrong = send(browser, "/sources/album-1/", "/sources/album-1/portrait/", file=other, mention="nobody")
    assert wrong.status_code == 400
    assert browser.get(f"/people/{number}/portrait/").status_code == 200


def test_the_digest_of_a_photograph_is_told_in_words(
    office: Office, signed: Callable[..., Any], album: tuple[str, str]
) -> None:
    number, file = album
    with office.desk(office.owner) as desk:
        digest = evidence.get(desk, file).sha256
    browser = signed("analyst")
    for page in (f"/people/{number}/", "/sources/album-1/"):
        text = browser.get(page).content.decode()
        assert "a picture among the files of the source" in text, page
        assert digest not in text, page
