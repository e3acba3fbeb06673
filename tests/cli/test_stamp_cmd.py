"""`tereze stamp` as somebody types it: nothing leaves the machine unless it is said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from stampers import OPENSSL, Authority, serving

pytestmark = pytest.mark.skipif(OPENSSL is None, reason="needs openssl: `python tools/needs.py` says how")


@pytest.fixture
def kept(filled: Callable[..., Any], tmp_path: Path) -> str:
    (tmp_path / "letter.txt").write_text("a fictional letter", "utf-8")
    added = filled("evidence", "add", "interview-1", "letter.txt", "--no-copies", "--json")
    return str(added.json["items"][0]["id"])


def test_without_services_it_says_whom_to_name(filled: Callable[..., Any], kept: str) -> None:
    asked = filled("stamp")
    assert "TEREZE_STAMP_AUTHORITIES" in asked.err
    assert "in all" not in asked.err, "a number would say that nothing waits"
    done = filled("stamp", "--send")
    assert done.code == 2
    assert "Nobody is named" in done.err


def test_waiting_sent_and_checked(filled: Callable[..., Any], kept: str, tmp_path: Path) -> None:
    authority = Authority(tmp_path / "authority")
    asked: list[bytes] = []

    def reply(path: str, body: bytes) -> tuple[int, bytes]:
        asked.append(body)
        return authority.answer(path, body)

    with serving(reply) as url:
        named = {"TEREZE_STAMP_AUTHORITIES": url, "TEREZE_STAMP_ROOTS": str(authority.roots)}
        assert "not yet stamped" in filled("stamp", **named).out
        assert asked == []
        assert filled("stamp", "interview-1", "--send", "--json", **named).json["items"][0]["state"] == "stamped"
        assert len(asked) == 1
        [item] = filled("stamp", "--check", "--json", **named).json["items"]
        assert (item["state"], item["with"]) == ("holds", ["rfc3161-client", "openssl"])
        assert filled("stamp", **named).out == ""


def test_a_service_that_is_away_is_an_error_of_its_own(filled: Callable[..., Any], kept: str) -> None:
    done = filled("stamp", "--send", TEREZE_STAMP_AUTHORITIES="http://127.0.0.1:1")
    assert done.code == 9
    assert "did not answer" in done.out
    assert "not yet stamped" in filled("stamp", TEREZE_STAMP_AUTHORITIES="http://127.0.0.1:1").out


def test_a_proof_is_brought(filled: Callable[..., Any], kept: str, tmp_path: Path) -> None:
    (tmp_path / "a.tsr").write_bytes(Authority(tmp_path / "authority").stamp(b"a fictional letter"))
    assert filled("stamp", "--proof", kept, "a.tsr").code == 0
    (tmp_path / "b.tsr").write_bytes(b"words")
    done = filled("stamp", "--proof", kept, "b.tsr")
    assert (done.code, "not kept as a proof" in done.err) == (3, True)
    for missing in ("nowhere.tsr", ".", "a\0b"):
        nowhere = filled("stamp", "--proof", kept, missing)
        assert nowhere.code == 9
        assert "cannot be read" in nowhere.err
        assert "--proof EVIDENCE letter.pdf.tsr" in nowhere.err
    assert "First the id of the evidence" in filled("stamp", "--proof", "a.tsr", kept).err


@pytest.mark.parametrize("written", ["7", "x=00", "7=zz", "7=00"])
def test_a_header_that_is_none(filled: Callable[..., Any], written: str) -> None:
    done = filled("stamp", "--check", "--header", written)
    assert done.code == 2
    assert "no block header" in done.err


def test_an_address_that_is_none(filled: Callable[..., Any]) -> None:
    done = filled("stamp", TEREZE_STAMP_AUTHORITIES="ftp://x")
    assert done.code == 2
    assert "TEREZE_STAMP_AUTHORITIES" in done.err
