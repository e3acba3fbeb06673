"""What files say of themselves on the source screen: to whom it is shown, with its guard, in five languages."""

from __future__ import annotations

import html
import io
from collections.abc import Callable
from typing import Any

import pytest
from tests.intake.reading import makers

from tereze.actions import evidence, file_statements
from tereze.intake.reading.metadata import fact
from tereze.model.vocabulary import words as vocabulary
from tereze.publish.locale import LANGUAGES
from tereze_web.gate import LANGUAGE_COOKIE
from tereze_web.office import Office
from tereze_web.words import words

PATH = "/sources/interview-1/"
FACTS = (
    fact("IFD0", "Model", "Camera <One>"), fact("GPS", "GPSLatitude", 43.251),
    fact("ExifIFD", "DateTimeOriginal", "2018:05:06 10:00:00"),
)  # fmt: skip


@pytest.fixture
def photo(office: Office) -> None:
    with office.desk(office.owner) as desk:
        kept = evidence.attach(desk, "interview-1", io.BytesIO(makers.png(30, 20, b"\x80" * 600)), "photo.png")
        file_statements.keep(desk, kept, FACTS)


def test_what_is_not_guarded_is_shown_to_whoever_sees_the_source(photo: None, signed: Callable[..., Any]) -> None:
    shown = signed("analyst").get(PATH).content.decode()
    assert "What the file says of itself (2)" in shown
    assert "Camera &lt;One&gt;" in shown
    assert "Made on: <bdi>2018:05:06 10:00:00</bdi>" in shown
    assert "43.251" not in shown


def test_where_it_was_made_is_for_custodians(photo: None, signed: Callable[..., Any]) -> None:
    shown = signed("custodian").get(PATH).content.decode()
    assert "What the file says of itself (3)" in shown
    assert 'Made where: <bdi>43.251</bdi> <b class="small">(for custodians only)</b>' in shown


def test_a_file_that_says_nothing_has_no_place_for_it(signed: Callable[..., Any]) -> None:
    assert words("en")("itself.title") not in signed("custodian").get(PATH).content.decode()


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_in_every_language(photo: None, signed: Callable[..., Any], tongue: str) -> None:
    browser = signed("analyst")
    browser.cookies[LANGUAGE_COOKIE] = tongue
    shown, t = html.unescape(browser.get(PATH).content.decode()), words(tongue)
    assert t("itself.title") in shown
    assert t("itself.hint") in shown
    assert f"{t.word('file_property', 'device')}: " in shown
    for one in vocabulary("file_property"):
        assert f"file_property.{one}" in t.keys()  # noqa: SIM118
