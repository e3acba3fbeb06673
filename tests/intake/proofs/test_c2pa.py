"""Content Credentials: what holds, what does not, and that nobody is ever asked."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import c2pa as library
import credentials
import pytest
from stampers import serving
from tests.intake.reading import makers

from tereze.intake.proofs import c2pa
from tereze.intake.reading import sandbox

PHOTO = makers.png(64, 64, b"\x80" * 4096)


@pytest.fixture(scope="module")
def signed() -> bytes:
    return credentials.signed(PHOTO)


def flipped(raw: bytes, at: bytes, offset: int) -> bytes:
    made = bytearray(raw)
    made[raw.rfind(at) + offset] ^= 1
    return bytes(made)


def test_a_photograph_as_it_was_signed_holds(signed: bytes) -> None:
    found = c2pa.check(signed, "image/png")
    assert found is not None
    assert found.good
    assert "Fictional Camera" in found.by
    assert found.notes == ("well signed by an unknown signer: you have named none whom you trust",)


def test_a_signer_is_known_by_the_authority_that_vouches_for_him(tmp_path: Path) -> None:
    chain, key = credentials._chain()
    begin = "-----BEGIN"
    own, root = (begin + part for part in chain.split(begin)[1:])
    raw = credentials.signed(PHOTO, by=(chain, key))
    (tmp_path / "readme.txt").write_text("whom we trust")
    for listed in (root, chain):
        (tmp_path / "camera.pem").write_text(listed)
        found = c2pa.check(raw, "image/png", tmp_path)
        assert found is not None
        assert found.good
        assert found.notes == ("its signer is vouched for by the certificates you trust",)
    (tmp_path / "camera.pem").write_text(own)
    with pytest.raises(c2pa.BadSigners, match="no certificate of an authority"):
        c2pa.check(raw, "image/png", tmp_path)


def test_one_who_is_not_on_the_list_is_unknown_whatever_he_calls_himself(tmp_path: Path, signed: bytes) -> None:
    chain, _ = credentials._chain()  # the same names, other keys
    (tmp_path / "camera.pem").write_text(chain)
    found = c2pa.check(signed, "image/png", tmp_path)
    assert found is not None
    assert found.good
    assert found.notes == ("well signed by an unknown signer: not among those you trust",)
    altered = c2pa.check(flipped(signed, b"IDAT", 6), "image/png", tmp_path)
    assert altered is not None
    assert not altered.good


@pytest.mark.parametrize(
    "content", [None, b"", b"words", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"]
)
def test_a_list_that_cannot_be_read_is_said_and_not_left_out(
    tmp_path: Path, signed: bytes, content: bytes | None
) -> None:
    folder = tmp_path / "signers"
    if content is not None:
        folder.mkdir()
        (folder / ("x.pem" if content else "x.txt")).write_bytes(content)
    with pytest.raises(c2pa.BadSigners):
        c2pa.check(signed, "image/png", folder)


def test_altered_pixels_and_an_altered_claim_show(signed: bytes) -> None:
    for raw in (flipped(signed, b"IDAT", 6), flipped(signed, b"fictional-camera", 0)):
        found = c2pa.check(raw, "image/png")
        assert found is not None
        assert not found.good
        assert found.problems


def test_a_file_without_credentials_has_none() -> None:
    assert c2pa.check(PHOTO, "image/png") is None
    assert c2pa.check(b"words about c2pa", "text/plain") is None


def test_broken_credentials_are_a_problem(signed: bytes) -> None:
    found = c2pa.check(signed[:-5000], "image/png")
    assert found is None or not found.good
    broken = c2pa.check(b"\x89PNG c2pa junk", "image/png")
    assert broken is not None
    assert broken.problems == ("its credentials cannot be read",)


@pytest.mark.parametrize("enclosed", [True, False])
def test_credentials_kept_elsewhere_are_not_fetched(monkeypatch: pytest.MonkeyPatch, enclosed: bool) -> None:
    asked: list[str] = []
    if not enclosed:
        monkeypatch.setattr(sandbox, "enclosed", lambda: False)

    def reply(path: str, _body: bytes) -> tuple[int, bytes]:
        asked.append(path)
        return 404, b""

    with serving(reply) as url:
        found = c2pa.check(_elsewhere(f"{url}/manifest"), "image/png")
    assert asked == []
    assert found is not None
    assert not found.good


def _elsewhere(url: str) -> bytes:
    chain, key = credentials._chain()
    info = library.C2paSignerInfo(library.C2paSigningAlg.ES256, chain.encode(), key.encode(), None)
    out = io.BytesIO()
    with library.Signer.from_info(info) as signer, library.Builder(json.dumps(credentials.MANIFEST)) as builder:
        builder.set_no_embed()
        builder.set_remote_url(url)
        builder.sign(signer, "image/png", io.BytesIO(PHOTO), out)
    return out.getvalue()


def test_faults_are_told_and_what_was_not_asked_is_none() -> None:
    store: dict[str, Any] = {"active_manifest": "a", "manifests": {"a": {"signature_info": {"issuer": "X"}}}}
    status = [{"code": "signingCredential.untrusted"}]
    assert c2pa.told(store | {"validation_status": status}).good
    assert not c2pa.told(store | {"validation_status": [*status, {"code": "assertion.dataHash.mismatch"}]}).good
    assert not c2pa.told({}).good
