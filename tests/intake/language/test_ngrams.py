"""The table of n-grams: whole, in order, and within what it promises."""

from __future__ import annotations

from tereze.intake.language import ngrams
from tereze.intake.language.detect import TAGS


def test_grams_of_a_word_with_its_edges() -> None:
    assert list(ngrams.grams("ab")) == ["_", "a", "b", "_", "_a", "ab", "b_", "_ab", "ab_", "_ab_"]


def test_every_language_of_ours_is_in_the_table_but_chinese() -> None:
    known = {(code, script) for script, model in ngrams.models().items() for code in model.languages}
    assert set(TAGS) - known == {("zh", "Hani")}


def test_every_row_has_a_cost_for_every_language() -> None:
    for model in ngrams.models().values():
        assert all(len(row) == len(model.languages) and min(row) >= 0 for row in model.costs.values())


def test_score_counts_only_what_is_known() -> None:
    model = ngrams.Model(("aa", "bb"), {"x": (10, 30)})
    assert ngrams.score(["xq"], model) == ({"aa": 1.0, "bb": 3.0}, 1)
