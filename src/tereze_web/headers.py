"""What every answer carries, whatever it is: no script or style but our own files, no frames, nothing kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
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
    """Django's way in: put the headers on every answer. Only our own static files may be kept by a browser."""

    def answer(request: Any) -> Any:
        response = get_response(request)
        for name, value in HEADERS.items():
            response[name] = value
        response.setdefault("Cache-Control", "no-store")
        if request.is_secure():
            response["Strict-Transport-Security"] = f"max-age={YEAR}; includeSubDomains"
        return response

    return answer
