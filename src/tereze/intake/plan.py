"""A mapping as it is read: what is made of which cells of a table. `intake.mapping` reads it from YAML."""

from __future__ import annotations

from dataclasses import dataclass, field

from tereze.intake.drafts import Warning_
from tereze.intake.nodes import Node

NAME_ORDERS = ("surname_given", "given_surname", "surname,given", "as_it_stands")
OF_THE_MENTION = ("place", "description", "size")


@dataclass(frozen=True, slots=True)
class Rule:
    """What is made of one or several cells of a row: names, a field of the mention, or a statement."""

    property: str
    columns: tuple[str, ...] = ()
    value: str = ""
    values: dict[str, str] | None = None
    lang: str | None = None
    split: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()
    placeholders: tuple[str, ...] = ()
    date_order: str = ""
    order: str = ""
    brackets: str = "keep"
    people: bool = False
    shared: str = ""
    when: str = ""
    where: tuple[str, ...] = ()
    where_is: str = ""
    phase: str | None = None
    stance: str = "asserts"
    term: bool = False
    only_if: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Layout:
    """How the rows stand in the file."""

    sheet: str = ""
    encoding: str = ""
    delimiter: str = ""
    header: tuple[int, ...] = ()
    groups: str = ""
    skip: tuple[str, ...] = ()
    fill_down: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Join:
    """Another table whose rows add to those of this one, found by a shared id."""

    file: str
    on: str
    to: str
    rules: tuple[Rule, ...] = ()
    layout: Layout = field(default_factory=Layout)


@dataclass(frozen=True, slots=True)
class Origins:
    """Where single cells were taken from: the field that says so per column, and the sources' names."""

    sources: str
    notes: str = ""
    names: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mapping:
    """A mapping as read. `meta` holds the keys of `list`, those of a sheet's `source`; `digest` is its own."""

    file: str
    rules: tuple[Rule, ...]
    ignored: frozenset[str]
    meta: dict[str, Node]
    layout: Layout
    row_id: tuple[str, ...] = ()
    kind: str = "person"
    language: str | None = None
    placeholders: tuple[str, ...] = ()
    date_order: str = ""
    century: str = ""
    joins: tuple[Join, ...] = ()
    origins: Origins | None = None
    digest: str = ""
    warnings: tuple[Warning_, ...] = ()

    def columns(self) -> frozenset[str]:
        """Every column of the table itself that the mapping speaks of."""
        named = {name for rule in self.rules for name in (*rule.columns, *rule.where, rule.when, *rule.only_if)}
        named |= {*self.row_id, *self.ignored, *self.layout.fill_down, *(join.to for join in self.joins)}
        if self.origins is not None:
            named |= {self.origins.sources, self.origins.notes}
        return frozenset(named - {"", self.layout.groups})
