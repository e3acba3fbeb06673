"""WACZ: files against the list, the list against its digest, the signature against its key."""

from __future__ import annotations

import pytest
import webs
from tests.intake.reading import makers

from tereze.intake.proofs import wacz
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
