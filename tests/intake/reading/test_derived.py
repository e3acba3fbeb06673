"""Putting a derived text together."""

from __future__ import annotations

from tereze.intake.reading.derived import About, derived, safe_name


def test_controls_are_replaced_one_for_one_and_fields_become_lines() -> None:
    found = derived("a\x00b\ud800", "text/plain", about=About(title="x\n\x07 y" + "z" * 1000))
    assert found.text == "a\ufffdb\ufffd"
    assert found.about.title.startswith("x y")
    assert len(found.about.title) == 500


def test_safe_names() -> None:
    assert safe_name("../../a\\b\x1b.txt") == "b\ufffd.txt"
    assert safe_name("") == "\ufffd"
