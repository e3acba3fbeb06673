"""What files say of themselves: one line each, where they were made marked as an exact place."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from tests.intake.reading import makers

from tereze.intake.reading import metadata, sandbox

needs_exiftool = pytest.mark.skipif(shutil.which("exiftool") is None, reason="needs exiftool: `python tools/needs.py`")


@needs_exiftool
def test_author_and_place_of_a_picture_are_told_apart(tmp_path: Path) -> None:
    photo = tmp_path / "photo.png"
    photo.write_bytes(makers.png(30, 20, b"\x80" * 600))
    tags = ["-Artist=A. Fictional", "-GPSLatitude=43.25", "-GPSLatitudeRef=N", "-DateTimeOriginal=2018:05:06 10:00:00"]
    subprocess.run(["exiftool", "-q", *tags, str(photo)], check=True)
    found = {one.name: one for one in metadata.read(photo.read_bytes())}
    assert found["Artist"].value == "A. Fictional"
    assert not found["Artist"].exact_place
    assert found["GPSLatitude"].exact_place
    assert found["DateTimeOriginal"].value == "2018:05:06 10:00:00"
    assert "FileName" not in found  # our copy has no name to tell


@needs_exiftool
def test_of_noise_nothing_is_said() -> None:
    assert not any(one.name == "Error" for one in metadata.read(b"\x00\x01 nothing"))


def test_without_the_program_the_error_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox.shutil, "which", lambda _name: None)
    with pytest.raises(sandbox.NoTool, match="exiftool"):
        metadata.read(b"x")


def test_values_are_one_printable_line() -> None:
    assert metadata.fact("XMP", "Title", "a\n\x1b[2Jb").value == "a  [2Jb"
    assert metadata.fact("XMP", "Size", [1, 2]).value == "[1, 2]"
    assert metadata.fact("Composite", "GPSPosition", "1 2").exact_place


def test_facts_come_back_as_they_were_written() -> None:
    facts = (metadata.fact("IFD0", "Artist", "Ә. Ойдан"), metadata.fact("GPS", "GPSLatitude", 43.25))
    assert metadata.parsed(metadata.written(facts)) == facts


@pytest.mark.parametrize(
    ("group", "name", "says", "guarded"),
    [
        ("ExifIFD", "DateTimeOriginal", "made_on", False), ("QuickTime", "CreateDate", "made_on", False),
        ("IFD0", "ModifyDate", "changed_on", False), ("IFD0", "Model", "device", False),
        ("IFD0", "Software", "program", False), ("PDF", "Producer", "program", False),
        ("ExifIFD", "SerialNumber", "device_serial", True), ("ExifIFD", "LensSerialNumber", "device_serial", True),
        ("Apple", "ContentIdentifier", "device_serial", True), ("XMP-xmpMM", "DocumentID", "device_serial", True),
        ("ExifIFD", "ImageUniqueID", "device_serial", True), ("Canon", "OwnerName", "author", True),
        ("IFD0", "Artist", "author", True), ("XMP-dc", "Creator", "author", True),
        ("XML", "LastModifiedBy", "author", True), ("IFD0", "Copyright", "author", True),
        ("PDF", "Author", "author", True), ("XMP-pdf", "AuthorsPosition", "author", True),
        ("GPS", "GPSLatitude", "made_where", True), ("IPTC", "City", "made_where", True),
        ("UserData", "LocationInformation", "made_where", True), ("PDF", "Title", "title", True),
        ("XMP-xmp", "CreatorTool", "program", False), ("PNG", "ImageWidth", "", False),
    ],
)  # fmt: skip
def test_what_a_field_says_and_whether_it_is_guarded(group: str, name: str, says: str, guarded: bool) -> None:
    found = metadata.fact(group, name, "x")
    assert (found.says, found.is_guarded) == (says, guarded)
