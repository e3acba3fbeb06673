"""Sources with the same words. Everything quoted here is fictional."""

from __future__ import annotations

from tereze.resolve.reprints import suggest_reprints

ACCOUNT = "she said the guards had taken her papers in the spring and that nobody at the office would say where he was"
OTHER = "a column of lorries left the town before dawn and none of the drivers would speak to the people who waited"
HAN = "她说看守在春天拿走了她的证件办公室里没有人愿意说他在哪里"


def test_the_same_account_in_two_sources_is_a_likely_reprint() -> None:
    found = list(suggest_reprints({"b": [ACCOUNT.upper()], "a": [OTHER, ACCOUNT], "c": [OTHER + " x"]}))
    assert [(one.left, one.right) for one in found] == [("a", "b"), ("a", "c")]
    assert found[0].score == 1.0
    assert found[0].why.endswith("runs of 5 words are the same")


def test_a_shared_phrase_is_not_enough() -> None:
    assert not list(suggest_reprints({"a": [ACCOUNT], "b": ["he told us that the guards had taken her papers away"]}))


def test_chinese_needs_no_spaces() -> None:
    assert [(one.left, one.right) for one in suggest_reprints({"a": [HAN], "b": ["前言" + HAN]})] == [("a", "b")]


def test_a_formula_that_very_many_sources_share_is_passed_over() -> None:
    assert not list(suggest_reprints({f"s{n:02d}": [ACCOUNT] for n in range(60)}))


def test_texts_shorter_than_a_run_of_words_say_nothing() -> None:
    assert not list(suggest_reprints({"a": ["he was taken", ""], "b": ["he was taken"], "c": []}))
