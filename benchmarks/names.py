"""Names across scripts beside the peers, in one run: accuracy by script pair, speed, search, start-up.

    python benchmarks/names.py [--labelled ../shared/data/names/dev] [--write]
    python benchmarks/names.py --search 1000000 [--write]       # only the search, among so many made-up names

Peers (requirements/bench.txt) that are not installed are named as absent. Our own accuracy is measured by
cross-validation (tools/train_names.py says how), once with the attested names as they ship and once with every
labelled name struck from them; the peers learn nothing and are run as they come. With `--write` the tables go to
benchmarks/results/names.md and names-search.md. The labelled set is not in the repository.
"""

from __future__ import annotations

import argparse
import itertools
import platform
import random
import re
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

REPO = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(REPO), str(REPO / "src")]

from tools.names_training.measure import MAIN, SIDE, report  # noqa: E402
from tools.names_training.words import all_keys, attested_groups, labelled_groups, read_tsv  # noqa: E402

from tereze.names import NameIndex, coarse_many, compare_many, prepare, sketch_many  # noqa: E402
from tereze.names.segment import Row, build  # noqa: E402
from tereze.names.tables import rows as table  # noqa: E402
from tools import train_names  # noqa: E402

_HEAD = (
    "R@P99: recall at 99 % precision at one threshold. Our rows are cross-validated: no pair is scored by a model that "
    "saw a person or name of it; “struck” also takes every labelled name out of the attested names, which is the floor "
    "for names nobody has listed."
)
Scorer = Callable[[str, str], float]
Figures = dict[str, dict[str, float]]


def nomenklatura() -> Scorer:
    """nomenklatura logic-v2, its name feature alone."""
    from followthemoney import model
    from nomenklatura.matching import LogicV2
    from nomenklatura.matching.logic_v2.names.match import name_match

    config = LogicV2.default_config()

    def person(name: str) -> Any:
        found = model.make_entity("Person")
        found.id = name
        found.add("name", name)
        return found

    return lambda a, b: float(name_match(person(a), person(b), config).score)


def rigour() -> Scorer:
    """rigour: both names tagged, put in order, and their parts compared."""
    from rigour.names import NameTypeTag, align_person_name_order, analyze_names, compare_parts

    def score(a: str, b: str) -> float:
        left, right = (next(iter(analyze_names(NameTypeTag.PER, [name])), None) for name in (a, b))
        if left is None or right is None:
            return 0.0
        parts = compare_parts(*align_person_name_order(left.parts, right.parts))
        total = sum(p.weight for p in parts)
        return float(sum(p.score * p.weight for p in parts) / total) if total else 0.0

    return score


def icu_jaro_winkler() -> Scorer:
    """ICU Any-Latin; Latin-ASCII, Jaro-Winkler on the words as written or in order, whichever is higher."""
    import icu
    from rapidfuzz.distance import JaroWinkler

    reader = icu.Transliterator.createInstance("Any-Latin; Latin-ASCII; Lower")

    @cache
    def plain(word: str) -> str:
        return str(reader.transliterate(word)).replace(" ", "")

    def score(a: str, b: str) -> float:
        left, right = ([plain(word) for word in re.split(r"[\s·-]+", name)] for name in (a, b))
        ways = ((" ".join(left), " ".join(right)), (" ".join(sorted(left)), " ".join(sorted(right))))
        return float(max(JaroWinkler.normalized_similarity(one, other) for one, other in ways))

    return score


def anyascii_token_set() -> Scorer:
    """anyascii, then RapidFuzz token_set_ratio."""
    from anyascii import anyascii
    from rapidfuzz import fuzz

    return lambda a, b: (
        fuzz.token_set_ratio(anyascii(a.replace("·", " ")).lower(), anyascii(b.replace("·", " ")).lower()) / 100
    )


def uroman_levenshtein() -> Scorer:
    """uroman, words sorted, normalised Levenshtein."""
    import uroman as package
    from rapidfuzz.distance import Levenshtein

    reader = package.Uroman()

    @cache
    def plain(name: str) -> str:
        return " ".join(sorted(reader.romanize_string(name.replace("·", " ")).lower().replace("-", " ").split()))

    return lambda a, b: float(Levenshtein.normalized_similarity(plain(a), plain(b)))


PEERS: dict[str, Callable[[], Scorer]] = {
    "nomenklatura logic-v2": nomenklatura,
    "rigour compare_parts": rigour,
    "ICU + Jaro-Winkler": icu_jaro_winkler,
    "anyascii + token_set_ratio": anyascii_token_set,
    "uroman + Levenshtein": uroman_levenshtein,
}


