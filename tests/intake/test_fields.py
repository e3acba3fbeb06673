"""Every type of field: what it accepts, and what it says otherwise."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tereze.intake import fields
from tereze.intake.nodes import Node
from tereze.intake.page import Page, Reader, Wrong

Make = Callable[[str], Node]


def wrong(reader: Reader, page: Page, node: Node, key: str = "key") -> Wrong:
    with pytest.raises(Wrong) as caught:
        reader(page, node, key)
    assert caught.value.error
    return caught.value


@pytest.mark.parametrize("text", ["interview-17", "a", "0", "wire_2"])
def test_keys(page: Page, node: Make, text: str) -> None:
    assert fields.name(page, node(text), "key") == text


@pytest.mark.parametrize("text", ["Interview", "a b", "a/b", "имя", '""', "a.b", "a@2"])
def test_no_keys(page: Page, node: Make, text: str) -> None:
    assert "small Latin letters" in wrong(fields.name, page, node(text)).hint


@pytest.mark.parametrize("text", ["2018", "2018-03-05", "2018~", "2018-21", "[2017-06..2017-08]/2018-10", "2019-01/.."])
def test_dates_are_kept_as_written(page: Page, node: Make, text: str) -> None:
    assert fields.date(page, node(f'"{text}"'), "when") == text


@pytest.mark.parametrize("text", ["05/03/2018x", "March 2018", "2018-13", "2018-02-30", "18-03-05", "2019/2018"])
def test_no_dates(page: Page, node: Make, text: str) -> None:
    problem = wrong(fields.date, page, node(f'"{text}"'))
    assert text in problem.error
    assert "EDTF" in problem.hint


def test_a_list_where_a_date_belongs_gets_the_quoted_form(page: Page, node: Make) -> None:
    problem = wrong(fields.date, page, node("[2017-06..2017-08]"), "when")
    assert problem.hint == 'Put the date in quotes: "[2017-06..2017-08]".'
    assert '"[2017-06,2017-08]"' in wrong(fields.date, page, node("[2017-06, 2017-08]")).hint


def test_one_moment_is_no_interval(page: Page, node: Make) -> None:
    assert fields.moment(page, node('"[2017-06..2017-08]"'), "at") == "[2017-06..2017-08]"
    assert '"[2017-06..2017-08]"' in wrong(fields.moment, page, node('"2017-06/2017-08"')).hint


@pytest.mark.parametrize(
    "tag", ["kk", "kk-Arab", "kk-Latn", "ug", "zh-Hans", "zh-Hans-CN", "en", "sr-Latn-RS", "x-own", "de-1996"]
)
def test_languages(page: Page, node: Make, tag: str) -> None:
    assert fields.language(page, node(tag), "lang") == tag


@pytest.mark.parametrize("tag", ["Kazakh language", "kk_KZ", "k", "kk-", "123", '""'])
def test_no_languages(page: Page, node: Make, tag: str) -> None:
    assert "BCP 47" in wrong(fields.language, page, node(tag)).hint


def test_numbers(page: Page, node: Make) -> None:
    assert fields.whole(page, node("2000"), "value") == 2000
    assert fields.decimal(page, node("83.5"), "seconds") == "83.5"
    for text in ("2,000", "about 2000", "-1", "007", "2e3", "1.5"):
        wrong(fields.whole, page, node(f'"{text}"'))
    for text in ("1.2345", "-3", "1,5", "1:30"):
        wrong(fields.decimal, page, node(f'"{text}"'))


def test_true_and_false(page: Page, node: Make) -> None:
    assert fields.yes(page, node("true"), "named") is True
    assert fields.yes(page, node("false"), "named") is False
    for text in ("yes", "no", "True", "1"):
        wrong(fields.yes, page, node(text))


def test_words_of_a_closed_vocabulary(page: Page, node: Make) -> None:
    assert fields.word("role")(page, node("knows"), "role") == "knows"
    assert wrong(fields.word("role"), page, node("know"), "role").hint == "Did you mean “knows”?"
    assert "Known:" in wrong(fields.word("role"), page, node("zzz"), "role").hint
    wrong(fields.word("role"), page, node('""'))


def test_words_outside_an_open_vocabulary_are_kept_with_a_warning(page: Page, node: Make) -> None:
    assert fields.word("incident_kind")(page, node("office_sealed"), "kind") == "office_sealed"
    assert [warning.key for warning in page.warnings] == ["kind"]
    assert not page.problems


def test_mentions_words_and_names(page: Page, node: Make) -> None:
    assert fields.mention(page, node("me"), "about") == "m-me"
    wrong(fields.mention, page, node("nobody"))
    assert fields.mention_or_words(page, node("me"), "addressee") == "m-me"
    assert fields.mention_or_words(page, node("UN office"), "addressee") == "UN office"
    assert len(page.warnings) == 1
    assert fields.mention_or_text(page, node("me"), "recorded_by") == "m-me"
    assert fields.mention_or_text(page, node("reviewer-one"), "recorded_by") == "reviewer-one"
    assert len(page.warnings) == 1


def test_text_is_one_text(page: Page, node: Make) -> None:
    assert fields.text(page, node("no"), "title") == "no"
    wrong(fields.text, page, node("[a]"))
    wrong(fields.filled, page, node('"  "'))
