"""The tables of the form: complete against the format, and every question has its words in five languages."""

from __future__ import annotations

import pytest

from tereze.intake import event_sections, source_section, statement_section
from tereze_web.receiving.arrival import LANGUAGES
from tereze_web.receiving.chains import HOW
from tereze_web.receiving.sections import ATTRIBUTES, MORE_ATTRIBUTES, section, sections
from tereze_web.words import LANGUAGES as SCREENS
from tereze_web.words import words

DERIVED = {"said_by", "term", "words", "at", "key", "from", "after", "property"}  # asked in parts, or made by the desk


@pytest.mark.parametrize("code", SCREENS)
def test_every_question_and_choice_has_its_words(code: str) -> None:
    known = words(code).keys()
    for one in sections():
        assert {f"section.{one.name}", f"lead.{one.name}"} <= known
        assert not one.several or f"desk.add_{one.name}" in known
        for field in one.fields:
            asked = f"property.{field.name}" if field.name in (*ATTRIBUTES, *MORE_ATTRIBUTES) else f"ask.{field.name}"
            assert asked in known, field
            assert not field.hint or field.hint in known, field
            if field.sort in {"pick", "tick"}:
                assert {f"{field.group}.{choice}" for choice in field.choices} <= known, field


@pytest.mark.parametrize("code", SCREENS)
def test_the_paper_is_whole(code: str) -> None:
    known = words(code).keys()
    assert {f"paper_purpose.{one}" for one in ("register", "un", "court", "press", "publication", "partners")} <= known
    assert {f"paper_identity.{one}" for one in ("none", "pseudonym", "initials", "full")} <= known
    assert {f"tongue.{one}" for one in LANGUAGES} | {f"how.{one}" for one in HOW} <= known


def _names(name: str) -> set[str]:
    found = section(name)
    assert found is not None
    return {field.name for field in found.fields}


def test_every_key_of_a_statement_can_be_answered() -> None:
    asked = _names("custody") | _names("facts")
    assert asked >= statement_section.KNOWN - DERIVED


def test_every_key_of_the_head_can_be_answered() -> None:
    made = {"id", "evidence", "consent", "table", "told", "on", "to", "interpreter", "recorded_by", "key"}
    asked = _names("source") | _names("consents")
    assert source_section.KNOWN - made - {"file", "mapping"} <= asked


def test_every_section_about_what_happened_is_here() -> None:
    renamed = {"about": {"about_people", "topic"}, "by": {"by", "done_by"}, "effect": {"effect"}}
    for kind in event_sections.KINDS:
        asked = _names(kind.section)
        for key in kind.spec:
            if key not in DERIVED:
                assert asked & renamed.get(key, {key}), f"{kind.section}: {key}"


def test_field_names_are_unique_in_a_section() -> None:
    for one in sections():
        names = [field.name for field in one.fields]
        assert len(names) == len(set(names)), one.name
    assert section("nothing") is None
