"""The fictional collection holds together by itself: keys, words, dates, references, quotations, expectations.

It reads the YAML with no help from the intake room, so that a mistake in either shows.
"""

from __future__ import annotations

import importlib.util
import re
import zlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from tereze.model import dates, vocabulary

OFFICE = Path(__file__).resolve().parents[2] / "examples" / "office"
ID = re.compile(r"[a-z0-9_-]+")
FICTIONAL = re.compile(r"fictional|вымысел|虚构|توقۇلما|ойдан шығарылған", re.IGNORECASE)

KEYS = {
    "sheet": "tereze source mentions statements positions assessments interventions inquiries incidents",
    "source": "id kind title publisher authors published language url evidence repeats reliability system_of_record "
    "teller told consent ground table",
    "told": "on place to interpreter",
    "consent": "given_by capacity covers purposes identity place until explained_in recorded_by objects",
    "ground": "kind confirmed_by",
    "mention": "kind names named sex age citizenship ethnicity place size description",
    "statement": "key about property value term phase when said duration where after facility said_by stance "
    "credibility words at from",
    "voice": "voice role basis",
    "words": "text lang role by",
    "position": "actor organ forum addressee topic about stance term reason number when said_by words",
    "assessment": "by about kind says check_on words",
    "intervention": "by for kind addressee when answer effect",
    "inquiry": "by to about when answer",
    "incident": "kind direction factor when where against severity said_by",
}  # the keys of the source sheet, version 1, and no other
Sheet = dict[str, Any]


