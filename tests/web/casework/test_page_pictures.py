"""Pages of scans on screen: the link, the frame, to a page of ours alone, in no cache, and to whom it is shown."""

from __future__ import annotations

import html
import io
import re
import shutil
from collections.abc import Callable
from typing import Any

import pytest
from tests.intake.reading import makers

from tereze.actions import coding, evidence
from tereze.publish.locale import LANGUAGES
from tereze_web.gate import LANGUAGE_COOKIE
from tereze_web.office import Office
from tereze_web.words import words

SHEET = """
tereze: source/1
source: {id: paper-1, kind: official_document}
mentions: {man: {kind: person, names: [{text: Invented Man, lang: en}]}}
statements:
  - {key: camp, about: man, property: custody, value: internment, at: {page: 1, xywh: [40, 30, 20, 10]}}
"""
NEEDS = pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="needs ffmpeg")


@pytest.fixture
def paper(office: Office) -> None:
    with office.desk(office.owner) as desk:
        assert not coding.add(desk, "paper-1", SHEET.encode()).refused
        evidence.attach(desk, "paper-1", io.BytesIO(makers.png(200, 100, b"\xff" * 20000)), "a.png")


def _picture(browser: Any) -> str:
    return re.search(r'data-scan="([^"]+)"', browser.get("/sources/paper-1/").content.decode())[1]  # type: ignore[index]


def test_without_a_script_the_link_draws_the_page_beside_the_statement(paper: None, signed: Any) -> None:
    browser = signed("analyst")
    plain = browser.get("/sources/paper-1/").content.decode()
    assert '<figure class="scan" id="scan" tabindex="-1" hidden>' in plain
    assert "<div data-paper></div>" in plain
    link = re.search(r'<a href="([^"#]+)#scan"', plain)[1].replace("&amp;", "&")  # type: ignore[index]
    chosen = browser.get(link).content.decode()
    assert f'<img src="{_picture(browser)}"' in chosen
    assert 'tabindex="-1"><div data-paper>' in chosen
    assert "fact lit" in chosen
    assert "<div data-paper></div>" in browser.get("/sources/paper-1/?on=s-none").content.decode()


@NEEDS
def test_the_picture_is_for_our_page_and_for_no_cache(paper: None, signed: Any) -> None:
    browser = signed("analyst")
    answer = browser.get(_picture(browser), HTTP_SEC_FETCH_DEST="image")
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/svg+xml")
    assert answer["Cache-Control"] == "no-store"
    assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert answer["Content-Disposition"].startswith("attachment")
    assert b"<rect" in answer.content
    for dest in ("document", "iframe", "script", "empty"):
        assert browser.get(_picture(browser), HTTP_SEC_FETCH_DEST=dest).status_code == 404


@pytest.mark.parametrize("role", ["administrator", "reader"])
def test_who_may_view_no_file_is_shown_no_page(paper: None, office: Office, signed: Any, role: str) -> None:
    path = _picture(signed("analyst"))
    browser = signed(role)
    assert browser.get(path).status_code == 404
    if role == "administrator":
        shown = browser.get("/sources/paper-1/").content.decode()
        assert "data-scan" not in shown
        assert "pages.js" not in shown


def test_nobody_from_outside(paper: None, signed: Callable[..., Any]) -> None:
    from django.test import Client

    path = _picture(signed("analyst"))
    assert Client(SERVER_NAME="127.0.0.1").get(path).status_code in {302, 404}


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_in_every_language(paper: None, signed: Callable[..., Any], tongue: str) -> None:
    browser = signed("analyst")
    browser.cookies[LANGUAGE_COOKIE] = tongue
    shown = browser.get("/sources/paper-1/").content.decode()
    t = words(tongue)
    assert t("scan.see") in html.unescape(shown)
    assert t("scan.noted") in html.unescape(shown)
    assert tongue == "en" or t("scan.see") != words("en")("scan.see")
