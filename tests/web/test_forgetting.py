"""After the lock nothing in the process remembers the names that were compared."""

from __future__ import annotations

from typing import Any

from tereze import names
from tereze.actions import lookup_score
from tereze.names.evidence import compare_words
from tereze.names.prepare import prepare_text
from tereze.names.tables import tables
from tereze.names.words import analyse_word
from tereze.resolve import ready
from tereze.resolve.facts import MentionFacts
from tereze_web import forgetting

MEMORIES: tuple[Any, ...] = (
    prepare_text, analyse_word, compare_words, ready._bones, ready.text_words, lookup_score._sounds,
)  # fmt: skip


def _compare() -> None:
    names.similarity("Fictional Somebody", "Fictional Someone")
    names.query_keys("Fictional Somebody")
    ready.ready(MentionFacts("a", "a", names=("Fictional Somebody",), occupations=("an invented trade",)))
    lookup_score._sounds("Fictional Somebody")


def test_every_memory_of_names_is_emptied_and_the_tables_stay() -> None:
    _compare()
    assert all(memory.cache_info().currsize for memory in MEMORIES)
    assert forgetting.forget() >= len(MEMORIES)
    assert [memory.cache_info().currsize for memory in MEMORIES] == [0] * len(MEMORIES)
    assert tables.cache_info().currsize == 1


def test_closing_the_office_forgets(office: Any) -> None:
    _compare()
    office.close()
    assert [memory.cache_info().currsize for memory in MEMORIES] == [0] * len(MEMORIES)


def test_what_is_forgotten_is_found_again_alike() -> None:
    before = names.similarity("Fictional Somebody", "Фикшенал Сомебоди")
    forgetting.forget()
    assert names.similarity("Fictional Somebody", "Фикшенал Сомебоди") == before
