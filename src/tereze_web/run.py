"""Serve the office on this machine: Django behind a small threaded server that listens at the loopback address only."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from socket import SO_REUSEADDR, SOL_SOCKET
from socketserver import ThreadingMixIn
from threading import Thread
from typing import Any, Self
from wsgiref.simple_server import ServerHandler, WSGIRequestHandler, WSGIServer

import django
from django.conf import settings

from tereze import wiring
from tereze.model.errors import MachineFailed
from tereze.settings import Settings

from .office import Office
from .people.roll import Roll

HOST = "127.0.0.1"
SILENCE = 30.0
"""Seconds after which a connection that says nothing is closed."""


class PortTaken(MachineFailed):
    """The address cannot be listened at."""

    message = "Cannot listen at port {0}: {1}."
    hint = "Choose another with `--port`, or 0 for any free one."


def office_at(where: Settings, ask: Callable[[], str]) -> Office:
    """An office at the register that `where` names, still closed; `ask` gives the passphrase when it opens first."""

    def open_with(passphrase: str | None) -> Any:
        given = Settings(where.register, where.keys, where.database, passphrase or where.passphrase)
        return wiring.open_desk(given, ask)

    return Office(open_with, where.keys, wiring.actor(where), time.monotonic, where.language)


def roll_of(where: Settings) -> Roll:
    """The people of the office at this register."""
    return Roll(where.keys / "people.json")


def application(office: Office) -> Callable[..., Any]:
    """The web application of an office (WSGI). One office for a process."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tereze_web.settings"
    django.setup(set_prefix=False)
    settings.TEREZE_OFFICE = office
    from django.core.wsgi import get_wsgi_application

    made: Callable[..., Any] = get_wsgi_application()
    return made


class Running:
    """A server at work; as a context manager it closes itself, and the office with it."""

    def __init__(self, office: Office, port: int) -> None:
        try:
            self._server = _Server((HOST, port), _Handler)
        except (OSError, OverflowError) as error:
            raise PortTaken(port, getattr(error, "strerror", None) or type(error).__name__) from error
        self._server.set_app(application(office))
        self._office = office
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
        self.url = f"http://{HOST}:{self._server.server_port}/"
        self._thread.start()

    def link(self) -> str:
        """A link that signs the owner in, once."""
        return f"{self.url}enter/{self._office.visits.invite(self._office.owner)}/"

    def wait(self) -> None:
        """Wait until the server ends or the person at the keyboard interrupts."""
        while self._thread.is_alive():
            self._thread.join(0.5)

    def close(self) -> None:
        """Stop answering, give the port back, sign everybody out and close the register."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
        self._office.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True
    request_queue_size = 128  # with the library's 5, the sixth browser at once waits a second for its connection
    allow_reuse_address = os.name == "posix"

    def server_bind(self) -> None:
        """Bind without asking the network who we are (the standard library would look the name up)."""
        if self.allow_reuse_address:
            self.socket.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = HOST, self.server_address[1]
        self.setup_environ()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that went away is no news."""


class _Quiet(ServerHandler):
    server_software = "Tereze"

    def log_exception(self, exc_info: Any) -> None:
        """What failed was told by the gate; a traceback could hold what was on the screen."""


class _Handler(WSGIRequestHandler):
    timeout = SILENCE

    def handle(self) -> None:
        """One request for each connection, as the standard library does it, with our quiet handler."""
        self.raw_requestline = self.rfile.readline(65537)
        if len(self.raw_requestline) > 65536:
            self.send_error(414)
            return
        if not self.parse_request():
            return
        handler = _Quiet(self.rfile, self.wfile, self.get_stderr(), self.get_environ(), multithread=True)  # type: ignore[arg-type]
        handler.request_handler = self  # type: ignore[attr-defined]
        handler.run(self.server.get_app())  # type: ignore[attr-defined]

    def address_string(self) -> str:
        """The address itself: no look-up."""
        return HOST

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name is http.server's
        """Say nothing: who looked at whom is nobody's business."""
