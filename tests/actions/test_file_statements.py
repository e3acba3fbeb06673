"""What files say of themselves: statements of a device, about no person, guarded. Everything here is fictional."""

from __future__ import annotations

import io
import shutil
from typing import Any

import pytest
from fictional import INTERVIEW, SEALED
from tests.intake.reading import makers

from tereze.actions import coding, copies, evidence, file_statements, page_pictures, reading, sources
from tereze.actions.desk import Desk
from tereze.intake.reading.metadata import Fact, fact
from tereze.model.people import Actor
from tereze.model.sources import Evidence, FileStatement

FACTS = (
    fact("IFD0", "Make", "Example"), fact("IFD0", "Model", "One"), fact("ExifIFD", "SerialNumber", "SN-40404"),
    fact("ExifIFD", "DateTimeOriginal", "2018:05:06 10:00:00"), fact("GPS", "GPSLatitude", 43.251),
    fact("IFD0", "Artist", "A. Fictional"), fact("PNG", "ImageWidth", 30),
)  # fmt: skip

SEAL = """
tereze: source/1
source: {id: interview-1, kind: interview, teller: wife}
mentions:
  wife: {kind: person}
  guard: {kind: person, names: [{text: Invented Guard, lang: en}], sealed: true}
"""


def photo(desk: Desk, source: str = "interview-1") -> Evidence:
    return evidence.attach(desk, source, io.BytesIO(makers.png(30, 20, b"\x80" * 600)), "photo.png")


def as_(desk: Desk, *roles: str) -> Desk:
    return Desk(desk.register, Actor(id="basel", roles=frozenset(roles)), desk.now, desk.dice)


def test_what_matters_is_kept_once_and_says_who_said_it(desk: Desk, bring: Any) -> None:
    bring(INTERVIEW)
    kept = photo(desk)
    made = file_statements.keep(desk, kept, FACTS)
    assert {one.property for one in made} == {"device", "device_serial", "made_on", "made_where", "author"}
    when = next(one for one in made if one.property == "made_on")
    assert (when.value, when.field) == ("2018:05:06 10:00:00", "ExifIFD:DateTimeOriginal")
    assert {(one.voice, one.basis, one.evidence) for one in made} == {("Example One", "media", kept.id)}
    assert file_statements.keep(desk, kept, FACTS) == ()
    assert set(file_statements.of_file(desk, kept.id)) == set(made)


def test_where_with_which_device_and_by_whom_is_for_custodians(desk: Desk, bring: Any) -> None:
    bring(INTERVIEW)
    kept = photo(desk)
    file_statements.keep(desk, kept, FACTS)
    for roles in (("documenter",), ("analyst",), ("documenter", "analyst", "publisher")):
        shown = file_statements.of_file(as_(desk, *roles), kept.id)
        assert {one.property for one in shown} == {"device", "made_on"}
    assert "made_where" in {one.property for one in file_statements.of_file(as_(desk, "custodian"), kept.id)}


def test_a_source_with_a_sealed_voice_has_none(desk: Desk, bring: Any) -> None:
    bring(SEALED)
    kept = photo(desk, "interview-2")
    assert file_statements.keep(desk, kept, FACTS) == ()
    assert list(desk.register.index.of_kind("file_statement")) == []
    assert file_statements.of_file(as_(desk, "analyst"), kept.id) == ()


def test_they_rest_in_the_sensitive_tier_and_change_nobody(desk: Desk, bring: Any) -> None:
    bring(INTERVIEW)
    anchors = [row.anchor for row in desk.register.index.persons()]
    before = [reading.person_case(desk.register.index, anchor) for anchor in anchors]
    kept = photo(desk)
    made = file_statements.keep(desk, kept, FACTS)
    assert [reading.person_case(desk.register.index, anchor) for anchor in anchors] == before
    assert [row.anchor for row in desk.register.index.persons()] == anchors
    assert all(isinstance(desk.register.index.get(one.id), FileStatement) for one in made)


def test_a_file_cannot_fill_the_ledger(desk: Desk, bring: Any) -> None:
    bring(INTERVIEW)
    many = tuple(Fact("XMP", f"Creator{number}", f"x{number}", exact_place=False) for number in range(500))
    assert len(file_statements.keep(desk, photo(desk), many)) <= 60


@pytest.mark.skipif(shutil.which("exiftool") is None, reason="needs exiftool: `python tools/needs.py`")
def test_working_copies_keep_them(desk: Desk, bring: Any, tmp_path: Any) -> None:
    import subprocess

    path = tmp_path / "photo.png"
    path.write_bytes(makers.png(30, 20, b"\x80" * 600))
    subprocess.run(["exiftool", "-q", "-GPSLatitude=43.25", "-Model=Example One", str(path)], check=True)
    bring(INTERVIEW)
    kept = evidence.attach(desk, "interview-1", io.BytesIO(path.read_bytes()), "photo.png")
    copies.make(desk, kept.id)
    copies.make(desk, kept.id)
    found = {(one.property, one.value) for one in file_statements.of_file(desk, kept.id)}
    assert ("device", "Example One") in found
    assert ("made_where", "43.25") in found


def test_of_a_whole_source_each_file_says_its_own_under_the_same_guard(desk: Desk, bring: Any) -> None:
    bring(INTERVIEW)
    kept = photo(desk)
    silent = evidence.attach(desk, "interview-1", io.BytesIO(b"invented words\n"), "words.txt")
    file_statements.keep(desk, kept, FACTS)
    found = file_statements.of_source(desk, kept.source)
    assert found == {kept.id: file_statements.of_file(desk, kept.id)}
    assert silent.id not in found
    analyst = file_statements.of_source(as_(desk, "analyst"), kept.source)
    assert {one.property for one in analyst[kept.id]} == {"device", "made_on"}


def test_a_voice_that_is_sealed_later_shuts_them_for_all_but_custodians(desk: Desk, bring: Any) -> None:
    bring(INTERVIEW)
    kept = photo(desk)
    file_statements.keep(desk, kept, FACTS)
    assert not coding.add(desk, "interview-1", SEAL.encode()).refused
    assert file_statements.of_source(as_(desk, "analyst"), kept.source) == {}
    assert kept.id in file_statements.of_source(as_(desk, "custodian"), kept.source)


def test_nobody_looks_for_sealed_voices_where_there_is_no_file(
    desk: Desk, bring: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Which reads everybody in the source, and a list may hold five thousand."""
    assert not bring(INTERVIEW).refused
    case = sources.source_case(desk, "interview-1")
    monkeypatch.setattr(evidence, "has_sealed_voice", lambda *_: pytest.fail("read everybody"))
    reader = as_(desk, "analyst")
    assert file_statements.of_source(reader, case.source.id) == {}
    assert page_pictures.places(reader, case) == {}
