"""A draft is a source sheet: it reads back without a refusal, and its words stand in its evidence."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest
import yaml
from benchmarks.extraction import documents

from tereze.intake import sheets
from tereze.intake.drafts import SheetDraft
from tereze.intake.extract import multilingual, sheet_draft
from tereze.intake.reading.documents import read_bytes
from tereze.model.mentions import Mention

TEXT = (
    "ALMATY, March 5, 2019. Saltanat Ermek said her husband, Dauren Qasym, was taken to a re-education camp in June "
    "2017. “They took my passport,” she told Example Wire. Officials say the facilities are vocational training centers"
    ". The county police declined to comment. A court fined the group Open Threshold on Monday."
)


def _sheet(text: str, lang: str | None = "en") -> str:
    document = read_bytes("a.txt", text.encode())
    parts = multilingual.read(document.text, None, lang).parts
    return sheet_draft.sheet(document, parts, ident="a", kind="news_article", evidence="a.txt")


def _body(text: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(_sheet(text))
    return found


def _read_back(folder: Path, text: str, sheet: str) -> SheetDraft:
    (folder / "a.txt").write_text(text, "utf-8", newline="")
    (folder / "a.yaml").write_text(sheet, "utf-8")
    drafts = list(sheets.read(folder / "a.yaml", secret=b"s" * 32, recorded="2020-01-01T00:00:00Z"))
    assert len(drafts) == 1
    assert isinstance(drafts[0], SheetDraft), drafts
    return drafts[0]


def test_the_sheet_imports_cleanly(tmp_path: Path) -> None:
    draft = _read_back(tmp_path, TEXT, _sheet(TEXT))
    assert [one.text for one in draft.warnings] == []


@pytest.mark.parametrize("lang", ["en", "ru", "kk", "zh", "ky", "ug"])
def test_every_gold_document_imports_cleanly(tmp_path: Path, lang: str) -> None:
    for one in documents():
        if one["id"].startswith(lang):
            draft = _read_back(tmp_path, one["text"], _sheet(one["text"], lang))
            assert [found.text for found in draft.warnings] == [], one["id"]


def test_every_statement_quotes_its_words_at_their_place() -> None:
    body = _body(TEXT)
    items = body["statements"] + body["positions"] + body["incidents"]
    assert len(items) >= 5
    for item in items:
        begin, end = item["at"]["chars"]
        assert TEXT[begin:end] == item["words"][0]["text"]


def test_custody_has_term_date_and_voice_and_no_guessed_basis() -> None:
    one = next(item for item in _body(TEXT)["statements"] if item["value"] == "internment")
    assert one["term"] == {"text": "re-education camp", "lang": "en"}
    assert one["when"] == "2017-06"
    assert [link["basis"] for link in one["said_by"]] == ["unknown"]


def test_positions_refusals_and_incidents_have_their_own_form() -> None:
    body = _body(TEXT)
    assert [item["stance"] for item in body["positions"]] == ["relabels"]
    assert [item["kind"] for item in body["incidents"]] == ["fine"]
    assert [item["stance"] for item in body["statements"] if "stance" in item] == ["refuses"]


def test_what_rests_on_a_pronoun_is_listed_at_the_top() -> None:
    head = _sheet(TEXT).split("tereze:")[0]
    assert head.startswith("# DRAFT, made by a machine")
    assert "“she” at character" in head


def test_someone_not_named_is_a_mention_to_be_filled_in() -> None:
    body = _body("Murat Zhaken said his brother is still in prison.")
    unnamed = [one for one in body["mentions"].values() if one.get("named") is False]
    assert len(unnamed) == 1


def test_nothing_found_is_still_a_sheet(tmp_path: Path) -> None:
    draft = _read_back(tmp_path, "nothing here\n", _sheet("nothing here\n"))
    assert draft.ref


def test_seconds_of_a_transcript_are_kept() -> None:
    srt = b"1\n00:00:01,500 --> 00:00:04,000\nMurat Zhaken was taken to a camp in 2018.\n"
    document = read_bytes("a.srt", srt)
    parts = multilingual.read(document.text, None, "en").parts
    body = yaml.safe_load(sheet_draft.sheet(document, parts, ident="a", kind="video", evidence="a.txt"))
    assert body["statements"][0]["at"]["seconds"] == ["1.500", "4.000"]


def _relatives(text: str) -> list[dict[str, Any]]:
    return [item for item in _body(text)["statements"] if item["property"] == "relative"]


def test_a_relative_is_a_mention_with_its_relation_and_the_very_words(tmp_path: Path) -> None:
    body = _body(TEXT)
    [one] = [item for item in body["statements"] if item["property"] == "relative"]
    called = {key: data["names"][0]["text"] for key, data in body["mentions"].items() if "names" in data}
    assert (called[one["about"]], one["value"]["relation"]) == ("Saltanat Ermek", "husband")
    assert called[one["value"]["mention"]] == "Dauren Qasym"
    assert one["words"][0]["text"] == "her husband, Dauren Qasym"
    draft = _read_back(tmp_path, TEXT, _sheet(TEXT))
    told = [item for one in draft.records if isinstance(one, Mention) for item in one.statements]
    [read] = [item for item in told if item.property == "relative"]
    assert (read.value, read.target not in {None, read.about}) == ("husband", True)


def test_a_relation_told_by_the_text_adds_no_voice_and_a_quoted_one_has_its_speaker() -> None:
    [told] = _relatives("Saltanat Ermek's husband, Dauren Qasym, left.")
    assert "said_by" not in told
    [quoted] = _relatives("“My husband Dauren Qasym is ill,” said Saltanat Ermek.")
    assert quoted["said_by"] == [{"voice": quoted["about"], "role": "knows", "basis": "unknown"}]


def test_an_owner_meant_by_a_pronoun_is_listed_at_the_top() -> None:
    assert "was taken for" not in _sheet("Saltanat Ermek's husband, Dauren Qasym, left.")
    head = _sheet("Saltanat Ermek came. Her husband, Dauren Qasym, left.").split("tereze:")[0]
    assert "“Her” at character 21 was taken for Saltanat Ermek: check it." in head


def test_what_the_learned_reader_found_is_listed_with_its_score() -> None:
    document = read_bytes("a.txt", TEXT.encode())
    [part] = multilingual.read(document.text, None, "en").parts
    by_rules = [one for one in part.custody if one.about is not None][:1]
    learned = dataclasses.replace(part, custody=tuple(dataclasses.replace(one, score=0.87) for one in by_rules))
    term = TEXT[by_rules[0].term[0] : by_rules[0].term[1]]
    wanted = f"“{term}” at character {by_rules[0].term[0]} was read as {by_rules[0].status} by the learned reader (0.87"
    for read, times in ((part, 0), (learned, 1)):
        made = sheet_draft.build(document, (read,), ident="a", kind="news_article", evidence="a.txt")
        assert sum(remark.startswith(wanted) for remark in made.remarks) == times
