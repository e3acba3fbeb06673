"""Figures can be taken away with their data."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

from tereze_web.window.figures import name_of
from tereze_web.words import words

Signed = Callable[..., Any]


def test_the_timeline_is_there_as_picture_and_as_table(signed: Signed) -> None:
    browser = signed()
    picture = browser.get("/window/figures/incidents.svg/")
    assert picture["Content-Type"] == "image/svg+xml"
    assert picture.content.decode().startswith("<svg")
    table = browser.get("/window/figures/incidents.csv/")
    rows = list(csv.reader(io.StringIO(table.content.decode())))
    assert rows[0] == ["when", "lane", "what"]
    assert rows[1][2] == "threat, closes"
    assert "attachment" in table["Content-Disposition"]


def test_what_was_said_is_a_table_too(signed: Signed) -> None:
    rows = list(csv.reader(io.StringIO(signed().get("/window/figures/positions.csv/").content.decode())))
    assert ["2019-01", "An Invented Ministry", "promises: departures"] in rows


def test_a_figure_that_is_none_is_not_there(signed: Signed) -> None:
    browser = signed()
    for name in ("stream-7.svg", "incidents.png", "..", "stream-x.csv"):
        assert browser.get(f"/window/figures/{name}/").status_code == 404


def test_streams_are_named_in_the_readers_language() -> None:
    assert name_of(words("en"), "all channels") == "all together"
    assert name_of(words("ru"), "news_article") != "news_article"
    assert name_of(words("en"), "Yining county") == "Yining county"
