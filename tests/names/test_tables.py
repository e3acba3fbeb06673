"""The tables people edit: complete, readable, consistent."""

from __future__ import annotations

import pytest

from tereze.names.tables import phone_costs, prior_costs, prior_gaps, rows, tables

TABLES = (
    "phones", "confusions", "letters", "syllables", "han", "han_pinyin", "han_variants", "attested", "affixes", "words",
)  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
def test_every_table_names_its_source(repo: object, name: str) -> None:
    """A reviewer must see where rows come from."""
    from pathlib import Path

    text = (Path(str(repo)) / "resources" / "names" / f"{name}.tsv").read_text("utf-8")
    assert "Source:" in text
    assert all("\t" in line for line in text.splitlines() if line and not line.startswith("#"))


def test_readings_use_known_phones_only() -> None:
    known = {row[0] for row in rows("phones")}
    assert all(set(symbol.phones) <= known for symbol in tables().symbols)


def test_symbols_fit_a_byte() -> None:
    """Readings are bytes: there may be no more than 256 symbols."""
    assert len(tables().symbols) <= 256


def test_costs_are_symmetric_and_zero_only_for_the_same_symbol() -> None:
    t = tables()
    size = len(t.symbols)
    for i in range(size):
        for j in range(size):
            assert t.costs[i * size + j] == t.costs[j * size + i]
            assert (t.costs[i * size + j] == 0) == (i == j)


def test_prior_costs_follow_the_table_of_confusions() -> None:
    """Before learning, q and k are nearly one sound and q and m are not."""
    base, gaps = phone_costs()
    assert base["q", "k"] < 0.1
    assert base["q", "m"] > 0.9
    assert gaps["a"] < gaps["m"]


def test_prior_gap_of_a_silent_symbol_is_small() -> None:
    t = tables()
    gaps = prior_gaps(t.symbols)
    silent = [gaps[i] for i, symbol in enumerate(t.symbols) if symbol.silent]
    assert max(silent) < 10


def test_traditional_characters_are_known() -> None:
    t = tables()
    assert "爾熱別麗".translate(t.variants) == "尔热别丽"


def test_prior_costs_are_used_when_nothing_is_learned() -> None:
    """The square of costs from the tables alone is as well-formed as the learned one."""
    symbols = tables().symbols[:40]
    square = prior_costs(symbols)
    assert all(square[i * 40 + j] == square[j * 40 + i] for i in range(40) for j in range(40))
    assert all((square[i * 40 + j] == 0) == (i == j) for i in range(40) for j in range(40))
