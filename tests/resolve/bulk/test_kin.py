"""Family evidence: relatives that match support a pair, others speak against it. All rows are made up."""

from __future__ import annotations

import numpy as np
import pytest

from tereze.resolve.bulk import BadTable, Links, Model, Table, explain, with_family


def links_of(rows: int, scores: dict[tuple[int, int], float]) -> Links:
    left, right = ([pair[side] for pair in scores] for side in range(2))
    values = np.array(list(scores.values()), np.float32)
    return Links(rows, np.array(left, np.int32), np.array(right, np.int32), values, len(scores))


def families(many: int) -> tuple[Links, list[tuple[int, int]], int]:
    """Brothers a and b of whom two lists speak (rows 4n to 4n+3: a, b, a, b); a's rows are linked for sure, b's by
    half. And as many pairs of namesakes whose brothers are strangers, by half too (from the row returned on)."""
    scores: dict[tuple[int, int], float] = {}
    kin = []
    for n in range(many):
        scores |= {(4 * n, 4 * n + 2): 0.97, (4 * n + 1, 4 * n + 3): 0.5}
        kin += [(4 * n, 4 * n + 1), (4 * n + 2, 4 * n + 3)]
    begin = 4 * many
    for n in range(many):
        scores[begin + 4 * n, begin + 4 * n + 2] = 0.5
        kin += [(begin + 4 * n, begin + 4 * n + 1), (begin + 4 * n + 2, begin + 4 * n + 3)]
    return links_of(2 * begin, scores), kin, begin


def probability(links: Links, i: int, j: int) -> float:
    return float(links.probability[(links.left == i) & (links.right == j)][0])


def test_relatives_that_match_raise_and_others_lower() -> None:
    links, kin, begin = families(60)
    moved, family = with_family(links, kin)
    assert family.meet > family.chance
    assert probability(moved, 1, 3) > 0.6
    assert probability(moved, begin, begin + 2) < 0.4


def test_the_reason_names_the_relatives() -> None:
    links, kin, begin = families(60)
    _, family = with_family(links, kin)
    bits, pair = family.support(1, 3)
    assert bits > 0
    assert pair == (0, 2)
    assert family.support(begin, begin + 2)[0] < 0


def test_who_has_no_relatives_in_the_table_stays() -> None:
    links, kin, _ = families(20)
    alone = [pair for pair in kin if pair[0] >= 4]
    moved, family = with_family(links, alone)
    assert probability(moved, 1, 3) == probability(links, 1, 3)
    assert family.support(1, 3) == (0.0, None)


def test_without_relatives_nothing_moves() -> None:
    links, _, _ = families(5)
    moved, _ = with_family(links, [])
    assert np.array_equal(moved.probability, links.probability)


def test_a_relative_both_rows_share_is_one_person() -> None:
    links = links_of(3, {(0, 1): 0.5})
    moved, family = with_family(links, [(0, 2), (1, 2)])
    assert probability(moved, 0, 1) > 0.5
    assert family.support(0, 1)[1] == (2, 2)


def test_two_rows_are_no_evidence_for_themselves() -> None:
    links = links_of(2, {(0, 1): 0.5})
    moved, _ = with_family(links, [(0, 1)])
    assert probability(moved, 0, 1) == pytest.approx(0.5)


def test_namesakes_of_one_family_lower_what_a_meeting_says() -> None:
    links, kin, _ = families(60)
    _, family = with_family(links, kin)
    cousins = dict.fromkeys(zip(range(0, 200, 4), range(1, 201, 4), strict=True), 0.05)
    rows = dict(
        zip(zip(links.left.tolist(), links.right.tolist(), strict=True), links.probability.tolist(), strict=True)
    )
    more = [(i, 300) for pair in cousins for i in pair]
    _, shared = with_family(links_of(links.rows, rows | cousins), [*kin, *more])
    assert shared.chance > family.chance


def test_rounds_carry_along_a_chain_and_twice_is_the_same_each_time() -> None:
    links, kin, _ = families(30)
    one, two = (with_family(links, kin, rounds)[0] for rounds in (1, 2))
    assert np.array_equal(two.probability, with_family(links, kin, 2)[0].probability)
    assert probability(two, 1, 3) >= probability(one, 1, 3) - 0.05


def test_a_row_the_table_does_not_have_is_refused() -> None:
    with pytest.raises(BadTable, match="relatives"):
        with_family(links_of(2, {(0, 1): 0.5}), [(0, 7)])


def test_family_is_a_reason_among_the_others(table: Table, model: Model, links: Links) -> None:
    at = int(np.argmin(np.abs(links.probability - 0.5)))
    i, j = int(links.left[at]), int(links.right[at])
    k, m = next(
        (a, b) for a, b in zip(links.left.tolist(), links.right.tolist(), strict=True) if len({a, b, i, j}) == 4
    )
    _, family = with_family(links, [(i, k), (j, m)])
    told, plain = explain(table, model, i, j, family), explain(table, model, i, j)
    added = next(one for one in told.reasons if one.column == "family")
    assert added.bits == pytest.approx(family.support(i, j)[0])
    assert (told.probability > plain.probability) == (added.bits > 0)
    assert str(k) in added.says
    assert "family" not in {one.column for one in plain.reasons}
