"""The index in memory is the reference of the contract tests; here is what they take for granted."""

from __future__ import annotations

from tereze.actions.index import Index, Indexed, SuggestionRow
from tereze.model.mentions import Mention, Name, Number
from tereze.store.memory import MemoryIndex


def _items() -> list[Indexed]:
    mention = Mention(id="m0001", source="s1", local="a", names=(Name(text="Fictional"),))
    number = Number(id="n1", number="T-0000001", mention="m0001", at="2019")
    return [Indexed(b"a", "log", 1, "case", mention), Indexed(b"b", "log", 2, "case", number)]


def test_persons_follow_settling() -> None:
    index: Index = MemoryIndex(bytes(32))
    index.apply(_items())
    assert list(index.persons()) == []
    index.settle()
    assert [(row.number, row.label) for row in index.persons()] == [("T-0000001", "Fictional")]
    assert index.find_ids("m000") == ("m0001",)


def test_it_forgets_and_is_emptied() -> None:
    index = MemoryIndex(bytes(32))
    index.apply(_items())
    index.put_suggestions([SuggestionRow("m0001", "m2", 1.0, ())])
    index.forget([b"a", b"unknown"])
    index.settle()
    assert list(index.persons()) == []
    assert list(index.suggestions()) == []
    index.clear()
    assert index.counts() == {"persons": 0, "suggestions": 0, "disputes": 0}
    assert index.get("n1") is None
