"""WACZ: files against the list, the list against its digest, the signature against its key."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import pytest
import stampers
import webs
from tests.intake.reading import makers

from tereze.intake.proofs import rfc3161, wacz
from tereze.intake.proofs.checked import Checked
from tereze.intake.reading.archive import BadArchive

ARCHIVE = webs.warc(("https://example.org/a", webs.PAGE))


def test_a_whole_one_holds() -> None:
    found = wacz.read(webs.wacz(ARCHIVE))
    assert found.archives == (("archive/data.warc.gz", ARCHIVE),)
    files, listed = found.checked
    assert files.good
    assert listed.good
    assert listed.notes == ("nobody signed it",)


@pytest.mark.parametrize("form", ["der", "browser"])
def test_a_signature_is_held_against_its_key(form: str) -> None:
    _, signed = wacz.read(webs.wacz(ARCHIVE, sign=form)).checked
    assert signed.good
    assert signed.by.startswith("key ")
    assert signed.time == "2024-05-06T07:08:09Z"
    assert "was not checked" in signed.notes[0]


@pytest.mark.parametrize(
    ("spoil", "which", "why"),
    [
        ("file", 0, "is not what the list says"),
        ("missing", 0, "is missing"),
        ("list", 1, "not the one that was hashed"),
        ("signature", 1, "signature"),
    ],
)
def test_what_was_altered_shows(spoil: str, which: int, why: str) -> None:
    found = wacz.read(webs.wacz(ARCHIVE, sign="browser", spoil=spoil)).checked[which]
    assert not found.good
    assert why in found.problems[0]


@pytest.mark.parametrize(
    "raw",
    [
        makers.packed({"archive/a.warc": b""}),
        makers.packed({"datapackage.json": b"words"}),
        makers.packed({"datapackage.json": b"[]"}),
        makers.packed({"../datapackage.json": b"{}"}),
        b"words",
    ],
)
def test_what_is_no_wacz_is_refused(raw: bytes) -> None:
    with pytest.raises(BadArchive):
        wacz.read(raw)


def test_files_that_are_not_on_the_list_are_counted() -> None:
    [files] = wacz.read(makers.packed({"datapackage.json": b'{"resources": []}', "more": b"x"})).checked
    assert files.notes == ("1 files are not on its list",)


@pytest.mark.parametrize("signed", [b"words", b'{"hash": "x", "signedData": 5}', b"[]"])
def test_a_broken_signature_is_a_problem(signed: bytes) -> None:
    raw = makers.packed({"datapackage.json": b"{}", "datapackage-digest.json": signed})
    assert wacz.read(raw).checked[1].problems


def test_a_server_signs_under_the_name_in_its_certificate() -> None:
    [_, signed] = wacz.read(webs.wacz(ARCHIVE, sign="server")).checked
    assert signed.good
    assert signed.by == "archive.example"
    [_, other] = wacz.read(webs.wacz(ARCHIVE, sign="server", spoil="domain")).checked
    assert other.problems == ("its certificate is not for the address it names",)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> stampers.Authority:
    if stampers.OPENSSL is None:
        pytest.skip("needs openssl")
    return stampers.Authority(tmp_path_factory.mktemp("authority"))


def stamped(authority: stampers.Authority, roots: Path | None, *, over: str = "", **how: Any) -> Checked:
    """What is found of the time stamp over a signature; `over` stamps something else."""
    bare = how.pop("bare", False)

    def add(data: dict[str, Any]) -> None:
        token = authority.stamp((over or data["signature"]).encode(), bare=bare)
        data["timeSignature"] = base64.b64encode(token).decode()
        data["timestampCert"] = (authority.folder / "tsa.pem").read_text()
        data.update(how)

    found = wacz.read(webs.wacz(ARCHIVE, sign="server", more=add), roots)
    assert found.checked[1].good
    return found.checked[2]


@pytest.mark.parametrize("bare", [False, True])
def test_the_time_stamp_over_the_signature_is_checked_by_both(authority: stampers.Authority, bare: bool) -> None:
    found = stamped(authority, authority.roots, bare=bare)
    assert found.good, found.line()
    assert found.what == "the signature over the list of its files"
    assert set(found.with_) == {rfc3161.OURS, rfc3161.SECOND}
    assert found.notes == ("the signer's own clock said 2024-05-06T07:08:09Z",)


def test_a_clock_that_agrees_needs_no_note(authority: stampers.Authority) -> None:
    now = stamped(authority, authority.roots).time
    assert stamped(authority, authority.roots, created=now).notes == ()


def test_a_time_stamp_over_something_else_or_by_a_stranger_does_not_hold(
    authority: stampers.Authority, tmp_path: Path
) -> None:
    assert stamped(authority, authority.roots, over="else").problems == ("its time stamp is not over this signature",)
    stranger = stampers.Authority(tmp_path / "stranger")
    assert not stamped(stranger, authority.roots).good
    assert len(stamped(stranger, authority.roots, bare=True).problems) == 2


def test_without_roots_nobody_vouches_and_nothing_is_decided(authority: stampers.Authority) -> None:
    found = stamped(authority, None)
    assert not found.good
    assert not found.problems
    assert "no root certificates are named" in found.notes[0]


@pytest.mark.parametrize("junk", ["%%%", "AAAA", 7])
def test_a_broken_time_stamp_is_a_problem(authority: stampers.Authority, junk: Any) -> None:
    assert stamped(authority, authority.roots, timeSignature=junk).problems
    broken_chain = stamped(authority, authority.roots, timestampCert="words", bare=True)
    assert broken_chain.problems
