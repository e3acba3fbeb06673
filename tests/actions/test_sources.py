"""One source with what hangs on it; a protected voice keeps its file shut."""

from __future__ import annotations

from pathlib import Path

import pytest
from fictional import INTERVIEW, SEALED

from tereze.actions import changing, sources
from tereze.actions.desk import Desk
from tereze.model.errors import NotFound

WORDS = "A fictional text: she saw the van.\n"


@pytest.fixture
def evidence(tmp_path: Path) -> None:
    (tmp_path / "sheets").mkdir()
    (tmp_path / "sheets" / "words.txt").write_text(WORDS, "utf-8")
    (tmp_path / "sheets" / "picture.png").write_bytes(b"\x89PNG no picture")


def _with(sheet: str, files: str) -> str:
    return sheet.replace("  kind: interview\n", f"  kind: interview\n  evidence: [{files}]\n", 1)


def test_a_source_comes_with_people_numbers_and_text(desk: Desk, bring, evidence: None) -> None:
    assert not bring(_with(INTERVIEW, "words.txt, picture.png")).refused
    case = sources.source_case(desk, "interview-1")
    assert {mention.local for mention in case.mentions} == {"wife", "husband", "recorder"}
    assert all(number.startswith("T-") for number in case.numbers.values())
    assert set(case.labels) == {mention.id for mention in case.mentions}
    shown = {text.evidence.name: (text.text, text.why) for text in case.texts}
    assert shown == {"words.txt": (WORDS, ""), "picture.png": ("", "kind")}
    assert case.withheld == 0


def test_a_source_with_a_protected_voice_shows_no_text(desk: Desk, bring, evidence: None) -> None:
    assert not bring(_with(SEALED, "words.txt")).refused
    case = sources.source_case(desk, "interview-2")
    assert [(text.text, text.why) for text in case.texts] == [("", "sealed")]
    assert case.withheld > 0
    assert "Жасырын" not in str(case)


def test_consents_are_there(desk: Desk, bring) -> None:
    bring(SEALED)
    (consent,) = sources.source_case(desk, "interview-2").consents
    assert consent.purposes == ("register",)


def test_an_erased_source_is_gone(desk: Desk, bring, evidence: None) -> None:
    bring(_with(INTERVIEW, "words.txt"))
    changing.act(desk, "erase", "interview-1", "she asked", None)
    with pytest.raises(NotFound):
        sources.source_case(desk, "interview-1")


def test_what_is_not_there(desk: Desk) -> None:
    with pytest.raises(NotFound):
        sources.source_case(desk, "interview-1")


def test_a_long_list_comes_a_page_at_a_time_with_every_voice_named(desk: Desk, bring) -> None:
    assert not bring(INTERVIEW).refused
    whole = sources.source_case(desk, "interview-1")
    pages = [sources.source_case(desk, "interview-1", at, 1) for at in range(whole.total)]
    assert [page.mentions[0] for page in pages] == list(whole.mentions)
    assert {page.total for page in pages} == {len(whole.mentions)}
    for page in pages:
        spoken = {link.voice for said in page.mentions[0].statements for link in said.chain}
        assert spoken <= page.labels.keys()
    assert sources.source_case(desk, "interview-1", 99, 1).mentions == ()


def test_a_protected_voice_on_another_page_still_shuts_the_file(desk: Desk, bring, evidence: None) -> None:
    assert not bring(_with(SEALED, "words.txt")).refused
    total = sources.source_case(desk, "interview-2").total
    for at in range(total):
        page = sources.source_case(desk, "interview-2", at, 1)
        assert [text.why for text in page.texts] == ["sealed"]
        assert page.withheld == 1
