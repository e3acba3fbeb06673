"""A pile of files becomes evidence: each by itself, and again without change. All is fictional."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fictional import INTERVIEW

from tereze.actions import evidence, gathering
from tereze.actions.desk import Desk
from tereze.model.errors import NotAllowed
from tereze.model.people import Actor


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    (tmp_path / "pile" / "deeper").mkdir(parents=True)
    (tmp_path / "pile" / "a.txt").write_text("a fictional letter", "utf-8")
    (tmp_path / "pile" / "deeper" / "b.html").write_text("<p>fictional words</p>", "utf-8")
    return tmp_path / "pile"


def test_a_folder_is_gone_through(desk: Desk, bring: Any, pile: Path) -> None:
    bring(INTERVIEW)
    done = gathering.gather(desk, "interview-1", [pile], note="on a stick")
    assert [one.file for one in done] == ["a.txt", "b.html"]
    assert [len(one.derived) > 0 for one in evidence.history(desk, "interview-1")] == [False, True]


def test_again_keeps_nothing_twice(desk: Desk, bring: Any, pile: Path) -> None:
    bring(INTERVIEW)
    gathering.gather(desk, "interview-1", [pile])
    before = desk.register.ledger.heads()
    done = gathering.gather(desk, "interview-1", [pile])
    assert all(one.kept for one in done)
    assert desk.register.ledger.heads() == before


def test_without_copies_only_originals_are_kept(desk: Desk, bring: Any, pile: Path) -> None:
    bring(INTERVIEW)
    gathering.gather(desk, "interview-1", [pile], copies=False)
    assert all(not one.derived for one in evidence.history(desk, "interview-1"))


def test_no_such_source_and_no_such_role_stop_before_anything_is_kept(desk: Desk, bring: Any, pile: Path) -> None:
    with pytest.raises(evidence.NoSuchSource):
        gathering.gather(desk, "interview-1", [pile])
    bring(INTERVIEW)
    reader = Desk(desk.register, Actor(id="carla", roles=frozenset({"reader"})), desk.now, desk.dice)
    with pytest.raises(NotAllowed):
        gathering.gather(reader, "interview-1", [pile])
    assert list(desk.register.index.of_kind("evidence")) == []


def test_a_file_that_cannot_be_opened_is_named(
    desk: Desk, bring: Any, pile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(INTERVIEW)
    honest = Path.open

    def refusing(self: Path, *args: Any, **more: Any) -> Any:
        if self.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return honest(self, *args, **more)

    monkeypatch.setattr(Path, "open", refusing)
    first, second = gathering.gather(desk, "interview-1", [pile])
    assert isinstance(first.error, gathering.Unreadable)
    assert first.document() == {"file": "a.txt", "error": "“a.txt” cannot be opened (no permission)."}
    assert second.kept is not None


def test_the_document_of_a_kept_file_tells_its_history(desk: Desk, bring: Any, pile: Path) -> None:
    bring(INTERVIEW)
    gathering.gather(desk, "interview-1", [pile / "a.txt"], note="by post")
    [one] = map(gathering.document, evidence.history(desk, "interview-1"))
    assert [event["event"] for event in one["history"]] == ["received", "hashed"]
    assert one["history"][0]["note"] == "by post"


def test_a_folder_that_cannot_be_listed_keeps_nobody_out(
    desk: Desk, bring: Any, pile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(INTERVIEW)
    honest = Path.iterdir

    def refusing(self: Path) -> Any:
        if self.name == "deeper":
            raise PermissionError(13, "Permission denied")
        return honest(self)

    monkeypatch.setattr(Path, "iterdir", refusing)
    first, second = gathering.gather(desk, "interview-1", [pile], copies=False)
    assert first.kept is not None
    assert isinstance(second.error, gathering.Unreadable)
