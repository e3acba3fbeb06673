"""The open data of a release: two tables (CSV, Parquet) and FollowTheMoney entities, in order of public id."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .ftm import entities
from .person import Published
from .person import Published as Person

PERSON_COLUMNS = (
    "id", "name", "names", "identity", "birth_date", "gender", "citizenship", "ethnicity",
    "last_status", "last_status_as_of", "silent_since", "sources",
)  # fmt: skip
STATEMENT_COLUMNS = (
    "person", "property", "value", "when", "where", "independent_witnesses", "witness_floor", "exact", "documents",
    "officials", "possible", "sealed", "sources", "denied", "refuted", "terms",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\0")
Row = dict[str, str | int | bool]


def person_row(person: Published) -> Row:
    """One line of the table of persons. Several values of one property are parted by `;`, none is preferred."""
    last = person.view.last_known
    first = person.name_for("en")
    sources = {row.source for fact in person.view.facts for row in fact.support.statements}
    return {
        "id": person.id,
        "name": first.text if first else "",
        "names": _joined(name.text for name in person.names),
        "identity": person.identity,
        "birth_date": _values(person, "birthDate"),
        "gender": _values(person, "gender"),
        "citizenship": _joined([_values(person, "citizenship"), _values(person, "nationality")]),
        "ethnicity": _values(person, "ethnicity"),
        "last_status": last.status if last else "",
        "last_status_as_of": (last.as_of or "") if last else "",
        "silent_since": (last.silent_since or "") if last else "",
        "sources": len(sources),
    }


def statement_rows(person: Published) -> list[Row]:
    """The lines of the table of statements: one for each claim, with what stands behind it."""
    return [
        {
            "person": person.id,
            "property": fact.property,
            "value": fact.value,
            "when": fact.when,
            "where": fact.where,
            "independent_witnesses": fact.support.independent_witnesses,
            "witness_floor": fact.support.witness_floor,
            "exact": fact.support.exact,
            "documents": len(fact.support.document_origins),
            "officials": len(fact.support.official_origins),
            "possible": fact.support.possible,
            "sealed": fact.support.sealed,
            "sources": fact.support.sources,
            "denied": len(fact.denied_by),
            "refuted": bool(fact.refuted),
            "terms": _joined(fact.terms),
        }
        for fact in person.view.facts
    ]


class OpenData:
    """Collects rows while pages are written; `write` makes the files."""

    def __init__(self) -> None:
        self.persons: list[Row] = []
        self.statements: list[Row] = []
        self.entities: list[tuple[str, list[str]]] = []
        self.versions: list[tuple[str, str]] = []

    def add(self, person: Person) -> None:
        """Take in one person."""
        self.persons.append(person_row(person))
        self.statements.extend(statement_rows(person))
        self.entities.append((person.id, [_line(entity) for entity in entities(person)]))
        self.versions.append((person.id, person.digest))

    def write(self, folder: Path, readme: str, *, parquet: bool = True) -> None:
        """Write every file of `data/`."""
        folder.mkdir(parents=True, exist_ok=True)
        self.persons.sort(key=lambda row: str(row["id"]))
        self.statements.sort(key=lambda row: tuple(map(str, row.values())))
        _csv(folder / "persons.csv", PERSON_COLUMNS, self.persons)
        _csv(folder / "statements.csv", STATEMENT_COLUMNS, self.statements)
        versions: list[Row] = [{"id": id_, "sha256": digest} for id_, digest in sorted(self.versions)]
        _csv(folder / "versions.csv", ("id", "sha256"), versions)
        with (folder / "entities.ftm.json").open("w", encoding="utf-8", newline="\n") as out:
            out.writelines(line for _, lines in sorted(self.entities) for line in lines)
        (folder / "README.md").write_text(readme, "utf-8")
        if parquet:
            from .parquet import write_table

            write_table(folder / "persons.parquet", PERSON_COLUMNS, self.persons)
            write_table(folder / "statements.parquet", STATEMENT_COLUMNS, self.statements)


def safe_cell(value: str | int | bool) -> str | int:
    """A cell that no spreadsheet takes for a formula."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, str) and value.startswith(_FORMULA):
        return "'" + value
    return value


def _csv(path: Path, columns: tuple[str, ...], rows: list[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(columns)
        writer.writerows([safe_cell(row[column]) for column in columns] for row in rows)


def _values(person: Published, prop: str) -> str:
    return _joined(fact.value for fact in person.view.facts if fact.property == prop and fact.support.statements)


def _joined(values: Iterator[str] | list[str] | tuple[str, ...] | Any) -> str:
    return "; ".join(dict.fromkeys(value for value in values if value))


def _line(entity: dict[str, Any]) -> str:
    return json.dumps(entity, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"
