"""Chinese: the dot joins, words of kin do not belong to a name."""

from __future__ import annotations

from tereze.intake.extract import chinese
from tereze.intake.extract.cues import load


def _names(text: str) -> list[str]:
    cues = load("zh")
    assert cues is not None
    return [text[begin:end] for begin, end, kind in chinese.find(text, cues, ()) if kind == "PER"]


def test_kin_and_verbs_are_cut_off() -> None:
    assert _names("他的妻子帕提古丽·依明称他不在。") == ["帕提古丽·依明"]


def test_three_parts_and_other_dots() -> None:
    assert _names("记者采访了阿依古丽•买买提•吐尔逊。") == ["阿依古丽•买买提•吐尔逊"]


def test_a_lone_dot_is_no_name() -> None:
    assert _names("· 第一 ·") == []


def test_outlets_after_telling() -> None:
    cues = load("zh")
    assert cues is not None
    text = "她告诉示例通讯社，家人不在。"
    assert [(text[b:e], kind) for b, e, kind in chinese.find(text, cues, ())] == [("示例通讯社", "ORG")]


def test_letters_leave_out_ordinary_words() -> None:
    assert not set("说的被") & chinese.letters()
