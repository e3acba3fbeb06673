"""Words of others on a terminal."""

from __future__ import annotations

import pytest

from tereze.cli import plain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5\u00a0марта\u202f2019\u3000г.\tx", "5 марта 2019 г. x"),
        ("a\u00adb\u200bc\ufeffd\u200ee", "abcde"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("one\u2028two", "one\ntwo"),
        ("\x1b[2J\x9b31m\x07\r\u202e\u2066x", "\ufffd[2J\ufffd31m\ufffd \ufffd\ufffdx"),
    ],
)
def test_blanks_are_blanks_and_what_steers_a_terminal_is_replaced(text: str, expected: str) -> None:
    assert plain.clean(text) == expected


def test_into_a_file_they_go_as_they_are(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    plain.say("a\u202e\u00a0b")
    assert capsys.readouterr().out == "a\u202e\u00a0b\n"
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    plain.say("a\u202e\u00a0b")
    assert capsys.readouterr().out == "a\ufffd b\n"
