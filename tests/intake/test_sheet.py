"""One source sheet as a whole."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tereze.model.events import Incident, Position
from tereze.model.mentions import Mention
from tereze.model.records import from_payload, to_payload
from tereze.model.sources import Consent, Ground, Source

from .conftest import HEAD, Read

Reads = Callable[..., Read]


def test_records_come_in_an_order_that_can_be_sealed(read: Reads) -> None:
    text = HEAD.replace(
        "teller: me}",
        "teller: me, consent: [{given_by: me, capacity: self, covers: [me]}],"
        " ground: {kind: published_source, confirmed_by: [a, b]}}",
    )
    text += "incidents: [{kind: fine, direction: closes}]\npositions: [{actor: ministry, topic: t, stance: denies}]\n"
    kinds = [type(record) for record in read(text).draft.records]
    assert kinds == [Source, Consent, Ground, Mention, Mention, Mention, Mention, Position, Incident]


def test_every_record_survives_its_canonical_bytes(read: Reads) -> None:
    text = (
        HEAD + "statements: [{about: me, property: custody, value: internment, duration: {months: 3}, at: {page: 1}}]\n"
    )
    for record in read(text).draft.records:
        assert from_payload(to_payload(record)) == record


def test_statements_stand_with_the_mention_they_are_about(read: Reads) -> None:
    text = HEAD.replace("names: [{text: Мысал Есім, lang: kk}]", "name: A, sex: female") + (
        "statements: [{about: me, property: work, value: a}, {about: husband, property: work, value: b}]\n"
    )
    found = read(text)
    assert [one.property for one in found.mention("me").statements] == ["gender", "work"]
    assert [one.property for one in found.mention("husband").statements] == ["work"]


def test_the_digest_ignores_layout_and_notices_content(read: Reads) -> None:
    first = read(HEAD).of(Source)[0].digest
    assert read("# a comment\n" + HEAD.replace("kind: person", "kind:   person")).of(Source)[0].digest == first
    assert read(HEAD.replace("Мысал", "Мысалы")).of(Source)[0].digest != first
    assert len(first) == 64


def test_the_same_sheet_gives_the_same_records(read: Reads) -> None:
    assert read(HEAD).draft.records == read(HEAD, "elsewhere.yaml").draft.records


def test_the_line_of_a_sheet_in_a_stream(read: Reads) -> None:
    found = read(HEAD + "---\n" + HEAD.replace("interview-17", "interview-18"))
    assert [(one.ref, one.line) for one in found.parsed] == [("interview-17", 1), ("interview-18", 8)]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("tereze: source/1\n", "source"),
        ("tereze: source/1\nsource: text\n", "source"),
        ("tereze: source/1\nsource: {kind: letter}\n", "id"),
        ("tereze: source/1\nsource: {id: a}\n", "kind"),
        ("tereze: source/1\nsource: {id: A B, kind: letter}\n", "id"),
        ("tereze: source/1\nsource: {id: a, kind: letter}\nstatments: []\n", "statments"),
        ("tereze: source/1\nsource: {id: a, kind: letter}\nstatements: {}\n", "statements"),
    ],
)
def test_what_is_refused(read: Reads, text: str, key: str) -> None:
    assert key in [refusal.key for refusal in read(text).refusals]


def test_a_smallest_sheet(read: Reads) -> None:
    found = read("tereze: source/1\nsource: {id: a, kind: letter}\n").draft
    assert [type(record) for record in found.records] == [Source]
    assert isinstance(found.records[0], Source)
    assert found.records[0].sort == "letter"


def test_empty_sections_are_as_good_as_none(read: Reads) -> None:
    text = "tereze: source/1\nsource: {id: a, kind: letter}\nmentions: {}\nstatements: []\npositions:\nincidents: ~\n"
    assert len(read(text).draft.records) == 1


LIST = "tereze: source/1\nsource: {id: list-a, kind: list, publisher: office}\n"
OFFICE = "mentions: {office: {kind: organization, names: [Office]}}\n"
TABLE = "table: {file: ../files/l.csv, mapping: ../files/l.yaml}\n"
MAPPING = "tereze: mapping/1\nrow_id: id\ncolumns: {name: name, born: birthDate}\n"


def test_a_list_sheet_brings_its_rows(read: Reads) -> None:
    found = read(LIST + OFFICE + TABLE, "l.yaml", l_csv="id,name,born\n1,A B,1980\n2,C D,1981\n", l_yaml=MAPPING)
    assert found.of(Source)[0].publisher == found.mention("office").id
    assert [(one.local, one.names[0].text) for one in found.rows] == [("1", "A B"), ("2", "C D")]
    assert {one.source for one in found.rows} == {found.of(Source)[0].id}
    assert [one.name for one in found.draft.evidence] == ["l.csv"]


def test_the_table_may_stand_inside_the_source(read: Reads) -> None:
    text = LIST.replace("kind: list", "kind: list, table: {file: ../files/l.csv, mapping: ../files/l.yaml}") + OFFICE
    assert len(read(text, "l.yaml", l_csv="id,name,born\n1,A B,1980\n", l_yaml=MAPPING).rows) == 1


@pytest.mark.parametrize(
    ("more", "files", "key"),
    [
        (TABLE, {"l_csv": "id,name,born\n"}, "table"),
        (TABLE, {"l_yaml": MAPPING}, "table"),
        (TABLE.replace("l.csv", "../../../../../../etc/passwd"), {"l_yaml": MAPPING}, "table"),
        (TABLE + "statements: []\n", {"l_csv": "id,name,born\n", "l_yaml": MAPPING}, "statements"),
        (TABLE, {"l_csv": "id,name,born\n", "l_yaml": MAPPING.replace("name: name", "nme: name")}, "nme"),
        (TABLE, {"l_csv": "id,name,born\n", "l_yaml": MAPPING.replace("columns", "colums")}, "colums"),
        ("table: {file: l.csv}\n", {}, "mapping"),
        ("table: l.csv\n", {}, "table"),
    ],
)
def test_a_list_whose_table_does_not_fit_is_refused(read: Reads, more: str, files: dict[str, str], key: str) -> None:
    found = read(LIST + OFFICE + more, "l.yaml", **files)
    assert key in [refusal.key for refusal in found.refusals]
    assert len(found.refusals) == len(found.parsed)
