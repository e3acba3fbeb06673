"""The worker that reads Content Credentials, as `c2pa.py` runs it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import credentials
from tests.intake.reading import makers

from tereze.intake.proofs import c2pa

PHOTO = makers.png(64, 64, b"\x80" * 4096)


def work(path: Path, media_type: str = "image/png") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-I", str(c2pa._WORKER), str(path), media_type], check=False, capture_output=True
    )


def test_the_store_is_printed_and_its_absence_is_an_exit_code(tmp_path: Path) -> None:
    (tmp_path / "signed.png").write_bytes(credentials.signed(PHOTO))
    done = work(tmp_path / "signed.png")
    assert done.returncode == 0
    assert json.loads(done.stdout)["active_manifest"]
    (tmp_path / "plain.png").write_bytes(PHOTO)
    done = work(tmp_path / "plain.png")
    assert (done.returncode, done.stdout) == (3, b"")


def test_nothing_is_to_be_fetched() -> None:
    source = c2pa._WORKER.read_text("utf-8")
    for setting in ('"remote_manifest_fetch": False', '"ocsp_fetch": False'):
        assert setting in source
