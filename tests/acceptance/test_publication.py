"""What a release of examples/office shows and hides, from the same expectations."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
import yaml

from tereze import wiring
from tereze.actions import find, publishing
from tereze.actions.report import ImportReport
from tereze.publish.ids import Line

PAGE = Path(__file__).parent.parent / "examples" / "office_expected.yaml"
PEOPLE = yaml.load(PAGE.read_text("utf-8"), Loader=yaml.BaseLoader)["publication"]  # noqa: S506  # builds only strings
Office = tuple[wiring.Opened, ImportReport]


@pytest.fixture(scope="module")
def site(office: Office, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("release") / "site"
    wish = publishing.Wish(approved_by=("amina", "basel"), contact="by letter", fictional=True)
    publishing.release(office[0].desk, out, wish)
    return out


@pytest.fixture(scope="module")
def shown(site: Path) -> dict[str, dict[str, str]]:
    with (site / "data" / "persons.csv").open(encoding="utf-8-sig") as lines:
        return {row["id"]: row for row in csv.DictReader(lines)}


def public_id(office: Office, person: str) -> str:
    desk = office[0].desk
    return Line(publishing.derived(desk, "release line public")).person(find.find_person(desk, person))


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: f"{person['person']}-{person.get('why', 'shown')}")
def test_a_person_is_shown_as_consent_allows(
    office: Office, site: Path, shown: dict[str, dict[str, str]], person: dict[str, Any]
) -> None:
    row = shown.get(public_id(office, person["person"]))
    if "shown" in person:
        assert (row is not None) == (person["shown"] == "true")
    if row is not None and "named" in person:
        assert bool(row["name"]) == (person["named"] == "true")


def test_no_page_holds_an_internal_id_or_a_register_number(office: Office, site: Path) -> None:
    index = office[0].desk.register.index
    inside = {row.number for row in index.persons()} | {row.anchor for row in index.persons()}
    text = "".join(path.read_text("utf-8", "replace") for path in site.rglob("*") if path.is_file())
    assert [one for one in inside if one and one in text] == []


def test_every_page_says_that_it_is_fictional(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    assert pages
    assert [page.name for page in pages if '<p class="banner"' not in page.read_text("utf-8")] == []


def test_the_release_is_noted_in_the_ledger(office: Office, site: Path) -> None:
    releases = list(office[0].desk.register.index.of_kind("release"))
    assert len(releases) >= 1