def run_peer(make: Callable[[], Scorer], rows: list[dict[str, str]]) -> tuple[Figures, float] | None:
    """Figures and pairs a second of a peer, or None when it is not installed."""
    try:
        score = make()
    except ImportError:
        return None
    score(rows[0]["a"], rows[0]["b"])
    start = time.perf_counter()
    found = np.array([score(row["a"], row["b"]) for row in rows])
    return report(rows, found), len(rows) / (time.perf_counter() - start)


def run_ours(labelled: Path) -> tuple[Figures, Figures]:
    """Cross-validated figures: attested names as they ship, and without any labelled name."""
    unseen = all_keys(labelled_groups(labelled).values())
    train_names.install(train_names.learn(attested_groups(unseen)), None)
    as_shipped = train_names.cross_validate(train_names.features(labelled))
    train_names.strike(unseen)
    return as_shipped, train_names.cross_validate(train_names.features(labelled))


def best(times: int, call: Callable[[], Any]) -> float:
    """The least time of some runs, in seconds: the machine may be busy with other things."""
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        call()
        spent.append(time.perf_counter() - start)
    return min(spent)


def speeds(rows: list[dict[str, str]]) -> list[tuple[str, str]]:
    """Our speeds on one core."""
    lefts, rights = [prepare(row["a"]) for row in rows], [prepare(row["b"]) for row in rows]
    compare_many(lefts, rights)
    fine = len(rows) / best(5, lambda: compare_many(lefts, rights))
    one, other = sketch_many(lefts), sketch_many(rights)
    many = np.tile(one, (20, 1)), np.tile(other, (20, 1))
    coarse = len(many[0]) / best(5, lambda: coarse_many(*many))
    fresh = [f"{row['a']} {number}" for number, row in enumerate(rows[:5000])]
    cold = len(fresh) / best(1, lambda: [prepare(name) for name in fresh])
    code = "import time; t = time.perf_counter(); import tereze.names; print(time.perf_counter() - t)"
    starts = [
        float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True,
                             env={"PYTHONPATH": str(REPO / "src")}).stdout)
        for _ in range(7)
    ]  # fmt: skip
    return [
        ("prepared pairs a second (compare_many)", f"{fine:,.0f}"),
        ("coarse pairs a second (coarse_many)", f"{coarse:,.0f}"),
        ("names prepared a second", f"{cold:,.0f}"),
        ("import tereze.names, best of 7", f"{min(starts) * 1000:.0f} ms"),
    ]


def made_up_people(count: int, seed: int = 5) -> list[Row]:
    """People of two attested names each, in one script or another, a third with a family ending. All invented."""
    chooser = random.Random(seed)
    latin = [spelling for _, spellings, _ in table("attested") for spelling in spellings.split()]
    han = [spelling for _, _, spellings in table("attested") for spelling in spellings.split()]
    endings = ("", "", "", "ov", "ova", "bekov", "uly", "jan", "qyzy")
    found = []
    for number in range(count):
        if number % 3:
            name = f"{chooser.choice(latin)} {chooser.choice(latin)}{chooser.choice(endings)}"
        else:
            name = f"{chooser.choice(han)}·{chooser.choice(han)}"
        found.append(Row(f"n{number}", name))
    return found


def search(count: int) -> list[tuple[str, str]]:
    """Searching among made-up people: time to file, time of a query (500 queries in the other script)."""
    people = made_up_people(count)
    start = time.perf_counter()
    index = NameIndex()
    index._segments, index._dead, index._where = [build(people)], [set()], None
    filed = time.perf_counter() - start
    chooser = random.Random(9)
    asked = []
    for _, latin, han in chooser.choices([row for row in table("attested") if row[2]], k=500):
        other = chooser.choice([row for row in table("attested") if row[2]])
        asked += [f"{chooser.choice(latin.split())} {chooser.choice(other[1].split())}",
                  f"{chooser.choice(han.split())}·{chooser.choice(other[2].split())}"]  # fmt: skip
    index.search(asked[0])
    spent = []
    for query in itertools.islice(asked, 1, 501):
        begin = time.perf_counter()
        index.search(query)
        spent.append(time.perf_counter() - begin)
    middle, late = np.percentile(np.array(spent) * 1000, [50, 95])
    return [
        (f"filing {count:,} names", f"{filed:.0f} s"),
        (f"search among {count:,} names, median", f"{middle:.1f} ms"),
        (f"search among {count:,} names, p95", f"{late:.1f} ms"),
    ]


