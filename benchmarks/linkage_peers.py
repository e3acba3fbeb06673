"""Splink, recordlinkage and nomenklatura on the same records, for `benchmarks/linkage.py`.

Splink gets the skeletons, the nine blocking rules and the comparisons of its documentation, trained without labels. Its
threshold is the best of those tried, chosen with the truth: an upper bound for it.
"""

from __future__ import annotations

import logging
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from linkage_sets import COLUMNS, inventor_rows

Evaluate = Callable[[Any, Any], dict[str, Any]]
SMALL = 100_000
THRESHOLDS = (0.5, 0.7, 0.9, 0.95, 0.99, 0.999)
RULES = (
    ("lo_name", "hi_name", "birth_year"),
    ("lo_name", "hi_name", "prefecture"),
    ("gsk", "birth_year", "prefecture"),
    ("fsk", "birth_year", "prefecture"),
    ("gsk", "rsk", "county"),
    ("fsk", "rsk", "county"),
    ("birth_year", "county", "det_month"),
)


def splink_people(data: pa.Table, truth: Any, evaluate: Evaluate) -> dict[str, Any]:
    """Splink 5 on DuckDB on the generator's records."""
    import pyarrow.compute as pc
    import splink.comparison_library as cl
    from splink import block_on

    low, high = (
        pc.min_element_wise(data["gsk"], data["fsk"], skip_nulls=False),
        pc.max_element_wise(data["gsk"], data["fsk"], skip_nulls=False),
    )
    data = data.append_column("lo_name", low).append_column("hi_name", high)
    year = cl.CustomComparison(
        output_column_name="birth_year",
        comparison_levels=_steps("birth_year", (0, 1, 2, 5)),
    )
    month = cl.CustomComparison(output_column_name="det_month", comparison_levels=_steps("det_month", (0, 1, 3, 12)))
    comparisons = [
        *(_name(fold, bone) for fold, bone in (("given_l", "gsk"), ("father_l", "fsk"), ("relative_l", "rsk"))),
        year,
        month,
        cl.ExactMatch("sex"),
        cl.CustomComparison(output_column_name="county", comparison_levels=_place()),
    ]
    used = ["given_l", "father_l", "relative_l", "gsk", "fsk", "rsk", "lo_name", "hi_name"]
    used += ["unique_id", "birth_year", "det_month", "sex", "county", "prefecture"]
    return _splink(
        data.select(used),
        comparisons,
        [block_on(*rule) for rule in RULES],
        [("gsk", "fsk"), ("birth_year", "county", "det_month")],
        truth=truth,
        evaluate=evaluate,
    )


def _name(fold: str, bone: str) -> Any:
    import splink.comparison_library as cl

    return cl.CustomComparison(
        output_column_name=fold,
        comparison_levels=[
            {
                "sql_condition": f"{fold}_l IS NULL OR {fold}_r IS NULL",
                "label_for_charts": "null",
                "is_null_level": True,
            },
            {"sql_condition": f"{fold}_l = {fold}_r", "label_for_charts": "same", "tf_adjustment_column": bone},
            {"sql_condition": f"{bone}_l = {bone}_r", "label_for_charts": "sound", "tf_adjustment_column": bone},
            {"sql_condition": f"jaro_winkler_similarity({fold}_l, {fold}_r) >= 0.88", "label_for_charts": "alike"},
            {"sql_condition": "ELSE", "label_for_charts": "else"},
        ],
    )


def _steps(column: str, steps: tuple[int, ...]) -> list[dict[str, Any]]:
    null = {
        "sql_condition": f"{column}_l IS NULL OR {column}_r IS NULL",
        "label_for_charts": "null",
        "is_null_level": True,
    }
    near = [
        {"sql_condition": f"abs({column}_l - {column}_r) <= {step}", "label_for_charts": f"{step}"} for step in steps
    ]
    return [null, *near, {"sql_condition": "ELSE", "label_for_charts": "else"}]


def _place() -> list[dict[str, Any]]:
    return [
        {"sql_condition": "county_l IS NULL OR county_r IS NULL", "label_for_charts": "null", "is_null_level": True},
        {"sql_condition": "county_l = county_r", "label_for_charts": "same", "tf_adjustment_column": "county"},
        {"sql_condition": "prefecture_l = prefecture_r", "label_for_charts": "near"},
        {"sql_condition": "ELSE", "label_for_charts": "else"},
    ]


