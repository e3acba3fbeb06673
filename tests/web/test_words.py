"""The catalogues are complete in every language, and every word a template asks for is there."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

import tereze_web
from tereze.publish.locale import LANGUAGES
from tereze.weigh import wording
from tereze.weigh.explain import Sentence
from tereze_web.urls import PAGES
from tereze_web.words import flat, words

OTHERS = [code for code in LANGUAGES if code != "en"]
TEMPLATES = sorted((Path(tereze_web.__file__).parent / "templates").rglob("*.html"))
ASKED = re.compile(r"""\bt\(\s*"([a-z_.]+)"\s*[,)]""")
MANY = re.compile(r"""\bt\.many\(\s*"([a-z_.]+)"\s*,""")


def _base(key: str) -> str:
    return re.sub(r"\.(one|few|many|other)$", "", key)


@pytest.mark.parametrize("code", OTHERS)
def test_no_string_is_missing_and_none_is_left_over(code: str) -> None:
    mine, english = {_base(key) for key in flat(code)}, {_base(key) for key in flat("en")}
    assert english - mine == set()
    assert {key for key in mine - english if not key.startswith("explain.")} == set()


@pytest.mark.parametrize("code", OTHERS)
def test_the_same_parts_are_filled_in(code: str) -> None:
    english = flat("en")
    for key, text in flat(code).items():
        if key in english:
            assert _parts(text) == _parts(english[key]), key


@pytest.mark.parametrize("code", OTHERS)
def test_every_sentence_of_an_explanation_is_there(code: str) -> None:
    mine = {key.removeprefix("explain."): text for key, text in flat(code).items() if key.startswith("explain.")}
    assert wording.ENGLISH.keys() - mine.keys() <= {"through", "and"}
    for key, text in mine.items():
        assert _parts(text) == _parts(wording.ENGLISH[key]), key


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.name)
def test_every_word_of_a_template_is_there(code: str, file: Path) -> None:
    text, known = file.read_text("utf-8"), words(code).keys()
    missing = {key for key in ASKED.findall(text) if not key.endswith(".") and key not in known}
    missing |= {key for key in MANY.findall(text) if f"{key}.other" not in known}
    assert missing == set()


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_list_and_column_has_its_word(code: str) -> None:
    from tereze_web.casework.lists import COLUMNS

    known = words(code).keys()
    assert {f"list.{kind}" for kind in COLUMNS} <= known
    assert {f"column.{column}" for columns in COLUMNS.values() for column in columns} <= known
    assert PAGES


@pytest.mark.parametrize("code", OTHERS)
def test_a_machine_made_catalogue_says_so(code: str) -> None:
    assert words(code).needs_review


def test_an_unknown_language_is_english() -> None:
    assert words("xx").code == "en"


def test_what_is_put_into_a_sentence_keeps_its_direction() -> None:
    made = Sentence(message="chain.firsthand", values={"source": "post-1", "chain": ("Айгүл", "@voice.sealed")})
    said = words("en").explain(made)
    assert "\u2068post-1\u2069" in said
    assert "\u2068Айгүл\u2069 → a protected voice" in said


def _parts(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}
