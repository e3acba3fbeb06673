"""Words stand where a draft says, or the draft is refused."""

from __future__ import annotations

import pytest

from tereze.intake.extract.grounding import NotVerbatim, find, ground

TEXT = "He did not deny it. “Yes,” he said."


def test_exact_words_are_grounded() -> None:
    assert ground(TEXT, 0, 19, "He did not deny it.") == (0, 19)


@pytest.mark.parametrize(
    ("begin", "end", "words"),
    [
        (0, 15, "He did deny it."),
        (0, 19, "he did not deny it."),
        (5, 5, ""),
        (-3, 2, "x"),
        (30, 99, "x"),
        (20, 26, '"Yes,"'),
    ],
)
def test_anything_else_is_refused(begin: int, end: int, words: str) -> None:
    with pytest.raises(NotVerbatim) as caught:
        ground(TEXT, begin, end, words)
    assert caught.value.exit_code == 3


def test_words_are_found_only_where_they_stand_once() -> None:
    assert find(TEXT, "did not deny") == (3, 15)
    assert find(TEXT, "did deny") is None
    assert find(TEXT, "he") is None or TEXT.count("he") == 1
    assert find("a a", "a") is None
    assert find(TEXT, "") is None
