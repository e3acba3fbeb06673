"""A language model's server that answers what a test tells it to, over real HTTP on the loopback address."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, NamedTuple

Answer = Callable[[dict[str, Any]], str]


class Stub(NamedTuple):
    """Where the server is, and the questions that reached it."""

    address: str
    asked: list[dict[str, Any]]


@contextmanager
def serving(answer: Answer, *, status: int = 200, raw: bytes | None = None, wait: float = 0.0) -> Iterator[Stub]:
    """A server whose answer's content is `answer(question)`; `raw` replaces the whole reply."""
    asked: list[dict[str, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            asked.append(question)
            time.sleep(wait)
            body = raw if raw is not None else _envelope(answer(question))
            self.send_response(status)
            if status in {301, 302, 307}:
                self.send_header("Location", "/elsewhere")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            try:
                self.wfile.write(body)
            except (BrokenPipeError, ConnectionResetError):
                return

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield Stub(f"http://127.0.0.1:{server.server_port}/v1", asked)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _envelope(content: str) -> bytes:
    return json.dumps({"choices": [{"message": {"role": "assistant", "content": content}}]}).encode()


def passage_of(question: dict[str, Any]) -> str:
    """The passage that a question is about."""
    return str(json.loads(question["messages"][1]["content"])["document"])
