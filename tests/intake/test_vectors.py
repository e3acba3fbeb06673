"""The vectors of the source sheet, read by this reader and by the JSON Schema."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest

from tereze.intake import documents, sheets
from tereze.intake.documents import Document
from tereze.intake.drafts import ChangesDraft, JudgementsDraft, Refusal, RowsDraft, SheetDraft
from tereze.intake.nodes import plain
from tereze.model import vocabulary
from tereze.model.value import encode

REPO = Path(__file__).resolve().parents[2]
VECTORS = REPO / "vectors" / "source-sheet"
SCHEMA = json.loads((REPO / "docs" / "formats" / "source-sheet.schema.json").read_text("utf-8"))
BAD = json.loads((VECTORS / "bad" / "expect.json").read_text("utf-8"))
GOOD = sorted(
    path for path in (VECTORS / "good").iterdir() if path.suffix in {".yaml", ".json"} and "expect" not in path.name
)
SECRET = bytes(range(32))
NOW = "2019-06-01T09:00:00Z"


def as_expected(path: Path) -> list[dict[str, Any]]:
    """What a reader makes of a good vector, in the shape of its `.expect.json`."""
    found = []
    for draft in sheets.read(path, secret=SECRET, recorded=NOW):
        assert isinstance(draft, SheetDraft | JudgementsDraft | ChangesDraft), draft
        entry: dict[str, Any] = {
            "line": draft.line,
            "records": [msgspec.json.decode(encode(record)) for record in draft.records],
            "warnings": [{"line": one.line, "key": one.key} for one in draft.warnings],
            "references": [{"kind": one.kind, "id": one.id, "written": one.written} for one in draft.references],
        }
        if isinstance(draft, SheetDraft):
            entry["evidence"] = [
                {"id": one.id, "media_type": one.media_type, "name": one.name} for one in draft.evidence
            ]
        if isinstance(draft, ChangesDraft):
            entry["speakers"] = draft.speakers
        found.append(entry)
    return found


def schema_errors(path: Path) -> list[str]:
    validator = jsonschema.Draft202012Validator(SCHEMA)
    return [
        error.message
        for document in documents.read(path)
        if isinstance(document, Document)
        for error in validator.iter_errors(plain(document.node))
    ]


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.name)
def test_good_vectors_are_read_as_expected(path: Path) -> None:
    expected = json.loads((VECTORS / "good" / f"{path.stem}.expect.json").read_text("utf-8"))
    assert as_expected(path) == expected


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.name)
def test_good_vectors_fit_the_schema(path: Path) -> None:
    assert schema_errors(path) == []


@pytest.mark.parametrize("name", sorted(BAD))
def test_bad_vectors_are_refused_with_line_key_and_hint(name: str) -> None:
    parsed = list(sheets.read(VECTORS / "bad" / name, secret=SECRET, recorded=NOW))
    assert not [one for one in parsed if isinstance(one, SheetDraft | RowsDraft | JudgementsDraft | ChangesDraft)]
    refusals = [one for one in parsed if isinstance(one, Refusal)]
    expected = BAD[name]["errors"]
    assert [(one.line, one.key) for one in refusals] == [(one["line"], one["key"]) for one in expected]
    assert all(wanted["hint"] in refusal.hint for wanted, refusal in zip(expected, refusals, strict=True))
    assert all(refusal.error for refusal in refusals)


@pytest.mark.parametrize("name", sorted(BAD))
def test_the_schema_refuses_what_a_schema_can_see(name: str) -> None:
    assert bool(schema_errors(VECTORS / "bad" / name)) is BAD[name]["schema"]


def test_every_bad_vector_has_an_expectation_and_the_other_way_round() -> None:
    files = {path.name for path in (VECTORS / "bad").iterdir()} - {"expect.json"}
    assert files == set(BAD)
    assert len(GOOD) >= 12


def test_the_examples_fit_the_schema() -> None:
    paths = sorted((REPO / "examples" / "office" / "sheets").glob("*.yaml"))
    assert len(paths) >= 40
    for path in paths:
        assert schema_errors(path) == [], path.name


def test_the_schema_is_a_schema_and_speaks_the_vocabulary() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    defs = SCHEMA["$defs"]

    def enum(name: str, key: str) -> set[str]:
        found = defs[name]["properties"][key]
        return set((found.get("anyOf", [found])[0])["enum"])

    for name, key, group in [
        ("source", "kind", "source_kind"),
        ("source", "reliability", "reliability"),
        ("link", "role", "role"),
        ("link", "basis", "basis"),
        ("statement", "stance", "stance"),
        ("statement", "phase", "phase"),
        ("position", "stance", "position_stance"),
        ("consent", "capacity", "capacity"),
        ("consent", "identity", "identity"),
        ("consent", "place", "place_level"),
        ("ground", "kind", "ground_kind"),
        ("incident", "direction", "direction"),
        ("incident", "factor", "factor"),
        ("mention", "kind", "mention_kind"),
    ]:
        assert enum(name, key) == vocabulary.words(group), (name, key)
