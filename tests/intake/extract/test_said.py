"""One statement for one speaker and one passage."""

from __future__ import annotations

from tereze.intake.extract.said import Said, once
from tereze.intake.extract.speakers import Speaker


def test_the_same_said_twice_is_said_once_with_the_chain_of_both() -> None:
    speaker, one, two = (Speaker("org", name, at, at + 1) for at, name in enumerate("ABC"))
    found = once([Said(speaker, "asserts", 0, 9, False, (one,)), Said(speaker, "asserts", 0, 9, False, (one, two))])
    assert [each.chain for each in found] == [(one, two)]


def test_another_stance_is_another_statement() -> None:
    speaker = Speaker("org", "A", 0, 1)
    assert len(once([Said(speaker, "asserts", 0, 9, False), Said(speaker, "denies", 0, 9, False)])) == 2
