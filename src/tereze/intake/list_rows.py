"""The rows of a list: opened with its mapping, gone through once, handed on in batches, flat in memory."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tereze.intake import cells, evidence, files, ready
from tereze.intake.drafts import EvidenceFile, Refusal, RowsDraft, Warning_
from tereze.intake.notes import Notes
from tereze.intake.page import Page, Wrong, suggest
from tereze.intake.plan import Join, Mapping
from tereze.intake.row_draft import Context, origin_key
from tereze.intake.row_reader import Joined, Refused, RowReader
from tereze.intake.rows import Broken, NoTable, Row, Table, column_letter, flat
from tereze.intake.sifting import Sieve
from tereze.model import ids
from tereze.model.mentions import Mention, Name

BATCH = 500  # rows


@dataclass(frozen=True, slots=True)
class Opened:
    """A table at hand: its columns fit the mapping, its joined tables are read."""

    path: Path
    plan: Mapping
    table: Table
    reader: RowReader
    notes: Notes
    evidence: tuple[EvidenceFile, ...]
    digest: str


def open_table(page: Page, path: Path, written: str, plan: Mapping) -> Opened | None:
    """Open the table and everything joined to it; what is wrong is noted on the page."""
    try:
        table = files.read(path, plan.layout, plan.columns())
    except (NoTable, files.TableUnreadable) as error:
        page.refuse(1, "table", error.text, error.advice)
        return None
    if not _fits(page, path, plan, table.columns):
        return None
    page.warnings += plan.warnings
    notes = Notes()
    joined = [_join(page, path, join, plan) for join in plan.joins]
    if any(one is None for one in joined):
        return None
    context = _context(page, plan, table.columns, files.is_json(path))
    reader = RowReader(plan, context, notes, tuple(one for one in joined if one is not None))
    kept = [(path, written)]
    kept += [(path.parent / join.file, str(Path(written).parent / join.file)) for join in plan.joins]
    parts = (page.digest, plan.digest, *(_sha256(one) for one, _ in kept))
    digest = hashlib.sha256(" ".join(parts).encode()).hexdigest()
    return Opened(path, plan, table, reader, notes, tuple(_evidence(page, *one) for one in kept), digest)


def _context(page: Page, plan: Mapping, columns: tuple[str, ...], is_json: bool) -> Context:
    names = (*columns, *([plan.layout.groups] if plan.layout.groups else ()))
    return Context(
        page.secret,
        page.local,
        page.source,
        {name: place for place, name in enumerate(names)},
        () if is_json else tuple(column_letter(place) for place in range(len(names))),
        frozenset(map(cells.folded, (*plan.placeholders, ""))),
        plan.century,
        plan.origins,
    )


def _fits(page: Page, path: Path, plan: Mapping, columns: tuple[str, ...]) -> bool:
    """Whether every column of the mapping is there; columns that it does not name are remarked upon."""
    known = frozenset(columns)
    for missing in sorted(plan.columns() - known):
        hint = suggest(missing, known) or f"The table has: {', '.join(columns)[:200]}."
        text = f"the table has no column “{missing}”"
        if files.is_json(path):
            page.warn(1, missing, text, hint)
        else:
            page.refuse(1, missing, text, hint)
    for name in columns:
        if name not in plan.columns():
            page.warn(1, name, f"the column “{name}” is not in the mapping: left out", "Map it, or say “ignore”.")
    return not page.problems


def _join(page: Page, path: Path, join: Join, plan: Mapping) -> Joined | None:
    """The joined table by its id; it is held in memory, so it should be the smaller one."""
    rules = [ready.make(rule, plan) for rule in join.rules]
    wanted = frozenset({join.on, *(column for rule in join.rules for column in rule.columns)})
    try:
        table = files.read(evidence.inside(page, path.parent / join.file, join.file), join.layout, wanted)
    except (NoTable, files.TableUnreadable) as error:
        page.refuse(1, "joins", error.text, error.advice)
        return None
    except Wrong as wrong:
        page.refuse(1, "joins", wrong.error, wrong.hint)
        return None
    missing = min(wanted - frozenset(table.columns), default=None)
    if missing is not None:
        page.refuse(1, "joins", f"“{join.file}” has no column “{missing}”", suggest(missing, set(table.columns)))
        return None
    return Joined(join.to, _by_id(page, join, table, rules))


def _by_id(page: Page, join: Join, table: Table, rules: list[ready.Ready]) -> dict[str, list[tuple[ready.Ready, str]]]:
    at = {name: place for place, name in enumerate(table.columns)}
    wanted = [(one, at[column]) for one in rules for column in one.rule.columns]
    found: dict[str, list[tuple[ready.Ready, str]]] = {}
    for row in table.rows:
        if isinstance(row, Broken):
            page.warn(row.number, "joins", f"{join.file}: {row.error}", row.hint)
        elif at[join.on] < len(row.cells):
            kept = found.setdefault(cells.tidy(flat(row.cells[at[join.on]])), [])
            kept += [(one, flat(row.cells[place])) for one, place in wanted if place < len(row.cells)]
    return found


def _evidence(page: Page, path: Path, written: str) -> EvidenceFile:
    name = ids.evidence_id(page.secret, page.local, written)
    return EvidenceFile(name, path, evidence.media_type(path.name), path.name)


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def origins(page: Page, opened: Opened) -> list[Mention]:
    """The sources of single cells that the mapping names, as organisations of the list."""
    known = opened.plan.origins.names if opened.plan.origins else {}
    return [_origin(page, name, label) for name, label in known.items()]


def _origin(page: Page, name: str, label: str) -> Mention:
    key = origin_key(name)
    made = ids.mention_id(page.secret, page.local, key)
    return Mention(id=made, source=page.source, local=key, sort="organization", names=(Name(text=label),))


def rows(page: Page, opened: Opened) -> Iterator[RowsDraft | Refusal]:
    """The rows, in batches, each refused one on its own; the remarks about the whole table come with the last batch."""
    named = set(opened.plan.origins.names) if opened.plan.origins else set()
    seen = set(page.mentions)
    batch: list[Mention] = []
    first = number = 1
    try:
        for row in Sieve(opened.plan.layout, opened.table, opened.notes).rows():
            number = row.number
            first = first if batch else number
            found = _read(page, opened, row, seen)
            if isinstance(found, Refusal):
                yield found
                continue
            batch += found
            for name in sorted(opened.reader.context.met - named):
                batch.append(_origin(page, name, name))
                named.add(name)
            if len(batch) >= BATCH:
                yield RowsDraft(page.local, page.file, first, tuple(batch))
                batch = []
    except NoTable as error:  # a file that breaks off: what was read before stays
        yield Refusal(page.file, number, "", error.text, error.advice, page.local, row=True)
    yield RowsDraft(page.local, page.file, first, tuple(batch), _remarks(page, opened))


def _read(page: Page, opened: Opened, row: Row | Broken, seen: set[str]) -> list[Mention] | Refusal:
    if isinstance(row, Broken):
        return Refusal(page.file, row.number, "", row.error, row.hint, page.local, row=True)
    try:
        return _unique(opened.reader.mentions(row), seen)
    except Refused as refused:
        return Refusal(page.file, row.number, refused.column, refused.error, refused.hint, page.local, row=True)


def _remarks(page: Page, opened: Opened) -> tuple[Warning_, ...]:
    """The remarks on the rows, and how many rows of each joined table found no row here."""
    made = opened.notes.warnings(page.file)
    for join, joined in zip(opened.plan.joins, opened.reader.joined, strict=True):
        left = len(joined.cells) - len(joined.used)
        if left:
            text = f"ids of “{join.file}” without a row here (left out): {left}"
            made += (Warning_(page.file, 1, "joins", text, "They may belong to another list.", left),)
    return made


def _unique(mentions: list[Mention], seen: set[str]) -> list[Mention]:
    for mention in mentions:
        if mention.local in seen:
            raise Refused(f"the id “{mention.local}” stands in an earlier row", "Ids are unique in a list.")
    seen.update(mention.local for mention in mentions)
    return mentions
