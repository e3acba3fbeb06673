"""Make `resources/intake/places.tsv` from the gazetteers of the shared data.

    python -m tools.make_places --gazetteer ../shared/data/gazetteer

Xinjiang whole (GeoNames places of 500 people and more, and the counties and townships of the statistical bureau),
Kazakhstan and Kyrgyzstan from 1,000 people. GeoNames: CC BY 4.0, attribute GeoNames. china-division: MIT.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from tereze.model import resources

_LEAST = 1000
_ENDINGS = ("自治州", "自治县", "地区", "街道", "市", "县", "区", "镇", "乡", "盟")
_HEAD = """\
# Places of Xinjiang, Kazakhstan and Kyrgyzstan with their names in every script. Made by `python -m tools.make_places`;
# do not edit (corrections belong in places_own.tsv).
# Sources: GeoNames (CC BY 4.0, www.geonames.org) and china-division 2.7 (MIT).
# code (statistical code of China or GeoNames id)\tkind\tcountry\tname\tother names, |\tlatitude\tlongitude (GeoNames)
"""
_APART = 1.5
"""Degrees by which a township may lie off its county's seat: beyond, GeoNames meant another of that name."""


class Row(NamedTuple):
    """One place."""

    code: str
    kind: str
    country: str
    name: str
    others: tuple[str, ...]
    at: tuple[str, str] = ("", "")


def main() -> None:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--gazetteer", type=Path, required=True, help="folder with the GeoNames and china-division tables"
    )
    asked = parser.parse_args()
    found = rows(asked.gazetteer)
    path = resources.path("intake") / "places.tsv"
    path.write_text(
        _HEAD + "".join("\t".join((*row[:4], "|".join(row.others), *row.at)) + "\n" for row in found), "utf-8"
    )
    print(f"wrote {path}: {len(found):,} places, {path.stat().st_size:,} bytes")


def rows(folder: Path) -> list[Row]:
    """All places: those of the statistical bureau with the names GeoNames has for them, then the rest of GeoNames."""
    divisions = [*_divisions(folder, "cities", "prefecture"), *_divisions(folder, "areas", "county"),
                 *_divisions(folder, "streets", "township")]  # fmt: skip
    by_han: dict[str, int] = {}
    for at, row in enumerate(divisions):
        by_han.setdefault(row.name, at)
        by_han.setdefault(_short(row.name), at)
    rest = []
    for file, least in (("geonames_cities500_xinjiang.csv", 0), ("geonames_cities500_kz_kg.csv", _LEAST)):
        for place in _geonames(folder / file, least):
            home = next((by_han[name] for name in place.others if name in by_han), None)
            if home is None:
                rest.append(place)
            else:
                row = divisions[home]
                others = _unique(row.name, (*row.others, place.name, *place.others))
                divisions[home] = row._replace(others=others, at=row.at if any(row.at) else place.at)
    return _shared(_plausible(divisions)) + rest


def _shared(divisions: list[Row]) -> list[Row]:
    """A prefecture is where its chief town of the same name is, and the other way round."""
    known = {(row.code[:4], _short(row.name)): row.at for row in divisions if row.kind != "township" and any(row.at)}

    def at(row: Row) -> tuple[str, str]:
        return row.at if any(row.at) or row.kind == "township" else known.get((row.code[:4], _short(row.name)), row.at)

    return [row._replace(at=at(row)) for row in divisions]


def _plausible(divisions: list[Row]) -> list[Row]:
    """Coordinates only where no other division has the name, and no township far from its county."""
    many = Counter(_short(row.name) for row in divisions if row.kind == "township")
    seats = {row.code: row.at for row in divisions if row.kind == "county" and any(row.at)}

    def sure(row: Row) -> bool:
        if row.kind != "township" or not any(row.at):
            return True
        seat = seats.get(row.code[:6])
        far = seat and max(abs(float(a) - float(b)) for a, b in zip(seat, row.at, strict=True)) > _APART
        return many[_short(row.name)] == 1 and not far

    return [row if sure(row) else row._replace(at=("", "")) for row in divisions]


def _divisions(folder: Path, name: str, kind: str) -> list[Row]:
    with (folder / f"china_division_{name}_65.csv").open(encoding="utf-8", newline="") as stream:
        return [Row(row["code"], kind, "cn", row["name"], ()) for row in csv.DictReader(stream)]


def _geonames(path: Path, least: int) -> list[Row]:
    found = []
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            if int(row["population"] or 0) >= least:
                others = [
                    n
                    for column in ("latin_alts", "arabic_alts", "cyrillic_alts", "han_alts")
                    for n in row[column].split("|")
                ]
                kept = _unique(row["name"], tuple(name for name in others if _good(name)))
                at = (f"{float(row['lat']):.3f}", f"{float(row['lon']):.3f}")
                code = f"geonames:{row['geonameid']}"
                found.append(Row(code, "settlement", row["country"].lower(), row["name"], kept, at))
    return found


def _good(name: str) -> bool:
    return len(name) >= 2 and not (name.isascii() and (name[0].islower() or "'" in name))


def _unique(name: str, others: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(other for other in others if other and other != name))


def _short(name: str) -> str:
    for ending in _ENDINGS:
        if name.endswith(ending) and len(name) - len(ending) >= 2:
            return name.removesuffix(ending)
    return name


if __name__ == "__main__":
    main()
