"""Columns of several values in a table that is linked: compiled and plain say the same. All people are invented."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from tereze.resolve.bulk import BadTable, Lookup, Table, explain, extend, link, train
from tereze.resolve.bulk.columns import MONTHS
from tereze.resolve.bulk.described import describe_pairs
from tereze.resolve.bulk.link import walk
from tereze.resolve.bulk.several import Spot, codes, ground, numbers

from .conftest import NAMES, letters, make_people


@dataclass(frozen=True)
class Rich:
    """A table with columns of several values, and the person of each row."""

    table: Table
    person: np.ndarray[Any, Any]


@pytest.fixture(scope="module")
def rich() -> Rich:
    people = make_people(500, 9)
    random = np.random.default_rng(2)
    homes: dict[int, Spot] = {}
    kin: dict[int, list[str]] = {}
    months: dict[int, int] = {}
    rows: dict[str, list[Any]] = {"kin": [], "home": [], "held": []}
    for one in people.person.tolist():
        home = homes.setdefault(one, _spot(random))
        kin.setdefault(one, random.choice(NAMES, 3, replace=False).tolist())
        months.setdefault(one, int(random.integers(0, 48)))
        rows["kin"].append([name for name in kin[one] if random.random() < 0.6])
        rows["home"].append([spot for spot in (home, _spot(random)) if random.random() < 0.7])
        rows["held"].append([months[one] + int(random.integers(0, 2)), 60] if random.random() < 0.8 else None)
    table = people.table()
    columns = table.columns | {"kin": codes(rows["kin"]), "home": ground(rows["home"]),
                               "held": numbers(rows["held"], MONTHS)}  # fmt: skip
    keys = (*table.keys, ("kin+", "given"), ("held", "father"))
    return Rich(Table(columns, table.source, table.swap, keys), people.person)


def _spot(random: np.random.Generator) -> Spot:
    at, known = int(random.integers(0, 60)), random.random() < 0.9
    if at < 10:
        return Spot(f"abroad {at}", at=(40.0 + at, 70.0) if known else None)
    return Spot(f"village {at}", f"county {at // 5}", f"prefecture {at // 15}", (40 + at / 5, 80.0) if known else None)


def test_reasons_in_plain_python_add_up_to_what_is_compiled(rich: Rich) -> None:
    model = train(rich.table)
    links = link(rich.table, model)
    some = np.random.default_rng(1).choice(len(links.left), 150, replace=False)
    for at in some.tolist():
        told = explain(rich.table, model, int(links.left[at]), int(links.right[at]))
        assert told.probability == pytest.approx(float(links.probability[at]), abs=1e-5)


def test_the_walk_gives_the_odds_of_the_full_comparison_and_loses_no_pair(rich: Rich) -> None:
    weights = train(rich.table).weights(rich.table)
    left, right, odds, looked = walk(rich.table, weights, rich.table.blocks, -2.0)
    assert describe_pairs(rich.table, weights, left, right).odds.astype(np.float32).tolist() == odds.tolist()
    every = walk(rich.table, weights, rich.table.blocks, -np.inf)
    assert (every[2] >= -2.0).sum() == len(left) < looked == len(every[0])


def test_what_several_values_say_finds_more_people(rich: Rich) -> None:
    def only(*names: str) -> Table:
        columns = {name: rich.table.columns[name] for name in names}
        keys = tuple(key for key in (("given",), ("father",), ("kin+",)) if key[0].rstrip("+") in names)
        return Table(columns, rich.table.source, rich.table.swap, keys)

    sure = []
    for table in (only("given", "father", "sex"), only("given", "father", "sex", "kin", "home", "held")):
        links = link(table, train(table))
        likely = links.probability > 0.9
        same = rich.person[links.left] == rich.person[links.right]
        assert same[likely].mean() > 0.95
        sure.append(int((same & likely).sum()))
    assert sure[1] > 1.05 * sure[0]


def test_what_is_said_of_them(rich: Rich) -> None:
    model = train(rich.table)
    links = link(rich.table, model, least=1e-6)
    said: dict[str, set[str]] = {"kin": set(), "home": set(), "held": set()}
    for one, other in zip(links.left.tolist()[:3000], links.right.tolist()[:3000], strict=True):
        for reason in explain(rich.table, model, one, other).reasons:
            said.get(reason.column, set()).add(reason.says)
    assert said["kin"] == {"one in common", "none in common"}
    assert said["home"] >= {"the same place", "in one county", "in one prefecture", "far apart"}
    assert said["held"] >= {"one in common"}


def test_later_rows_and_look_up_refuse_such_a_table(rich: Rich) -> None:
    with pytest.raises(BadTable, match="several values"):
        extend(rich.table, {"given": ["ba"]}, sound=letters)
    with pytest.raises(BadTable, match="kin"):
        Lookup(rich.table, train(rich.table))
