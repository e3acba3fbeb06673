"""Which properties are known."""

from __future__ import annotations

from collections.abc import Callable

from tereze.intake import properties
from tereze.intake.nodes import Node
from tereze.intake.page import Page
from tereze.model.vocabulary import words


def test_the_vocabulary_and_followthemoney() -> None:
    assert words("property") <= properties.known()
    assert {"height", "middleName", "longitude"} <= properties.known()


def test_sex_is_gender(page: Page, node: Callable[[str], Node]) -> None:
    assert properties.remark(page, node("sex"), "sex") == "gender"
    assert not page.warnings


def test_others_are_kept_with_a_remark(page: Page, node: Callable[[str], Node]) -> None:
    assert properties.remark(page, node("x"), "birthdate") == "birthdate"
    assert page.warnings[0].hint == "Did you mean “birthDate”?"


def test_what_is_renamed_is_known() -> None:
    assert set(properties.renamed().values()) <= properties.known()
    assert not set(properties.renamed()) & properties.known()
