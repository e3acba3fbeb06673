"""The compiled comparison equals the plain one."""

from __future__ import annotations

import itertools
import random

import pytest

from tereze.names import prepare, similarity
from tereze.names.bulk import Records

WORDS = (
    "Nurlan", "Seitkali", "Haji", "N.", "Qasym-Bolat", "Tuerxun", "Sabir", "Ospanova", "Ospanov", "al-Amin",
    "Maratovich",
    "Нұрлан", "Сейтқали", "Ахун", "Оспанова", "Маратович", "Ж.", "ئامىنە", "توختى", "ٴالىمجان", "محمد", "ھاجى",
    "努尔兰", "托合提", "阿吉", "黎", "卡里莫娃", "阿依古丽托合提", "7", "",
)  # fmt: skip


def made_up(seed: int, count: int) -> list[str]:
    chooser = random.Random(seed)
    return [" ".join(chooser.choices(WORDS, k=chooser.randint(1, 6))) for _ in range(count)]


@pytest.mark.parametrize("seed", range(4))
def test_same_result_as_the_plain_path(seed: int) -> None:
    """Up to six words each way: titles, initials, joins, look-alikes, unreadable names."""
    lefts, rights = made_up(seed, 150), made_up(seed + 100, 150)
    records = Records()
    found = records.compare(records.add(lefts), records.add(rights))
    assert found == pytest.approx([similarity(a, b) for a, b in zip(lefts, rights, strict=True)], abs=1e-12)


def test_every_word_against_every_word() -> None:
    pairs = list(itertools.product(WORDS, WORDS))
    records = Records()
    found = records.compare(records.add([a for a, _ in pairs]), records.add([b for _, b in pairs]))
    assert found == pytest.approx([similarity(a, b) for a, b in pairs], abs=1e-12)


def test_the_longest_words_stay_in_bounds() -> None:
    """The scratch row of the alignment is of fixed length; the longest join must fit it."""
    long = [
        " ".join(["艾" * 60, "兴" * 60]),
        " ".join(["q" * 90, "щ" * 90]),
        "ж" * 200,
        " ".join(["光" * 90, "广" * 90]),
    ]
    records = Records()
    found = records.compare(records.add(long), records.add(list(reversed(long))))
    assert found == pytest.approx([similarity(a, b) for a, b in zip(long, reversed(long), strict=True)], abs=1e-12)
    assert prepare(long[0]).joins
