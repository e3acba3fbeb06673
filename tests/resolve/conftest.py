"""The two Argentine registers as facts, read straight from their tables (which stay beside the repo)."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from tereze.resolve.facts import Kin, MentionFacts, Stay

_MONTHS = {
    m: n for n, m in enumerate(["ENE", "FEB", "MAR", "ABR", "MAY", "JUN", "JUL", "AGO", "SEP", "OCT", "NOV", "DIC"], 1)
}
_UNKNOWN = {
    "",
    "sin datos",
    "NA",
    "-",
    "SE DESCONOCE",
    "No hay información.",
    "(apellido es materno)",
    "datos reservados",
}
_RELATION = re.compile(r"([^(),]+, [^(),]+) \(([^()]*)\)")
_RUVTE = ("victimas_accionar_represivo_ilegal.csv", "victimas_accionar_represivo_ilegal_sin_denuncia_formal.csv")


@pytest.fixture(scope="session")
def argentina(shared: Path) -> tuple[list[MentionFacts], list[MentionFacts]]:
    """(RUVTE facts, Parque facts); ids are `r<row id>` and `p<row id>`."""
    folder = shared / "data" / "argentina"
    aliases = defaultdict(list)
    for row in _rows(folder / "apodos.csv"):
        aliases[row["id_unico_ruvte"]].append(row["apodo"])
    ruvte = [_ruvte(row, aliases[row["id_unico_ruvte"]]) for name in _RUVTE for row in _rows(folder / name)]
    return ruvte, [_parque(row) for row in _rows(folder / "parque_de_la_memoria.csv")]


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield {key: "" if value in _UNKNOWN else value for key, value in row.items()}


def _ruvte(row: dict[str, str], aliases: list[str]) -> MentionFacts:
    name = row["apellido_paterno_nombres"]
    longer = [f"{name} {row[key]}" for key in ("apellido_materno", "apellido_casada") if row[key]]
    return MentionFacts(
        id="r" + row["id_unico_ruvte"],
        source="ruvte",
        listed=True,
        names=(name, *longer),
        aliases=tuple(aliases),
        births=_known(row["anio_nacimiento"] if row["anio_nacimiento"].isdecimal() else ""),
        deaths=_known(_when(row["fecha_asesinato_o_hallazgo_de_restos"])),
        birthplaces=_known(row["provincia_nacimiento"], row["pais_nacimiento"]),
        stays=(Stay(when=_when(row["fecha_detencion_secuestro"]), where=row["lugar_detencion_secuestro"]),),
    )


def _parque(row: dict[str, str]) -> MentionFacts:
    sex = {"Masculino": "male", "Femenino": "female"}.get(row["sexo"], "")
    return MentionFacts(
        id="p" + row["id"],
        source="parque",
        listed=True,
        names=(row["nombre"],),
        aliases=_known(row["apodos"]),
        births=_known(_when(row["fecha_de_nacimiento"])),
        deaths=_known(_when(row["fecha_de_asesinado"])),
        sex=sex,
        birthplaces=_known(row["lugar_de_nacimiento"], row["nacionalidad"]),
        stays=(Stay(when=_when(row["fecha_de_secuestro"]), where=row["lugar_de_secuestro"]),),
        relatives=tuple(Kin(relation=b, name=a) for a, b in _RELATION.findall(row["victimas_relacionadas"])),
        occupations=_known(row["ocupaciones"]),
    )


def _when(text: str) -> str:
    day = re.fullmatch(r"(\d\d)/(\d\d)/(\d{4})", text)
    if day:
        return f"{day[3]}-{day[2]}-{day[1]}"
    month = re.search(r"(?:(\d\d)|([A-Z]{3}))/(\d{4})$", text)
    if month:
        number = int(month[1]) if month[1] else _MONTHS.get(month[2], 0)
        return f"{month[3]}-{number:02d}" if 1 <= number <= 12 else month[3]
    year = re.search(r"\d{4}$", text)
    return year[0] if year else ""


def _known(*values: str) -> tuple[str, ...]:
    return tuple(value for value in values if value)
