"""The few files of the screens, by name: the published site's sheet, our own on top of it, one script, the window."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.http import HttpResponse

from tereze.model.errors import NotFound
from tereze.publish import site

OURS = Path(__file__).resolve().parent / "static"
PUBLISHED = Path(site.__file__).resolve().parent / "static"
FILES = {
    "site.css": (PUBLISHED, "text/css; charset=utf-8"),
    "window.svg": (PUBLISHED, "image/svg+xml"),
    "office.css": (OURS, "text/css; charset=utf-8"),
    "office.js": (OURS, "text/javascript; charset=utf-8"),
}


def static_file(_request: Any, name: str) -> Any:
    """One file; a browser may keep it for the length of a visit."""
    if name not in FILES:
        raise NotFound(name)
    folder, kind = FILES[name]
    response = HttpResponse((folder / name).read_bytes(), content_type=kind)
    response["Cache-Control"] = "private, max-age=600"
    return response
