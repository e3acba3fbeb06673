"""The office on a local network: its names, its address there, and how a device learns to trust it."""

from __future__ import annotations

import re
import socket
import ssl
from datetime import UTC, datetime
from typing import Any, NamedTuple

from django.http import HttpResponse

from tereze.model.errors import NotFound, WrongUse

from . import authority
from .office import Office
from .pages import page

NAME = re.compile(r"(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*")
AUTHORITY = "lan authority"
"""For what the register's key that seals the authority's key is derived."""
FAR = ("10.255.255.255", 9)


class BadName(WrongUse):
    """A name that no machine can have, or one that belongs to the world."""

    message = "“{0}” cannot be the office's name on a local network."
    hint = "Use a name such as office.local, or the machine's own name."


class Lan(NamedTuple):
    """How the office stands on a network: what it listens at, what it is called, and what it shows."""

    address: str
    names: tuple[str, ...]
    context: ssl.SSLContext
    certificate: bytes
    fingerprint: str


def prepare(office: Office, names: tuple[str, ...], address: str, *, new: bool) -> Lan:
    """Make ready; the register must be open. Raises `BadName`, `NotLocal`, `OtherPlace`, `AuthorityDamaged`."""
    called, place = names or own_names(), authority.local(address or own_address())
    for name in called:
        if not NAME.fullmatch(name) or name.replace(".", "").isdigit() or _worldly(name):
            raise BadName(name)
    now = datetime.fromtimestamp(office.wall(), UTC)
    kept = authority.open_or_make(office.keys, office.derived(AUTHORITY), called, now, new=new)
    context = authority.server_context(kept, called, place, now)
    return Lan(str(place), called, context, kept.pem, kept.fingerprint)


def own_names() -> tuple[str, ...]:
    """This machine's name, as a network that finds machines by name finds it."""
    name = re.sub(r"[^a-z0-9-]", "-", socket.gethostname().split(".")[0].casefold()).strip("-") or "tereze"
    return (f"{name}.local", name)


def own_address() -> str:
    """This machine's address on the network; nothing is sent to find it. Empty where there is no network."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        try:
            asked.connect(FAR)
            return str(asked.getsockname()[0])
        except OSError:
            return ""


def trust(request: Any) -> Any:
    """How to trust this office's authority: the file, its fingerprint, the steps. Nothing here is secret."""
    lan = _lan(request)
    return page(request, "people/trust.html", lan=lan, port=request.get_port())


def certificate(request: Any) -> Any:
    """The authority's certificate."""
    response = HttpResponse(_lan(request).certificate, content_type="application/x-x509-ca-cert")
    response["Content-Disposition"] = 'attachment; filename="tereze-office.crt"'
    return response


def _lan(request: Any) -> Lan:
    lan: Lan | None = request.office.lan
    if lan is None:
        raise NotFound("")
    return lan


def _worldly(name: str) -> bool:
    """Whether a name could be somebody else's in the world: it has dots and no ending that networks keep for homes."""
    return "." in name and not name.endswith((".local", ".lan", ".home.arpa", ".internal", ".test", ".localhost"))
