"""The client: only the server that was named, only its answer, and never for ever."""

from __future__ import annotations

import pytest
from model_server import serving

from tereze.intake.model_client.server import BadServer, ModelFailed, ask, server

MESSAGES = [{"role": "user", "content": "x"}]


def test_a_question_and_its_answer() -> None:
    with serving(lambda _: '{"persons": []}') as stub:
        assert ask(server(stub.address, "tiny"), MESSAGES, {"type": "object"}) == '{"persons": []}'
    [question] = stub.asked
    assert question["model"] == "tiny"
    assert question["temperature"] == 0
    assert question["response_format"]["json_schema"]["schema"] == {"type": "object"}


@pytest.mark.parametrize("address", ["http://127.0.0.1:1/v1", "http://localhost:8080", "http://[::1]:8080/v1"])
def test_this_computer(address: str) -> None:
    assert server(address, "m").is_here


@pytest.mark.parametrize(
    "address", ["https://models.example/v1", "https://127.0.0.1.example/v1", "https://10.0.0.2/v1"]
)
def test_another_computer(address: str) -> None:
    assert not server(address, "m").is_here


@pytest.mark.parametrize(
    "address",
    ["", "nonsense", "ftp://127.0.0.1/", "file:///etc/passwd", "http://models.example/v1", "http://10.0.0.2/v1",
     "https://me:secret@models.example/v1", "http://127.0.0.1/v1?key=1", "http://[::1", "http://127.0.0.1:99999/"],
)  # fmt: skip
def test_addresses_that_are_refused(address: str) -> None:
    with pytest.raises(BadServer):
        server(address, "m")


def test_nobody_there() -> None:
    with pytest.raises(ModelFailed):
        ask(server("http://127.0.0.1:9/v1", "m"), MESSAGES, {})


def test_it_does_not_wait_for_ever() -> None:
    with serving(lambda _: "{}", wait=1.0) as stub, pytest.raises(ModelFailed, match="too long"):
        ask(server(stub.address, "m", seconds=0.1), MESSAGES, {})


@pytest.mark.parametrize("status", [400, 401, 404, 500, 503])
def test_an_error_of_the_server(status: int) -> None:
    with serving(lambda _: "{}", status=status) as stub, pytest.raises(ModelFailed, match=str(status)):
        ask(server(stub.address, "m"), MESSAGES, {})


@pytest.mark.parametrize("status", [301, 302, 307])
def test_a_redirect_is_not_followed(status: int) -> None:
    with serving(lambda _: "{}", status=status) as stub, pytest.raises(ModelFailed):
        ask(server(stub.address, "m"), MESSAGES, {})
    assert len(stub.asked) == 1


@pytest.mark.parametrize(
    "raw",
    [b"", b"no json", b"[]", b"{}", b'{"choices": []}', b'{"choices": [{"message": {"content": null}}]}',
     b'{"choices": [{"message": {"content": [1]}}]}', b"\xff\xfe", b"[" * 100_000],
)  # fmt: skip
def test_a_reply_that_is_none(raw: bytes) -> None:
    with serving(lambda _: "", raw=raw) as stub, pytest.raises(ModelFailed):
        ask(server(stub.address, "m"), MESSAGES, {})


def test_an_answer_without_end() -> None:
    with serving(lambda _: "", raw=b"x" * (4 * 1024 * 1024 + 10)) as stub, pytest.raises(ModelFailed, match="no end"):
        ask(server(stub.address, "m"), MESSAGES, {})


def test_a_proxy_of_the_environment_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    with serving(lambda _: "{}") as stub:
        assert ask(server(stub.address, "m"), MESSAGES, {}) == "{}"
