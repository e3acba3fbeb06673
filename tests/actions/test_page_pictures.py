"""Where statements stand on a page: which file, who may look, and that a look is noted. All of it is invented."""

from __future__ import annotations

import io
import shutil
from dataclasses import replace
from typing import Any

import pytest
from tests.intake.reading import makers

from tereze.actions import evidence, page_pictures, sources
from tereze.actions.coding_copies import NotShown
from tereze.actions.desk import Desk
from tereze.model.errors import NotAllowed, NotFound
from tereze.model.mentions import Mention
from tereze.model.people import Actor

SHEET = """
tereze: source/1
source: {id: paper-1, kind: official_document}
mentions:
  man: {kind: person, names: [{text: Invented Man, lang: en}]}
  aunt: {kind: person, names: [{text: Hidden Aunt, lang: en}], SEALED}
statements:
  - {key: camp, about: man, property: custody, value: internment, at: {page: 1, xywh: [40, 30, 20, 10]FILE}}
  - {key: job, about: man, property: occupation, value: driver, at: {page: 1}}
"""
PAPER = makers.png(200, 100, b"\xff" * 20000)
NEEDS = pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="needs ffmpeg")


def _made(desk: Desk, bring: Any, *, sealed: bool = False, file: str = "", files: tuple[str, ...] = ("a.png",)) -> str:
    """A source with a scan; the id of the statement that stands on it."""
    told = SHEET.replace("SEALED", "sealed: true" if sealed else "named: true")
    assert not bring(told.replace("FILE", f", file: {file}" if file else "")).refused
    for number, name in enumerate(files):
        data = makers.png(200, 100 + number, b"\xff" * 200 * (100 + number))
        evidence.attach(desk, "paper-1", io.BytesIO(data), name)
    return _said(desk, "camp")


def _said(desk: Desk, key: str) -> str:
    source = desk.register.index.source_by_local("paper-1")
    assert source is not None
    found = [one for one in desk.register.index.of_source(source.id, "mention") if isinstance(one, Mention)]
    return next(said.id for one in found for said in one.statements if said.key == key)


def _sits(desk: Desk, *roles: str) -> Desk:
    return replace(desk, actor=Actor(id="other", roles=frozenset(roles)))


def _viewed(desk: Desk) -> list[tuple[str, str]]:
    history = evidence.history(desk, "paper-1")[0].history
    return [(one.by, one.note) for one in history if one.event == "viewed"]


def test_statements_with_a_box_have_a_place_and_others_none(desk: Desk, bring: Any) -> None:
    camp = _made(desk, bring)
    found = page_pictures.places(desk, sources.source_case(desk, "paper-1"))
    assert {name: (place.page, place.box, place.evidence.name) for name, place in found.items()} == {
        camp: (1, (40, 30, 20, 10), "a.png")
    }


def test_of_several_files_it_is_the_one_that_is_named_or_none(desk: Desk, bring: Any) -> None:
    _made(desk, bring, file="b.png", files=("a.png", "b.png"))
    (place,) = page_pictures.places(desk, sources.source_case(desk, "paper-1")).values()
    assert place.evidence.name == "b.png"


def test_of_several_files_none_is_guessed(desk: Desk, bring: Any) -> None:
    _made(desk, bring, files=("a.png", "b.png"))
    assert page_pictures.places(desk, sources.source_case(desk, "paper-1")) == {}


@NEEDS
def test_the_page_is_drawn_with_the_words_framed_and_kept_nowhere(desk: Desk, bring: Any) -> None:
    camp = _made(desk, bring)
    svg = page_pictures.drawn(page_pictures.take(desk, "paper-1", camp)).decode()
    assert 'viewBox="0 0 200 100"' in svg
    assert '<rect x="32" y="22" width="36" height="26"' in svg
    assert evidence.history(desk, "paper-1")[0].derived == ()


def test_a_look_is_noted_once_for_a_while(desk: Desk, bring: Any) -> None:
    camp = _made(desk, bring)
    for _ in range(3):
        page_pictures.take(desk, "paper-1", camp)
    assert _viewed(desk) == [("amina", "page 1")]
    later = replace(desk, now=lambda: "2026-01-01T09:00:00Z")
    page_pictures.take(later, "paper-1", camp)
    page_pictures.take(_sits(desk, "advocate"), "paper-1", camp)
    assert sorted(_viewed(desk)) == [("amina", "page 1"), ("amina", "page 1"), ("other", "page 1")]


def test_pages_that_may_name_somebody_protected_are_for_custodians(desk: Desk, bring: Any) -> None:
    camp = _made(desk, bring, sealed=True)
    case = sources.source_case(desk, "paper-1")
    assert page_pictures.places(_sits(desk, "analyst"), case) == {}
    assert list(page_pictures.places(_sits(desk, "custodian"), case)) == [camp]
    with pytest.raises(NotAllowed):
        page_pictures.take(_sits(desk, "analyst"), "paper-1", camp)
    assert _viewed(desk) == []


@pytest.mark.parametrize("role", ["administrator", "reader"])
def test_whoever_may_view_no_file_sees_no_page(desk: Desk, bring: Any, role: str) -> None:
    camp = _made(desk, bring)
    case = sources.source_case(desk, "paper-1")
    assert page_pictures.places(_sits(desk, role), case) == {}
    with pytest.raises(NotAllowed):
        page_pictures.take(_sits(desk, role), "paper-1", camp)


def test_what_stands_on_no_page_or_is_of_another_source(desk: Desk, bring: Any) -> None:
    camp = _made(desk, bring)
    with pytest.raises(NotShown):
        page_pictures.take(desk, "paper-1", _said(desk, "job"))
    bring("tereze: source/1\nsource: {id: other-1, kind: letter}\n")
    for local, name in (("other-1", camp), ("paper-1", "s-none"), ("paper-1", "paper-1")):
        with pytest.raises(NotFound):
            page_pictures.take(desk, local, name)


def test_a_documenter_sees_no_page_of_somebody_elses_source(desk: Desk, bring: Any) -> None:
    camp = _made(desk, bring)
    with pytest.raises(NotFound):
        page_pictures.take(_sits(desk, "documenter"), "paper-1", camp)


@NEEDS
def test_what_cannot_be_drawn_says_so(desk: Desk, bring: Any) -> None:
    camp = _made(desk, bring)
    taken = page_pictures.take(desk, "paper-1", camp)
    with pytest.raises(NotShown):
        page_pictures.drawn(taken._replace(page=7))
    with pytest.raises(NotShown):
        page_pictures.drawn(taken._replace(data=PAPER[:60]))
