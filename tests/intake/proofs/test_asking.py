"""Asking somebody outside: only whom was named, never on to somebody else, never without end."""

from __future__ import annotations

import pytest
from stampers import serving

from tereze.intake.proofs import asking


def test_a_service_is_asked_and_answers() -> None:
    with serving(lambda path, body: (200, path.encode() + body)) as url:
        assert asking.ask(f"{url}/digest", b"!", "a/b") == b"/digest!"
        assert asking.ask(f"{url}/timestamp/1") == b"/timestamp/1"


def test_what_it_does_not_answer_is_said() -> None:
    with serving(lambda _path, _body: (404, b"")) as url, pytest.raises(asking.NoAnswer, match="404"):
        asking.ask(url)
    with pytest.raises(asking.NoAnswer):
        asking.ask("http://127.0.0.1:1/")
    with pytest.raises(asking.NoAnswer, match="no address"):
        asking.ask("file:///etc/hostname")


def test_nobody_sends_us_on() -> None:
    with (
        serving(lambda _path, _body: (200, b"elsewhere")) as other,
        serving(lambda _path, _body: (302, other.encode())) as url,
        pytest.raises(asking.NoAnswer, match="302"),
    ):
        asking.ask(url)


def test_an_answer_without_end_is_cut() -> None:
    with serving(lambda _path, _body: (200, b"x" * (2 << 20))) as url, pytest.raises(asking.NoAnswer, match="no end"):
        asking.ask(url)
