"""The claim that is stamped: salted, small, and read back only in its one form."""

from __future__ import annotations

import pytest

from tereze.intake.proofs import claim

SHA = "ab" * 32


def test_a_claim_names_the_file_and_two_salts_make_two_claims() -> None:
    one, other = claim.write(SHA, b"\x01" * 32), claim.write(SHA, b"\x02" * 32)
    assert one != other
    assert claim.names(one) == claim.names(other) == SHA
    assert one == f"tereze/stamp/1\nsalt {'01' * 32}\nsha256 {SHA}\n".encode()


@pytest.mark.parametrize("raw", [b"", b"words", claim.write(SHA, b"\x01" * 32) + b"more", claim.write(SHA, b"short")])
def test_anything_else_is_no_claim(raw: bytes) -> None:
    assert claim.names(raw) == ""
