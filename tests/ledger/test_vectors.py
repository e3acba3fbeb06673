"""The library against the vectors that other implementations use; the stand-alone verifier likewise."""

from __future__ import annotations

import importlib.util
import io
import json
from base64 import b64decode
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tereze.ledger.canonical import canonical, check_canonical
from tereze.ledger.commitment import check_disclosure, commit, derive, read_disclosure
from tereze.ledger.custody import CustodianSecret, custodian_secret, open_witness, read_custodian_key
from tereze.ledger.entry import bound_bytes, bound_of, read_clear
from tereze.ledger.errors import BadProof
from tereze.ledger.forks import check_fork
from tereze.ledger.identity import new_installation, read_genesis
from tereze.ledger.merkle import check_consistency, check_inclusion, root_of
from tereze.ledger.notes import open_note, read_checkpoint, read_vkey
from tereze.ledger.padding import padded_size
from tereze.ledger.protocol import ForkProof
from tereze.ledger.sealing import entry_id, open_entry, seal
from tereze.ledger.unbundle import check_bundle
from tereze.model.errors import TerezeError

FOLDER = Path(__file__).resolve().parents[2] / "vectors" / "ledger"


def load(name: str) -> Any:
    return json.loads((FOLDER / f"{name}.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def alone(repo: Path) -> Any:
    spec = importlib.util.spec_from_file_location("alone_verify", repo / "tools" / "verify.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_canonical_json(alone: Any) -> None:
    cases = load("canonical")
    for case in cases["good"]:
        assert canonical(case["value"]) == b64decode(case["canonical"]) == alone.dump(case["value"])
        assert check_canonical(b64decode(case["canonical"])) == case["value"]
    for case in cases["bad"]:
        with pytest.raises(TerezeError):
            check_canonical(b64decode(case["raw"]))


def test_sealing(alone: Any) -> None:
    cases = load("sealing")
    for case in cases["good"]:
        key, payload = bytes.fromhex(case["key"]), case["payload"].encode()
        kid, nonce = bytes.fromhex(case["kid"]), bytes.fromhex(case["nonce"])
        entry = seal(payload, case["cls"], kid, key, nonce)
        assert (entry.raw.decode(), entry.id.hex()) == (case["entry"], case["id"])
        assert entry_id(entry.raw) == entry.id
        assert (derive(key).aead.hex(), derive(key).base.hex()) == (case["aead_key"], case["base"])
        assert commit(payload, derive(key).base).hex() == case["cm"]
        assert bound_bytes(bound_of(read_clear(entry.raw))).decode() == case["associated_data"]
        assert open_entry(entry.raw, key) == payload
        alone.check_entry(entry.raw)
    for case in cases["padded_sizes"]:
        assert padded_size(case["framed"]) == case["padded"]
    for case in cases["bad"]:
        with pytest.raises(TerezeError):
            open_entry(case["entry"].encode(), bytes.fromhex(case["key"]))


def test_disclosure() -> None:
    cases = load("disclosure")
    cm = bytes.fromhex(cases["cm"])
    for case in cases["good"]:
        assert check_disclosure(cm, read_disclosure(canonical(case))) == case["part"].encode()
    for case in cases["bad"]:
        with pytest.raises(TerezeError):
            check_disclosure(cm, read_disclosure(canonical(case["disclosure"])))


def test_trees(alone: Any) -> None:
    cases = load("tree")
    leaves = [sha256(bytes([n])).digest() for n in range(40)]
    for case in cases["roots"]:
        other = alone.Tree()
        for leaf in leaves[: case["size"]]:
            other.add(leaf)
        assert root_of(leaves[: case["size"]]).hex() == case["root"] == other.root().hex()
    for case in cases["inclusion"] + cases["bad_inclusion"]:
        steps, index, size = [bytes.fromhex(one) for one in case["path"]], case["index"], case["size"]
        if "why" in case:
            with pytest.raises(BadProof):
                check_inclusion(leaves[index], index, size, steps, root_of(leaves[:size]))
        else:
            check_inclusion(leaves[index], index, size, steps, root_of(leaves[:size]))
    for case in cases["consistency"] + cases["bad_consistency"]:
        steps, old, new = [bytes.fromhex(one) for one in case["path"]], case["old"], case["new"]
        roots = (root_of(leaves[:old]), root_of(leaves[:new]))
        if "why" in case:
            with pytest.raises(BadProof):
                check_consistency(old, new, steps, *roots)
            with pytest.raises(alone.Wrong):
                alone.need(alone.both_roots(old, new, steps, roots[0]) == roots, "")
        else:
            check_consistency(old, new, steps, *roots)
            assert old == new or alone.both_roots(old, new, steps, roots[0]) == roots


def test_notes(alone: Any) -> None:
    cases = load("notes")
    verifier = read_vkey(cases["vkey"])
    assert alone.read_vkey(cases["vkey"]) == verifier
    assert open_note(cases["note"], verifier) == cases["text"]
    here = read_checkpoint(cases["text"])
    assert alone.open_checkpoint(cases["note"], *verifier) == (here.size, here.root)
    assert here.origin == verifier.name
    for case in cases["bad"]:
        with pytest.raises(alone.Wrong):
            alone.open_checkpoint(case["note"], *verifier)
        try:
            wrong = read_checkpoint(open_note(case["note"], verifier))
        except TerezeError:
            continue
        assert wrong.origin != verifier.name, case["why"]


def test_genesis(alone: Any) -> None:
    cases = load("genesis")
    for case in cases["good"]:
        raw = case["entry"].encode()
        genesis = read_genesis(raw)
        assert (genesis.origin, entry_id(raw).hex()) == (case["origin"], case["id"])
        again = new_installation(bytes.fromhex(cases["register"]), bytes.fromhex(case["seed"]))
        assert again.origin == case["origin"]
        assert alone.read_genesis(raw)[:2] == genesis.verifier
    for case in cases["bad"]:
        with pytest.raises(TerezeError):
            read_genesis(case["entry"].encode())
        with pytest.raises(alone.Wrong):
            alone.read_genesis(case["entry"].encode())


def test_forks(alone: Any) -> None:
    cases = load("fork")
    verifier = read_vkey(cases["vkey"])
    for case, good in ((cases["good"], True), (cases["bad"], False)):
        path = tuple(bytes.fromhex(step) for step in case["path"])
        proof = ForkProof(case["origin"], case["note_a"], case["note_b"], path)
        notes = (case["note_a"], case["note_b"])
        if good:
            check_fork(proof, verifier)
            alone.check_fork(case["origin"], notes, list(path), verifier.key)
        else:
            with pytest.raises(TerezeError):
                check_fork(proof, verifier)
            with pytest.raises(alone.Wrong):
                alone.check_fork(case["origin"], notes, list(path), verifier.key)


def test_bundles(alone: Any, tmp_path: Path) -> None:
    cases = load("bundle")
    path = tmp_path / "vector.trzb"
    path.write_bytes(b64decode(cases["bundle"]))
    contents = check_bundle(path)
    assert contents.parts == ((cases["origin"], 0, cases["entries"]),)
    assert str(contents.geneses[cases["origin"]].verifier) == cases["vkey"]
    alone.verify_bundle(io.BytesIO(b64decode(cases["bundle"])), alone.Report())
    for case in cases["bad"]:
        path.write_bytes(b64decode(case["bundle"]))
        with pytest.raises(TerezeError):
            check_bundle(path)
        report = alone.Report()
        report.guard(
            "bad", lambda raw=case["bundle"], report=report: alone.verify_bundle(io.BytesIO(b64decode(raw)), report)
        )
        assert report.problems


def test_witnesses(alone: Any) -> None:
    case = load("witness")
    raw = case["entry"].encode()
    assert entry_id(raw).hex() == case["id"]
    alone.check_entry(raw)
    for one in case["custodians"]:
        secret: CustodianSecret = custodian_secret(bytes.fromhex(one["secret"]))
        assert secret.public() == read_custodian_key(one["public"])
        assert secret.public().id.hex() == one["id"]
        assert open_witness(raw, secret).decode() == case["payload"]
    assert len(msgspec.json.decode(raw)["to"]) == 2
