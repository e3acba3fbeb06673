"""What the readers hand back."""

from __future__ import annotations

import dataclasses

import pytest

from tereze.intake.drafts import ChangesDraft, Refusal, Warning_


def test_a_refusal_prints_as_the_import_report_wants_it() -> None:
    refusal = Refusal("a.yaml", 3, "when", "not a date", "Write EDTF.")
    assert {"file", "line", "key", "error", "hint"} <= set(dataclasses.asdict(refusal))
    assert refusal.row is False


def test_drafts_do_not_change() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Warning_("a", 1, "k", "t").text = "other"  # type: ignore[misc]


def test_speakers_are_not_shared_between_drafts() -> None:
    assert ChangesDraft("a", "a", 1, ()).speakers is not ChangesDraft("a", "a", 1, ()).speakers
