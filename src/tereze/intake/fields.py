"""How each type of field is read from its string. All raise `Wrong` with what to write instead."""

from __future__ import annotations

import re

from tereze.intake.nodes import Node, Scalar, Series
from tereze.intake.page import Page, Reader, Wrong, suggest
from tereze.model import dates
from tereze.model.vocabulary import open_words, words

KEY = re.compile(r"[a-z0-9_-]+")
_LANGUAGE = re.compile(
    r"(?:[a-zA-Z]{2,3}(?:-[a-zA-Z]{3}){0,3}|[a-zA-Z]{5,8})(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|\d{3}))?"
    r"(?:-(?:[A-Za-z0-9]{5,8}|\d[A-Za-z0-9]{3}))*(?:-[A-WY-Za-wy-z0-9](?:-[A-Za-z0-9]{2,8})+)*(?:-x(?:-[A-Za-z0-9]{1,8})+)?"
    r"|x(?:-[A-Za-z0-9]{1,8})+"
)
_WHOLE = re.compile(r"0|[1-9]\d{0,15}")
_DECIMAL = re.compile(r"(?:0|[1-9]\d{0,8})(?:\.\d{1,3})?")


def text(_: Page, node: Node, key: str) -> str:
    """Any text."""
    if isinstance(node, Scalar):
        return node.value
    raise Wrong(f"“{key}” needs one text, not a list or keys")


def filled(page: Page, node: Node, key: str) -> str:
    """Text that is not empty."""
    value = text(page, node, key)
    if not value.strip():
        raise Wrong(f"“{key}” is empty", "It must be given.")
    return value


def name(page: Page, node: Node, key: str) -> str:
    """An id or a key: small letters, digits, `_` and `-`."""
    value = text(page, node, key)
    if KEY.fullmatch(value):
        return value
    raise Wrong(f"“{value}” is not an id", "Use small Latin letters, digits, “_” and “-” only.")


def date(page: Page, node: Node, key: str) -> str:
    """An EDTF expression, kept as written."""
    if isinstance(node, Series):
        inner = ",".join(item.value for item in node.items if isinstance(item, Scalar))
        raise Wrong(f"“{key}” is a list where a date belongs", f'Put the date in quotes: "[{inner}]".')
    value = text(page, node, key)
    try:
        dates.read(value)
    except dates.BadDate as error:
        raise Wrong(error.text, error.advice) from None
    return value


def moment(page: Page, node: Node, key: str) -> str:
    """A date at which one thing happened: an interval is refused."""
    value = date(page, node, key)
    if dates.is_interval(value):
        raise Wrong(f"“{value}” says “throughout”, and “{key}” is one moment", once(value))
    return value


def once(interval: str) -> str:
    """The hint that turns “throughout” (`a/b`) into “once, somewhere within” (`[a..b]`)."""
    low, _, high = interval.partition("/")
    return f'For “once, somewhere within” write "[{low.strip("[]")}..{high.strip("[]")}]".'


def is_language(value: str) -> bool:
    """Whether it has the shape of a BCP 47 tag."""
    return _LANGUAGE.fullmatch(value) is not None


def language(page: Page, node: Node, key: str) -> str:
    """A BCP 47 tag, by its shape."""
    value = text(page, node, key)
    if is_language(value):
        return value
    raise Wrong(f"“{value}” is not a language tag", "Write BCP 47, with script where it matters: kk, kk-Arab, zh-Hans.")


def whole(page: Page, node: Node, key: str) -> int:
    """A whole number from 0 up."""
    value = text(page, node, key)
    if _WHOLE.fullmatch(value):
        return int(value)
    raise Wrong(f"“{value}” is not a whole number", "Write digits only: 2000, not 2,000 or about 2000.")


def decimal(page: Page, node: Node, key: str) -> str:
    """A number of seconds, kept as text: the ledger keeps no floats."""
    value = text(page, node, key)
    if _DECIMAL.fullmatch(value):
        return value
    raise Wrong(f"“{value}” is not a number of seconds", "Write seconds with up to three decimals: 83 or 83.5.")


def yes(page: Page, node: Node, key: str) -> bool:
    """true or false."""
    value = text(page, node, key)
    if value in {"true", "false"}:
        return value == "true"
    raise Wrong(f"“{value}” is neither true nor false", "Write true or false.")


def word(group: str) -> Reader:
    """A word of a vocabulary. Outside an open vocabulary: a warning; outside a closed one: `Wrong`."""

    def read(page: Page, node: Node, key: str) -> str:
        value = filled(page, node, key)
        return check_word(page, group, value, node.line, key)

    return read


def check_word(page: Page, group: str, value: str, line: int, key: str) -> str:
    """`value` if it is a word of `group`, or of an open group; raises `Wrong` otherwise."""
    known = words(group)
    if value in known:
        return value
    hint = suggest(value, known)
    if not open_words(group):
        raise Wrong(f"“{value}” is not a word for {key}", hint or f"Known: {', '.join(sorted(known))}.")
    page.warn(line, key, f"“{value}” is not in the vocabulary: kept as a word of this sheet", hint)
    return value


def mention(page: Page, node: Node, key: str) -> str:
    """The key of a mention of this sheet; gives its id."""
    return page.mention(text(page, node, key))


def mention_or_words(page: Page, node: Node, key: str) -> str:
    """The key of a mention, or else words of its own, which are kept with a warning."""
    value = text(page, node, key)
    if value in page.mentions or page.open_mentions:
        return page.mention(value)
    hint = suggest(value, page.mentions)
    page.warn(node.line, key, f"“{value}” is not a mention of this sheet: kept as words", hint)
    return value


def mention_or_text(page: Page, node: Node, key: str) -> str:
    """The key of a mention, or a name that needs none (a reviewer, a topic): no warning."""
    value = filled(page, node, key)
    return page.mentions.get(value, value)
