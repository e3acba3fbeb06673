"""The manifest and its signature, checked by hand and by the verifier that stands alone."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from release_cases import KEY, publish

from tereze.ledger.notes import Verifier, open_note
from tereze.publish.manifest import manifest, note_text

VERIFIER = Verifier("tereze-release", Ed25519PrivateKey.from_private_bytes(KEY).public_key().public_bytes_raw())


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("manifest") / "release"
    publish(out)
    return out


def test_every_file_is_listed_with_its_digest_and_size(made: Path) -> None:
    listed = json.loads((made / "release.json").read_text("utf-8"))
    there = {path.relative_to(made).as_posix() for path in made.rglob("*") if path.is_file()}
    assert set(listed["files"]) == there - {"release.json", "release.json.sig"}
    for name, entry in listed["files"].items():
        raw = (made / name).read_bytes()
        assert entry == {"sha256": hashlib.sha256(raw).hexdigest(), "size": len(raw)}
    assert (listed["tereze"], listed["at"], listed["persons"], listed["approvals"]) == ("release/1", "2026-11-24", 1, 2)


def test_it_says_nothing_of_who_approved_or_when_exactly(made: Path) -> None:
    raw = (made / "release.json").read_text("utf-8")
    assert "amina" not in raw
    assert "09:30" not in raw


def test_it_is_canonical(made: Path) -> None:
    raw = (made / "release.json").read_bytes()
    assert json.dumps(json.loads(raw), sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode() == raw


def test_the_signature_holds_for_these_bytes_alone(made: Path) -> None:
    raw = (made / "release.json").read_bytes()
    assert open_note((made / "release.json.sig").read_text("utf-8"), VERIFIER) == note_text(raw)
    assert note_text(raw) != note_text(raw + b" ")


def test_an_empty_folder_has_a_manifest(tmp_path: Path) -> None:
    listed = json.loads(manifest(tmp_path, day="2026-11-24", languages=["en"], persons=0, approvals=2))
    assert listed["files"] == {}


def verify(folder: Path, repo: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(repo / "tools" / "verify.py"), str(folder), "--key", str(VERIFIER)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


def test_the_verifier_that_stands_alone_agrees(made: Path, repo: Path, tmp_path: Path) -> None:
    assert verify(made, repo).returncode == 0
    copy = tmp_path / "copy"
    publish(copy)
    page = copy / "about.html"
    page.write_bytes(page.read_bytes() + b" ")
    assert verify(copy, repo).returncode != 0
