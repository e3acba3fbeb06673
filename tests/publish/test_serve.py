"""The read-only server."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from pathlib import Path

import pytest
from release_cases import publish

from tereze.publish.serve import HEADERS, NotARelease, PortTaken, Running, find, server


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("serve") / "release"
    publish(out)
    (out.parent / "secret.txt").write_text("not for the world")
    (out / "assets" / "link.txt").symlink_to(out.parent / "secret.txt")
    (out / ".hidden").write_text("hidden")
    return out


@pytest.fixture(scope="module")
def running(folder: Path) -> Iterator[Running]:
    with server(folder) as made:
        yield made


def ask(running: Running, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    port = int(running.url.rsplit(":", 1)[1].strip("/"))
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.putrequest(method, path, skip_host="Host" in headers)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        answer = connection.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    finally:
        connection.close()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html"),
        ("/index.html?q=x", "text/html"),
        ("/people/1.html", "text/html"),
        ("/assets/site.css", "text/css"),
        ("/assets/search.js", "text/javascript"),
        ("/assets/window.svg", "image/svg+xml"),
        ("/data/persons.csv", "text/csv"),
        ("/release.json", "application/json"),
    ],
)
def test_files_are_served_with_their_kind_and_strict_headers(running: Running, path: str, kind: str) -> None:
    status, headers, raw = ask(running, path)
    assert status == 200
    assert headers["content-type"].split(";")[0] == kind
    assert len(raw) == int(headers["content-length"])
    for name, value in HEADERS.items():
        assert headers[name.lower()] == value
    assert "etag" not in headers
    assert "last-modified" not in headers


@pytest.mark.parametrize(
    "path",
    [
        "/nothing.html",
        "/people",
        "/people/",
        "/assets/",
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/assets/..%2f..%2fsecret.txt",
        "/assets/link.txt",
        "/.hidden",
        "/..\\secret.txt",
        "/index.html%00.txt",
        "//etc/passwd",
    ],
)
def test_nothing_else_is_there_and_folders_are_not_listed(running: Running, path: str) -> None:
    status, headers, raw = ask(running, path)
    assert status == 404
    assert b"secret" not in raw
    assert headers["x-content-type-options"] == "nosniff"


def test_head_answers_without_a_body(running: Running) -> None:
    status, headers, raw = ask(running, "/", method="HEAD")
    assert (status, raw) == (200, b"")
    assert int(headers["content-length"]) > 0


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_nothing_can_be_written(running: Running, method: str) -> None:
    assert ask(running, "/", method=method)[0] in {501, 405}


@pytest.mark.parametrize("host", ["evil.example", "192.168.0.7:80", ""])
def test_another_name_for_this_machine_is_refused(running: Running, host: str) -> None:
    assert ask(running, "/", Host=host)[0] == 403


def test_it_listens_to_this_machine_only(running: Running) -> None:
    assert running.url.startswith("http://127.0.0.1:")


def test_a_folder_without_a_release_is_not_served(tmp_path: Path) -> None:
    with pytest.raises(NotARelease):
        server(tmp_path)


def test_a_taken_port_is_said(running: Running, folder: Path) -> None:
    port = int(running.url.rsplit(":", 1)[1].strip("/"))
    with pytest.raises(PortTaken):
        server(folder, port)


def test_waiting_ends_when_the_server_is_closed(folder: Path) -> None:
    made = server(folder)
    made.close()
    made.wait()
    with pytest.raises(ConnectionError):
        ask(made, "/")


def test_the_request_path_must_be_a_path(folder: Path) -> None:
    assert find(folder.resolve(), "index.html") is None
    assert find(folder.resolve(), "http://x/index.html") == folder.resolve() / "index.html"
