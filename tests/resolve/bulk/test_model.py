"""Models: kept as JSON, refused where they do not fit."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import numpy as np
import pytest

from tereze.resolve.bulk import BadModel, Model, Table, category

from .conftest import People


def test_a_model_comes_back_as_it_was(model: Model, tmp_path: Path) -> None:
    path = tmp_path / "model.json"
    model.save(path)
    assert Model.load(path) == model
    assert json.loads(path.read_text())["columns"] == ["given", "father", "birth_year", "sex", "town"]


@pytest.mark.parametrize("text", ["", "{}", "[1]", "no json"])
def test_a_file_that_is_no_model_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "model.json"
    path.write_text(text)
    with pytest.raises(BadModel, match=r"model\.json"):
        Model.load(path)


def test_a_later_format_is_refused(model: Model, tmp_path: Path) -> None:
    path = tmp_path / "model.json"
    model.save(path)
    path.write_text(path.read_text().replace('"format": 2', '"format": 3'))
    with pytest.raises(BadModel, match="format 3"):
        Model.load(path)


def test_other_columns_are_refused(model: Model) -> None:
    with pytest.raises(BadModel, match="columns"):
        model.weights(Table({"a": category(["x", "y"])}))


def test_other_sources_are_refused(model: Model, table: Table) -> None:
    with pytest.raises(BadModel, match="sources"):
        model.weights(Table(table.columns, None, table.swap, table.keys))


def test_the_prior_falls_with_the_size_of_the_table(model: Model, people: People) -> None:
    small, large = people.table(0, 400), people.table(0, 1600)
    fall = model.weights(small).prior - model.weights(large).prior
    assert fall == pytest.approx(np.log(1599 / 399), abs=0.01)


def test_a_model_of_the_first_format_is_refused_with_a_way_out(model: Model, tmp_path: Path) -> None:
    path = tmp_path / "model.json"
    model.save(path)
    path.write_text(path.read_text().replace('"format": 2', '"format": 1'))
    with pytest.raises(BadModel, match="format 1") as refused:
        Model.load(path)
    assert "train" in refused.value.advice


def test_what_judgements_taught_moves_the_prior(model: Model, table: Table) -> None:
    moved = msgspec.structs.replace(model, shift=-0.5)
    assert moved.weights(table).prior == pytest.approx(model.weights(table).prior - 0.5)
