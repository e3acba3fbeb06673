"""Many sources with their heads as they stand, and as they stood at the end of a day."""

from __future__ import annotations

from fictional import ARTICLE, INTERVIEW

from tereze.actions import heads
from tereze.actions.desk import Desk
from tereze.actions.standing_heads import standing


def _titles(desk: Desk, until: str = "") -> dict[str, str]:
    found = standing(desk.register.index, desk.register.index.of_kind("source"), until)
    return {one.local: one.title for one in found.values()}


def test_each_under_its_own_corrections_and_none_of_another_day(desk: Desk, bring) -> None:
    bring(INTERVIEW)
    bring(ARTICLE)
    heads.correct(desk, "article-1", {"title": "Mended"}, "a slip", heads.open_head(desk, "article-1").mark)
    assert _titles(desk) == {"interview-1": "A fictional interview", "article-1": "Mended"}
    assert _titles(desk, "2026-01-01")["article-1"] == "Mended"
    assert _titles(desk, "2025-12-31")["article-1"] == ""


def test_none_are_none(desk: Desk) -> None:
    assert standing(desk.register.index, []) == {}
