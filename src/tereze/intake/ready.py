"""The rules of a mapping made ready for one table: comparisons folded once, so that a row costs little."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tereze.intake import cells
from tereze.intake.plan import OF_THE_MENTION, Mapping, Rule
from tereze.model.vocabulary import words

NAMES = {"name": "name", "alias": "alias", "weakAlias": "alias"}


@dataclass(frozen=True, slots=True)
class Ready:
    """A rule with what it needs at hand. `sort` says which way a cell goes: name, own, age, date, values or text."""

    rule: Rule
    sort: str
    empty: frozenset[str]
    recode: Callable[[str], str | None]
    conditions: dict[str, Callable[[str], bool]]
    lang: str | None
    date_order: str


def make(rule: Rule, mapping: Mapping) -> Ready:
    """The rule, ready for the rows of a table that is read by `mapping`."""
    empty = frozenset(map(cells.folded, (*mapping.placeholders, *rule.placeholders, "")))
    unknown = frozenset(map(cells.folded, mapping.placeholders))
    conditions = {column: _condition(texts, unknown) for column, texts in rule.only_if.items()}
    order = rule.date_order or mapping.date_order
    return Ready(rule, _sort(rule), empty, recoder(rule.values or {}), conditions, rule.lang or mapping.language, order)


def _sort(rule: Rule) -> str:
    if rule.property in NAMES:
        return "name"
    if rule.property in OF_THE_MENTION:
        return "own"
    if rule.values is not None:
        return "values"
    if rule.property == "age":
        return "age"
    return "date" if rule.property in words("date_valued") else "text"


def _condition(texts: tuple[str, ...], unknown: frozenset[str]) -> Callable[[str], bool]:
    """Whether a cell holds one of the texts: "" an empty one (or a placeholder), "*" any other, `beginning*`."""
    exact = frozenset(cells.folded(text) for text in texts if not text.endswith("*"))
    starts = tuple(cells.folded(text[:-1]) for text in texts if text.endswith("*"))

    def holds(text: str) -> bool:
        text = "" if text in unknown else text
        return text in exact or bool(text and starts and text.startswith(starts))

    return holds


def recoder(values: dict[str, str]) -> Callable[[str], str | None]:
    """A function from a folded text to its reading; None where there is none. Exact texts first, then `beginning*`."""
    exact = {cells.folded(text): made for text, made in values.items() if not text.endswith("*")}
    starts = [(cells.folded(text[:-1]), made) for text, made in values.items() if text.endswith("*")]
    starts.sort(key=lambda pair: -len(pair[0]))

    def recode(text: str) -> str | None:
        found = exact.get(text)
        if found is not None:
            return found
        return next((made for start, made in starts if text.startswith(start)), None)

    return recode
