"""Every error of this room speaks: a message, a hint, and an exit code that is documented."""

from __future__ import annotations

import inspect
import string

import pytest

from tereze.ledger import errors
from tereze.model.errors import TerezeError

ALL = [
    one
    for _, one in inspect.getmembers(errors, inspect.isclass)
    if issubclass(one, TerezeError) and one.__module__ == errors.__name__
]


@pytest.mark.parametrize("kind", ALL)
def test_it_has_words_and_a_hint_and_an_exit_code(kind: type[TerezeError]) -> None:
    fields = {name for _, name, _, _ in string.Formatter().parse(kind.message) if name is not None}
    values = [f"value {n}" for n in range(len(fields))]
    error = kind(*values)
    assert all(value in str(error) for value in values)
    assert kind.hint
    assert 1 <= kind.exit_code <= 10
    assert kind.__doc__


def test_damage_has_the_exit_code_of_damage() -> None:
    assert {one.exit_code for one in ALL if issubclass(one, errors.BadLedger)} == {8}
    assert {one.exit_code for one in ALL if one.__name__ in ("CannotOpen", "LockedBundle")} == {7}


def test_a_bundle_error_says_that_nothing_was_taken_over() -> None:
    for kind in (errors.BadBundle, errors.HugeBundle, errors.NewerBundle):
        assert "Nothing of it was taken over" in kind.message
