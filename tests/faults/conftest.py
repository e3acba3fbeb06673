"""A register to be broken: small, quick to open, with everything in it that can be damaged."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tereze.actions.index import Indexed
from tereze.ledger.sealing import seal_many
from tereze.model.mentions import Mention, Name, Number, Statement
from tereze.model.records import to_payload
from tereze.model.sources import Evidence, Source
from tereze.store import embedded, seal
from tereze.store.register import Register

PASSPHRASE = "invented words that protect nothing"


@pytest.fixture(autouse=True)
def _cheap_passphrases(monkeypatch: pytest.MonkeyPatch) -> None:
    """Argon2id at a cost that lets hundreds of openings run."""
    monkeypatch.setattr(seal, "MEMORY_KIB", 16)
    monkeypatch.setattr(seal, "PASSES", 1)


@pytest.fixture
def passphrase() -> str:
    """The passphrase of the register."""
    return PASSPHRASE


@pytest.fixture
def commit() -> Callable[..., list[bytes]]:
    """One unit of work with one invented source: the ids of its entries."""
    return commit_source


def commit_source(register: Register, number: int, people: int = 3, text: str = "Fictional") -> list[bytes]:
    """Append a source with people; every text in it holds `text`."""
    source = f"s{number:016d}"
    records: list[Any] = [Source(id=source, local=f"list-{number}", sort="list", title=f"{text} list")]
    for at in range(people):
        name = f"m{number:08d}{at:08d}"
        said = Statement(id=f"t{name}", source=source, about=name, property="custody", value=f"{text} value")
        records.append(
            Mention(id=name, source=source, local=f"row-{at}", names=(Name(text=f"{text} Person"),), statements=(said,))
        )
        records.append(Number(id=f"n{name}", number=f"T-{number:04d}{at:03d}", mention=name, at="2019"))
    kept = register.vault.put(io.BytesIO(f"{text} letter".encode() * 300), source) if number % 4 == 0 else None
    if kept:
        records.append(Evidence(id=f"e{number}", source=source, blob=kept.blob, sha256=kept.sha256, size=kept.size))
    with register.unit() as unit:
        keys = register.keys.issue([source] * len(records))
        entries = list(seal_many(map(to_payload, records), "case", keys, os.urandom(12 * len(records))))
        places = unit.append(entries)
        register.index.apply(
            Indexed(entry.id, register.origin, place, "case", record)
            for entry, place, record in zip(entries, places, records, strict=True)
        )
        register.index.settle()
    return [entry.id for entry in entries]


@pytest.fixture
def closed(tmp_path: Path, passphrase: str) -> Path:
    """The parent folder of a filled register, closed: `register` and `keys`."""
    with embedded.create(tmp_path / "register", tmp_path / "keys", passphrase) as register:
        for number in range(6):
            commit_source(register, number)
    return tmp_path


@pytest.fixture
def problems(passphrase: str) -> Callable[..., list[str]]:
    """What opening and verifying report: an error's text, or the findings."""

    def look(folder: Path, *, quick: bool = False) -> list[str]:
        from tereze.model.errors import TerezeError

        try:
            with embedded.open(folder / "register", folder / "keys", passphrase) as register:
                return [str(finding) for finding in register.verify(quick=quick)]
        except TerezeError as error:
            return [error.text]

    return look