def load(path: Path) -> Any:
    """One YAML document in which every scalar is a string; anchors and tags are refused by the text check below."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506  (strings only)


@cache
def sheets() -> dict[str, Sheet]:
    """Source id → sheet."""
    loaded = [load(path) for path in sorted((OFFICE / "sheets").glob("*.yaml"))]
    return {sheet["source"]["id"]: sheet for sheet in loaded}


SHEETS = sorted(sheets())


def items(sheet: Sheet, section: str) -> list[dict[str, Any]]:
    found = sheet.get(section) or []
    assert isinstance(found, list), section
    return found


def chains(sheet: Sheet) -> Iterator[list[dict[str, str]]]:
    for section in ("statements", "positions", "incidents"):
        for item in items(sheet, section):
            yield item.get("said_by") or []
    for step in items(sheet, "interventions"):
        if isinstance(step.get("effect"), dict):
            yield step["effect"]["said_by"]


def null(value: Any) -> bool:
    return value in {"", "null"} if isinstance(value, str) else value is None


def voices_named(sheet: Sheet) -> Iterator[str]:
    """Every place where the sheet names one of its mentions."""
    source = sheet["source"]
    yield from (source[key] for key in ("publisher", "teller") if key in source)
    yield from source.get("authors", [])
    yield from (source.get("told", {}).get(key, "") for key in ("to", "interpreter"))
    for consent in source.get("consent", []):
        yield from (consent["given_by"], consent["recorded_by"], *consent["covers"])
    for statement in items(sheet, "statements"):
        yield from (statement["about"], statement.get("facility", ""))
        if isinstance(statement["value"], dict):
            yield statement["value"]["mention"]
        yield statement.get("term", {}).get("used_by", "")
    for chain in chains(sheet):
        yield from (link["voice"] for link in chain)
    for position in items(sheet, "positions"):
        yield from (position["actor"], position["organ"], position["addressee"], *position["about"])
        if isinstance(position["term"], dict):
            yield position["term"]["used_by"]
    for step in items(sheet, "interventions"):
        yield from (step["by"], step["addressee"], *step["for"])
    yield from (item[key] for item in items(sheet, "inquiries") for key in ("by", "to"))
    yield from (item["by"] for item in items(sheet, "assessments"))
    yield from (item["against"] for item in items(sheet, "incidents"))


def all_words(sheet: Sheet) -> Iterator[tuple[dict[str, str], dict[str, Any]]]:
    for section in ("statements", "positions", "assessments"):
        for item in items(sheet, section):
            for words in item.get("words", []):
                yield words, item


def mention_exists(reference: str) -> bool:
    source, _, key = reference.partition("/")
    return key in sheets()[source].get("mentions", {}) or sheets()[source]["source"]["kind"] == "list"


@pytest.mark.parametrize("name", SHEETS)
def test_only_known_keys(name: str) -> None:
    sheet = sheets()[name]
    found = {"sheet": [sheet], "source": [sheet["source"]], "mention": list(sheet.get("mentions", {}).values())}
    found |= {
        "consent": sheet["source"].get("consent", []),
        "voice": [link for chain in chains(sheet) for link in chain],
    }
    found |= {key: [sheet["source"][key]] for key in ("told", "ground") if isinstance(sheet["source"].get(key), dict)}
    found["words"] = [words for words, _ in all_words(sheet)]
    for section in ("statement", "position", "assessment", "intervention", "incident"):
        found[section] = items(sheet, section + "s")
    found["inquiry"] = items(sheet, "inquiries")
    for kind, blocks in found.items():
        for block in blocks:
            assert set(block) <= set(KEYS[kind].split()), (kind, block)


@pytest.mark.parametrize("name", SHEETS)
def test_only_known_words(name: str) -> None:
    sheet, known = sheets()[name], vocabulary.words
    source = sheet["source"]
    assert source["kind"] in known("source_kind")
    assert source["reliability"] in known("reliability")
    for consent in source.get("consent", []):
        assert consent["capacity"] in known("capacity")
        assert set(consent["purposes"]) <= known("purpose")
        assert consent["identity"] in known("identity")
        assert consent["place"] in known("place_level")
    for statement in items(sheet, "statements"):
        assert statement["property"] in known("property")
        assert statement.get("stance", "asserts") in known("stance")
        if statement["property"] == "custody":
            assert statement["value"] in vocabulary.facets()
            assert statement["phase"] in known("phase")
    for chain in chains(sheet):
        assert all(link["role"] in known("role") and link["basis"] in known("basis") for link in chain)
    assert all(item["stance"] in known("position_stance") for item in items(sheet, "positions"))
    assert all(item["kind"] in known("assessment_kind") for item in items(sheet, "assessments"))
    assert all(item["kind"] in known("intervention_kind") for item in items(sheet, "interventions"))
    assert all(item["answer"] in known("inquiry_answer") for item in items(sheet, "inquiries"))
    for item in items(sheet, "incidents"):
        assert item["kind"] in known("incident_kind")
        assert item["direction"] in known("direction")
        assert item["factor"] in known("factor")


@pytest.mark.parametrize("name", SHEETS)
def test_dates_are_edtf_and_points_are_points(name: str) -> None:
    sheet = sheets()[name]
    for section in ("statements", "positions", "interventions", "inquiries", "incidents"):
        for item in items(sheet, section):
            when = item.get("when", "")
            dates.read(when)
            assert not (item.get("phase") in {"began", "ended"} and dates.is_interval(when)), item
    told_on = sheet["source"].get("told", {}).get("on")
    if told_on and sheet["source"].get("published"):
        assert dates.read(told_on).first <= dates.read(sheet["source"]["published"]).last


@pytest.mark.parametrize("name", SHEETS)
def test_every_mention_and_source_named_exists(name: str) -> None:
    sheet = sheets()[name]
    assert ID.fullmatch(name)
    assert all(ID.fullmatch(key) for key in sheet.get("mentions", {}))
    keys = [statement["key"] for statement in items(sheet, "statements") if "key" in statement]
    assert len(set(keys)) == len(keys)
    assert all(ID.fullmatch(key) for key in keys)
    missing = {key for key in voices_named(sheet) if not null(key)} - set(sheet.get("mentions", {}))
    assert not missing
    for statement in items(sheet, "statements"):
        assert statement.get("from", name) in sheets()
        assert statement.get("after", keys[0] if keys else "") in [*keys, ""]
    assert set(sheet["source"].get("repeats", [])) <= set(SHEETS)


@pytest.mark.parametrize("name", SHEETS)
def test_quotations_stand_in_the_evidence_where_the_sheet_says(name: str) -> None:
    sheet = sheets()[name]
    files = [OFFICE / "sheets" / file for file in sheet["source"].get("evidence", [])]
    assert all(file.is_file() for file in files)
    texts = [file.read_text(encoding="utf-8") for file in files if file.suffix == ".txt"]
    located = [statement for statement in items(sheet, "statements") if "chars" in statement.get("at", {})]
    assert texts or not located
    if not texts:
        return
    for words, _ in all_words(sheet):
        if words["role"] == "original":
            assert any(words["text"] in text for text in texts), words["text"]
    for statement in located:
        begin, end = (int(bound) for bound in statement["at"]["chars"])
        assert texts[0][begin:end] == statement["words"][0]["text"]


@pytest.mark.parametrize("name", SHEETS)
def test_every_sheet_and_file_says_that_it_is_fictional(name: str) -> None:
    assert FICTIONAL.search(sheets()[name]["source"]["title"])
    for file in sheets()[name]["source"].get("evidence", []):
        assert FICTIONAL.search((OFFICE / "sheets" / file).read_bytes().decode("utf-8", "ignore"))


@pytest.mark.parametrize("path", sorted(OFFICE.rglob("*.yaml")), ids=lambda path: path.name)
def test_no_anchors_aliases_or_tags(path: Path) -> None:
    tokens = list(yaml.scan(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader))
    refused = (yaml.AliasToken, yaml.AnchorToken, yaml.TagToken)
    assert not [token for token in tokens if isinstance(token, refused)]


def test_judgements_and_changes_point_at_something() -> None:
    judgements = load(OFFICE / "judgements.yaml")["judgements"]
    keys = {judgement.get("key") for judgement in judgements}
    for judgement in judgements:
        for answer in ("same", "different", "unsure"):
            assert all(mention_exists(reference) for reference in judgement.get(answer, []))
        assert judgement.get("withdraw", judgement.get("key")) in keys
        assert judgement["reason"]
        assert set(judgement.get("batch", {}).get("between", [])) <= set(SHEETS)
    for change in load(OFFICE / "changes.yaml")["changes"]:
        (act,) = set(change) & vocabulary.words("change_act")
        source, _, key = change[act].partition("/")
        assert not key or key in {statement.get("key") for statement in sheets()[source]["statements"]}
        assert ("to" in change) == (act in {"correct", "revise"})


def clusters() -> dict[str, str]:
    """Mention → one mention of its cluster, by the judgements in force, by plain union in the fixed order."""
    judgements = load(OFFICE / "judgements.yaml")["judgements"]
    gone = {judgement["withdraw"] for judgement in judgements if "withdraw" in judgement}
    apart = [set(judgement["different"]) for judgement in judgements if "different" in judgement]
    parent: dict[str, str] = {}

    def find(mention: str) -> str:
        while (above := parent.get(mention, mention)) != mention:
            mention = above
        return mention

    for judgement in judgements:
        if "same" not in judgement or judgement.get("key") in gone:
            continue
        first, *rest = judgement["same"]
        if not any(pair <= {first, *rest} for pair in apart):
            parent |= {find(other): find(first) for other in rest if find(other) != find(first)}
    known = {reference for judgement in judgements for reference in judgement.get("same", [])}
    return {mention: find(mention) for mention in known}


def test_expected_numbers_of_mentions_follow_from_the_judgements() -> None:
    cluster = clusters()
    for person in load(Path(__file__).with_name("office_expected.yaml"))["people"]:
        root = cluster.get(person["person"], person["person"])
        together = [mention for mention, other in cluster.items() if other == root] or [root]
        assert len(together) == int(person["mentions"]), (person["person"], together)
        for other in person.get("different_from", []):
            assert cluster.get(other, other) != root


def test_expectations_name_people_and_facts_of_the_collection() -> None:
    expected = load(Path(__file__).with_name("office_expected.yaml"))
    cluster = clusters()
    for person in expected["people"]:
        root = cluster.get(person["person"], person["person"])
        stated = {
            (statement["property"], statement["value"], statement.get("when", ""))
            for name, sheet in sheets().items()
            for statement in items(sheet, "statements")
            if cluster.get(f"{name}/{statement['about']}", f"{name}/{statement['about']}") == root
            and isinstance(statement["value"], str)
        } | set(changed())
        for fact in [*person.get("facts", []), *person.get("absent", []), *person.get("refuted", [])]:
            matching = [s for s in stated if s[:2] == (fact["property"], fact["value"])]
            assert fact.get("when", matching[0][2] if matching else None) in {s[2] for s in matching}, fact
            for voices in ("load_bearing", "firsthand", "secondhand"):
                assert all(mention_exists(voice) for voice in fact.get(voices, []))
    assert all(mention_exists(item["person"]) for item in expected["publication"])


def changed() -> Iterator[tuple[str, str, str]]:
    """What corrections and revisions put in the place of what was said."""
    for change in load(OFFICE / "changes.yaml")["changes"]:
        if "to" in change:
            yield change["to"]["property"], change["to"]["value"], change["to"].get("when", "")


def test_expected_lists_are_as_long_as_the_sheets_make_them() -> None:
    expected = load(Path(__file__).with_name("office_expected.yaml"))["lists"]
    for section in ("positions", "incidents", "interventions", "inquiries", "assessments"):
        assert sum(len(items(sheet, section)) for sheet in sheets().values()) == int(expected[section]), section
    erased = [change for change in load(OFFICE / "changes.yaml")["changes"] if "erase" in change]
    assert len(SHEETS) - len(erased) == int(expected["sources"])
    numbered = [
        position for sheet in sheets().values() for position in items(sheet, "positions") if "number" in position
    ]
    assert len(numbered) == int(expected["claims"])


def test_the_collection_speaks_every_language_it_promises() -> None:
    languages = {sheet["source"]["language"] for sheet in sheets().values()}
    assert {"kk", "kk-Arab", "ug", "zh-Hans", "ru", "en"} <= languages
    named = [
        (name, key)
        for name, sheet in sheets().items()
        for key, mention in sheet.get("mentions", {}).items()
        if mention["kind"] == "person" and mention.get("named") != "false"
    ]
    assert len(SHEETS) >= 40
    assert len(named) >= 60


def test_the_readme_lists_every_sheet() -> None:
    readme = (OFFICE.parent / "README.md").read_text(encoding="utf-8")
    assert FICTIONAL.search(readme)
    assert [name for name in SHEETS if f"`{name}`" not in readme] == []


def pixels(path: Path) -> bytes:
    """The rows of a PNG with one IDAT chunk; compressed bytes may differ between builds of zlib."""
    raw = path.read_bytes()
    begin = raw.index(b"IDAT")
    length = int.from_bytes(raw[begin - 4 : begin], "big")
    return zlib.decompress(raw[begin + 4 : begin + 4 + length])


def test_the_tables_are_those_the_script_makes(tmp_path: Path) -> None:
    from python_calamine import CalamineWorkbook

    spec = importlib.util.spec_from_file_location("make_tables", OFFICE / "make_tables.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    script.cards(tmp_path / "cards.csv")
    assert (tmp_path / "cards.csv").read_bytes() == (OFFICE / "tables" / "office-cards.csv").read_bytes()
    script.notice_board(tmp_path / "board.png")
    assert pixels(tmp_path / "board.png") == pixels(OFFICE / "files" / "notice-board.png")
    book = CalamineWorkbook.from_path(str(OFFICE / "tables" / "emin-roster.xlsx"))
    rows = book.get_sheet_by_name("名册").to_python()
    people = [row for _, township in script.ROSTER for row in township]
    assert [row[2] for row in rows if row[1].startswith("E-")] == [person[1] for person in people]
    assert FICTIONAL.search(str(rows[0][0]))
