"""One mention of a table while it is made from the cells of its row."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from tereze.intake import celldates, cells
from tereze.intake.notes import Notes
from tereze.intake.plan import Origins
from tereze.intake.ready import NAMES, Ready
from tereze.intake.rows import Row, flat
from tereze.model import ids
from tereze.model.mentions import Link, Mention, Name, Statement, Term
from tereze.model.sources import Locator


@dataclass(frozen=True, slots=True)
class Context:
    """What all rows of a table share: the source's ids, where each column stands, and what means “unknown”."""

    secret: bytes
    local: str
    source: str
    at: dict[str, int]
    letters: tuple[str, ...]
    empty: frozenset[str]
    century: str = ""
    origins: Origins | None = None
    met: set[str] = field(default_factory=set)  # the names of origins that were met so far


def raw_text(context: Context, row: Row, column: str) -> str:
    """The text of a cell as it stands; empty for a column the row has not."""
    place = context.at.get(column, -1)
    if not 0 <= place < len(row.cells):
        return ""
    cell = row.cells[place]
    return cell if isinstance(cell, str) else flat(cell)


def origin_key(name: str) -> str:
    """The key under which the source of single cells is a mention of the list."""
    return f"origin-{cells.key(name)}"


class Draft:
    """A mention in the making: number `place` of the `whole` people of a row."""

    __slots__ = ("context", "id", "key", "names", "notes", "own", "place", "row", "statements", "used", "whole")

    def __init__(self, context: Context, notes: Notes, row: Row, key: str, *, place: int = 0, whole: int = 1) -> None:
        self.context, self.notes, self.row = context, notes, row
        self.key, self.place, self.whole = key, place, whole
        self.id = ids.mention_id(context.secret, context.local, key)
        self.names: dict[tuple[str, str], Name] = {}
        self.own: dict[str, str] = {}
        self.statements: list[Statement] = []
        self.used: Counter[str] = Counter()

    def empty(self) -> bool:
        """Whether nothing was read."""
        return not (self.names or self.statements or self.own)

    def text(self, column: str) -> str:
        """The tidied text of a cell of this row; empty for a placeholder."""
        text = cells.tidy(raw_text(self.context, self.row, column))
        return "" if text.casefold() in self.context.empty else text

    def joined_text(self, columns: tuple[str, ...]) -> str:
        """The texts of several cells, with commas between."""
        return ", ".join(text for column in columns if (text := self.text(column)))

    def cell(self, one: Ready, raw: str, column: str | None) -> None:
        """What a rule makes of one cell."""
        rule = one.rule
        if not raw:
            return
        if rule.remove:
            raw = cells.without(raw, rule.remove)
        parts = cells.divide(raw, rule.split)
        if self.whole == len(parts) > 1 and one.sort != "name":
            parts = [parts[self.place]]
        for part in parts:
            if part.casefold() not in one.empty:
                self._part(one, part, raw if len(parts) == 1 else part, column)

    def _part(self, one: Ready, text: str, raw: str, column: str | None) -> None:
        if one.sort == "name":
            self.name(one, text, raw)
        elif one.sort == "own":
            before = self.own.get(one.rule.property)
            self.own[one.rule.property] = f"{before}; {text}" if before else text
        elif one.sort == "values":
            value = self._recode(one, text, column)
            if value:
                self._statement(one, value, text if value != text else "", column)
        elif one.sort == "age":
            self._age(one, text, column)
        elif one.sort == "date":
            value, said = self._date(one, text, column)
            self._statement(one, value, said, column)
        else:
            self._statement(one, text, "", column)

    def constant(self, one: Ready) -> None:
        """A statement that a rule makes of every row; with a column, only where that cell says something."""
        if one.rule.columns and not self.joined_text(one.rule.columns):
            return
        self._statement(one, one.rule.value, "", one.rule.when or (one.rule.columns or (None,))[0])

    def name(self, one: Ready, text: str, raw: str) -> None:
        """A name; with its parts as statements where the order of the list says which is which."""
        rule = one.rule
        if rule.values is not None:
            found = one.recode(text.casefold())
            text = text if found is None else found
        inside: list[str] = []
        if rule.brackets != "keep":
            text, inside = cells.brackets(text)
        self._add_name(text, NAMES[rule.property], one.lang)
        for other in inside if rule.brackets == "alias" else ():
            self._add_name(other, "alias", one.lang)
        if rule.order and text:
            surname, given = cells.name_parts(raw, rule.order)
            for prop, part in (("lastName", surname), ("firstName", given)):
                if part:
                    self._made(one, prop, part, rule.columns[0])

    def _add_name(self, text: str, sort: str, lang: str | None) -> None:
        if text:
            self.names.setdefault((text, sort), Name(text=text, lang=lang, sort=sort))

    def _age(self, one: Ready, text: str, column: str | None) -> None:
        years = cells.age(text)
        if years is None:
            self.notes.add("age", column or "", self.row.number, text)
        self._statement(one, years or "", text if text != years else "", column)

    def _recode(self, one: Ready, text: str, column: str | None) -> str:
        found = one.recode(text.casefold())
        if found is None:
            self.notes.add("unmapped", column or "", self.row.number, text)
        return found or ""

    def _date(self, one: Ready, text: str, column: str | None) -> tuple[str, str]:
        """(EDTF, what was said where it differs)."""
        reading = celldates.read(text, one.date_order, self.context.century)
        if reading.matter:
            self.notes.add(reading.matter, column or "", self.row.number, text)
        return reading.edtf, text if text != reading.edtf else ""

    def _statement(self, one: Ready, value: str, said: str, column: str | None) -> None:
        term, when = None, ""
        if one.rule.term and said:
            term, said = Term(text=said, lang=one.lang), ""
        if one.rule.when:
            raw = self.text(one.rule.when)
            when, told = self._date(one, raw, one.rule.when) if raw else ("", "")
            said = "; ".join(part for part in (said, told) if part)
        self._made(one, one.rule.property, value, column, said=said, term=term, when=when)

    def _made(
        self,
        one: Ready,
        prop: str,
        value: str,
        column: str | None,
        *,
        said: str = "",
        term: Term | None = None,
        when: str = "",
    ) -> None:
        context, rule = self.context, one.rule
        self.used[prop] += 1
        times = self.used[prop]
        name = f"{self.key}/{prop}" if times == 1 else f"{self.key}/{prop}/{times}"
        chain, taken_from, note = self._origin(column)
        self.statements.append(
            Statement(
                id=ids.statement_id(context.secret, context.local, name),
                source=context.source,
                about=self.id,
                property=prop,
                value=value,
                said=said,
                when=when,
                where=rule.where_is or (self.joined_text(rule.where) if rule.where else ""),
                phase=rule.phase,
                stance=rule.stance,
                term=term,
                chain=chain,
                taken_from=taken_from,
                at=Locator(row=self.row.number, cell=self._cell(column), file=note),
            )
        )

    def _cell(self, column: str | None) -> str | None:
        place = self.context.at.get(column, -1) if column else -1
        if place < 0:
            return None
        return f"{self.context.letters[place]}{self.row.number}" if self.context.letters else column

    def _origin(self, column: str | None) -> tuple[tuple[Link, ...], str | None, str | None]:
        """(chain, source taken from, note) of a cell, where the table says per field where it has it from."""
        context, origins = self.context, self.context.origins
        if origins is None or column is None:
            return (), None, None
        named = self._of_field(origins.sources, column)
        if not named:
            return (), None, None
        voice = ids.mention_id(context.secret, context.local, origin_key(named))
        context.met.add(named)
        chain = (Link(voice=voice, role="publishes", basis="document"),)
        return chain, ids.source_id(context.secret, cells.key(named)), self._of_field(origins.notes, column) or None

    def _of_field(self, field: str, column: str) -> str:
        place = self.context.at.get(field, -1)
        told = self.row.cells[place] if 0 <= place < len(self.row.cells) else None
        return told.get(column, "") if isinstance(told, dict) else ""

    def done(self, sort: str, digest: str) -> Mention:
        """The mention."""
        return Mention(
            id=self.id,
            source=self.context.source,
            local=self.key,
            sort=sort,
            named=bool(self.names),
            names=tuple(self.names.values()),
            at=Locator(row=self.row.number),
            digest=digest,
            statements=tuple(self.statements),
            place=self.own.get("place", ""),
            description=self.own.get("description", ""),
            size=self.own.get("size", ""),
        )
