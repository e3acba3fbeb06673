"""What the tests of this room share: writing a sheet or a table into a folder of its own, and reading it back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import pytest

from tereze.intake import sheets, tables, yaml_nodes
from tereze.intake.drafts import Parsed, Refusal, RowsDraft, SheetDraft, Warning_
from tereze.intake.nodes import Node, Section
from tereze.intake.page import Page
from tereze.model.mentions import Mention, Statement

SECRET = b"the secret of a register in test"
NOW = "2019-06-01T09:00:00Z"
Record = TypeVar("Record")

HEAD = """\
tereze: source/1
source: {id: interview-17, kind: interview, teller: me}
mentions:
  me: {kind: person, names: [{text: Мысал Есім, lang: kk}]}
  husband: {kind: person, named: false}
  ministry: {kind: organization, names: [{text: Example Ministry, lang: en}]}
  factory: {kind: facility, names: [a glove factory]}
"""


class Read:
    """What a reader gave, with short ways to the parts a test speaks of."""

    def __init__(self, parsed: list[Parsed]) -> None:
        self.parsed = parsed

    @property
    def refusals(self) -> list[Refusal]:
        return [one for one in self.parsed if isinstance(one, Refusal)]

    @property
    def draft(self) -> SheetDraft:
        assert not self.refusals, self.refusals
        return next(one for one in self.parsed if isinstance(one, SheetDraft))

    @property
    def warnings(self) -> list[Warning_]:
        return [warning for one in self.parsed if not isinstance(one, Refusal) for warning in one.warnings]

    @property
    def rows(self) -> list[Mention]:
        return [record for one in self.parsed if isinstance(one, RowsDraft) for record in one.records]

    def of(self, kind: type[Record]) -> list[Record]:
        return [record for record in self.draft.records if isinstance(record, kind)]

    def mention(self, key: str) -> Mention:
        return next(one for one in [*self.of(Mention), *self.rows] if one.local == key)

    def statements(self, key: str, prop: str) -> list[Statement]:
        return [one for one in self.mention(key).statements if one.property == prop]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A collection: `sheets` beside `files`."""
    (tmp_path / "sheets").mkdir()
    (tmp_path / "files").mkdir()
    return tmp_path


@pytest.fixture
def read(folder: Path) -> Callable[..., Read]:
    """Write a sheet (and the files it names) and read it."""

    def go(text: str | bytes, name: str = "one.yaml", /, **files: str | bytes) -> Read:
        for file, content in files.items():
            data = content if isinstance(content, bytes) else content.encode()
            (folder / "files" / file.replace("_", ".")).write_bytes(data)
        path = folder / "sheets" / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return Read(list(sheets.read(path, secret=SECRET, recorded=NOW)))

    return go


@pytest.fixture
def read_table(folder: Path) -> Callable[..., Read]:
    """Write a table and its mapping, and read them."""

    def go(table: str | bytes, mapping: str, name: str = "list.csv", /, **options: Any) -> Read:
        path = folder / "files" / name
        path.write_bytes(table if isinstance(table, bytes) else table.encode())
        plan = folder / "files" / f"{name}.map.yaml"
        plan.write_text("tereze: mapping/1\n" + mapping, "utf-8")
        return Read(list(tables.read(path, plan, secret=SECRET, recorded=NOW, **options)))

    return go


@pytest.fixture
def page() -> Page:
    """An empty page of a sheet `s` with two mentions."""
    made = Page("s.yaml", SECRET, NOW, local="s", source="sid")
    made.mentions = {"me": "m-me", "husband": "m-husband"}
    return made


@pytest.fixture
def node() -> Callable[[str], Node]:
    """The tree of one YAML value."""

    def go(text: str) -> Node:
        root = yaml_nodes.compose(f"value: {text}\n".encode())
        assert isinstance(root, Section)
        return root.items["value"]

    return go
