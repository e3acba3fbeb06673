"""Merging: the union, in any order, as often as you like; two histories are both kept, and proved."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tereze.ledger.check import check_log
from tereze.ledger.errors import BadLedger, FrozenLog, GapInLog
from tereze.ledger.forks import check_fork
from tereze.ledger.logs import LogLedger
from tereze.ledger.protocol import LogPart
from tereze.model.errors import TerezeError

State = Callable[[LogLedger], dict[str, set[tuple[int, bytes]]]]


def sound(ledger: LogLedger) -> bool:
    return all(not check_log(ledger.store, log).problems for log in ledger.store.logs())


def three_logs(bench: Any) -> list[LogPart]:
    """Whole logs and stretches of three installations, so that a random order is full of repeats and gaps."""
    parts = []
    for name in ("one", "two", "three"):
        ledger = bench.ledger(name)
        for unit in range(3):
            bench.append(ledger, 1, 10 * unit)
        parts += [bench.part(ledger, stop=2), bench.part(ledger), bench.part(ledger, start=1, stop=3)]
        parts += [bench.part(ledger, start=2), bench.part(ledger, start=4)]
    return parts


def take(ledger: LogLedger, part: LogPart) -> bool:
    try:
        ledger.absorb([part])
    except GapInLog:
        return False
    return True


def test_1000_random_orders_give_one_state(bench: Any, state: State) -> None:
    parts, chance, states = three_logs(bench), random.Random(7), set()
    for _ in range(1000):
        ledger = bench.ledger("desk")
        waiting = chance.sample(parts, len(parts)) + chance.sample(parts, 3)
        while waiting:
            waiting = [part for part in waiting if not take(ledger, part)]
        states.add(repr(sorted((origin, sorted(heads)) for origin, heads in state(ledger).items())))
    assert len(states) == 1


@given(st.permutations(range(4)), st.integers(0, 4))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_merging_is_commutative_associative_and_idempotent(
    bench: Any, state: State, order: list[int], split: int
) -> None:
    one, two = bench.forked()
    parts = [bench.part(one), bench.part(two), bench.part(bench.ledger("three", 4)), bench.part(one, stop=4)]
    shuffled = [parts[n] for n in order]
    left, right, whole = bench.ledger("desk"), bench.ledger("desk"), bench.ledger("desk")
    left.absorb(shuffled[:split])
    right.absorb(shuffled[split:])
    left.absorb([bench.part(right, log) for log in right.store.logs()])
    whole.absorb(shuffled)
    assert state(left) == state(whole)
    whole.absorb(shuffled[::-1])
    assert state(left) == state(whole)
    assert sound(left)
    assert sound(whole)
    assert whole.is_frozen(one.origin)


def test_a_second_merge_adds_nothing(bench: Any) -> None:
    ledger, part = bench.ledger("desk"), bench.part(bench.ledger("one", 5))
    assert [one.added for one in ledger.absorb([part])] == [6]
    assert [one.added for one in ledger.absorb([part])] == [0]
    assert sound(ledger)


def test_a_stretch_continues_what_is_here(bench: Any, state: State) -> None:
    other, ledger = bench.ledger("one", 5), bench.ledger("desk")
    bench.append(other, 4, 5)
    ledger.absorb([bench.part(other, stop=6)])
    assert [one.added for one in ledger.absorb([bench.part(other, start=6)])] == [4]
    assert [one.added for one in ledger.absorb([bench.part(other, start=3)])] == [0]
    assert state(ledger)[other.origin] == {(10, other.heads()[0].root)}
    assert sound(ledger)


@pytest.mark.parametrize("size", [999, 1000, 1001, 2500])
def test_logs_longer_than_a_chunk(bench: Any, size: int) -> None:
    other, ledger = bench.ledger("one", 5), bench.ledger("desk")
    bench.append(other, size, 5)
    ledger.absorb([bench.part(other, stop=6)])
    ledger.absorb([bench.part(other)])
    assert ledger.head(other.origin).root == other.heads()[0].root
    assert sound(ledger)


def test_a_gap_is_refused_with_numbers(bench: Any) -> None:
    other, ledger = bench.ledger("one", 5), bench.ledger("desk")
    with pytest.raises(GapInLog, match=r"at entry 4, but only 0"):
        ledger.absorb([bench.part(other, start=4)])
    assert list(ledger.heads()) == []


@pytest.mark.parametrize(
    ("common", "left", "right"), [(3, 2, 4), (3, 4, 2), (3, 3, 3), (0, 1, 1), (1200, 3, 900), (7, 1, 1)]
)
def test_two_histories_are_both_kept_and_proved(bench: Any, common: int, left: int, right: int) -> None:
    one, two = bench.forked(common, left, right)
    ledger = bench.ledger("desk")
    assert ledger.absorb([bench.part(one)])[0].fork is None
    done = ledger.absorb([bench.part(two)])[0]
    assert done.log.startswith(one.origin + "#")
    assert done.added == right
    assert done.fork is not None
    check_fork(done.fork, one.genesis(one.origin).verifier)
    assert list(ledger.forks()) == [done.fork]
    assert {head.root for head in ledger.heads()} == {one.heads()[0].root, two.heads()[0].root}
    assert sound(ledger)
    assert ledger.absorb([bench.part(one), bench.part(two)])[1].fork is None


def test_three_histories(bench: Any, state: State) -> None:
    one, two = bench.forked()
    three = bench.ledger("twin")
    bench.append(three, 2, 300)
    parts = [bench.part(one), bench.part(two), bench.part(three)]
    seen = set()
    for order in ([0, 1, 2], [2, 1, 0], [1, 2, 0]):
        ledger = bench.ledger("desk")
        ledger.absorb([parts[n] for n in order])
        assert len(state(ledger)[one.origin]) == 3
        assert sound(ledger)
        seen.add(repr(sorted(state(ledger)[one.origin])))
    assert len(seen) == 1


def test_a_second_history_goes_on_growing(bench: Any) -> None:
    one, two = bench.forked()
    ledger = bench.ledger("desk")
    ledger.absorb([bench.part(one), bench.part(two)])
    bench.append(two, 3, 300)
    done = ledger.absorb([bench.part(two)])[0]
    assert (done.added, done.fork) == (3, None)
    bench.append(two, 1, 400)
    assert ledger.absorb([bench.part(two, start=5)])[0].added == 1
    assert sound(ledger)


@pytest.mark.parametrize("start", [5, 6, 7])
def test_a_stretch_of_another_history_is_proved_even_without_its_beginning(bench: Any, start: int) -> None:
    one, two = bench.forked(3, 4, 5)
    ledger = bench.ledger("desk")
    ledger.absorb([bench.part(one)])
    done = ledger.absorb([bench.part(two, start=start)])[0]
    assert done.added == 0
    assert done.fork is not None
    check_fork(done.fork, one.genesis(one.origin).verifier)
    assert ledger.is_frozen(one.origin)
    assert sound(ledger)


def test_our_own_log_continued_elsewhere_freezes_it(bench: Any) -> None:
    one, two = bench.forked()
    one.absorb([bench.part(two)])
    with pytest.raises(FrozenLog), one.unit():
        pass
    assert sound(one)


def test_a_machine_set_back_to_an_old_copy_gets_its_own_entries_again(bench: Any) -> None:
    now, partner, old = bench.ledger("desk", 3), bench.ledger("partner"), bench.ledger("desk")
    bench.append(now, 3, 10)
    partner.absorb([bench.part(now)])
    old.absorb([bench.part(now, stop=4)])
    done = old.absorb([bench.part(partner, now.origin)])[0]
    assert (done.log, done.added) == (old.origin, 3)
    bench.append(old, 1, 50)
    assert sound(old)


def damaged(bench: Any, part: LogPart) -> list[LogPart]:
    """Everything an outsider or a broken disk can do to a stretch of a log without the key."""
    raws, other = list(part.entries), bench.part(bench.ledger("other", 5))
    return [
        part._replace(entries=raws[:-1]),
        part._replace(entries=raws[:2] + raws[3:]),
        part._replace(entries=[raws[0], raws[2], raws[1], *raws[3:]]),
        part._replace(entries=[*raws, raws[-1]]),
        part._replace(entries=[*raws[:-1], bench.entries(1)[0].raw]),
        part._replace(entries=raws[1:]),
        part._replace(entries=[]),
        part._replace(entries=[other.entries[0], *raws[1:]]),
        part._replace(entries=[*raws[:3], raws[3][:-1] + b" ", *raws[4:]]),
        part._replace(entries=[*raws, raws[0]]),
        part._replace(note=other.note),
        part._replace(note=part.note.replace("\n6\n", "\n5\n")),
        part._replace(note=""),
        part._replace(origin=other.origin),
        part._replace(frontier=(bytes(32),)),
        part._replace(start=1, frontier=(bytes(32),), entries=raws[1:]),
    ]


def test_damage_is_refused_and_changes_nothing(bench: Any) -> None:
    part = bench.part(bench.ledger("one", 5))
    ledger = bench.ledger("desk", 2)
    before = list(ledger.heads())
    for bad in damaged(bench, part):
        with pytest.raises(TerezeError) as caught:
            ledger.absorb([bad])
        assert isinstance(caught.value, BadLedger | GapInLog)
        assert list(ledger.heads()) == before
        assert list(ledger.forks()) == []


def test_damage_is_refused_where_the_log_is_known_already(bench: Any) -> None:
    part = bench.part(bench.ledger("one", 5))
    ledger = bench.ledger("desk")
    ledger.absorb([part])
    before = list(ledger.heads())
    for bad in damaged(bench, part):
        with pytest.raises(BadLedger):
            ledger.absorb([bad])
        assert list(ledger.heads()) == before
        assert list(ledger.forks()) == []


def test_entries_of_a_later_version_are_kept(bench: Any) -> None:
    from hashlib import sha256

    from tereze.ledger.protocol import Entry

    other, ledger = bench.ledger("one"), bench.ledger("desk")
    raw = b'{"alg":"later","cls":"case","v":2,"what":"ever"}'
    with other.unit() as unit:
        unit.append([Entry(sha256(raw).digest(), raw), *bench.entries(1)])
    ledger.absorb([bench.part(other)])
    assert next(ledger.entries(other.origin, 1)).raw == raw
    assert sound(ledger)
