"""Every error can speak."""

from __future__ import annotations

import errno

import pytest

from tereze.model import errors


@pytest.mark.parametrize("name", [name for name, kind in vars(errors).items() if isinstance(kind, type)])
def test_every_error_has_a_docstring_and_an_exit_code_from_the_table(name: str) -> None:
    kind = getattr(errors, name)
    if issubclass(kind, errors.TerezeError):
        assert kind.__doc__
        assert 1 <= kind.exit_code <= 10


def test_message_and_hint_carry_the_values() -> None:
    class Late(errors.TerezeError):
        """Something came late."""

        message = "{0} came {1} days late."
        hint = "Ask about {0}."

    error = Late("The list", 3)
    assert str(error) == error.text == "The list came 3 days late."
    assert error.advice == "Ask about The list."


def test_a_hint_can_be_given_where_it_is_known() -> None:
    assert errors.NotFound("x", hint="Look again.").advice == "Look again."


def test_absent_and_forbidden_get_one_answer() -> None:
    assert errors.NotFound("T-1").text == errors.NotFound("T-1").text
    assert errors.NotFound.exit_code == 4


def test_an_ambiguous_answer_lists_the_candidates() -> None:
    error = errors.Ambiguous("Example", (("T-0000001", "Example One"), ("T-0000002", "Example Two")))
    assert error.candidates[1] == ("T-0000002", "Example Two")
    assert error.exit_code == 5


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (PermissionError(errno.EACCES, "Permission denied"), "no permission"),
        (IsADirectoryError(errno.EISDIR, "Is a directory"), "it is a folder"),
        (OSError(errno.ENOSPC, "No space left on device"), "the disk is full"),
        (OSError(errno.EXDEV, "Invalid cross-device link"), "error EXDEV"),
        (OverflowError("port must be 0-65535."), "error unknown"),
    ],
)
def test_what_the_machine_refuses_is_said_in_our_own_words(error: BaseException, says: str) -> None:
    assert errors.why(error) == says
