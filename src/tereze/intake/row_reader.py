"""One row of a table into mentions, by the rules of its mapping: mostly one, several where a cell names several."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping as Lookup
from dataclasses import dataclass, field
from operator import itemgetter

from tereze.intake import cells, ready
from tereze.intake.notes import Notes
from tereze.intake.plan import Mapping
from tereze.intake.ready import Ready
from tereze.intake.row_draft import Context, Draft, raw_text
from tereze.intake.rows import Row
from tereze.model.mentions import Mention


class Refused(Exception):
    """A row that does not come in, with the reason."""

    def __init__(self, error: str, hint: str = "", column: str = "") -> None:
        self.error, self.hint, self.column = error, hint, column
        super().__init__(error)


@dataclass(frozen=True, slots=True)
class Joined:
    """Another table at hand: the column of this table that leads to it, its cells for each id, and the ids met."""

    to: str
    cells: Lookup[str, list[tuple[Ready, str]]]
    used: set[str] = field(default_factory=set)


class RowReader:
    """Reads the rows of one table whose columns are known."""

    def __init__(self, mapping: Mapping, context: Context, notes: Notes, joined: tuple[Joined, ...] = ()) -> None:
        self.mapping, self.context, self.notes, self.joined = mapping, context, notes, joined
        self.rules = [ready.make(rule, mapping) for rule in mapping.rules]
        self.people = next((one for one in self.rules if one.rule.people), None)
        columns = sorted(context.at.items(), key=itemgetter(0))
        self.digested = [(name, at) for name, at in columns if name not in mapping.ignored]

    def mentions(self, row: Row) -> list[Mention]:
        """The people (or things) of a row. Raises `Refused`."""
        local = self._key(row)
        people = self._people(row)
        whole = max(len(people), 1)
        made = []
        for place in range(whole):
            key = local if place == 0 else f"{local}-{place + 1}"
            draft = Draft(self.context, self.notes, row, key, place=place, whole=whole)
            made.append(self._mention(draft, row, people))
        return made

    def _key(self, row: Row) -> str:
        if not self.mapping.row_id:
            return f"row-{row.number}"
        texts = (raw_text(self.context, row, column) for column in self.mapping.row_id)
        made = cells.key("-".join(text for text in map(cells.tidy, texts) if text))
        if not made:
            raise Refused("the row has no id", "Fill it in, or name another column as row_id.", self.mapping.row_id[0])
        return made

    def _people(self, row: Row) -> list[str]:
        if self.people is None:
            return []
        rule = self.people.rule
        raw = cells.without(raw_text(self.context, row, rule.columns[0]), rule.remove)
        parts = [part for part in cells.divide(raw, rule.split) if part.casefold() not in self.people.empty]
        if len(parts) < 2:
            return []
        return cells.share(parts, rule.shared) if rule.shared else parts

    def _mention(self, draft: Draft, row: Row, people: list[str]) -> Mention:
        for one in self.rules:
            if one is self.people and people:
                draft.name(one, people[draft.place], people[draft.place])
            elif not one.conditions or self._applies(one, row):
                self._rule(draft, one, row)
        for joined in self.joined:
            leads_to = cells.tidy(raw_text(self.context, row, joined.to))
            if leads_to in joined.cells:
                joined.used.add(leads_to)
            for one, raw in joined.cells.get(leads_to, ()):
                draft.cell(one, raw, None)
        if draft.empty():
            raise Refused("nothing in this row could be read", "Is every column mapped?")
        return draft.done(self.mapping.kind, self._digest(row))

    def _applies(self, one: Ready, row: Row) -> bool:
        return all(holds(cells.folded(raw_text(self.context, row, column))) for column, holds in one.conditions.items())

    def _rule(self, draft: Draft, one: Ready, row: Row) -> None:
        rule = one.rule
        if rule.value:
            draft.constant(one)
        elif len(rule.columns) == 1:
            draft.cell(one, raw_text(self.context, row, rule.columns[0]), rule.columns[0])
        else:
            draft.cell(one, draft.joined_text(rule.columns), rule.columns[0])

    def _digest(self, row: Row) -> str:
        """SHA-256 of the cells by column name: the order of columns and white space do not matter."""
        texts = (f"{name}\x1f{cells.tidy(raw_text(self.context, row, name))}" for name, _ in self.digested)
        return hashlib.sha256("\x1e".join(texts).encode("utf-8", "surrogatepass")).hexdigest()
