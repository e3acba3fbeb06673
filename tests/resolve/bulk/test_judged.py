"""What people judged: pairs of one person teach, both kinds move the prior, and little of it moves little."""

from __future__ import annotations

import numpy as np
import pytest

from tereze.resolve.bulk import Links, Model, Table, link, train
from tereze.resolve.bulk.judged import judged_counts, judged_shift

from .conftest import People


def doubtful(table: Table, model: Model, people: People) -> list[tuple[int, int, bool]]:
    """All pairs between a tenth and nine tenths, judged as they are."""
    links = link(table, model)
    open_ = (links.probability > 0.1) & (links.probability < 0.9)
    true = people.person[links.left] == people.person[links.right]
    pairs = zip(links.left[open_].tolist(), links.right[open_].tolist(), true[open_].tolist(), strict=True)
    return [(i, j, bool(one)) for i, j, one in pairs]


def test_pairs_of_one_person_are_counted_in_every_column_they_speak_of(table: Table, model: Model) -> None:
    counts = judged_counts(table, model.weights(table), [(0, 1, True), (2, 3, False), (5, 4, True)])
    both = [(table.columns["sex"].codes[list(pair)] >= 0).all() for pair in ((0, 1), (4, 5))]
    assert counts[table.names.index("sex")].sum() == sum(both)


def test_nothing_judged_moves_nothing(table: Table, model: Model) -> None:
    assert judged_shift(table, model.weights(table), []) == 0.0
    assert not judged_counts(table, model.weights(table), [(0, 1, False)]).any()


def test_a_model_too_sure_is_moved_down_and_one_too_shy_up(table: Table, model: Model, people: People) -> None:
    weights = model.weights(table)
    judged = doubtful(table, model, people)
    sure = judged_shift(table, weights._replace(prior=weights.prior + 2.0), judged)
    shy = judged_shift(table, weights._replace(prior=weights.prior - 2.0), judged)
    assert sure < -0.5
    assert shy > 0.5


def test_different_counts_too(table: Table, model: Model) -> None:
    links = link(table, model, least=0.4)
    doubt = links.probability < 0.9
    pairs = [(i, j, False) for i, j in zip(links.left[doubt].tolist(), links.right[doubt].tolist(), strict=True)]
    assert train(table, judgements=pairs).shift < -0.3


def test_one_judgement_moves_little(table: Table, model: Model, links: Links) -> None:
    at = int(np.argmin(np.abs(links.probability - 0.5)))
    one = [(int(links.left[at]), int(links.right[at]), False)]
    assert judged_shift(table, model.weights(table), one) == pytest.approx(-0.4, abs=0.2)


def test_what_was_clear_anyway_moves_nothing(table: Table, model: Model, links: Links) -> None:
    at = int(links.probability.argmax())
    one = [(int(links.left[at]), int(links.right[at]), True)]
    assert abs(judged_shift(table, model.weights(table), one)) < 0.01
