"""Names that the register knows are found in documents of languages that show names by nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tereze.actions import drafting, own_names
from tereze.actions.desk import Desk
from tereze.actions.report import ImportReport

SHEET = """tereze: source/1
source: {id: list-1, kind: news_article, title: A fictional list}
mentions:
  a: {kind: person, names: [{text: Patigul Ablimit, lang: en}]}
  b: {kind: person, names: [{text: Mahmut, lang: en}]}
  c: {kind: organization, names: [{text: Örnek Gezit}]}
"""
UYGHUR = "پاتىگۈل ئابلىمىت ئۆتكەن يىلى ئۆيىگە قايتىپ كەلدى. ئۇ مەھمۇت بىلەن سۆزلەشتى.\n"


def test_a_name_of_the_register_is_found_in_another_script(desk: Desk, bring: Callable[[str], ImportReport]) -> None:
    assert bring(SHEET).accepted
    found = own_names.finder(desk)(UYGHUR, "ug")
    assert [UYGHUR[begin:end] for begin, end in found] == ["پاتىگۈل ئابلىمىت"]


def test_an_empty_register_helps_nobody_and_other_languages_need_no_help(
    desk: Desk, bring: Callable[[str], ImportReport]
) -> None:
    assert own_names.finder(desk)(UYGHUR, "ug") == ()
    bring(SHEET)
    assert own_names.finder(desk)("Patigul Ablimit came home.", "en") == ()


def test_a_draft_has_the_person(desk: Desk, bring: Callable[[str], ImportReport], tmp_path: Path) -> None:
    bring(SHEET)
    (tmp_path / "a.txt").write_text(UYGHUR, "utf-8")
    drafted = drafting.draft(tmp_path / "a.txt", lang="ug", own=own_names.finder(desk))
    people = [m["names"][0]["text"] for m in drafted.made.body["mentions"].values() if m["kind"] == "person"]
    assert "پاتىگۈل ئابلىمىت" in people


def test_words_across_a_mark_are_no_name(desk: Desk, bring: Callable[[str], ImportReport]) -> None:
    bring(SHEET)
    assert own_names.finder(desk)("پاتىگۈل، ئابلىمىت\nپاتىگۈل\nئابلىمىت", "ug") == ()
