"""Writing bundles: whole, partial, sealed; the file appears whole or not at all."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any

import pyrage
import pytest

from tereze.ledger.bundle import Blob, Letter, write_bundle
from tereze.ledger.errors import BadRecipient
from tereze.ledger.unbundle import check_bundle
from tereze.model.errors import MachineFailed

MADE = "2026-11-24"


@pytest.fixture
def desk(bench: Any) -> Any:
    return bench.ledger("desk", 5)


@pytest.fixture
def letter(bench: Any) -> Letter:
    return Letter(bench.installation("desk"), MADE)


def test_a_bundle_holds_every_log(bench: Any, desk: Any, letter: Letter, tmp_path: Path) -> None:
    desk.absorb([bench.part(bench.ledger("other", 3))])
    size = write_bundle(desk, tmp_path / "all.trzb", letter)
    assert size == (tmp_path / "all.trzb").stat().st_size
    contents = check_bundle(tmp_path / "all.trzb")
    assert (contents.sender, contents.made) == (desk.origin, MADE)
    assert contents.parts == tuple((head.log, 0, head.size) for head in desk.heads())
    assert (contents.entries, contents.forks, contents.blobs) == (10, 0, 0)
    assert contents.geneses == desk.geneses()


def test_what_the_receiver_has_is_left_out(bench: Any, desk: Any, letter: Letter, tmp_path: Path) -> None:
    write_bundle(desk, tmp_path / "some.trzb", letter, have={desk.origin: 4, "unknown": 9})
    assert check_bundle(tmp_path / "some.trzb").parts == ((desk.origin, 4, 6),)
    write_bundle(desk, tmp_path / "none.trzb", letter, have={desk.origin: 6})
    assert check_bundle(tmp_path / "none.trzb").parts == ((desk.origin, 6, 6),)
    write_bundle(desk, tmp_path / "more.trzb", letter, have={desk.origin: 600})
    assert check_bundle(tmp_path / "more.trzb").parts == ((desk.origin, 6, 6),)


def test_two_histories_travel_with_their_proof(bench: Any, letter: Letter, desk: Any, tmp_path: Path) -> None:
    one, two = bench.forked()
    desk.absorb([bench.part(one), bench.part(two)])
    write_bundle(desk, tmp_path / "fork.trzb", letter, have={head.log: head.size for head in desk.heads()})
    contents = check_bundle(tmp_path / "fork.trzb")
    assert contents.forks == 1
    assert sorted(start for origin, start, _ in contents.parts if origin == one.origin) == [0, 6]


def test_a_sealed_bundle_needs_a_key(desk: Any, letter: Letter, tmp_path: Path) -> None:
    identity = pyrage.x25519.Identity.generate()
    sealed = letter._replace(recipients=[str(identity.to_public())])
    write_bundle(desk, tmp_path / "sealed.trzb", sealed)
    assert (tmp_path / "sealed.trzb").read_bytes().startswith(b"age-encryption.org/v1\n")
    assert check_bundle(tmp_path / "sealed.trzb", [str(identity)]).entries == 6


def test_evidence_travels_in_pieces(bench: Any, desk: Any, letter: Letter, tmp_path: Path) -> None:
    data = bench.noise(2_500_000)  # sealed files look like noise
    pieces = [data[at : at + 7777] for at in range(0, len(data), 7777)]
    blobs = [Blob(sha256(data).digest(), len(data), pieces), Blob(sha256(b"").digest(), 0, [])]
    write_bundle(desk, tmp_path / "files.trzb", letter, blobs=blobs)
    assert check_bundle(tmp_path / "files.trzb").blobs == 2


def test_no_key_is_ever_in_a_bundle(bench: Any, desk: Any, letter: Letter, tmp_path: Path) -> None:
    write_bundle(desk, tmp_path / "plain.trzb", letter._replace(compressed=False))
    data = (tmp_path / "plain.trzb").read_bytes()
    from base64 import b64encode

    assert letter.writer.seed not in data
    for key in bench.keys._keys.values():
        assert key not in data
        assert b64encode(key)[:42] not in data


def test_the_same_ledger_gives_the_same_plain_bundle(desk: Any, letter: Letter, tmp_path: Path) -> None:
    plain = letter._replace(compressed=False)
    write_bundle(desk, tmp_path / "one.trzb", plain)
    write_bundle(desk, tmp_path / "two.trzb", plain)
    assert (tmp_path / "one.trzb").read_bytes() == (tmp_path / "two.trzb").read_bytes()


def test_a_failure_leaves_the_old_file_and_no_rest(desk: Any, letter: Letter, tmp_path: Path) -> None:
    path = tmp_path / "kept.trzb"
    path.write_bytes(b"old")
    with pytest.raises(BadRecipient):
        write_bundle(desk, path, letter._replace(recipients=["age1nobody"]))
    with pytest.raises(ZeroDivisionError):
        write_bundle(desk, path, letter, blobs=(1 // 0 for _ in range(1)))  # type: ignore[misc]
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["kept.trzb"]


def test_a_folder_that_is_not_there_is_the_machines_failure(desk: Any, letter: Letter, tmp_path: Path) -> None:
    with pytest.raises(MachineFailed):
        write_bundle(desk, tmp_path / "missing" / "a.trzb", letter)
