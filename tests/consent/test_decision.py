"""The answer and its reasons are values."""

from __future__ import annotations

import pytest

from tereze.consent import Decision, Reason


def test_the_default_is_no() -> None:
    assert Decision(allowed=False) == Decision(allowed=False, identity="none", place="none", objected=False)


def test_an_answer_cannot_be_changed_afterwards() -> None:
    answer = Decision(allowed=False, reasons=(Reason(message="objection"),))
    with pytest.raises(AttributeError):
        answer.allowed = True  # type: ignore[misc]
