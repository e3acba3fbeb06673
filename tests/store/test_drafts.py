"""Drafts on the disk: whole, encrypted, never overwritten unseen, gone when dropped."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tereze.actions.draft_store import Draft, DraftHead, Lesson, StaleDraft
from tereze.model.errors import MachineFailed
from tereze.store import embedded, seal
from tereze.store.disk import Disk
from tereze.store.drafts import FILE, Drafts, derived_key
from tereze.store.faults import DatabaseDamaged, WrongKey
from tereze.store.register import Register

KEY = bytes(range(32))
AT = "2026-01-01T00:00:00Z"


@pytest.fixture
def drafts(tmp_path: Path) -> Iterator[Drafts]:
    made = Drafts(tmp_path / FILE, KEY)
    yield made
    made.close()


def head(key: str = "sheet", version: int = 0, kind: str = "form") -> DraftHead:
    return DraftHead(key, kind, version, AT)


def test_nothing_is_on_the_disk_before_something_is_drafted(drafts: Drafts, tmp_path: Path) -> None:
    assert drafts.check() == []
    assert drafts.unlearn(["s1"]) == 0
    assert list(tmp_path.iterdir()) == []


def test_a_draft_is_there_after_opening_again(tmp_path: Path) -> None:
    first = Drafts(tmp_path / FILE, KEY)
    version = first.save("amina", head(), b"a fictional testimony")
    first.close()
    again = Drafts(tmp_path / FILE, KEY)
    assert again.load("amina", "sheet") == Draft("sheet", "form", version, AT, b"a fictional testimony")
    again.close()


def test_every_save_is_a_higher_version_and_a_stale_one_is_refused(drafts: Drafts) -> None:
    one = drafts.save("amina", head(), b"one")
    two = drafts.save("amina", head(version=one), b"two")
    assert two > one
    for seen in (0, one, two + 1):
        with pytest.raises(StaleDraft):
            drafts.save("amina", head(version=seen), b"over it")
    assert drafts.load("amina", "sheet") == Draft("sheet", "form", two, AT, b"two")


def test_a_window_left_open_cannot_bring_back_a_draft_that_was_finished(drafts: Drafts) -> None:
    seen = drafts.save("amina", head(), b"one")
    assert drafts.drop("amina", "sheet")
    with pytest.raises(StaleDraft):
        drafts.save("amina", head(version=seen), b"typed on")
    assert drafts.save("amina", head(), b"another under the same key") > seen


def test_drafts_belong_to_one_person(drafts: Drafts) -> None:
    drafts.save("amina", head(), b"hers")
    assert drafts.load("bolat", "sheet") is None
    assert drafts.list("bolat") == []
    assert not drafts.drop("bolat", "sheet")
    drafts.save("bolat", head(), b"his, under the same key")
    kept = drafts.load("amina", "sheet")
    assert kept is not None
    assert kept.body == b"hers"


def test_drafts_are_listed_by_kind_the_last_saved_first(drafts: Drafts) -> None:
    old = drafts.save("amina", head("old"), b"1")
    drafts.save("amina", head("other", kind="document"), b"2")
    drafts.save("amina", head("new"), b"3")
    drafts.save("amina", head("old", old), b"4")
    assert [found.key for found in drafts.list("amina", "form")] == ["old", "new"]
    assert [found.key for found in drafts.list("amina")] == ["old", "new", "other"]


def test_dropping_a_version_that_is_not_there_any_more_is_refused(drafts: Drafts) -> None:
    one = drafts.save("amina", head(), b"one")
    drafts.save("amina", head(version=one), b"two")
    with pytest.raises(StaleDraft):
        drafts.drop("amina", "sheet", one)
    assert drafts.load("amina", "sheet") is not None
    assert drafts.drop("amina", "sheet")
    assert not drafts.drop("amina", "sheet")


def test_nothing_of_a_draft_can_be_read_without_the_key(drafts: Drafts, tmp_path: Path) -> None:
    drafts.save("amina", head("interview-1"), b"words of a fictional witness" * 50)
    for path in tmp_path.iterdir():
        raw = path.read_bytes()
        assert b"witness" not in raw
        assert b"interview-1" not in raw
        assert b"amina" not in raw
    with pytest.raises(WrongKey):
        Drafts(tmp_path / FILE, bytes(32)).load("amina", "interview-1")


def test_a_dropped_draft_is_in_no_page_even_for_who_has_the_key(
    drafts: Drafts, tmp_path: Path, decrypted: Callable[[Path, bytes], bytes]
) -> None:
    drafts.save("amina", head(), b"words that were thrown away " * 400)
    drafts.close()
    assert b"thrown away" in decrypted(tmp_path / FILE, KEY)
    drafts.drop("amina", "sheet")
    assert (tmp_path / f"{FILE}-wal").stat().st_size == 0
    assert b"thrown away" not in decrypted(tmp_path / FILE, KEY)


def test_lessons_go_with_their_source(drafts: Drafts) -> None:
    lessons = [Lesson(f"l{at}", f"s{at % 2}", AT, b"%d" % at) for at in range(5)]
    drafts.learn(lessons)
    drafts.learn([lessons[0]._replace(body=b"again")])
    assert [one.id for one in drafts.lessons(limit=2)] == ["l0", "l1"]
    assert [one.id for one in drafts.lessons("l1")] == ["l2", "l3", "l4"]
    assert drafts.lessons()[0].body == b"again"
    assert drafts.unlearn(["s0", "s9"]) == 3
    assert {one.source for one in drafts.lessons()} == {"s1"}


def test_drafts_are_forgotten_by_their_keys_whoever_holds_them(
    drafts: Drafts, tmp_path: Path, decrypted: Callable[[Path, bytes], bytes]
) -> None:
    for owner, key in (("amina", "code/a"), ("@office", "code/a"), ("amina", "code/ab"), ("botagoz", "receive/a")):
        drafts.save(owner, head(key), b"a fictional testimony to be erased" * 100)
    assert drafts.forget(lambda key: key == "code/a") == 2
    assert [one.key for one in drafts.list("amina")] == ["code/ab"]
    assert drafts.list("@office") == []
    drafts.forget(lambda _key: True)
    drafts.close()
    assert b"to be erased" not in decrypted(tmp_path / FILE, KEY)


def test_nothing_is_forgotten_where_nothing_was_drafted(drafts: Drafts, tmp_path: Path) -> None:
    assert drafts.forget(lambda _key: True) == 0
    assert list(tmp_path.iterdir()) == []


@settings(deadline=None)
@given(bodies=st.lists(st.binary(max_size=60), min_size=1, max_size=6))
def test_whatever_was_saved_last_is_what_is_loaded(
    bodies: list[bytes], tmp_path_factory: pytest.TempPathFactory
) -> None:
    drafts = Drafts(tmp_path_factory.mktemp("any") / FILE, KEY)
    versions = [0]
    for body in bodies:
        versions.append(drafts.save("amina", head(version=versions[-1]), body))
    assert all(before < after for before, after in pairwise(versions))
    found = drafts.load("amina", "sheet")
    assert found is not None
    assert found.body == bodies[-1]
    drafts.close()


def test_two_threads_never_write_over_each_other(drafts: Drafts) -> None:
    begun, refused, kept = drafts.save("amina", head(), b"begun"), [], []

    def write(name: bytes) -> None:
        try:
            kept.append(drafts.save("amina", head(version=begun), name))
        except StaleDraft:
            refused.append(name)

    threads = [Thread(target=write, args=(b"%d" % at,)) for at in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(kept), len(refused)) == (1, 5)


def _die_while_saving(path: Path) -> None:
    import os

    drafts = Drafts(path, KEY)
    drafts.save("amina", head(version=1), b"kept before the death")
    with drafts._turn, drafts._database.transaction():
        drafts._database.run("UPDATE draft SET body = ?", (b"half",))
        os._exit(1)


def test_a_death_while_saving_leaves_the_draft_before_it(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path / FILE, KEY)
    assert drafts.save("amina", head(), b"first") == 1
    drafts.close()
    child = multiprocessing.get_context("spawn").Process(target=_die_while_saving, args=(tmp_path / FILE,))
    child.start()
    child.join()
    assert child.exitcode == 1
    found = Drafts(tmp_path / FILE, KEY).load("amina", "sheet")
    assert found is not None
    assert found.body == b"kept before the death"


class Broken(Disk):
    """A disk that refuses to give the new file its name."""

    def rename(self, old: Path, new: Path) -> None:
        raise OSError(28, f"no room for {old} as {new}")


def test_a_file_that_could_not_be_finished_is_made_anew(tmp_path: Path) -> None:
    with pytest.raises(MachineFailed):
        Drafts(tmp_path / FILE, KEY, Broken()).save("amina", head(), b"one")
    assert not (tmp_path / FILE).exists()
    drafts = Drafts(tmp_path / FILE, KEY)
    assert drafts.save("amina", head(), b"one")
    drafts.close()


def test_damage_is_said_in_our_words(tmp_path: Path, drafts: Drafts) -> None:
    drafts.save("amina", head(), b"x" * 20_000)
    drafts.close()
    (tmp_path / FILE).write_bytes(b"")
    with pytest.raises(DatabaseDamaged):
        drafts.load("amina", "sheet")


def test_the_register_opens_its_own_drafts_and_checks_them(register: Register, tmp_path: Path, passphrase: str) -> None:
    register.drafts.save("amina", head(), b"one")
    assert register.verify() == []
    assert register.over(register.database.connection).drafts is register.drafts
    register.close()
    with embedded.open(tmp_path / "register", tmp_path / "keys", passphrase) as again:
        assert [found.key for found in again.drafts.list("amina")] == ["sheet"]


def test_the_key_is_of_the_root_and_not_a_key_used_elsewhere(
    register: Register, tmp_path: Path, passphrase: str
) -> None:
    roots = seal.read_seal(tmp_path / "keys" / "seal.json", passphrase)
    made = derived_key(roots.root)
    assert made not in {roots.root, roots.database, roots.keystore, roots.ids, roots.signing}
    assert made == derived_key(roots.root)
