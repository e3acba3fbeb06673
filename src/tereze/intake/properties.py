"""Which properties are known: those of the vocabulary, and FollowTheMoney's."""

from __future__ import annotations

from functools import cache

from tereze.intake.nodes import Node
from tereze.intake.page import Page, suggest
from tereze.model import resources
from tereze.model.vocabulary import words


@cache
def known() -> frozenset[str]:
    """Every property that needs no remark."""
    return words("property") | frozenset(resources.table("intake/attributes.yaml")["followthemoney"])


@cache
def renamed() -> dict[str, str]:
    """Other words for the same property (sex is gender)."""
    return dict(resources.table("intake/attributes.yaml")["same_as"])


def remark(page: Page, node: Node, name: str) -> str:
    """The property under its own name; one that is not known is kept with a warning."""
    name = renamed().get(name, name)
    if name not in known():
        hint = suggest(name, known())
        page.warn(node.line, "property", f"“{name}” is not in the vocabulary: kept as a word of this sheet", hint)
    return name
