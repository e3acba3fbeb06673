"""Reasons: column by column, in words."""

from __future__ import annotations

from math import exp, log

import msgspec
import pytest

from tereze.resolve.bulk import Model, Table, explain, extend

from .conftest import letters


def pair(table: Table, one: dict[str, object], other: dict[str, object]) -> tuple[Table, int]:
    """The table with two more rows, and the number of the first."""
    more = {name: [one.get(name), other.get(name)] for name in table.names}
    return extend(table, more, ["list", "letter"], None, letters), len(table)


FULL = {"given": "badalan", "father": "kimir", "birth_year": 1970, "sex": "f", "town": "town 3"}


def test_the_bits_add_up_to_the_probability(table: Table, model: Model) -> None:
    larger, at = pair(table, FULL, FULL | {"birth_year": 1971})
    told = explain(larger, model, at, at + 1)
    odds = (told.prior + sum(one.bits for one in told.reasons)) * log(2)
    assert told.probability == pytest.approx(1 / (1 + exp(-odds)))
    assert told.probability > 0.9


def test_reasons_are_in_words_weightiest_first(table: Table, model: Model) -> None:
    larger, at = pair(table, FULL, FULL | {"birth_year": 1971, "sex": "m", "given": "bedalan"})
    told = explain(larger, model, at, at + 1)
    said = {one.column: one.says for one in told.reasons}
    assert said["birth_year"] == "1 apart"
    assert said["sex"] == "different"
    assert said["given"] == "the same sound"
    sizes = [abs(one.bits) for one in told.reasons]
    assert sizes == sorted(sizes, reverse=True)


def test_exchanged_names_are_told(table: Table, model: Model) -> None:
    larger, at = pair(table, FULL, FULL | {"given": "kimir", "father": "badalan"})
    told = explain(larger, model, at, at + 1)
    assert {one.column for one in told.reasons if one.exchanged} == {"given", "father"}
    assert told.probability > 0.9


def test_what_one_side_does_not_say_is_no_reason(table: Table, model: Model) -> None:
    larger, at = pair(table, FULL, {"given": "badalan"})
    assert [one.column for one in explain(larger, model, at, at + 1).reasons] == ["given"]


def test_a_rare_name_says_more_than_a_common_one(table: Table, model: Model) -> None:
    counts = table.packed.log_group[: len(table.vocabulary)]
    groups = table.columns["given"].groups
    leaves = sorted(range(len(groups)), key=lambda leaf: counts[groups[leaf]])
    rare, common = (table.columns["given"].leaves[leaves[end]] for end in (0, -1))
    bits = []
    for name in (rare, common):
        larger, at = pair(table, {"given": name}, {"given": name})
        bits.append(explain(larger, model, at, at + 1).reasons[0].bits)
    assert bits[0] > bits[1]


def test_the_column_that_another_is_read_beside_is_told(table: Table, model: Model) -> None:
    read = msgspec.structs.replace(model, beside=("", "given", "", "", ""))
    larger, at = pair(table, FULL, FULL | {"given": "zezor"})
    agree, differ = pair(table, FULL, FULL)[0], larger
    beside = {one.column: one.beside for one in explain(agree, read, at, at + 1).reasons}
    assert beside["father"] == "given"
    assert {one.beside for one in explain(differ, read, at, at + 1).reasons} == {""}


def test_how_many_others_share_the_name_is_told(table: Table, model: Model) -> None:
    larger, at = pair(table, FULL, FULL)
    columns = larger.columns
    sounds = []
    for name in ("given", "father"):
        column = columns[name]
        sounds.append([column.groups[code] if code >= 0 else -1 for code in column.codes])
    named = list(zip(*sounds, strict=True))
    expected = named[: len(table)].count(named[at])
    assert explain(larger, model, at, at + 1).namesakes == expected
    more, first = pair(larger, FULL, FULL)
    assert explain(more, model, first, first + 1).namesakes == expected + 2


def test_names_alone_are_told_apart_from_more(table: Table, model: Model) -> None:
    bare = {"given": FULL["given"], "father": FULL["father"]}
    larger, at = pair(table, bare, bare)
    assert explain(larger, model, at, at + 1).name_alone
    larger, at = pair(table, FULL, FULL)
    assert not explain(larger, model, at, at + 1).name_alone
