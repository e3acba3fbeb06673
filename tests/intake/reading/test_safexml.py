"""XML from strangers."""

from __future__ import annotations

import pytest

from tereze.intake.reading import safexml
from tereze.intake.reading.limits import TooMuch


def _walk(data: bytes) -> list[str]:
    seen: list[str] = []
    safexml.parse(data, lambda name, _: seen.append(safexml.local(name)), lambda _: None, seen.append)
    return seen


def test_walks_through_elements_and_text() -> None:
    assert _walk(b"<a xmlns='x'><b>words &amp; more</b></a>") == ["a", "b", "words & more"]


@pytest.mark.parametrize("data", [b"<!DOCTYPE a><a/>", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', b"<a>", b""])
def test_refuses_types_entities_and_damage(data: bytes) -> None:
    with pytest.raises(safexml.BadXml):
        _walk(data)


def test_refuses_nesting_without_end() -> None:
    with pytest.raises(TooMuch):
        _walk(b"<a>" * 1000 + b"</a>" * 1000)
