"""One setting for how `tereze link` finds its candidates: our rules, our compiled engine, Splink, or Splink on Spark.

Whatever finds a pair, the same rules judge it and give the reasons, so a register that outgrows one machine changes
where the work is done and nothing a reviewer sees.
"""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from tereze.model.errors import WrongUse

from .plans import Plan, Rule
from .protocol import Engine

PLANS = (
    Plan("name", "text", "sound"), Plan("born", "number"), Plan("sex", "code"), Plan("place", "code"),
    Plan("held", "code"),
    Plan("ways", "ways", instead="name"), Plan("years", "numbers", near=(1, 2, 5), instead="born"),
    Plan("birthdays", "codes"), Plan("homes", "ground", instead="place"), Plan("home_words", "codes"),
    Plan("months", "numbers", near=(1, 3, 12), instead="held"), Plan("days", "numbers", near=(3, 31, 365)),
    Plan("deaths", "numbers", near=(7, 60, 365)), Plan("jails", "ground"), Plan("jail_words", "codes"),
    Plan("kin", "codes"), Plan("work", "codes"), Plan("numbers", "codes"), Plan("photos", "codes"),
)  # fmt: skip
"""What the register's table has: plain columns for every engine, those of several values for our own."""
RULES: tuple[Rule, ...] = (("name",), ("name~",), ("born", "place"), ("held", "place"), ("born", "held"))
LEAST = 0.01
ENGINES = ("rules", "compiled", "splink", "spark")

Finder = Callable[[Mapping[str, Sequence[Any]]], Iterable[tuple[int, int]]]


class NoSuchEngine(WrongUse):
    """An engine that is not there."""

    message = "There is no engine “{0}”."
    hint = "Engines: rules, compiled, splink, spark. Without the setting TEREZE_ENGINE it is rules."


def finder(name: str) -> Finder | None:
    """What finds pairs of rows in a table of `tereze.resolve.columns`; None for our rules, which find their own.

    Raises `NoSuchEngine`, and when it is used `EngineMissing` where its packages are not installed.
    """
    if name not in ENGINES:
        raise NoSuchEngine(name)
    return None if name == "rules" else lambda table: _found(name, table)


def _found(name: str, table: Mapping[str, Sequence[Any]]) -> list[tuple[int, int]]:
    if len(next(iter(table.values()))) < 2:
        return []
    with warnings.catch_warnings(), tempfile.TemporaryDirectory() as scratch:
        warnings.simplefilter("ignore")  # Splink's and DuckDB's own
        if name != "spark":
            return _linked(_engine(name), table)
        from .splink import SplinkEngine, spark_session

        session = spark_session(Path(scratch))
        try:
            return _linked(SplinkEngine(session), table)
        finally:
            session.stop()


def _engine(name: str) -> Engine:
    if name == "compiled":
        from .own import OwnEngine

        return OwnEngine()
    from .splink import SplinkEngine

    return SplinkEngine()


def _linked(engine: Engine, table: Mapping[str, Sequence[Any]]) -> list[tuple[int, int]]:
    said = [plan for plan in PLANS if any(value is not None for value in table[plan.name])]
    return [(one.left, one.right) for one in engine.link(table, said, RULES, LEAST)]
