"""E-mail: what was written in the message. Attachments are named, not opened: each is a document of its own."""

from __future__ import annotations

import email
import re
from email import policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

from tereze.intake.reading import html, limits
from tereze.intake.reading.derived import About, Derived, derived, safe_name
from tereze.intake.reading.limits import TooMuch

MEDIA_TYPE = "message/rfc822"
_MOST_PARTS, _MOST_MARKS = 500, 10_000
_LONGEST = 32 * 1024  # bytes of one header: some eight hundred addressees
_END = re.compile(rb"\r?\n\r?\n")
_HEADER = re.compile(rb"^[^\s:][^\r\n]*(?:\r?\n[ \t][^\r\n]*)*", re.MULTILINE)
_ABOUT_PARTS = re.compile(rb"^content-[a-z-]{1,40}:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*", re.MULTILINE | re.IGNORECASE)


class BadMail(ValueError):
    """Not a message; the reader turns it into a `CannotRead`."""


def read(data: bytes) -> Derived:
    """The message. Raises `BadMail`, `TooMuch`."""
    _look(data)
    message = email.message_from_bytes(data, policy=policy.default)
    if not isinstance(message, EmailMessage) or not (message["from"] or message["date"] or message["subject"]):
        raise BadMail("it is not an e-mail message")
    parts = list(message.walk())
    if len(parts) > _MOST_PARTS:
        raise TooMuch(f"it has {len(parts):,} parts")
    about = About(_header(message, "subject"), _day(message), _header(message, "from"))
    names = [safe_name(part.get_filename() or "") for part in parts if part.get_content_disposition() == "attachment"]
    remarks = tuple(f"The attachment “{name}” was not opened; read it as a file of its own." for name in names)
    return derived(_body(message), MEDIA_TYPE, about=about, remarks=remarks)


def _look(data: bytes) -> None:
    """Refuse what the standard parser needs minutes for: it reads long headers and many parts over and over."""
    if data.count(b"multipart/") > limits.MOST_DEPTH:
        raise TooMuch("its parts are nested without end")
    if data.count(b"\n--") > _MOST_MARKS:
        raise TooMuch("it has more parts than a message has")
    head = _END.split(data, maxsplit=1)[0]
    headers = (*_HEADER.finditer(head), *_ABOUT_PARTS.finditer(data))
    if any(len(found[0]) > _LONGEST for found in headers):
        raise TooMuch("a line about it is longer than such lines are")


def _body(message: EmailMessage) -> str:
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None:
        return ""
    try:
        content = body.get_content()
    except LookupError:  # an encoding that nobody knows
        payload = body.get_payload(decode=True)
        content = payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""
    text = content if isinstance(content, str) else ""
    return html.read_text(text).text if body.get_content_type() == "text/html" else text.replace("\r\n", "\n")


def _header(message: EmailMessage, name: str) -> str:
    try:
        return str(message[name] or "")
    except (ValueError, IndexError, AttributeError):  # the standard parser stumbles over some broken headers
        return ""


def _day(message: EmailMessage) -> str:
    try:
        return parsedate_to_datetime(_header(message, "date")).date().isoformat()
    except (ValueError, TypeError):
        return ""
