"""Tokens of a fictional authority: two implementations agree on the good one and on every forged one."""

from __future__ import annotations

import hashlib
import random
from pathlib import Path

import pytest
from stampers import OPENSSL, Authority

from tereze.intake.proofs import rfc3161
from tereze.intake.reading import sandbox

pytestmark = pytest.mark.skipif(OPENSSL is None, reason="needs openssl: `python tools/needs.py` says how")
LETTER = b"a fictional letter"


def of(data: bytes):  # type: ignore[no-untyped-def]
    return lambda algorithm: {"file": hashlib.new(algorithm, data).hexdigest()}


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def token(authority: Authority) -> bytes:
    return authority.stamp(LETTER)


@pytest.mark.parametrize("algorithm", ["sha256", "sha384", "sha512"])
def test_a_good_token_is_vouched_for_by_both(authority: Authority, algorithm: str) -> None:
    found = rfc3161.check(authority.stamp(LETTER, algorithm), of(LETTER), authority.roots)
    assert found.good, found
    assert found.with_ == ("rfc3161-client", "openssl")
    assert (found.what, found.by) == ("the file", "CN=Fictional Stamps")
    assert found.time.endswith("Z")


def test_another_file_another_root_and_no_root(authority: Authority, token: bytes, tmp_path: Path) -> None:
    assert rfc3161.check(token, of(b"another"), authority.roots).problems == ("it is about another file",)
    stranger = rfc3161.check(token, of(LETTER), Authority(tmp_path).roots)
    assert not stranger.good
    assert len(stranger.problems) == 2
    unnamed = rfc3161.check(token, of(LETTER), None)
    assert not unnamed.good
    assert unnamed.notes


def test_roots_that_cannot_be_read_are_an_error_not_a_verdict(
    authority: Authority, token: bytes, tmp_path: Path
) -> None:
    (tmp_path / "cut.pem").write_bytes(authority.roots.read_bytes()[:-40])
    for roots in (tmp_path / "cut.pem", tmp_path / "nowhere.pem"):
        with pytest.raises(rfc3161.BadRoots, match=roots.name):
            rfc3161.check(token, of(LETTER), roots)


def test_flipped_bits_are_never_taken_for_another_time(authority: Authority, token: bytes) -> None:
    dice = random.Random(7)
    honest = rfc3161.imprint(token)
    for _ in range(15):
        raw = bytearray(token)
        raw[dice.randrange(len(raw))] ^= 1 << dice.randrange(8)
        found = rfc3161.check(bytes(raw), of(LETTER), authority.roots)
        assert not found.good or rfc3161.imprint(bytes(raw)) == honest


@pytest.mark.parametrize("raw", [b"", b"words", b"\x30\x03\x02\x01\x00", b"\x30\x80" * 50])
def test_bytes_that_are_no_token_are_refused(authority: Authority, raw: bytes) -> None:
    assert rfc3161.check(raw, of(LETTER), authority.roots).problems == ("it is no time stamp that was granted",)
    assert rfc3161.answers(b"", raw, b"x") == "the answer is no time stamp"


def test_an_answer_must_be_to_this_request(authority: Authority) -> None:
    asked = rfc3161.request(b"claim")
    answer = authority.reply(asked)
    assert rfc3161.answers(asked, answer, b"claim") == ""
    assert "something else" in rfc3161.answers(asked, answer, b"other")
    assert "not to this request" in rfc3161.answers(rfc3161.request(b"claim"), answer, b"claim")


def test_without_openssl_one_vouches_and_it_is_said(
    authority: Authority, token: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str) -> str:
        raise sandbox.NoTool(name, name)

    monkeypatch.setattr(sandbox, "tool", missing)
    found = rfc3161.check(token, of(LETTER), authority.roots)
    assert found.with_ == ("rfc3161-client",)
    assert "second check was not made" in found.notes[0]


def test_a_token_outlives_its_certificate(tmp_path: Path, authority: Authority, token: bytes) -> None:
    """The time of the token is what is asked for, so the chain is judged then: openssl gets that time."""
    said = rfc3161.imprint(token)
    assert said is not None
    later = said._replace(time="2050-01-01T00:00:00Z")
    assert rfc3161._openssl(token, said, authority.roots) == ""
    assert rfc3161._openssl(token, later, authority.roots) != ""
