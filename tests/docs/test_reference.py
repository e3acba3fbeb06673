"""docs/reference.md is what the program says of itself, and every link in the documents leads somewhere."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


def pages(repo: Path) -> list[Path]:
    return [
        *repo.glob("*.md"),
        *repo.glob("docs/**/*.md"),
        *repo.glob("examples/**/*.md"),
        *repo.glob("benchmarks/**/*.md"),
    ]


def test_the_reference_is_up_to_date(repo: Path) -> None:
    spec = importlib.util.spec_from_file_location("make_reference", repo / "tools" / "make_reference.py")
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    assert (repo / "docs" / "reference.md").read_text("utf-8") == tool.page(), "run: python tools/make_reference.py"


def test_every_link_leads_to_a_file(repo: Path) -> None:
    broken = [
        f"{page.relative_to(repo)}: {target}"
        for page in pages(repo)
        for target in LINK.findall(page.read_text("utf-8"))
        if not target.startswith(("http:", "https:", "mailto:")) and not (page.parent / target).exists()
    ]
    assert broken == []


@pytest.mark.parametrize("command", ["make demo", "make test"])
def test_the_readme_shows_the_two_commands(repo: Path, command: str) -> None:
    assert command in (repo / "README.md").read_text("utf-8")


def test_no_page_names_a_place_on_a_machine(repo: Path) -> None:
    found = [page.name for page in pages(repo) if re.search(r"/(?:home|root|Users)/\w+", page.read_text("utf-8"))]
    assert found == []
