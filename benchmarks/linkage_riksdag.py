"""Members of the Swedish parliament since 1867 in three lists, with their true links: a set of real people.

The lists are those of the repository swerik-project/riksdagen-persons (GitHub, commit df42930; public people in public
office), in one folder: `known-mps-catalog.csv` (printed biographical books), `name.csv`, `person.csv` and
`location_specifier.csv` (Wikidata), `known-iorter.csv` (a third book: names and home parishes, no dates). Researchers
gave the people their numbers by hand; the numbers are the truth and nothing else is made of them. Farmers named
Andersson, Nilsson and Johansson by the hundred, given names by initials: what a register knows as namesakes.

Which columns are read, and how, was settled from names and fill of the columns, before any result was seen.
"""

from __future__ import annotations

import csv
from pathlib import Path

HOME = " i "  # "Andersson i Heda": surname, and where from


def rows(folder: Path) -> tuple[list[dict[str, str]], list[str]]:
    """The rows of the three lists, one below the other, and the number of each one's person."""
    said = [*books(folder), *wikidata(folder), *parishes(folder)]
    return [row for _, row in said], [person for person, _ in said]


def books(folder: Path) -> list[tuple[str, dict[str, str]]]:
    """The printed biographies: given names with initials, surname and home, date of birth."""
    made = []
    for one in _read(folder / "known-mps-catalog.csv", ";"):
        surname, _, home = one["surname_iort"].partition(HOME)
        made.append((one["person_id"], _row(one["first_name"], surname, one["born"], home, "")))
    return made


def wikidata(folder: Path) -> list[tuple[str, dict[str, str]]]:
    """Wikidata: the name by which somebody is known, its last word taken as surname; date of birth, home, sex."""
    known = {one["person_id"]: one for one in _read(folder / "person.csv", ",")}
    homes: dict[str, str] = {}
    for one in _read(folder / "location_specifier.csv", ","):
        homes.setdefault(one["person_id"], one["location"])
    made = []
    for one in _read(folder / "name.csv", ","):
        if one["primary_name"] == "True":
            key = one["person_id"]
            given, _, surname = one["name"].rpartition(" ")
            about = known.get(key, {})
            row = _row(given, surname, about.get("born", ""), homes.get(key, ""), about.get("gender", ""))
            made.append((key, row))
    return made


def parishes(folder: Path) -> list[tuple[str, dict[str, str]]]:
    """The third book: given names with initials, surname, home; whoever moved stands there twice."""
    return [
        (one["person_id"], _row(one["first_name"], one["surname"], "", one["iort"], ""))
        for one in _read(folder / "known-iorter.csv", ";")
    ]


def _row(given: str, surname: str, born: str, home: str, sex: str) -> dict[str, str]:
    values = {"given": given, "surname": surname, "born": born, "home": home, "sex": sex}
    return {name: "" if value == "nan" else value.strip() for name, value in values.items()}


def _read(path: Path, comma: str) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=comma))
