"""What a release leaves in the ledger: the release, its note, and in the history of files that something went out."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from fictional import ARTICLE, INTERVIEW

from tereze.actions import evidence, publishing
from tereze.actions.desk import Desk
from tereze.actions.publishing import Wish
from tereze.actions.report import ImportReport
from tereze.model.sources import Custody

CONSENT = """  language: kk
  consent:
    - {given_by: wife, capacity: relative_in_absence, covers: [husband], purposes: [register, publication],
       identity: full, place: exact}
"""
WISH = Wish(("one", "two"), title="A fictional register", contact="by letter", fictional=True)
ATTACHED = ("interview-1", "article-1")
Bring = Callable[[str], ImportReport]


@pytest.fixture
def filled(desk: Desk, bring: Bring) -> Desk:
    for sheet in (INTERVIEW.replace("  language: kk\n", CONSENT), ARTICLE):
        assert not bring(sheet).refused
    for local in ATTACHED:
        evidence.attach(desk, local, io.BytesIO(f"an invented letter of {local}".encode()), f"{local}.txt")
    return replace(desk, now=lambda: "2026-01-01T12:00:00Z")


def _history(desk: Desk) -> dict[str, list[Custody]]:
    """Source (as its sheet calls it) → the events `released` of its files."""
    found = {}
    for source in desk.register.index.of_kind("source"):
        files = evidence.of_source(desk, source.id)
        events = [one for file in files for one in evidence.events_of(desk, file.id)]
        found[source.local] = [one for one in events if one.event == "released"]
    return found


def test_before_a_release_nothing_was_released(filled: Desk) -> None:
    assert not any(_history(filled).values())


def test_files_of_the_sources_shown_say_so_once_for_each_line(filled: Desk, tmp_path: Path) -> None:
    made = publishing.release(filled, tmp_path / "out", WISH)
    assert made.persons > 0
    shown = {filled.register.index.get(source).local for source in made.sources}  # type: ignore[union-attr]
    found = _history(filled)
    assert shown
    assert "interview-1" in shown
    assert {local for local, events in found.items() if events} == shown & set(ATTACHED)
    (event,) = found["interview-1"]
    assert "line public" in event.note
    publishing.release(filled, tmp_path / "out", WISH)
    assert len(_history(filled)["interview-1"]) == 1
    publishing.release(filled, tmp_path / "other", WISH._replace(line="partners"))
    assert len(_history(filled)["interview-1"]) == 2


def test_what_is_not_shown_is_not_said_to_be(filled: Desk, tmp_path: Path) -> None:
    made = publishing.release(filled, tmp_path / "out", WISH)
    for source in filled.register.index.of_kind("source"):
        events = _history(filled)[source.local]
        assert bool(events) <= (source.id in made.sources)


def test_no_file_of_the_release_holds_an_id_of_a_source(filled: Desk, tmp_path: Path) -> None:
    made = publishing.release(filled, tmp_path / "out", WISH)
    everything = b"".join(path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file())
    assert not [source for source in made.sources if source.encode() in everything]
