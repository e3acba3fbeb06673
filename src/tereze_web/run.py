"""Serve the office: Django behind a small threaded server, at the loopback address or on a network with TLS only."""

from __future__ import annotations

import os
import ssl
import time
from collections.abc import Callable
from contextlib import nullcontext, suppress
from dataclasses import replace
from socket import AF_INET6, MSG_PEEK, SO_REUSEADDR, SOL_SOCKET
from socketserver import ThreadingMixIn
from threading import Thread
from typing import Any, Self
from wsgiref.simple_server import ServerHandler, WSGIRequestHandler, WSGIServer

import django
from django.conf import settings

from tereze import wiring
from tereze.actions.desk import Desk
from tereze.actions.noting import noted
from tereze.intake.proofs import c2pa
from tereze.model.errors import MachineFailed, why
from tereze.settings import Settings

from . import warming
from .authority import existing
from .lan import AUTHORITY, Lan, prepare
from .office import Office, derived
from .people.binding import ToLedger
from .people.kept import Kept
from .people.roll import Roll

HOST = "127.0.0.1"
PLAIN = (
    b"HTTP/1.0 426 Upgrade Required\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\n"
    b"This office speaks https only.\n"
)
TLS = b"\x16"
GOODBYE = 0.5
SILENCE = 30.0
"""Seconds after which a connection that says nothing is closed."""


class PortTaken(MachineFailed):
    """The address cannot be listened at."""

    message = "Cannot listen at port {0}: {1}."
    hint = "Choose another with `--port`, or 0 for any free one."


def office_at(where: Settings, ask: Callable[[], str]) -> Office:
    """An office at the register that `where` names, still closed; `ask` gives the passphrase when it opens first.

    Raises `BadSigners` where the folder of trusted signers cannot be used.
    """

    def open_with(passphrase: str | None) -> Any:
        given = Settings(where.register, where.keys, where.database, passphrase or where.passphrase)
        return wiring.open_desk(given, ask)

    made = Office(open_with, where.keys, wiring.actor(where), time.monotonic, where.language)
    if where.signers is not None:
        c2pa.certificates(where.signers)  # a folder that cannot be used is said now, not when a file comes
        made.signers = where.signers
    return made


def roll_at(desk: Desk, where: Settings, *, owned: bool = True) -> Roll:
    """The people of the office, for whoever sits at the open register `desk`. Raises `RollChanged`.

    Not `owned`: for asking who somebody is, whatever the person who opened the register is called.
    """
    roll = Roll(where.keys / "people.json", owner=where.actor if owned else "")
    roll.file.bind_to(_ledger_of(desk))
    return roll


def standing(where: Settings) -> Kept:
    """What stands in the file of people, whoever wrote it there: to be shown before `vouch`. Raises `RollDamaged`."""
    return Roll(where.keys / "people.json").file.unchecked()


def vouch(desk: Desk, where: Settings, *, empty: bool) -> int:
    """Put the list of people in force as it stands (or none), for whoever may administer; how many are on it."""
    return len(Roll(where.keys / "people.json").file.vouch(_ledger_of(desk), empty=empty).people)


def _ledger_of(desk: Desk) -> ToLedger:
    return ToLedger(lambda by: nullcontext(desk if by is None else replace(desk, actor=by)), wiring.roll_key(desk))


def certificate_of(desk: Desk, where: Settings) -> tuple[bytes, str] | None:
    """(certificate as PEM, fingerprint) of the office's authority; None where it was never open to a network.

    Its key must open under this register: a certificate somebody put there is not shown for people to trust. Leaves a
    note. Raises `AuthorityDamaged`, `NotAllowed`.
    """
    found = existing(where.keys, derived(desk, AUTHORITY))
    if found is None:
        return None
    noted(desk, "office.trust")
    return found.pem, found.fingerprint


def on_the_network(office: Office, names: tuple[str, ...], address: str, *, new: bool) -> Lan:
    """Make the office ready for a local network (see `lan.prepare`). The register must be open."""
    return prepare(office, names, address, new=new)


def application(office: Office) -> Callable[..., Any]:
    """The web application of an office (WSGI). One office for a process."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tereze_web.settings"
    django.setup(set_prefix=False)
    settings.TEREZE_OFFICE = office
    lan = office.lan
    settings.ALLOWED_HOSTS = ["127.0.0.1", "localhost"] if lan is None else [lan.address, *lan.names]
    settings.CSRF_COOKIE_SECURE = lan is not None
    settings.CSRF_COOKIE_NAME = "tereze_form" if lan is None else "__Host-tereze_form"
    from django.core.wsgi import get_wsgi_application

    made: Callable[..., Any] = get_wsgi_application()
    return made


class Running:
    """A server at work; as a context manager it closes itself, and the office with it."""

    def __init__(self, office: Office, port: int, lan: Lan | None = None) -> None:
        """At the loopback address, or, with `lan`, on that network: TLS, and nobody works without a second factor."""
        office.lan, office.needs_second = lan, lan is not None
        host = lan.address if lan is not None else HOST
        try:
            self._server = _server(host, port, lan)
        except (OSError, OverflowError) as error:
            raise PortTaken(port, why(error)) from error
        self._server.set_app(application(office))
        self._office = office
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
        scheme, shown = ("https", lan.names[0]) if lan is not None else ("http", HOST)
        self.url = f"{scheme}://{shown}:{self._server.server_port}/"
        self._thread.start()
        self.warming = warming.begin()

    def link(self) -> str:
        """A link that signs the owner in, once."""
        return f"{self.url}enter/{self._office.visits.invite(self._office.owner)}/"

    def named(self) -> str:
        """The office's address with a name, for which browsers make passkeys."""
        return self.url.replace(HOST, "localhost")

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


def _server(host: str, port: int, lan: Lan | None) -> _Server:
    if lan is None:
        return _Server((host, port), _Handler)
    return (_SecureServer6 if ":" in host else _SecureServer)(host, port, lan.context)


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
        self.server_name, self.server_port = HOST, int(self.server_address[1])
        self.setup_environ()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that went away is no news."""


class _SecureServer(_Server):
    """TLS for everything. A client that speaks plainly is told so, and nothing else."""

    def __init__(self, host: str, port: int, context: ssl.SSLContext) -> None:
        self._context = context
        super().__init__((host, port), _Handler)

    def setup_environ(self) -> None:
        """What the application is told of the server."""
        super().setup_environ()
        self.base_environ["HTTPS"] = "on"

    def finish_request(self, request: Any, client_address: Any) -> None:
        """The handshake, in the thread of the one client that may be slow at it; then the request."""
        request.settimeout(SILENCE)
        if request.recv(1, MSG_PEEK) != TLS:
            request.sendall(PLAIN)
            return
        with self._context.wrap_socket(request, server_side=True) as secure:
            super().finish_request(secure, client_address)
            with suppress(OSError):
                secure.settimeout(GOODBYE)
                secure.unwrap()


class _SecureServer6(_SecureServer):
    address_family = AF_INET6


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
