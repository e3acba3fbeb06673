"""An old page of the encrypted file, copied over the newer one, passes the cipher's own checks; we find it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tereze.store import connection, embedded, ledger
from tereze.store.index.tables import TABLES
from tereze.store.register import Register
from tereze.store.verify import rows

PAGE = connection.PAGE


def test_no_replayed_page_changes_anything_unnoticed(
    closed: Path, passphrase: str, problems: Callable[[Path], list[str]], commit: Callable[..., list[bytes]]
) -> None:
    path = closed / "register" / "register.db"
    old = path.read_bytes()
    with embedded.open(closed / "register", closed / "keys", passphrase) as register:
        for number in range(10, 16):
            commit(register, number)
    new = path.read_bytes()
    content = _content(closed, passphrase)
    changed = [at for at in range(0, len(old), PAGE) if old[at : at + PAGE] != new[at : at + PAGE]]
    assert len(changed) > 20
    unnoticed_by_cipher = noticed = 0
    for at in changed:
        path.write_bytes(new[:at] + old[at : at + PAGE] + new[at + PAGE :])
        unnoticed_by_cipher += _cipher_is_content(path, closed, passphrase)
        if problems(closed):
            noticed += 1
        else:  # such a page may differ in dead bytes only
            assert _content(closed, passphrase) == content, f"page {at // PAGE + 1}"
        path.write_bytes(new)
    assert unnoticed_by_cipher >= len(changed) // 2
    assert noticed >= len(changed) - 2
    assert problems(closed) == []


def _content(folder: Path, passphrase: str) -> list[Any]:
    """Every row of every table."""
    tables = [*ledger.GUARDED, ledger.TIP, *TABLES]
    with embedded.open(folder / "register", folder / "keys", passphrase) as register:
        return [list(rows(register.database, table)) for table in tables]


def _cipher_is_content(path: Path, folder: Path, passphrase: str) -> bool:
    from tereze.model.errors import TerezeError
    from tereze.store import seal

    try:
        database = connection.open_existing(path, seal.read_seal(folder / "keys" / "seal.json", passphrase).database)
    except TerezeError:
        return False
    content: bool = [row[0] for row in database.all("PRAGMA cipher_integrity_check")] == []
    database.close()
    return content


def test_a_whole_older_file_is_noticed_by_the_keys(
    closed: Path, passphrase: str, problems: Callable[[Path], list[str]], commit: Callable[..., list[bytes]]
) -> None:
    shutil.copytree(closed / "register", closed / "older")
    with embedded.open(closed / "register", closed / "keys", passphrase) as register:
        commit(register, 10)
        commit(register, 11)
    shutil.rmtree(closed / "register")
    (closed / "older").rename(closed / "register")
    assert any("older than these keys saw it" in line for line in problems(closed))


def test_old_keys_with_a_new_register_are_noticed(
    closed: Path, passphrase: str, problems: Callable[[Path], list[str]], commit: Callable[..., list[bytes]]
) -> None:
    """The key store put back: new entries lose their keys, so the index no longer is what the ledger gives."""
    old = (closed / "keys" / "keys.db").read_bytes()
    register: Register
    with embedded.open(closed / "register", closed / "keys", passphrase) as register:
        commit(register, 10)
    (closed / "keys" / "keys.db").write_bytes(old)
    assert any(line.startswith("index") for line in problems(closed))
