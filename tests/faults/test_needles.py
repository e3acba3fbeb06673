"""Fifty canaries go in; none can be read in any file, at any moment."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tereze.store import embedded, postgres

CANARIES = [f"canary{at:02d}қанарейка" for at in range(50)]


def _found(folder: Path) -> list[str]:
    forms = [
        (text, form)
        for text in CANARIES
        for form in (text.encode(), text.encode("utf-16-le"), text.encode().hex().encode())
    ]
    raws = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return [f"{text} in {path.name}" for path, raw in raws.items() for text, form in forms if form in raw]


def test_no_canary_can_be_read_while_it_is_open_or_when_it_is_closed(
    tmp_path: Path, passphrase: str, commit: Callable[..., list[bytes]]
) -> None:
    with embedded.create(tmp_path / "register", tmp_path / "keys", passphrase) as register:
        for number, canary in enumerate(CANARIES):
            commit(register, number, 1, canary)
        assert (tmp_path / "register" / "register.db-wal").stat().st_size > 0
        assert _found(tmp_path) == []
        register.rebuild()
        assert register.verify() == []
        assert _found(tmp_path) == []
    assert _found(tmp_path) == []
    with embedded.open(tmp_path / "register", tmp_path / "keys", passphrase) as register:
        names = [row.label for row in register.index.persons()]
    assert sorted(names) == [f"{canary} Person" for canary in CANARIES]


def test_a_canary_in_the_clear_would_be_found(tmp_path: Path) -> None:
    (tmp_path / "leak").write_text(CANARIES[3])
    assert len(_found(tmp_path)) == 1


def test_on_a_server_entries_keys_and_vault_tell_nothing_and_the_index_does(
    tmp_path: Path, postgres_url: str, passphrase: str, commit: Callable[..., list[bytes]]
) -> None:
    """As the threat model says of PostgreSQL: the ledger is sealed there too, the index rests on an encrypted disk."""
    with postgres.create(postgres_url, tmp_path / "register", tmp_path / "keys", passphrase) as register:
        for number, canary in enumerate(CANARIES[:5]):
            commit(register, number, 1, canary)
        raws = b"".join(row[0] for row in register.database.all("SELECT raw FROM entry"))
        bodies = b"".join(row[0] for row in register.database.all("SELECT body FROM record"))
    assert not any(canary.encode() in raws for canary in CANARIES)
    assert _found(tmp_path) == []
    assert CANARIES[0].encode() in bodies


@pytest.mark.parametrize("word", ["prison", "list-0"])
def test_not_even_a_common_word_can_be_read(
    tmp_path: Path, passphrase: str, commit: Callable[..., list[bytes]], word: str
) -> None:
    with embedded.create(tmp_path / "register", tmp_path / "keys", passphrase) as register:
        commit(register, 0, 3, "prison")
        for path in tmp_path.rglob("*"):
            if path.is_file():
                assert word.encode() not in path.read_bytes(), path.name
