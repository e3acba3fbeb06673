"""Splink 5 as a cross-check on DuckDB, and on Spark for registers that outgrow one machine.

Settings are generated from our own plans and rules; a model saved for one dialect does not load on the other, so they
stay code. The API is that of Splink 5.0 (`predict`, match weights, `register` with a table).
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from .plans import PLAIN, Plan, Rule, known
from .protocol import EngineMissing, Scored, TooFewToLearn

_TRAINING_PAIRS = 1e6


class SplinkEngine:
    """Splink on one dialect. `spark` is a running Spark session, or None for DuckDB in memory."""

    def __init__(self, spark: Any = None, seed: int = 1) -> None:
        self.name = "splink-spark" if spark is not None else "splink-duckdb"
        self._spark = spark
        self._seed = seed

    def link(
        self, table: Mapping[str, Sequence[Any] | Any], plans: Sequence[Plan], rules: Sequence[Rule], least: float
    ) -> list[Scored]:
        """Pairs with probability ≥ `least`, in order of rows. Learns without labels, as our engine does. Columns of
        several values are left out: the plain ones that they stand for are compared."""
        predicted = self._predict(table, plans, rules, least)
        found = predicted.as_pyarrow_table()
        columns = (found[name].to_pylist() for name in ("unique_id_l", "unique_id_r", "match_probability"))
        return sorted(
            Scored(min(one, other), max(one, other), probability)
            for one, other, probability in zip(*columns, strict=True)
            if probability >= least
        )

    def _predict(
        self, table: Mapping[str, Sequence[Any] | Any], plans: Sequence[Plan], rules: Sequence[Rule], least: float
    ) -> Any:
        try:
            from splink import Linker
            from splink.internals.exceptions import EMTrainingException
        except ImportError as error:
            raise EngineMissing(self.name, f"{error.name} is not installed") from None
        logging.getLogger("splink").setLevel(logging.ERROR)
        used = [plan for plan in known(plans, PLAIN) if plan.name in table]
        frame = self._frame(table, used)
        linker = Linker(frame, settings(used, rules), log_level=logging.ERROR)
        linker.training.estimate_u_using_random_sampling(max_pairs=_TRAINING_PAIRS, seed=self._seed)
        for rule in training_rules(used, rules):
            try:
                linker.training.estimate_parameters_using_expectation_maximisation(
                    _block(rule, used), record_sample_proportion=1.0
                )
            except EMTrainingException:  # no pair of records agrees on what this rule asks
                raise TooFewToLearn(self.name) from None
        return linker.inference.predict(threshold_match_probability=least)

    def _frame(self, table: Mapping[str, Sequence[Any] | Any], plans: Sequence[Plan]) -> Any:
        import pyarrow as pa

        wanted = {name for plan in plans for name in (plan.name, plan.group) if name}
        size = len(next(iter(table.values())))
        arrow = pa.table({"unique_id": pa.array(range(size)), **{name: table[name] for name in sorted(wanted)}})
        if self._spark is None:
            from splink import DuckDBAPI

            return DuckDBAPI().register(arrow, dataset_display_name="records")
        from splink import SparkAPI

        made = self._spark.createDataFrame(list(zip(*arrow.to_pydict().values(), strict=True)), _schema(arrow))
        return SparkAPI(spark_session=self._spark).register(made, dataset_display_name="records")


def _schema(arrow: Any) -> Any:
    """The Spark types of an Arrow table's columns: told, not guessed, as a column may say nothing."""
    import pyarrow as pa
    from pyspark.sql.types import DoubleType, LongType, StringType, StructField, StructType

    def kind(found: Any) -> Any:
        if pa.types.is_integer(found):
            return LongType()
        return DoubleType() if pa.types.is_floating(found) else StringType()

    return StructType([StructField(field.name, kind(field.type)) for field in arrow.schema])


def settings(plans: Sequence[Plan], rules: Sequence[Rule]) -> Any:
    """Splink settings that compare what our plans compare: the same levels, the same candidates."""
    from splink import SettingsCreator

    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[_comparison(plan) for plan in plans],
        blocking_rules_to_generate_predictions=[_block(rule, plans) for rule in rules if _usable(rule, plans)],
        retain_matching_columns=False,
    )


def training_rules(plans: Sequence[Plan], rules: Sequence[Rule]) -> list[Rule]:
    """A few rules that leave every column untouched at least once, so that each can be learnt."""
    chosen: list[Rule] = []
    learnt: set[str] = set()
    for rule in sorted((rule for rule in rules if _usable(rule, plans)), key=len, reverse=True):
        free = {plan.name for plan in plans} - {part.rstrip("~") for part in rule}
        if free - learnt:
            chosen.append(rule)
            learnt |= free
    return chosen


def spark_session(folder: Path) -> Any:
    """A local Spark session with Splink's similarity functions; scratch files in `folder`. Raises EngineMissing."""
    try:
        from pyspark.sql import SparkSession
        from splink.internals.spark.jar_location import similarity_jar_location
    except ImportError as error:
        raise EngineMissing("splink-spark", f"{error.name} is not installed") from None
    try:
        session = (
            SparkSession.builder.master("local[2]")
            .config("spark.jars", similarity_jar_location())
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.ui.enabled", "false")
            .config("spark.local.dir", str(folder))
            .getOrCreate()
        )
    except Exception as error:  # pyspark raises its own kinds, and RuntimeError without Java
        raise EngineMissing("splink-spark", type(error).__name__) from None
    session.sparkContext.setCheckpointDir(str(folder / "checkpoints"))
    return session


def _comparison(plan: Plan) -> Any:
    import splink.comparison_level_library as levels
    from splink.comparison_library import CustomComparison

    steps: list[Any] = [levels.NullLevel(plan.name)]
    exact = levels.ExactMatchLevel(plan.name)
    if plan.kind in {"text", "place", "code"}:
        exact = levels.ExactMatchLevel(plan.name, term_frequency_adjustments=True)
    steps.append(exact)
    if plan.kind == "text":
        if plan.group:
            steps.append(levels.ExactMatchLevel(plan.group))
        steps += [levels.JaroWinklerLevel(plan.name, 0.92), levels.JaroWinklerLevel(plan.name, 0.84)]
    elif plan.kind == "number":
        steps += [levels.AbsoluteDifferenceLevel(plan.name, near) for near in plan.near]
    elif plan.group:
        steps.append(levels.ExactMatchLevel(plan.group))
    return CustomComparison([*steps, levels.ElseLevel()], output_column_name=plan.name)


def _block(rule: Rule, plans: Sequence[Plan]) -> Any:
    from splink import block_on

    groups = {plan.name: plan.group or plan.name for plan in plans}
    return block_on(*(groups[part[:-1]] if part.endswith("~") else part for part in rule))


def _usable(rule: Rule, plans: Sequence[Plan]) -> bool:
    return {part.rstrip("~") for part in rule} <= {plan.name for plan in plans}
