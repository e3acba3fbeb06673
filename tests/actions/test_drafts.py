"""Drafts at a desk: one's own, by version, within limits."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tereze.actions import draft_store, drafts
from tereze.actions.desk import Desk
from tereze.model.errors import NotAllowed
from tereze.model.people import Actor


def test_a_draft_is_saved_resumed_and_dropped(desk: Desk) -> None:
    first = drafts.save(desk, "sheet/1", "form", b"one")
    second = drafts.save(desk, "sheet/1", "form", b"two", first)
    found = drafts.load(desk, "sheet/1")
    assert (found.version, found.body, found.kind) == (second, b"two", "form")
    assert [head.key for head in drafts.list(desk, "form")] == ["sheet/1"]
    assert drafts.list(desk, "document") == ()
    assert drafts.drop(desk, "sheet/1", second)
    with pytest.raises(draft_store.NoDraft):
        drafts.load(desk, "sheet/1")


def test_a_stale_save_is_refused_and_changes_nothing(desk: Desk) -> None:
    seen = drafts.save(desk, "sheet/1", "form", b"one")
    drafts.save(desk, "sheet/1", "form", b"two", seen)
    with pytest.raises(draft_store.StaleDraft):
        drafts.save(desk, "sheet/1", "form", b"three", seen)
    with pytest.raises(draft_store.StaleDraft):
        drafts.drop(desk, "sheet/1", seen)
    assert drafts.load(desk, "sheet/1").body == b"two"


def test_another_persons_drafts_do_not_exist_for_you(desk: Desk) -> None:
    drafts.save(desk, "sheet/1", "form", b"hers")
    other = replace(desk, actor=Actor(id="bolat", roles=frozenset({"documenter"})))
    with pytest.raises(draft_store.NoDraft):
        drafts.load(other, "sheet/1")
    assert drafts.list(other) == ()
    assert not drafts.drop(other, "sheet/1")
    assert drafts.load(desk, "sheet/1").body == b"hers"


def test_drafts_are_in_no_entry_of_the_ledger(desk: Desk) -> None:
    before = desk.register.ledger.heads()
    drafts.save(desk, "sheet/1", "form", b"one")
    assert desk.register.ledger.heads() == before


def test_a_reader_of_releases_drafts_nothing(desk: Desk) -> None:
    reader = replace(desk, actor=Actor(id="guest", roles=frozenset({"reader"})))
    for verb in (
        lambda: drafts.save(reader, "a", "form", b""), lambda: drafts.load(reader, "a"),
        lambda: drafts.list(reader), lambda: drafts.drop(reader, "a"),
    ):  # fmt: skip
        with pytest.raises(NotAllowed):
            verb()


@pytest.mark.parametrize("name", ["", "Айгүл", "a b", "A", "../x" * 80, "a\n"])
def test_a_name_that_could_be_a_persons_is_no_key(desk: Desk, name: str) -> None:
    with pytest.raises(drafts.BadDraftName):
        drafts.save(desk, name, "form", b"")
    with pytest.raises(drafts.BadDraftName):
        drafts.save(desk, "key", name, b"")


def test_a_draft_without_end_is_refused(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "LARGEST", 10)
    with pytest.raises(draft_store.DraftTooLarge):
        drafts.save(desk, "a", "form", b"x" * 11)
    assert drafts.save(desk, "a", "form", b"x" * 10)
