"""A small read-only web server for one release, on this machine only: for looking at it before sharing it.

Nothing but GET and HEAD of files that are there; no listing of folders, no links out of the folder, strict headers.
"""

from __future__ import annotations

from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Self
from urllib.parse import unquote, urlsplit

from tereze.model.errors import MachineFailed, WrongUse, why

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".json": "application/json; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".md": "text/plain; charset=utf-8",
    ".parquet": "application/octet-stream",
    ".sig": "text/plain; charset=utf-8",
}


class NotARelease(WrongUse):
    """The folder to serve holds no release."""

    message = "“{0}” holds no release."
    hint = "Make one with `tereze publish`."


class PortTaken(MachineFailed):
    """The address cannot be listened at."""

    message = "Cannot listen at port {0}: {1}."
    hint = "Choose another with `--port`, or 0 for any free one."


class Running:
    """A server at work; as a context manager it closes itself."""

    def __init__(self, listening: ThreadingHTTPServer) -> None:
        self._listening = listening
        self._thread = Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
        self.url = f"http://127.0.0.1:{listening.server_address[1]}/"
        self._thread.start()

    def wait(self) -> None:
        """Wait until the server ends or the person at the keyboard interrupts."""
        while self._thread.is_alive():
            self._thread.join(0.5)

    def close(self) -> None:
        """Stop answering and give the port back."""
        self._listening.shutdown()
        self._listening.server_close()
        self._thread.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def server(folder: Path, port: int = 0) -> Running:
    """Serve `folder` at 127.0.0.1 in a thread; port 0 takes a free one. Raises `NotARelease`, `PortTaken`."""
    top = folder.resolve()
    if not (top / "release.json").is_file():
        raise NotARelease(folder.name)
    try:
        listening = ThreadingHTTPServer(("127.0.0.1", port), partial(_Handler, top))
    except (OSError, OverflowError) as error:
        raise PortTaken(port, why(error)) from error
    listening.daemon_threads = True
    return Running(listening)


def find(top: Path, target: str) -> Path | None:
    """The file a request asks for, or None: only plain files inside the release folder are there."""
    path = unquote(urlsplit(target).path)
    if "\0" in path or "\\" in path or not path.startswith("/"):
        return None
    parts = [part for part in path.split("/") if part]
    if any(part.startswith(".") for part in parts):
        return None
    wanted = top.joinpath(*parts)
    if path.endswith("/"):
        wanted = wanted / "index.html"
    try:
        real = wanted.resolve(strict=True)
    except (OSError, RuntimeError):
        return None
    return real if real.is_file() and real == wanted and real.is_relative_to(top) else None


class _Handler(BaseHTTPRequestHandler):
    server_version, sys_version = "Tereze", ""
    protocol_version = "HTTP/1.1"

    def __init__(self, top: Path, *args: object) -> None:
        self._top = top
        super().__init__(*args)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        self._answer(body=True)

    def do_HEAD(self) -> None:
        self._answer(body=False)

    def _answer(self, *, body: bool) -> None:
        if not self._is_local():
            self._send(HTTPStatus.FORBIDDEN, b"Only from this machine.\n", "text/plain; charset=utf-8", body=body)
            return
        file = find(self._top, self.path)
        if file is None:
            self._send(HTTPStatus.NOT_FOUND, b"There is nothing here.\n", "text/plain; charset=utf-8", body=body)
            return
        kind = TYPES.get(file.suffix, "application/octet-stream")
        self._send(HTTPStatus.OK, file.read_bytes(), kind, body=body)

    def _is_local(self) -> bool:
        """Whether the browser asked for this machine by name: another name would be an attack by DNS."""
        host = self.headers.get("Host", "").rsplit(":", 1)[0]
        return host in {"127.0.0.1", "localhost"}

    def _send(self, status: HTTPStatus, raw: bytes, kind: str, *, body: bool) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(raw)))
        for name, value in HEADERS.items():
            self.send_header(name, value)
        self.end_headers()
        if body:
            self.wfile.write(raw)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name is http.server's
        """Say nothing: who looked at whom is nobody's business."""
