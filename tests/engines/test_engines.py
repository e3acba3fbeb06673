"""One protocol, several engines, one made-up table. Everyone here is fictional."""

from __future__ import annotations

import random
import shutil
import warnings
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from tereze.engines.own import OwnEngine
from tereze.engines.plans import Plan
from tereze.engines.protocol import Engine, EngineMissing, Scored, TooFewToLearn
from tereze.engines.splink import SplinkEngine, spark_session, training_rules

PLANS = (Plan("name", "text", "sound"), Plan("year", "number"), Plan("county", "place", "region"), Plan("sex", "code"))
RULES = (("name~", "year"), ("name~", "county"), ("year", "county"))


def crowd(people: int) -> tuple[dict[str, list[Any]], set[tuple[int, int]]]:
    rng = random.Random(5)
    rows, truth = [], set()
    for _ in range(people):
        name = "".join(rng.choices(["ba", "do", "ki", "lu", "me", "gha", "zu", "ri"], k=4))
        county = rng.randrange(30)
        row = {"name": name, "sound": name.replace("gh", "g"), "year": rng.randint(1940, 1999),
               "county": f"c{county}", "region": f"r{county // 6}", "sex": rng.choice("fm")}  # fmt: skip
        rows.append(row)
        if rng.random() < 0.5:
            changed = {"name": name.replace("gh", "g")} if rng.random() < 0.5 else {"year": None}
            truth.add((len(rows) - 1, len(rows)))
            rows.append(row | changed)
    return {key: [row[key] for row in rows] for key in rows[0]}, truth


def quality(found: list[Scored], truth: set[tuple[int, int]]) -> tuple[float, float]:
    likely = {(one.left, one.right) for one in found if one.probability >= 0.5}
    return len(likely & truth) / max(len(likely), 1), len(likely & truth) / len(truth)


@pytest.fixture(params=["own", "splink-duckdb"])
def engine(request: pytest.FixtureRequest) -> Engine:
    return OwnEngine() if request.param == "own" else SplinkEngine()


def test_every_engine_finds_the_people(engine: Engine) -> None:
    table, truth = crowd(800)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Splink's and DuckDB's own
        found = engine.link(table, PLANS, RULES, 0.1)
    precision, recall = quality(found, truth)
    assert precision > 0.95
    assert recall > 0.9
    assert found == sorted(found)
    assert all(one.left < one.right and one.probability >= 0.1 for one in found)


def test_training_rules_leave_every_column_free_once() -> None:
    chosen = training_rules(PLANS, RULES)
    free = {plan.name for plan in PLANS}
    assert all(any(name not in {part.rstrip("~") for part in rule} for rule in chosen) for name in free)


@pytest.mark.spark
def test_spark_finds_what_duckdb_finds(tmp_path: Path) -> None:
    if find_spec("pyspark") is None or shutil.which("java") is None:
        pytest.skip("needs Java and pyspark (requirements/spark.txt)")
    table, truth = crowd(800)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        session = spark_session(tmp_path)
        try:
            found = SplinkEngine(session).link(table, PLANS, RULES, 0.1)
        finally:
            session.stop()
        same = {one[:2]: one.probability for one in SplinkEngine().link(table, PLANS, RULES, 0.1)}
    assert min(quality(found, truth)) > 0.9
    assert len({one[:2] for one in found} ^ same.keys()) <= 0.02 * len(same)
    assert all(abs(one.probability - same.get(one[:2], one.probability)) < 0.05 for one in found)


def test_without_pyspark_the_message_says_what_is_missing(tmp_path: Path) -> None:
    if find_spec("pyspark") is not None:
        pytest.skip("pyspark is installed here")
    with pytest.raises(EngineMissing, match="pyspark") as missing:
        spark_session(tmp_path)
    assert "rules" in missing.value.advice


def test_splink_says_that_too_few_records_resemble_one_another() -> None:
    table = {"name": ["bado", "luki"], "sound": ["bado", "luki"], "year": [1950, 1990], "county": ["c1", "c2"],
             "region": ["r1", "r2"], "sex": ["f", "m"]}  # fmt: skip
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with pytest.raises(TooFewToLearn, match="so few records") as told:
            SplinkEngine().link(table, PLANS, RULES, 0.1)
    assert "rules" in told.value.advice
