"""The key store: kept before it is used, gone for good when destroyed."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tereze.store.faults import WrongKey
from tereze.store.keys import PENDING, Keys, Seen

KEY = bytes(range(32))


@pytest.fixture
def keys(tmp_path: Path) -> Iterator[Keys]:
    """An empty key store in `tmp_path/keys.db`."""
    made = Keys.create(tmp_path / "keys.db", KEY)
    yield made
    made.close()


def test_keys_are_there_after_opening_again(tmp_path: Path, keys: Keys) -> None:
    pairs = keys.issue(["s1/m1", "s1/m2", "s1/m1"])
    keys.close()
    again = Keys.open(tmp_path / "keys.db", KEY)
    assert again.get_many([kid for kid, _ in pairs]) == [key for _, key in pairs]
    assert list(again.units()) == [("s1/m1", 2), ("s1/m2", 1)]
    assert again.unit_of(pairs[1][0]) == "s1/m2"
    assert again.unit_of(bytes(12)) is None
    again.close()
    with pytest.raises(WrongKey):
        Keys.open(tmp_path / "keys.db", bytes(32))


def test_keys_are_random_and_all_different(keys: Keys) -> None:
    pairs = keys.issue(["s1"] * 1000)
    assert len({kid for kid, _ in pairs}) == len({key for _, key in pairs}) == 1000
    assert {(len(kid), len(key)) for kid, key in pairs} == {(12, 32)}


def test_unknown_keys_are_none_in_their_place(keys: Keys) -> None:
    [(kid, key)] = keys.issue(["s1"])
    assert keys.get(bytes(12)) is None
    assert keys.get_many([bytes(12), kid, kid]) == [None, key, key]
    assert keys.issue([]) == []


def test_keys_of_a_batch_can_be_used_in_it_and_are_kept_at_its_end(keys: Keys, tmp_path: Path) -> None:
    with keys.batch():
        [(kid, key)] = keys.issue(["s1"])
        assert keys.get(kid) == key
        assert keys.kids("s1") == [kid]
        other = Keys.open(tmp_path / "keys.db", KEY)
        assert other.get(kid) is None
        with keys.batch():
            keys.issue(["s1"])
    assert other.get(kid) == key
    assert len(other.kids("s1")) == 2
    other.close()


def test_keys_of_a_batch_that_failed_never_were(keys: Keys) -> None:
    with pytest.raises(RuntimeError), keys.batch():  # noqa: PT012
        keys.issue(["s1", "s2"])
        raise RuntimeError
    assert list(keys.units()) == []
    [(kid, key)] = keys.issue(["s2"])
    assert keys.get(kid) == key


def test_a_batch_larger_than_memory_allows_is_written_on_the_way(keys: Keys) -> None:
    with keys.batch():
        pairs = keys.issue(["s1"] * (PENDING + 1))
        assert keys._pending == {}
        assert keys.get(pairs[0][0]) == pairs[0][1]
    assert list(keys.units()) == [("s1", PENDING + 1)]


def test_another_threads_keys_do_not_fall_with_our_batch(keys: Keys) -> None:
    made: list[tuple[bytes, bytes]] = []
    thread = threading.Thread(target=lambda: made.extend(keys.issue(["s2"])))
    with pytest.raises(RuntimeError), keys.batch():  # noqa: PT012
        keys.issue(["s1"])
        thread.start()
        thread.join(0.05)
        assert made == []
        raise RuntimeError
    thread.join()
    assert keys.get(made[0][0]) == made[0][1]
    assert list(keys.units()) == [("s2", 1)]


def test_destroying_a_unit_leaves_the_others(keys: Keys) -> None:
    gone = keys.issue(["s1/m1"] * 3)
    [(kid, key)] = keys.issue(["s1/m2"])
    assert keys.destroy("s1/m1") == 3
    assert keys.destroy("s1/m1") == 0
    assert keys.destroy("unknown") == 0
    assert keys.get_many([kid for kid, _ in gone]) == [None] * 3
    assert keys.get(kid) == key
    assert list(keys.units()) == [("s1/m2", 1)]
    assert keys.check() == []


def test_a_destroyed_key_is_in_no_page_of_the_file_not_even_for_who_has_its_key(
    keys: Keys, tmp_path: Path, decrypted: Callable[[Path, bytes], bytes]
) -> None:
    doomed = keys.issue([f"s1/m{at}" for at in range(400)])
    kept = keys.issue([f"s2/m{at}" for at in range(400)])
    keys._database.run("PRAGMA wal_checkpoint(TRUNCATE)")
    before = decrypted(tmp_path / "keys.db", KEY)
    assert all(key in before for _, key in doomed)
    keys.destroy_many([f"s1/m{at}" for at in range(400)])
    after = decrypted(tmp_path / "keys.db", KEY)
    assert all(key in after for _, key in kept)
    assert not any(key in after or kid in after for kid, key in doomed)
    assert (tmp_path / "keys.db-wal").stat().st_size == 0


def test_nothing_of_it_is_readable(keys: Keys, tmp_path: Path) -> None:
    [(kid, key)] = keys.issue(["s1/canary"])
    for path in tmp_path.iterdir():
        raw = path.read_bytes()
        assert key not in raw
        assert kid not in raw
        assert b"canary" not in raw


def test_a_damaged_file_is_noticed(tmp_path: Path) -> None:
    made = Keys.create(tmp_path / "a.db", KEY)
    made.issue([f"s{at}" for at in range(2000)])
    made.close()
    raw = bytearray((tmp_path / "a.db").read_bytes())
    raw[-5000] ^= 1
    (tmp_path / "a.db").write_bytes(raw)
    again = Keys.open(tmp_path / "a.db", KEY)
    assert again.check()
    again.close()


def test_how_far_a_log_reached_is_remembered(keys: Keys) -> None:
    keys.remember(Seen("tereze/a/b", 1, bytes(32)))
    keys.remember(Seen("tereze/a/b", 2, b"x" * 32))
    assert keys.remembered() == [Seen("tereze/a/b", 2, b"x" * 32)]


def test_random_bytes_come_from_outside(tmp_path: Path) -> None:
    made = Keys.create(tmp_path / "a.db", KEY, lambda size: bytes(range(size)))
    assert made.issue(["s1"]) == [(bytes(range(12)), bytes(range(12, 44)))]
    made.close()


def test_the_file_is_for_its_owner_only(keys: Keys, tmp_path: Path) -> None:
    if os.name != "nt":
        assert (tmp_path / "keys.db").stat().st_mode & 0o077 == 0


def test_keys_are_carried_from_one_store_to_another(tmp_path: Path) -> None:
    with_keys, empty = (Keys.create(tmp_path / name, os.urandom(32)) for name in ("one.db", "two.db"))
    made = [pair for unit in ("s2", "s1/m1", "s1/m1") for pair in with_keys.issue([unit])]
    rows = list(with_keys.rows())
    assert sorted((kid, key) for _, kid, key in rows) == sorted(made)
    assert [unit for unit, _, _ in rows] == ["s1/m1", "s1/m1", "s2"]
    assert empty.adopt(rows) == 3
    assert list(empty.rows()) == rows
    assert empty.kids("s1/m1") == with_keys.kids("s1/m1")
    assert empty.adopt(rows) == 0
    with_keys.close()
    empty.close()


def test_a_key_that_is_here_is_not_replaced_by_one_that_comes(tmp_path: Path) -> None:
    keys = Keys.create(tmp_path / "k.db", os.urandom(32))
    [(kid, key)] = keys.issue(["s1"])
    assert keys.adopt([("s1", kid, bytes(32)), ("s9", b"n" * 12, bytes(32)), ("s9", b"n" * 12, b"x" * 32)]) == 1
    assert keys.get(kid) == key
    assert keys.get(b"n" * 12) == bytes(32)
    keys.close()
