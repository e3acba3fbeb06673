"""The server that a user named: where it is, and one question to it over HTTP. Nothing else is ever connected to.

No proxy, no redirect, no retry, no cookie; an answer has a size limit and a time limit. Plain HTTP only to this very
computer. What the server answers is text from a stranger: `answers` reads it.
"""

from __future__ import annotations

import ipaddress
import json
from dataclasses import dataclass
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, ProxyHandler, Request, build_opener

from tereze.model.errors import MachineFailed, WrongUse

_LARGEST = 4 * 1024 * 1024
SECONDS = 60.0
"""How long one passage may take."""


class BadServer(WrongUse):
    """An address that is not one of a language model's server."""

    message = "“{0}” cannot be asked: {1}."
    hint = "Name it like http://127.0.0.1:8080/v1; a server that is not this computer needs https."


class ModelFailed(MachineFailed):
    """The server was not there, took too long, or answered with an error."""

    message = "The language model's server did not answer ({0})."
    hint = "Is it running? Everything that the rules found is kept; go on without it."


@dataclass(frozen=True, slots=True)
class Server:
    """A server (`address`, up to /v1) and the `model` to ask there."""

    address: str
    model: str
    seconds: float = SECONDS

    @property
    def is_here(self) -> bool:
        """Whether it is this very computer: a loopback address or “localhost”."""
        host = urlsplit(self.address).hostname or ""
        try:
            return host == "localhost" or ipaddress.ip_address(host).is_loopback
        except ValueError:
            return False


def server(address: str, model: str, seconds: float = SECONDS) -> Server:
    """A server, checked. Raises `BadServer`."""
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise BadServer(address, "it is no address") from None
    if parts.scheme not in {"http", "https"} or not host:
        raise BadServer(address, "it is no web address")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise BadServer(address, "an address has no password and no question in it")
    made = Server(address.rstrip("/"), model, seconds)
    if parts.scheme == "http" and not made.is_here:
        raise BadServer(address, "what is sent to it could be read on the way")
    return made


def ask(asked: Server, messages: list[dict[str, str]], schema: dict[str, Any]) -> str:
    """The model's answer to `messages`: it should be JSON of this schema, and may be anything. Raises `ModelFailed`."""
    body = {
        "model": asked.model,
        "messages": messages,
        "temperature": 0,
        "response_format": {"type": "json_schema", "json_schema": {"name": "found", "strict": True, "schema": schema}},
    }
    request = Request(  # noqa: S310  # the scheme was checked by `server`
        f"{asked.address}/chat/completions",
        data=json.dumps(body, ensure_ascii=False).encode(),
        headers={"Content-Type": "application/json", "Accept": "application/json", "User-Agent": "tereze"},
        method="POST",
    )
    try:
        with _opener().open(request, timeout=asked.seconds) as reply:
            raw = reply.read(_LARGEST + 1)
    except HTTPError as error:
        error.close()
        raise ModelFailed(f"HTTP {error.code}") from None
    except (URLError, OSError, ValueError) as error:
        raise ModelFailed(_why(error)) from None
    if len(raw) > _LARGEST:
        raise ModelFailed("its answer has no end")
    return _content(raw)


def _content(raw: bytes) -> str:
    """What the model said, out of the server's envelope."""
    try:
        said = json.loads(raw)["choices"][0]["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError):
        raise ModelFailed("its answer is not one of such a server") from None
    if not isinstance(said, str):
        raise ModelFailed("its answer is empty")
    return said


def _why(error: Exception) -> str:
    reason = getattr(error, "reason", error)
    if isinstance(reason, TimeoutError):
        return "it took too long"
    return type(reason).__name__


class _Stay(HTTPRedirectHandler):
    """A server that sends us elsewhere is not followed."""

    def redirect_request(self, *_asked: Any, **_more: Any) -> None:
        return None


def _opener() -> OpenerDirector:
    return build_opener(ProxyHandler({}), _Stay)
