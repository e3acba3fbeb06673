"""What was learned: there, fitting the tables, and harmless when it does not."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

from tereze.names.tables import tables
from tereze.names.weights import KINDS, Weights, kind_pair, symbol_name, weights


def test_every_symbol_of_the_tables_has_learned_costs() -> None:
    """Editing letters.tsv, syllables.tsv or han.tsv can add symbols: then run tools/train_names.py again."""
    assert {symbol_name(s) for s in tables().symbols} <= set(weights().symbols)


def test_symbols_that_were_never_learned_are_refused() -> None:
    """Learned numbers of an older table are not applied to a new one; the table's own costs are used."""
    other = replace(weights(), symbols=("?", *weights().symbols[1:]))
    assert other.costs(tables().symbols) is None


def test_the_order_of_symbols_does_not_matter() -> None:
    symbols = tables().symbols
    size = len(symbols)
    found, turned = weights().costs(symbols), weights().costs(symbols[::-1])
    assert found is not None
    assert turned is not None
    assert turned[0] == found[0][::-1]
    assert turned[1][0 * size + 5] == found[1][(size - 1) * size + size - 6]


def test_untrained_weights_have_the_same_shape() -> None:
    learned, plain = weights(), Weights()
    assert [len(x) for x in (learned.word, learned.word_bias, learned.word_cost, learned.name, learned.name_bias)] == [
        len(x) for x in (plain.word, plain.word_bias, plain.word_cost, plain.name, plain.name_bias)
    ]


def test_evidence_points_the_right_way() -> None:
    """More distance, different attested names, and a clash of sex all speak against; a common attested name for."""
    w = weights().word
    assert w[1] < 0 < w[3]
    assert max(w[4], w[5], w[6]) < 0


def test_every_pair_of_kinds_has_its_own_number() -> None:
    pairs = {kind_pair(a, b) for a, b in product(range(len(KINDS)), repeat=2)}
    assert pairs == set(range(21))
    assert kind_pair(1, 4) == kind_pair(4, 1)