def retrieval(labelled: Path) -> list[tuple[str, str]]:
    """`NameIndex` on the labelled queries: right person first, among the first ten."""
    pools: dict[str, NameIndex] = {}
    real: dict[str, set[str]] = {}
    for number, row in enumerate(read_tsv(labelled / "candidates.tsv")):
        known = row["kind"] == "real"
        pools.setdefault(row["tag"], NameIndex()).add(row["cand_id"] if known else f"x{number}", row["name"])
        real.setdefault(row["tag"], set()).update({row["cand_id"]} if known else ())
    first, ten, total = 0, 0, 0
    for row in read_tsv(labelled / "queries.tsv"):
        for tag in {"zh": ("en", "ug", "kk"), "ug": ("zh", "en", "ru"), "kka": ("zh", "ru")}.get(
            row["tag"], ("zh", "en")
        ):
            if tag != row["tag"] and row["person_id"] in real[tag]:
                hits = [hit.ident for hit in pools[tag].search(row["name"], 10)]
                total += 1
                first += hits[:1] == [row["person_id"]]
                ten += row["person_id"] in hits
    return [
        (f"right person first ({total:,} queries, pools of 12,000 to 20,000)", f"{first / total:.4f}"),
        ("right person in the first ten", f"{ten / total:.4f}"),
    ]


def lines_of(results: Sequence[tuple[str, Figures | None, float | None]]) -> list[str]:
    """The accuracy table."""
    out = ["| scorer | AUC | best F1 | R@P99 | mean of 13 pairs | person | pairs/s |", "|---|---|---|---|---|---|---|"]
    for name, figures, speed in results:
        if figures is None:
            out.append(f"| {name} | not installed | | | | | |")
            continue
        mean = np.mean([figures[pair]["r99"] for pair in MAIN if pair in figures])
        row = figures["overall"]
        out.append(f"| {name} | {row['auc']:.4f} | {row['f1']:.4f} | {row['r99']:.4f} | {mean:.4f} | "
                   f"{figures['person']['r99']:.4f} | {f'{speed:,.0f}' if speed else ''} |")  # fmt: skip
    out += ["", "Recall at 99 % precision by script pair:", ""]
    shown = [(name, figures) for name, figures, _ in results if figures]
    out += ["| pair | " + " | ".join(name for name, _ in shown) + " |", "|---" * (len(shown) + 1) + "|"]
    for pair in (*MAIN, *SIDE):
        out.append(f"| {pair} | " + " | ".join(f"{figures[pair]['r99']:.3f}" for _, figures in shown) + " |")
    own = shown[-1][1]
    threshold = 1.0 / (1.0 + np.exp(-own["overall"]["t99"]))
    out += ["", f"Ours at one threshold, a score of {threshold:.2f} (99 % precision over all pairs):", ""]
    out += ["| | precision there |", "|---|---|"]
    out += [f"| {pair} | {own[pair]['precision']:.3f} |" for pair in (*MAIN, *SIDE)]
    out += ["", "Look-alikes accepted at the threshold of the best F1:", ""]
    kinds = ("neg_sibling_near", "neg_father_near", "neg_name_near", "neg_gender_surname")
    out += ["| | " + " | ".join(name for name, _ in shown) + " |", "|---" * (len(shown) + 1) + "|"]
    for kind in kinds:
        out.append(f"| {kind[4:]} | " + " | ".join(f"{figures[kind]['accepted']:.4f}" for _, figures in shown) + " |")
    return out


def main() -> None:
    """Run everything and print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--labelled", type=Path, default=REPO.parent / "shared/data/names/dev")
    parser.add_argument(
        "--search", type=int, metavar="N", help="only search, among N made-up names (a million: minutes)"
    )
    parser.add_argument("--write", action="store_true", help="write the tables into benchmarks/results")
    asked = parser.parse_args()
    if asked.search:
        keep(asked.write, "names-search.md", searching(asked.search))
        return
    rows = read_tsv(asked.labelled / "pairs.tsv")
    own = [*retrieval(asked.labelled), *speeds(rows)]
    results: list[tuple[str, Figures | None, float | None]] = []
    for name, make in PEERS.items():
        found = run_peer(make, rows)
        results.append((name, *(found or (None, None))))
        print(name, "done" if found else "absent", flush=True)
    as_shipped, struck = run_ours(asked.labelled)
    results += [("tereze, labelled names struck", struck, None), ("tereze", as_shipped, None)]
    command = "`python benchmarks/names.py --write`"
    parts = [
        "# Names across scripts",
        "",
        f"{command}, Python {platform.python_version()}, {len(rows):,} labelled pairs. {_HEAD}",
        "",
        *lines_of(results),
        "",
        "Search, speed and start-up (one core):",
        "",
        "| | |",
        "|---|---|",
        *(f"| {what} | {value} |" for what, value in own),
        "",
    ]
    keep(asked.write, "names.md", "\n".join(parts))


def searching(count: int) -> str:
    """The search table."""
    lines = [f"| {what} | {value} |" for what, value in search(count)]
    head = f"`python benchmarks/names.py --search {count} --write`, Python {platform.python_version()}, one core."
    return "\n".join(["# Searching names", "", head, "", "| | |", "|---|---|", *lines, ""])


def keep(write: bool, name: str, text: str) -> None:
    """Print a table and, if asked, write it into benchmarks/results."""
    print(text)
    if write:
        (REPO / "benchmarks/results" / name).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
