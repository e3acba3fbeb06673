"""Linking made-up and public records with known truth: our engine beside Splink on the same tables, in one run.

    python benchmarks/linkage_scale.py --folder DIR [--write] generator:10000 generator:100000 febrl3 rldata

Sets: generator:N (../shared/bench), febrl3, febrl4, rldata, historical (../shared/data/er_benchmarks).
Engines: own, splink (--engines own,splink). Every run is a process of its own, so that its memory is its own.
Splink is clustered at the best of several thresholds, chosen with the truth: an upper bound for it. Ours is not.
"""

from __future__ import annotations

import argparse
import csv
import json
import resource
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np

from tereze.names import keys
from tereze.resolve.scale.columns import Plan, records
from tereze.resolve.scale.engine import Options, link

HERE = Path(__file__).resolve().parent
SHARED = HERE.parent.parent / "shared"
RESULTS = HERE / "results" / "linkage_scale.md"
sys.path.insert(0, str(SHARED / "bench"))

PEOPLE = [
    Plan("given_l", "text", "gsk"), Plan("father_l", "text", "fsk"), Plan("relative_l", "text", "rsk"),
    Plan("birth_year", "number", near=(1, 5, 10)), Plan("det_month", "number", near=(3, 12, 24)),
    Plan("county", "place", "prefecture"), Plan("sex", "code"),
]  # fmt: skip
G, F, R, Y, M, C, P = "given_l~", "father_l~", "relative_l~", "birth_year", "det_month", "county", "county~"
NARROW = [
    (G, F, Y), (G, F, C), (G, F, P), (G, F, M), (G, F, R), (G, Y, C), (F, Y, C), (Y, C, M), (G, R, C), (F, R, C),
    (G, R, Y), (F, R, Y), (G, C, M), (F, C, M), (G, Y, M), (F, Y, M), (G, F), (G, Y, P), (F, Y, P), (G, R), (F, R),
]  # fmt: skip
WIDE = [*NARROW, (G, C), (F, C), (G, Y), (F, Y), (G, M, P), (F, M, P), (R, C), (R, Y)]
SPLINK = [(G, F, Y), (G, F, P), (G, Y, P), (F, Y, P), (G, R, C), (F, R, C), (Y, C, M)]


def generator(size: int, folder: Path) -> tuple[dict[str, Any], Any, dict[str, Any]]:
    import pyarrow.parquet as pq

    path = folder / f"people-{size}.parquet"
    if not path.exists():
        subprocess.run([sys.executable, SHARED / "bench" / "generate_people.py", str(size), path, "1"], check=True)
    table = pq.read_table(path)
    wide = size <= 200_000
    how = {"plans": PEOPLE, "rules": WIDE if wide else NARROW, "splink": SPLINK, "channel": "source",
           "swapped": ("given_l", "father_l"), "largest": 300 if wide else 50}  # fmt: skip
    return {name: table[name] for name in table.column_names}, np.asarray(table["cluster"]), how


def sounds(values: list[str]) -> list[str]:
    return ["+".join(sorted(key for key in keys(value) if key.startswith("w:"))) if value else "" for value in values]


def febrl(*names: str) -> tuple[dict[str, Any], Any, dict[str, Any]]:
    rows = [
        row
        for name in names
        for row in csv.DictReader((SHARED / "data/er_benchmarks" / name).open(), skipinitialspace=True)
    ]
    table: dict[str, Any] = {key: [row[key] or None for row in rows] for key in rows[0]}
    table["given_sound"], table["surname_sound"] = sounds(table["given_name"]), sounds(table["surname"])
    plans = [Plan("given_name", "text", "given_sound"), Plan("surname", "text", "surname_sound"),
             Plan("suburb", "text"),
             Plan("address_1", "text"), Plan("date_of_birth", "text"), Plan("soc_sec_id", "text"),
             Plan("postcode", "place", "state"),
             Plan("street_number", "code")]  # fmt: skip
    rules = [("soc_sec_id",), ("given_name~", "surname~"), ("date_of_birth",), ("surname~", "postcode"),
             ("given_name~", "postcode"), ("address_1",), ("suburb", "street_number")]  # fmt: skip
    truth = np.array([row["rec_id"].split("-")[1] for row in rows])
    table["file"] = ["org" if "org" in row["rec_id"] else "dup" for row in rows]
    how = {"plans": plans, "rules": rules, "swapped": ("given_name", "surname")}
    return table, truth, how | ({"channel": "file", "across_only": True} if len(names) > 1 else {})


def rldata() -> tuple[dict[str, Any], Any, dict[str, Any]]:
    rows = list(csv.DictReader((SHARED / "data/er_benchmarks/RLdata10000.csv").open()))
    table: dict[str, Any] = {key: [None if row[key] == "NA" else row[key] for row in rows] for key in rows[0]}
    for key in ("by", "bm", "bd"):
        table[key] = [int(value) for value in table[key]]
    table["first"], table["last"] = sounds(table["fname_c1"]), sounds(table["lname_c1"])
    plans = [Plan("fname_c1", "text", "first"), Plan("lname_c1", "text", "last"), Plan("by", "number"),
             Plan("bm", "number", near=(1, 2, 6)),
             Plan("bd", "number", near=(1, 5, 15))]  # fmt: skip
    rules = [("fname_c1~", "lname_c1~"), ("fname_c1~", "by", "bm"), ("lname_c1~", "by", "bm"), ("by", "bm", "bd"),
             ("fname_c1~", "by", "bd"), ("lname_c1~", "bm", "bd"),
             ("fname_c1~", "bm", "bd"), ("lname_c1~", "by", "bd")]  # fmt: skip
    return table, np.array([row["ent_id"] for row in rows]), {"plans": plans, "rules": rules}


