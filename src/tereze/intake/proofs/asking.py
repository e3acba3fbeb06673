"""The one place that asks somebody outside, and only whom the user named, when the user said so."""

from __future__ import annotations

import urllib.error
import urllib.request
from typing import Any

from tereze.model.errors import MachineFailed

PATIENCE = 30  # seconds
_MOST = 1024 * 1024


class NoAnswer(MachineFailed):
    """A time-stamping service did not answer as it should."""

    message = "{0} did not answer: {1}."
    hint = "Nothing is lost: what is not yet stamped stays in the queue. Try again later."


class _Stay(urllib.request.HTTPRedirectHandler):
    """No service may send us on to somebody the user did not name."""

    def redirect_request(self, *_args: Any, **_more: Any) -> None:
        return None


def ask(url: str, body: bytes | None = None, media_type: str = "") -> bytes:
    """What a service answers to `body` (POST) or to nothing (GET). Raises `NoAnswer`."""
    if not url.startswith(("http://", "https://")):
        raise NoAnswer(url, "it is no address of the web")
    headers = {"User-Agent": "tereze"} | ({"Content-Type": media_type} if media_type else {})
    request = urllib.request.Request(url, data=body, headers=headers)  # noqa: S310  # the scheme was looked at
    try:
        with urllib.request.build_opener(_Stay).open(request, timeout=PATIENCE) as answer:
            raw = answer.read(_MOST + 1)
    except urllib.error.HTTPError as error:
        error.close()
        raise NoAnswer(url, f"it said {error.code}") from None
    except (OSError, ValueError) as error:
        raise NoAnswer(url, getattr(error, "reason", None) or error) from None
    if len(raw) > _MOST:
        raise NoAnswer(url, "its answer has no end")
    return bytes(raw)
