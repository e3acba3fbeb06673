"""Places of a derived text come back as they were written."""

from __future__ import annotations

from tereze.intake.reading import layout
from tereze.intake.reading.derived import Recognised, Segment, derived


def test_segments_and_words_come_back() -> None:
    segments = (Segment(0, 3, page=1), Segment(3, 6, seconds=("0.5", "2.0")))
    words = (Recognised(0, 2, 88, 1, (1, 2, 3, 4)),)
    document = derived("abcdef", "application/pdf", segments=segments, words=words)
    assert layout.parsed(layout.written(document)) == (document.sha256, segments, words)
