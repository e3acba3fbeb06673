"""The page that describes the format says what the code does: every label, member, limit and table."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tereze.ledger import bundle, commitment, custody, entry, frames, identity, notes, packing, padding
from tereze.ledger.canonical import MAX_DEPTH, MAX_PAYLOAD


@pytest.fixture(scope="module")
def page(repo: Path) -> str:
    return (repo / "docs" / "formats" / "ledger.md").read_text("utf-8")


def test_it_names_every_label(page: str, repo: Path) -> None:
    labels = set()
    for path in (repo / "src" / "tereze" / "ledger").glob("*.py"):
        labels |= set(re.findall(r'"(tereze/[a-z]+/1(?:/[a-z]+)?)(?:\\n)?[\\"{]', path.read_text("utf-8")))
    assert len(labels) >= 7
    assert [label for label in labels if label not in page] == []


SHAPES = [
    entry.Clear, entry.Wrap, identity.Genesis, identity.PublicKey, identity.Earlier, bundle.Header, bundle.PartHead,
    bundle.ForkRecord, bundle.BlobHead, commitment.Disclosure,
]  # fmt: skip


@pytest.mark.parametrize("kind", SHAPES)
def test_it_names_every_member(page: str, kind: Any) -> None:
    for field in msgspec.structs.fields(kind):
        assert re.search(rf'[`"]{field.encode_name}[`"]', page), field.encode_name


def test_it_names_every_limit(page: str) -> None:
    mib, kib = 1024 * 1024, 1024
    assert f"deeper than {MAX_DEPTH}" in page
    assert f"longer than {MAX_PAYLOAD // mib} MiB" in page
    assert f"longer than {entry.MAX_ENTRY // mib} MiB" in page
    assert f"longer than {notes.MAX_NOTE // kib} KiB" in page
    assert f"more than {commitment.MAX_PARTS:,} parts" in page
    assert f"1 to {entry.MAX_CUSTODIANS}" in page
    assert f"window at most {packing.WINDOW // mib} MiB" in page
    assert f"up to {padding.BUCKETS_UP_TO:,} bytes the next multiple of {padding.BUCKET}" in page
    assert f"more than {frames.Limits().ratio} times" in page
    for kind, most in frames.MAX_BODY.items():
        size = f"{most // mib} MiB" if most >= mib else f"{most // kib} KiB" if most >= kib else f"{most} bytes"
        assert re.search(rf"^\| `{kind.decode()}` \|.*\| {size} \|$", page, re.MULTILINE), kind


def test_it_names_every_algorithm_and_tier(page: str) -> None:
    for name in (entry.ALGORITHM, custody.X25519, custody.HYBRID, *entry.TIERS, entry.GENESIS):
        assert f"`{name}`" in page


def test_it_names_every_vector_file_s_subject(page: str, repo: Path) -> None:
    assert "vectors/ledger/" in page
    assert (repo / "vectors" / "ledger" / "sealing.json").exists()
    assert "tools/verify.py" in page
