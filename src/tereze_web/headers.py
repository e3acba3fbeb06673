"""What every answer carries, whatever it is: no script or style but our own files, no frames, nothing kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
PLAYING = f"{POLICY}; media-src 'self'"
"""Of a page on which recordings are played."""
SEALED_OFF = "sandbox; default-src 'none'; frame-ancestors 'none'"
"""Of a file as it was received: whatever it is, it runs nothing, asks for nothing and stands in no page of ours."""
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    # Nobody else learns where a person was. Not “no-referrer”: browsers then send forms with the origin “null”, which
    # is also what a stranger's form would send.
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Robots-Tag": "noindex, nofollow",
}
YEAR = 365 * 24 * 60 * 60


def middleware(get_response: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Django's way in: put the headers on every answer. Only our own static files may be kept by a browser.

    An answer that needs another policy than `POLICY` carries it as its attribute `policy`.
    """

    def answer(request: Any) -> Any:
        response = get_response(request)
        response["Content-Security-Policy"] = getattr(response, "policy", POLICY)
        for name, value in HEADERS.items():
            response[name] = value
        response.setdefault("Cache-Control", "no-store")
        if request.is_secure():
            response["Strict-Transport-Security"] = f"max-age={YEAR}; includeSubDomains"
        return response

    return answer
