"""`tereze sources`: a head as it stands, put right with a reason; what is wrong is said with its exit code."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fictional import SEALED

from tereze.cli import sources_cmd
from tereze.weigh.heads import FIELDS

WHY = ("--reason", "misheard at the door")
HERE = ("sources", "correct", "interview-1")


@pytest.fixture
def sealed(filled: Callable[..., Any], tmp_path: Path) -> Callable[..., Any]:
    """The register, with a source whose teller is protected."""
    (tmp_path / "interview-2.yaml").write_text(SEALED, "utf-8")
    assert filled("import", "interview-2.yaml", "--no-link").code == 0
    return filled


def _head(tereze: Callable[..., Any], source: str = "interview-1") -> dict[str, Any]:
    ran = tereze("sources", "head", source, "--json")
    assert ran.code == 0
    found: dict[str, Any] = ran.json
    return found


def test_a_head_is_put_right_and_what_it_was_is_told(filled) -> None:
    ran = filled(*HERE, "told_on=2019-03-04", "told_place=Almaty", "title=", "told_to=recorder", *WHY)
    assert ran.code == 0
    first, *rest = ran.out.splitlines()
    assert first.startswith("correct: interview-1 (")
    assert rest == [
        "    title: A fictional interview → —", "    told_on: — → 2019-03-04", "    told_place: — → Almaty",
        "    told_to: — → recorder",
    ]  # fmt: skip
    fields = _head(filled)["fields"]
    assert (fields["title"], fields["told_on"], fields["told_place"]) == ("", "2019-03-04", "Almaty")
    assert fields["teller"] == "wife"
    assert set(fields) == set(FIELDS)


def test_for_programs(filled) -> None:
    made = filled(*HERE, "language=ru", *WHY, "--json").json
    assert made["tereze"] == "change/1"
    assert (made["act"], made["of"], made["reason"]) == ("correct", "interview-1", WHY[1])
    assert made["fields"] == [{"field": "language", "was": "kk", "is": "ru"}]
    assert _head(filled)["corrections"] == [made]
    notes = filled("audit", "--json").json
    assert made["id"] in str(notes)


def test_a_head_is_shown_with_its_corrections(filled) -> None:
    filled(*HERE, "title=An = account", *WHY)
    filled(*HERE, "title=The account", "--reason", "it has a name")
    lines = filled("sources", "head", "interview-1").out.splitlines()
    assert "title: The account" in lines
    assert [line.partition("  ")[2] for line in lines[-4::2]] == [
        "by local: misheard at the door", "by local: it has a name",
    ]  # fmt: skip
    assert lines[-3::2] == ["    title: A fictional interview → An = account", "    title: An = account → The account"]


def test_what_stands_already_is_no_error_and_is_not_written(filled) -> None:
    ran = filled(*HERE, "language=kk", *WHY)
    assert (ran.code, ran.out) == (0, "")
    assert "says so already" in ran.err
    assert filled(*HERE, "language=kk", *WHY, "--json").json["id"] is None
    assert _head(filled)["corrections"] == []


@pytest.mark.parametrize("words", ["name=x", "cleared=title", "title", "=x"])
def test_a_field_that_no_head_has(filled, words: str) -> None:
    ran = filled(*HERE, "language=ru", words, *WHY)
    assert ran.code == 2
    assert "names no field of a head" in ran.err
    assert "told_place" in ran.err
    assert _head(filled)["corrections"] == []


def test_a_field_twice(filled) -> None:
    ran = filled(*HERE, "language=ru", "language=kk", *WHY)
    assert ran.code == 2
    assert "“language” is given twice" in ran.err


@pytest.mark.parametrize(
    ("words", "told"),
    [("told_on=last spring", "told_on (date)"), ("language=?", "language (language)"), ("teller=nobody", "(person)"),
     ("sort=list", "sort (word)"), ("sort=", "sort (word)")],
)  # fmt: skip
def test_a_value_that_cannot_stand_there(filled, words: str, told: str) -> None:
    ran = filled(*HERE, words, "title=x", *WHY)
    assert ran.code == 3
    assert told in ran.err
    assert filled(*HERE, words, *WHY, "--json").json["exit_code"] == 3
    assert _head(filled)["corrections"] == []


def test_a_reason_is_needed(filled) -> None:
    without = filled(*HERE, "language=ru")
    assert without.code == 2
    assert "--reason" in without.err
    assert filled(*HERE, "language=ru", "--reason", " ").code == 3
    assert filled("sources", "correct", "interview-1", *WHY).code == 2
    assert _head(filled)["corrections"] == []


def test_over_a_head_that_was_changed_since_nothing_is_written(filled) -> None:
    seen = _head(filled)["mark"]
    assert filled(*HERE, "language=ru", *WHY, "--seen", seen).code == 0
    ran = filled(*HERE, "title=x", *WHY, "--seen", seen)
    assert ran.code == 3
    assert "was changed since you opened it" in ran.err
    assert len(_head(filled)["corrections"]) == 1


def test_a_source_that_is_not_there(filled) -> None:
    assert filled("sources", "correct", "nowhere", "title=x", *WHY).code == 4
    assert filled("sources", "head", "nowhere").code == 4


def test_whoever_may_not_is_refused(filled) -> None:
    for words in (("head", "interview-1"), ("correct", "interview-1", "title=x", *WHY)):
        assert filled("sources", *words, TEREZE_ROLES="reader").code == 6
        assert filled("sources", *words, TEREZE_ROLES="publisher").code == 6


def test_a_documenter_corrects_what_is_their_own_only(filled) -> None:
    other = {"TEREZE_ROLES": "documenter", "TEREZE_ACTOR": "bolat"}
    assert filled(*HERE, "title=x", *WHY, **other).code == 4
    assert _head(filled)["corrections"] == []


def test_a_protected_teller_stays_and_is_named_nowhere(sealed) -> None:
    analyst = {"TEREZE_ROLES": "analyst"}
    for words in ("teller=man", "title=x", "told_place=x"):
        ran = sealed("sources", "correct", "interview-2", words, *WHY, **analyst)
        assert ran.code == 3
        assert "(sealed)" in ran.err
    assert sealed("sources", "correct", "interview-2", "told_on=2019-03-04", *WHY, **analyst).code == 0
    shown = sealed("sources", "head", "interview-2", **analyst)
    assert "teller: (protected) (shut)" in shown.out
    assert "title:  (shut)" in shown.out
    told = shown.out + sealed("sources", "head", "interview-2", "--json", **analyst).out
    assert "Куәгер" not in told
    assert "neighbour" not in told


def test_words_that_would_steer_a_terminal_do_not(filled) -> None:
    ran = filled(*HERE, "note=\u202etold backwards", *WHY)
    assert "\u202e" not in ran.out
    assert "\u202e" not in filled("sources", "head", "interview-1").out


def test_the_hint_names_every_field() -> None:
    assert all(name in sources_cmd.NoSuchField.hint for name in FIELDS)
