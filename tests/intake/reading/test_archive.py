"""Zips from strangers."""

from __future__ import annotations

import pytest
from tests.intake.reading import makers

from tereze.intake.reading import archive, limits


def test_a_member_is_read_and_a_missing_one_is_none() -> None:
    with archive.opened(makers.packed({"a": "x"})) as packed:
        assert archive.member(packed, "a") == b"x"
        assert archive.member(packed, "b") is None


def test_a_member_that_unpacks_to_far_more_is_refused() -> None:
    with archive.opened(makers.packed({"a": b"\0" * 30_000_000})) as packed, pytest.raises(limits.TooMuch):
        archive.member(packed, "a")


def test_a_small_member_may_pack_well() -> None:
    with archive.opened(makers.packed({"a": b"\0" * 500_000})) as packed:
        assert len(archive.member(packed, "a") or b"") == 500_000


def test_bytes_before_the_zip_are_refused() -> None:
    with pytest.raises(archive.BadArchive), archive.opened(b"x" + makers.packed({"a": "x"})):
        pass