def historical() -> tuple[dict[str, Any], Any, dict[str, Any]]:
    import pyarrow.parquet as pq

    read = pq.read_table(SHARED / "data/er_benchmarks/historical_figures_with_errors_50k.parquet")
    table: dict[str, Any] = {name: read[name].to_pylist() for name in read.column_names if name != "unique_id"}
    table["first"], table["last"] = sounds(table["first_name"]), sounds(table["surname"])
    table["year"] = [int(dob[:4]) if dob and dob[:4].isdigit() else None for dob in table["dob"]]
    table["area"] = [post.split()[0] if post else None for post in table["postcode_fake"]]
    plans = [Plan("first_name", "text", "first"), Plan("surname", "text", "last"), Plan("dob", "text"),
             Plan("postcode_fake", "place", "area"),
             Plan("birth_place", "code"), Plan("occupation", "code"), Plan("year", "number")]  # fmt: skip
    rules = [("first_name~", "surname~"), ("surname~", "dob"), ("first_name~", "dob"), ("postcode_fake", "first_name~"),
             ("postcode_fake", "surname~"), ("dob", "birth_place"), ("dob", "postcode_fake"), ("surname~", "year"),
             ("first_name~", "year", "birth_place"), ("postcode_fake", "year")]  # fmt: skip
    return table, np.asarray(read["cluster"]), {"plans": plans, "rules": rules, "largest": 600, "most": 200}


def load(name: str, folder: Path) -> tuple[dict[str, Any], Any, dict[str, Any]]:
    if name.startswith("generator:"):
        return generator(int(name.partition(":")[2]), folder)
    return {"febrl3": lambda: febrl("dataset3.csv"), "febrl4": lambda: febrl("dataset4a.csv", "dataset4b.csv"),
            "rldata": rldata, "historical": historical}[name]()  # fmt: skip


def run_own(table: dict[str, Any], how: dict[str, Any]) -> Any:
    columns = records(table, how["plans"], channel=how.get("channel", ""), swapped=how.get("swapped"))
    options = Options(
        largest=how.get("largest", 200), most=how.get("most", 64), across_only=how.get("across_only", False)
    )
    return link(columns, how["rules"], options)


def judge_own(found: Any, truth: Any) -> dict[str, Any]:
    from linkage_metrics import evaluate

    sure = found.probability >= 0.9
    right = truth[found.left[sure]] == truth[found.right[sure]]
    return dict(evaluate(truth, found.groups)) | {"compared": found.compared, "sure": round(float(right.mean()), 3)}


def run_splink(table: dict[str, Any], how: dict[str, Any]) -> Any:
    from tereze.engines.splink import SplinkEngine

    return SplinkEngine().link(table, how["plans"], how.get("splink", how["rules"]), 0.01)


def judge_splink(found: Any, truth: Any) -> dict[str, Any]:
    from linkage_metrics import evaluate

    tried = [evaluate(truth, components(len(truth), found, least)) for least in (0.1, 0.5, 0.8, 0.9, 0.95, 0.99, 0.999)]
    return dict(max(tried, key=lambda one: one["pairF1"]))


def components(size: int, found: list[Any], least: float) -> Any:
    parent = list(range(size))

    def find(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for one in found:
        if one.probability >= least:
            parent[find(one.left)] = find(one.right)
    return np.array([find(at) for at in range(size)])


def child(engine: str, name: str, folder: Path) -> None:
    table, truth, how = load(name, folder)
    run, judge = (run_own, judge_own) if engine == "own" else (run_splink, judge_splink)
    started, cpu = time.perf_counter(), time.process_time()
    found = run(table, how)
    spent = {
        "wall s": round(time.perf_counter() - started, 1),
        "cpu s": round(time.process_time() - cpu, 1),
        "peak MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    print(json.dumps(judge(found, truth) | spent))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="+")
    parser.add_argument("--engines", default="own,splink")
    parser.add_argument("--folder", type=Path, required=True, help="where generated tables may be kept")
    parser.add_argument("--write", action="store_true", help=f"add the table to {RESULTS.name}")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.child:
        child(asked.engines, asked.sets[0], asked.folder)
        return
    rows: dict[str, dict[str, Any]] = defaultdict(dict)
    for name in asked.sets:
        for engine in asked.engines.split(","):
            command = [sys.executable, __file__, name, "--engines", engine, "--folder", asked.folder, "--child"]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            rows[name][engine] = json.loads(done.stdout.splitlines()[-1])
            print(line(name, engine, rows[name][engine]), flush=True)
    if asked.write:
        RESULTS.parent.mkdir(exist_ok=True)
        with RESULTS.open("a", encoding="utf-8") as file:
            file.write(f"\n`python benchmarks/linkage_scale.py {' '.join(asked.sets)}`\n\n{HEAD}")
            file.writelines(f"{line(name, engine, one)}\n" for name in rows for engine, one in rows[name].items())


HEAD = (
    "| set | engine | pairs P / R / F1 | B-cubed P / R / F1 | largest cluster | wall s | cpu s | peak MB"
    " | true at 0.9–1.0 |\n|---|---|---|---|---|---|---|---|---|\n"
)


def line(name: str, engine: str, one: dict[str, Any]) -> str:
    pairs = " / ".join(f"{one[key]:.3f}" for key in ("pairP", "pairR", "pairF1"))
    cubed = " / ".join(f"{one[key]:.3f}" for key in ("bcP", "bcR", "bcF1"))
    tail = " | ".join(str(one.get(key, "")) for key in ("max_cluster", "wall s", "cpu s", "peak MB", "sure"))
    return f"| {name} | {engine} | {pairs} | {cubed} | {tail} |"


if __name__ == "__main__":
    main()
