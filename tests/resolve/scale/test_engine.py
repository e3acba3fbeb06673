"""The compiled engine on small made-up tables. Everyone here is fictional."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import pytest

from tereze.resolve.scale.columns import Plan, Records, UnevenColumns, records
from tereze.resolve.scale.engine import Options, link
from tereze.resolve.scale.kernels import jaro_winkler
from tereze.resolve.scale.keys import blocks_of, keys_for

PLANS = (
    Plan("given", "text", "given_sound"),
    Plan("father", "text", "father_sound"),
    Plan("year", "number"),
    Plan("county", "place", "region"),
    Plan("sex", "code"),
)
RULES = (
    ("given~", "father~", "year"),
    ("given~", "father~", "county"),
    ("given~", "year", "county"),
    ("given~", "father~"),
)
_PARTS = ["ba", "do", "ki", "lu", "me", "na", "po", "ri", "sa", "tu", "ze", "gha"]


def crowd(people: int, seed: int = 1) -> tuple[dict[str, list[Any]], list[int]]:
    """A table in which each person has one to three records, some values missing or misspelt; and who is who."""
    rng = random.Random(seed)
    names = ["".join(rng.choices(_PARTS, k=3)) for _ in range(300)]
    table: dict[str, list[Any]] = {key: [] for key in ("given", "father", "year", "county", "region", "sex", "source")}
    truth = []
    for person in range(people):
        given, father, year, county = rng.choice(names), rng.choice(names), rng.randint(1940, 1999), rng.randrange(40)
        sex = rng.choice(["f", "m"])
        for _ in range(rng.choice([1, 2, 2, 3])):
            spelt = given.replace("gh", "g") if rng.random() < 0.3 else given
            one, other = (father, spelt) if rng.random() < 0.05 else (spelt, father)
            table["given"].append(one)
            table["father"].append(None if rng.random() < 0.1 else other)
            table["year"].append(None if rng.random() < 0.1 else year + (rng.random() < 0.1))
            table["county"].append(None if rng.random() < 0.1 else f"c{county}")
            table["region"].append(f"r{county // 8}")
            table["sex"].append(sex)
            table["source"].append(rng.choice(["list", "letter"]))
            truth.append(person)
    for key in ("given", "father"):
        table[f"{key}_sound"] = [name and name.replace("gh", "g") for name in table[key]]
    return table, truth


def columns(table: dict[str, list[Any]]) -> Records:
    return records(table, PLANS, channel="source", swapped=("given", "father"))


@pytest.fixture(scope="module")
def linked() -> Any:
    table, truth = crowd(1500)
    return link(columns(table), RULES), np.array(truth)


def pairs(groups: Any) -> set[tuple[int, int]]:
    members: dict[int, list[int]] = {}
    for at, root in enumerate(groups.tolist()):
        members.setdefault(root, []).append(at)
    return {(one, other) for group in members.values() for k, one in enumerate(group) for other in group[k + 1 :]}


def test_most_people_are_found_and_few_are_mixed_up(linked: Any) -> None:
    found, truth = pairs(linked[0].groups), pairs(linked[1])
    assert len(found & truth) > 0.9 * len(truth)
    assert len(found & truth) > 0.95 * len(found)


def test_probabilities_mean_what_they_say(linked: Any) -> None:
    result, truth = linked
    sure = result.probability >= 0.9
    assert (truth[result.left[sure]] == truth[result.right[sure]]).mean() >= 0.9


def test_pairs_come_best_first_and_each_once(linked: Any) -> None:
    result, _ = linked
    assert (np.diff(result.bits) <= 1e-4).all()
    assert (result.left < result.right).all()
    assert len(set(zip(result.left.tolist(), result.right.tolist(), strict=True))) == len(result.left)


def test_the_same_records_give_the_same_answer(linked: Any) -> None:
    table, _ = crowd(1500)
    again = link(columns(table), RULES)
    assert (again.groups == linked[0].groups).all()
    assert (again.bits == linked[0].bits).all()


def test_records_judged_different_are_never_in_one_group(linked: Any) -> None:
    together = sorted(pairs(linked[0].groups))[:40]
    table, _ = crowd(1500)
    groups = link(columns(table), RULES, apart=together).groups
    assert all(groups[one] != groups[other] for one, other in together)


def test_across_only_never_links_within_a_source() -> None:
    table, _ = crowd(300)
    made = columns(table)
    result = link(made, RULES, Options(across_only=True))
    assert len(result.left)
    assert (made.channels[result.left] != made.channels[result.right]).all()


def test_missing_and_constant_columns_are_named_and_do_no_harm() -> None:
    table, _ = crowd(300)
    table["sex"] = ["f"] * len(table["sex"])
    del table["county"]
    result = link(columns(table), RULES)
    assert [text for text in result.warnings if "sex" in text]
    assert [text for text in result.warnings if "county" in text]
    assert len(result.left)


def test_one_value_on_a_third_of_the_rows_takes_bounded_time_and_is_said() -> None:
    table, _ = crowd(3000)
    for at in range(0, len(table["given"]), 3):
        table["given"][at], table["given_sound"][at] = "unknown", "unknown"
        table["father"][at], table["father_sound"][at] = "unknown", "unknown"
    result = link(columns(table), RULES, Options(largest=100))
    assert [text for text in result.warnings if "too large" in text]
    assert result.compared < 200_000


def test_nothing_to_link_is_no_error() -> None:
    table, _ = crowd(1)
    assert link(columns({key: values[:1] for key, values in table.items()}), RULES).groups.tolist() == [0]


def test_columns_of_different_lengths_are_refused() -> None:
    with pytest.raises(UnevenColumns, match="year"):
        records({"given": ["a", "b"], "year": [1]}, PLANS)


def test_exchanged_names_share_a_key_and_missing_parts_have_none() -> None:
    table = {
        "given": ["a", "b", "a"],
        "given_sound": ["a", "b", "a"],
        "father": ["b", "a", None],
        "father_sound": ["b", "a", None],
    }
    made = records(table, PLANS, swapped=("given", "father"))
    keys, usable = keys_for(made, [("given~", "father~"), ("given~", "year")])
    assert usable == (("given~", "father~"),)
    assert keys[0, 0] == keys[1, 0] != 0
    assert keys[2, 0] == 0


def test_a_block_above_the_bound_is_counted_and_left_to_others() -> None:
    made = records({"given": ["a", "a", "a", "b", "b"], "given_sound": ["a", "a", "a", "b", "b"]}, PLANS)
    keys, usable = keys_for(made, [("given~",)])
    blocks = blocks_of(keys, 0, usable[0], 2)
    assert (blocks.pairs, blocks.skipped_blocks, blocks.skipped_pairs) == (1, 1, 3)
    assert not keys[:3].any()


def test_jaro_winkler_gives_the_published_values() -> None:
    def value(one: str, other: str) -> float:
        left, right = np.frombuffer(one.encode(), np.uint8), np.frombuffer(other.encode(), np.uint8)
        return float(jaro_winkler(left, len(left), right, len(right)))

    assert value("martha", "marhta") == pytest.approx(0.9611, abs=1e-4)
    assert value("dwayne", "duane") == pytest.approx(0.84, abs=1e-4)
    assert value("abc", "xyz") == 0.0
