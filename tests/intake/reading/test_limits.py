"""Text is counted as it grows."""

from __future__ import annotations

import pytest

from tereze.intake.reading import limits


def test_a_buffer_refuses_what_passes_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_TEXT", 5)
    buffer = limits.TextBuffer()
    buffer.add("abc")
    buffer.add("de")
    assert (buffer.text(), buffer.length) == ("abcde", 5)
    with pytest.raises(limits.TooMuch):
        buffer.add("f")
