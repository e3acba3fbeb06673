"""Whatever bytes come: a proof holds, does not hold, or is refused in our own words. Nothing else ever gets out."""

from __future__ import annotations

import contextlib
import hashlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stampers import Calendar
from tests.intake.reading import makers

from tereze.intake.proofs import autoarchiver, claim, ots, proofmode, rfc3161, wacz, warc
from tereze.intake.reading import hocr, pictures, transcript
from tereze.intake.reading.archive import BadArchive
from tereze.intake.reading.limits import TooMuch

quick = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
HEADS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"RIFF\x00\x00\x00\x00WEBP")
LETTER = b"a fictional letter"


def of(algorithm: str) -> dict[str, str]:
    return {"file": hashlib.new(algorithm, LETTER).hexdigest()}


@pytest.fixture(scope="module")
def proof() -> bytes:
    digest, calendar = hashlib.sha256(LETTER).digest(), Calendar("http://127.0.0.1:9")
    begun = ots.begin(digest)
    ots.merge(begun, digest, calendar.answer("/digest", digest)[1])
    return ots.written(begun)


@quick
@given(head=st.sampled_from(HEADS), body=st.binary(max_size=200))
def test_pictures(head: bytes, body: bytes) -> None:
    try:
        width, height = pictures.check(head + body)
    except (pictures.BadPicture, TooMuch):
        return
    assert 0 < width * height <= pictures.MOST_PIXELS


@quick
@given(raw=st.binary(max_size=300))
def test_tokens_proofs_and_claims(raw: bytes) -> None:
    assert not rfc3161.check(raw, of, None).good
    assert not ots.check(raw, of, {}).good
    assert len(claim.names(raw)) in {0, 64}


@quick
@given(data=st.data())
def test_proofs_with_bytes_changed(proof: bytes, data: st.DataObject) -> None:
    raw = bytearray(proof)
    for _ in range(data.draw(st.integers(1, 4))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    assert not ots.check(bytes(raw), of, {900_001: b"\0" * 80}).good


@quick
@given(raw=st.binary(max_size=300), packed=st.booleans())
def test_web_archives(raw: bytes, packed: bool) -> None:
    import gzip

    try:
        found = list(warc.pages(gzip.compress(raw) if packed else raw))
    except (warc.BadWarc, TooMuch):
        return
    assert not any(page.checked.good and not page.data for page in found)


@quick
@given(listed=st.binary(max_size=80), signed=st.binary(max_size=80), notes=st.binary(max_size=80))
def test_zips(listed: bytes, signed: bytes, notes: bytes) -> None:
    raw = makers.packed(
        {"datapackage.json": listed, "datapackage-digest.json": signed, "a.proof.json": notes, "photo.png": b"x"}
    )
    with contextlib.suppress(BadArchive, TooMuch):
        assert all(not one.good or one.with_ for one in wacz.read(raw).checked)
    assert [one.name for one in proofmode.read(raw)] == ["datapackage.json", "datapackage-digest.json", "photo.png"]


@quick
@given(text=st.text(max_size=120))
def test_texts_of_other_programs(text: str) -> None:
    assert all(isinstance(one, dict) for one in autoarchiver._dictionaries(text))
    assert all(word.text for word in hocr.words(text, dots=True))
    with pytest.raises(ValueError, match="times"):
        transcript.of_subtitles(text.replace("-->", "").encode("utf-8", "replace"), "en")
