"""What a photograph says of itself is in the register and in no byte of a release. Everybody here is fictional."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from merges import listed
from tests.intake.reading import makers

SAYS = {
    "GPSLatitude": "43.2517171", "GPSLongitude": "76.9171717", "Model": "Zqmodel One", "Artist": "Zqartist Fictional",
    "SerialNumber": "Zqserial40404", "Software": "Zqprogram 7", "DateTimeOriginal": "2018:05:06 10:11:12",
    "ImageDescription": "Zqtitle of a fictional photograph",
}  # fmt: skip
NEVER = (b"43.2517", b"76.9171", b"Zqmodel", b"Zqartist", b"Zqserial", b"Zqprogram", b"2018:05:06", b"Zqtitle")


@pytest.mark.skipif(shutil.which("exiftool") is None, reason="needs exiftool: `python tools/needs.py`")
def test_nothing_of_it_is_published(tereze: Callable[..., Any], tmp_path: Path) -> None:
    assert tereze("init", "--demo").code == 0
    (tmp_path / "sheets").mkdir()
    (tmp_path / "sheets" / "gazette-a.yaml").write_text(listed("gazette-a"), "utf-8")
    photo = tmp_path / "photo.png"
    photo.write_bytes(makers.png(30, 20, b"\x80" * 600))
    tags = [f"-{name}={value}" for name, value in SAYS.items()]
    subprocess.run(["exiftool", "-q", *tags, str(photo)], check=True)
    assert tereze("import", "sheets", "--no-link").code == 0
    [kept] = tereze("evidence", "add", "gazette-a", "photo.png", "--json").json["items"]
    about = tereze("evidence", "about", kept["id"], "--json").json
    assert {"made_where", "device", "device_serial", "author", "made_on"} <= {
        s["property"] for s in about["statements"]
    }
    publish = ("publish", "site", "--approve", "ana", "--approve", "ben", "--contact", "by letter", "--fictional")
    assert tereze(*publish, "--json").json["persons"] == 1
    published = [path for path in (tmp_path / "site").rglob("*") if path.is_file()]
    assert published
    for path in published:
        raw = path.read_bytes()
        assert not [said for said in NEVER if said in raw], path.name
    others = tereze("evidence", "about", kept["id"], TEREZE_ROLES="documenter,analyst,publisher").out
    assert "Zqmodel" in others
    assert not [
        said for said in NEVER if said in others.encode() and said not in (b"Zqmodel", b"Zqprogram", b"2018:05:06")
    ]
