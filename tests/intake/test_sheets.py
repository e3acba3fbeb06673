"""Reading files: kinds of documents, streams, and the examples that ship with the project."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tereze.intake import sheets
from tereze.intake.documents import SheetMissing
from tereze.intake.drafts import ChangesDraft, JudgementsDraft, Refusal, SheetDraft

from .conftest import HEAD, NOW, SECRET, Read

Reads = Callable[..., Read]


def test_a_stream_of_every_kind(read: Reads) -> None:
    found = read(
        HEAD
        + "---\ntereze: judgements/1\njudgements: [{same: [a/x, b/y], by: p, reason: r, at: '2019'}]\n"
        + "---\ntereze: change/1\nchanges: [{erase: interview-17, by: me, at: '2019'}]\n"
    )
    assert [type(one) for one in found.parsed] == [SheetDraft, JudgementsDraft, ChangesDraft]


def test_one_bad_document_never_stops_the_others(read: Reads) -> None:
    bad = ["tereze: source/1\nsource: {id: x, kind: no}\n", "a: [b\n", "text\n", "tereze: source/9\n", "source: {}\n"]
    found = read(
        "---\n".join(["", *(f"{one}---\n{HEAD.replace('interview-17', f's{at}')}" for at, one in enumerate(bad))])
    )
    good = [one.ref for one in found.parsed if isinstance(one, SheetDraft)]
    assert good == ["s0", "s1", "s2", "s3", "s4"]
    assert len(found.refusals) == len(bad)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("source: {id: a}\n", "tereze: source/1"),
        ("judgements: []\n", "tereze: judgements/1"),
        ("changes: []\n", "tereze: change/1"),
        ("x: y\n", "tereze: source/1"),
        ("tereze: sorce/1\n", "Did you mean “source/1”?"),
        ("tereze: 1\n", "source/1, judgements/1 and change/1"),
        ("tereze: [a]\n", "source/1, judgements/1 and change/1"),
    ],
)
def test_a_document_that_does_not_say_what_it_is(read: Reads, text: str, hint: str) -> None:
    (refusal,) = read(text).refusals
    assert refusal.key == "tereze"
    assert hint in refusal.hint


def test_json_is_read_like_yaml(read: Reads) -> None:
    value = {
        "tereze": "source/1",
        "source": {"id": "interview-17", "kind": "interview", "teller": "me"},
        "mentions": {"me": {"kind": "person", "named": False, "age": {"years": 39}}},
        "statements": [{"about": "me", "property": "custody", "value": "internment", "duration": {"months": 15}}],
    }
    yaml = (
        "tereze: source/1\nsource: {id: interview-17, kind: interview, teller: me}\n"
        "mentions: {me: {kind: person, named: false, age: {years: 39}}}\n"
        "statements: [{about: me, property: custody, value: internment, duration: {months: 15}}]\n"
    )
    assert read(json.dumps(value), "one.json").draft.records == read(yaml).draft.records
    text = json.dumps(value, indent=1).replace('"about"', '"abuot"')
    refusal = read(text, "bad.json").refusals[0]
    assert (refusal.key, refusal.line) == ("abuot", 1 + text[: text.index("abuot")].count("\n"))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SheetMissing):
        list(sheets.read(tmp_path / "x.yaml", secret=SECRET, recorded=NOW))


def test_another_secret_gives_other_ids(folder: Path) -> None:
    path = folder / "sheets" / "a.yaml"
    path.write_text(HEAD)
    (one,) = sheets.read(path, secret=SECRET, recorded=NOW)
    (two,) = sheets.read(path, secret=b"another register, another secret", recorded=NOW)
    assert isinstance(one, SheetDraft)
    assert isinstance(two, SheetDraft)
    assert not {record.id for record in one.records} & {record.id for record in two.records}


def test_no_name_and_no_key_shows_in_an_id(read: Reads) -> None:
    for record in read(HEAD).draft.records:
        assert not any(word in record.id for word in ("interview", "husband", "ministry"))


def test_the_examples_of_the_project_are_read_without_a_refusal(repo: Path) -> None:
    files = sorted((repo / "examples" / "office").rglob("*.yaml"))
    sheets_read = 0
    for path in files:
        if not path.read_text("utf-8").lstrip("#").split("tereze: ")[-1].startswith(("source", "judgements", "change")):
            continue
        for one in sheets.read(path, secret=SECRET, recorded=NOW):
            assert not isinstance(one, Refusal), (one.file, one.line, one.key, one.error)
            sheets_read += isinstance(one, SheetDraft)
    assert sheets_read >= 40
