"""A teller who asked to stay unnamed, named by a careless coder in every text of the sheet: no such text is readable
at the desk, in the register's files, in the lists, the views, the export or the release. Everyone here is invented.
"""

from __future__ import annotations

import io
import json
import tempfile
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from tereze import settings, wiring
from tereze.actions import find, folder, lists, publishing, views
from tereze.actions.report import ImportReport
from tereze.model.records import KINDS

NAME = "Жасырынбек Куәгерұлы"
SHEET = (Path(__file__).parent / "careless.yaml").read_text("utf-8").replace("NAME", NAME)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[wiring.Opened, Path, str]]:
    """(the open register, its folder, all that was printed while the sheet came in, good and bad)."""
    place = tmp_path_factory.mktemp("sealed")
    (place / "mail").mkdir()
    (place / "mail" / f"{NAME}.txt").write_text(f"I, {NAME}, saw it", "utf-8")
    (place / "mail" / "careless.yaml").write_text(SHEET, "utf-8")
    printed = io.StringIO()
    with wiring.create(settings.read({}, register=place / "register"), "", demo=True) as opened:
        report = ImportReport()
        with redirect_stdout(printed), redirect_stderr(printed):
            folder.take_in(opened.desk, place / "mail", None, report, lambda _: None, link=True)
        assert report.refused == []
        yield opened, place, printed.getvalue()


def test_the_statement_still_counts_her(desk: tuple[wiring.Opened, Path, str]) -> None:
    at = desk[0].desk
    shown = views.to_json(views.person(at, find.find_person(at, "careless/man")))
    (fact,) = [one for one in shown["facts"] if one["property"] == "custody"]
    assert (fact["support"]["independent_witnesses"], fact["support"]["sealed"]) == (1, 1)


def test_nothing_the_desk_can_read_names_her(desk: tuple[wiring.Opened, Path, str]) -> None:
    at = desk[0].desk
    read = [at.register.index.of_kind(kind) for kind in KINDS]
    read += [list(lists.items(at, kind)) for kind in lists.KINDS]
    read += [views.to_json(views.weighed(case)) for case in views.persons(at)]
    text = json.dumps(read, ensure_ascii=False, default=repr)
    assert "Ойдан" in text
    assert "Жасырынбек" not in text
    assert "midwife" not in text
    assert "1961" not in text
    assert find.search(at, NAME) == []


def test_no_file_of_the_register_and_nothing_printed_names_her(desk: tuple[wiring.Opened, Path, str]) -> None:
    _, place, printed = desk
    assert "Жасырынбек" not in printed
    forms = [NAME.encode(), NAME.encode("utf-16-le"), "Жасырынбек".encode(), b"careless", "Ойдан".encode()]
    files = [path for folder in ("register", "register.keys") for path in (place / folder).rglob("*") if path.is_file()]
    assert len(files) >= 5
    for path in files:
        raw = path.read_bytes() + path.name.encode()
        assert [form for form in forms if form in raw] == [], path.name


def test_no_temporary_file_is_left_behind(desk: tuple[wiring.Opened, Path, str]) -> None:
    young = [
        path for path in Path(tempfile.gettempdir()).glob("*")
        if path.is_file() and path.stat().st_mtime >= desk[1].stat().st_mtime and path.stat().st_size < 1 << 20
    ]  # fmt: skip
    assert [path.name for path in young if "Жасырынбек".encode() in path.read_bytes()] == []


def test_a_release_does_not_name_her(desk: tuple[wiring.Opened, Path, str]) -> None:
    out = desk[1] / "site"
    publishing.release(desk[0].desk, out, publishing.Wish(approved_by=("a", "b"), contact="by letter", fictional=True))
    text = b"".join(path.read_bytes() for path in out.rglob("*") if path.is_file())
    assert "Ойдан Шығар".encode() in text
    for canary in (NAME, "Жасырынбек", "Куәгерұлы", "midwife", "1961"):
        assert canary.encode() not in text, canary