def splink_small(name: str, rows: list[dict[str, str]], truth: Any, evaluate: Evaluate) -> dict[str, Any]:
    """Splink 5 on DuckDB on a public set."""
    import splink.comparison_library as cl
    from splink import block_on

    plan = COLUMNS[name]
    # Splink's temporary tables cannot be named after a word of SQL (“by”)
    plan = {kind: [f"c_{c}" for c in columns] for kind, columns in plan.items()}
    columns = [*plan["names"], *plan["texts"], *plan["codes"]]
    data = pa.table({"unique_id": list(range(len(rows))), **{c: [row[c[2:]] or None for row in rows] for c in columns}})
    comparisons = [
        *(cl.JaroWinklerAtThresholds(c, [0.92, 0.8]).configure(term_frequency_adjustments=True) for c in plan["names"]),
        *(cl.LevenshteinAtThresholds(c, [1, 2]).configure(term_frequency_adjustments=True) for c in plan["texts"]),
        *(cl.ExactMatch(c).configure(term_frequency_adjustments=True) for c in plan["codes"]),
    ]
    lead = plan["texts"] or plan["codes"]
    rules = [block_on(*plan["names"]), *(block_on(n, t) for n in plan["names"] for t in lead)]
    rules += [block_on(a, b) for at, a in enumerate(lead) for b in lead[at + 1 :]]
    return _splink(data, comparisons, rules, [tuple(plan["names"]), tuple(lead[:2])], truth=truth, evaluate=evaluate)


def _splink(
    data: pa.Table, comparisons: list[Any], rules: list[Any], training: list[Any], *, truth: Any, evaluate: Evaluate
) -> dict[str, Any]:
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    logging.disable(logging.WARNING)
    begin = time.perf_counter()
    api = DuckDBAPI()
    frame = api.register(data, dataset_display_name="people")
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=comparisons,
        blocking_rules_to_generate_predictions=rules,
        retain_matching_columns=False,  # else it carries every text along, and needs the memory of nine such tables
    )
    linker = Linker(frame, settings, log_level=logging.ERROR)
    linker.training.estimate_probability_two_random_records_match([block_on(*training[0])], recall=0.6)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for columns in training:
        # whole tables where they are small: of 10,000 rows its sample of one in a hundred finds no pair to learn from
        share = {"record_sample_proportion": 1.0} if len(truth) <= SMALL else {"max_pairs": 1e6}
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(*columns), **share)
    trained = time.perf_counter()
    found = linker.inference.predict(threshold_match_probability=0.05)
    found_in = time.perf_counter()
    results = []
    for threshold in THRESHOLDS:
        one = time.perf_counter()
        groups = linker.clustering.cluster_pairwise_predictions_at_threshold(found, threshold)
        spent = time.perf_counter() - one
        rows = api._con.execute(f"select unique_id, cluster_id from {groups.physical_name} order by unique_id")
        labels = np.array([row[1] for row in rows.fetchall()], dtype=str)
        results.append((evaluate(truth, labels), threshold, spent))
    best, threshold, clustering = max(results, key=lambda one: one[0]["pairF1"])
    parts = {"training": trained - begin, "predict": found_in - trained, "clusters": clustering}
    return {"seconds": sum(parts.values()), "parts": parts, "threshold": threshold, "best": best, **best}


def splink_inventors(folder: Path, evaluate: Evaluate) -> dict[str, Any]:
    """Splink 5 on DuckDB on the names on patents: the columns we read, blocked on names with one thing more."""
    import splink.comparison_library as cl
    from splink import block_on

    data, truth = inventor_rows(folder)
    near = [cl.JaroWinklerAtThresholds(c, [0.92, 0.8]).configure(term_frequency_adjustments=True)
            for c in ("given", "surname", "mate")]  # fmt: skip
    same = [cl.ExactMatch(c).configure(term_frequency_adjustments=True) for c in ("organisation", "lawyer", "field")]
    place = cl.CustomComparison(
        output_column_name="city",
        comparison_levels=[
            {"sql_condition": "city_l IS NULL OR city_r IS NULL", "label_for_charts": "null", "is_null_level": True},
            {"sql_condition": "city_l = city_r", "label_for_charts": "same", "tf_adjustment_column": "city"},
            {"sql_condition": "country_l = country_r", "label_for_charts": "country"},
            {"sql_condition": "ELSE", "label_for_charts": "else"},
        ],
    )
    year = cl.CustomComparison(output_column_name="year", comparison_levels=_steps("year", (0, 1, 2, 5)))
    pairs = [("given", "surname"), ("surname", "city", "organisation"), ("given", "city", "organisation"),
             ("surname", "mate")]  # fmt: skip
    table = pa.table({"unique_id": list(range(len(truth))), **data})
    training = [("given", "surname"), ("city", "organisation")]
    rules = [block_on(*columns) for columns in pairs]
    return _splink(table, [*near, *same, place, year], rules, training, truth=truth, evaluate=evaluate)


