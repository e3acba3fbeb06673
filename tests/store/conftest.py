"""A register of invented people in a folder, cheap to open."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from tereze.actions.index import Indexed
from tereze.ledger.sealing import seal_many
from tereze.model.mentions import Link, Mention, Name, Number, Statement
from tereze.model.records import to_payload
from tereze.model.sources import Source
from tereze.store import embedded, seal
from tereze.store.register import Register

PASSPHRASE = "invented words that protect nothing"


@pytest.fixture(autouse=True)
def _cheap_passphrases(monkeypatch: pytest.MonkeyPatch) -> None:
    """Argon2id at a cost that lets a hundred tests run; the real cost is measured in benchmarks/store.py."""
    monkeypatch.setattr(seal, "MEMORY_KIB", 64)
    monkeypatch.setattr(seal, "PASSES", 1)


@pytest.fixture
def passphrase() -> str:
    """The passphrase of the register."""
    return PASSPHRASE


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    """An empty register in `tmp_path/register` with its keys in `tmp_path/keys`."""
    made = embedded.create(tmp_path / "register", tmp_path / "keys", PASSPHRASE)
    yield made
    made.close()


@pytest.fixture
def people() -> Callable[..., list[Any]]:
    """Invented people: a source, and for each a mention with one statement, a sensitive one, and a number."""

    def make(count: int, source: str = "s0000000000000001") -> list[Any]:
        records: list[Any] = [Source(id=source, local=f"list-{source[-2:]}", sort="list")]
        for at in range(count):
            name = f"m{source[-3:]}{at:013d}"
            records += [
                *_mentions(name, source, at),
                Number(id=f"n{name}", number=f"T-{source[-2:]}{at:05d}", mention=name, at="2019"),
            ]
        return records

    return make


def _mentions(name: str, source: str, at: int) -> list[Mention]:
    def said(key: str, value: str) -> Statement:
        voice = Link(voice=name, role="knows", basis="own_experience")
        return Statement(id=f"t{name}{key}", source=source, about=name, property="custody", value=value, chain=(voice,))

    base = Mention(
        id=name,
        source=source,
        local=f"row-{at}",
        names=(Name(text=f"Fictional Person {at}"),),
        statements=(said("a", "prison"),),
    )
    hidden = Mention(
        id=name, source=source, local=f"row-{at}", part="sensitive", statements=(said("b", f"health of {at}"),)
    )
    return [base, hidden]


@pytest.fixture
def commit() -> Callable[[Register, Sequence[Any]], list[bytes]]:
    """Seal, append and index records in one unit of work; the entry ids."""
    return commit_records


def commit_records(register: Register, records: Sequence[Any]) -> list[bytes]:
    with register.unit() as unit:
        entries = []
        for record in records:
            mention = isinstance(record, Mention)
            tier = "sensitive" if mention and record.part == "sensitive" else "case"
            source = str(getattr(record, "source", "") or record.id)
            keys = register.keys.issue([f"{source}/{record.id}" if mention else source])
            [entry] = seal_many([to_payload(record)], tier, keys, os.urandom(12))
            [place] = unit.append([entry])
            register.index.apply([Indexed(entry.id, register.origin, place, tier, record)])
            entries.append(entry.id)
        register.index.settle()
    return entries


@pytest.fixture
def decrypted() -> Callable[[Path, bytes], bytes]:
    """All pages of a SQLCipher file as plain bytes: AES-256-CBC with the vector in the last 80 bytes of each."""

    def read(path: Path, key: bytes) -> bytes:
        raw, plain = path.read_bytes(), []
        for at in range(0, len(raw), 4096):
            page = raw[at : at + 4096]
            decryptor = Cipher(algorithms.AES(key), modes.CBC(page[-80:-64])).decryptor()
            plain.append(decryptor.update(page[16 if at == 0 else 0 : -80]))
        return b"".join(plain)

    return read