def recordlinkage_small(name: str, rows: list[dict[str, str]], truth: Any, evaluate: Evaluate) -> dict[str, Any]:
    """recordlinkage's ECM (no labels) on a public set."""
    warnings.filterwarnings("ignore")
    import pandas as pd
    import recordlinkage as rl

    plan = COLUMNS[name]
    begin = time.perf_counter()
    columns = [*plan["names"], *plan["texts"], *plan["codes"]]
    frame = pd.DataFrame({c: [row[c] or None for row in rows] for c in columns})
    index = rl.Index()
    lead = plan["texts"] or plan["codes"]
    index.block(plan["names"])
    for one in plan["names"]:
        for other in lead:
            index.block([one, other])
    pairs = index.index(frame)
    compare = rl.Compare()
    for c in [*plan["names"], *plan["texts"]]:
        compare.string(c, c, method="jarowinkler", threshold=0.85, label=c)
    for c in plan["codes"]:
        compare.exact(c, c, label=c)
    matches = rl.ECMClassifier().fit_predict(compare.compute(pairs, frame))
    left, right = (matches.get_level_values(level).to_numpy() for level in (0, 1))
    return {"seconds": time.perf_counter() - begin, **evaluate(truth, _together(len(rows), left, right))}


def recordlinkage_people(data: pa.Table, truth: Any, evaluate: Evaluate) -> dict[str, Any]:
    """recordlinkage's ECM (no labels) on the generator's records, with the same blocking rules as Splink."""
    warnings.filterwarnings("ignore")
    import recordlinkage as rl

    begin = time.perf_counter()
    frame = data.to_pandas()
    pair = frame[["gsk", "fsk"]].fillna("")
    frame["lo_name"], frame["hi_name"] = pair.min(axis=1), pair.max(axis=1)
    index = rl.Index()
    for rule in RULES:
        index.block(list(rule))
    pairs = index.index(frame)
    compare = rl.Compare()
    for name in ("given_l", "father_l", "relative_l"):
        compare.string(name, name, method="jarowinkler", threshold=0.88, label=name)
    for name in ("sex", "county", "birth_year", "det_month"):
        compare.exact(name, name, label=name)
    matches = rl.ECMClassifier().fit_predict(compare.compute(pairs, frame))
    left, right = (matches.get_level_values(level).to_numpy() for level in (0, 1))
    return {"seconds": time.perf_counter() - begin, **evaluate(truth, _together(len(truth), left, right))}


def nomenklatura_people(data: pa.Table, truth: Any, evaluate: Evaluate) -> dict[str, Any]:
    """nomenklatura's blocker and its matcher logic-v2 on the generator's records, folded names as all engines get
    them; the threshold is the best of those tried, chosen with the truth. Its pairs are taken to components."""
    import tempfile

    from followthemoney import Dataset, StatementEntity
    from nomenklatura.blocker import Index
    from nomenklatura.matching import LogicV2, ScoringConfig

    logging.disable(logging.WARNING)
    begin = time.perf_counter()
    people = Dataset.make({"name": "people", "title": "people"})
    entities = {}
    for row in data.to_pylist():
        its = {"schema": "Person", "id": str(row["unique_id"]), "datasets": ["people"]}
        names = [row["given_l"], row["father_l"]]
        said = {"name": [" ".join(n for n in names if n)], "birthDate": [row["birth_year"]], "gender": [row["sex"]]}
        said["gender"] = [{"M": "male", "F": "female"}.get(row["sex"])]
        properties = {key: [str(v) for v in values if v] for key, values in said.items()}
        entities[its["id"]] = StatementEntity.from_data(people, its | {"properties": properties}, cleaned=False)

    class View:
        """What the blocker asks of a store."""

        def entities(self, *_: Any, **__: Any) -> Any:
            return iter(entities.values())

    with tempfile.TemporaryDirectory() as folder:
        index = Index(View(), Path(folder), {"max_bucket_size": 500})
        index.build()
        pairs = [(str(one), str(other)) for (one, other), _ in index.pairs(max_pairs=40 * len(truth))]
        index.close()
    config = ScoringConfig.defaults()
    scores = np.array([LogicV2.compare(entities[a], entities[b], config).score for a, b in pairs])
    seconds = time.perf_counter() - begin
    ids = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    results = []
    for threshold in (0.5, 0.7, 0.8, 0.9, 0.95, 0.99):
        some = ids[scores >= threshold]
        results.append((evaluate(truth, _together(len(truth), some[:, 0], some[:, 1])), threshold))
    best, threshold = max(results, key=lambda one: one[0]["pairF1"])
    return {"seconds": seconds, "threshold": threshold, "compared": len(pairs), "best": best, **best}


def _together(size: int, left: Any, right: Any) -> Any:
    """Connected components of pairs."""
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    graph = coo_matrix((np.ones(len(left), bool), (left, right)), shape=(size, size))
    return connected_components(graph, directed=False)[1]
