"""The few files of the screens, by name: the published site's sheet, our own sheets, scripts and fonts, the window."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.http import HttpResponse

from tereze.model.errors import NotFound
from tereze.publish import site

OURS = Path(__file__).resolve().parent / "static"
PUBLISHED = Path(site.__file__).resolve().parent / "static"
KINDS = {
    ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}  # fmt: skip
FILES = {  # what is there when the program starts: nothing else has a name
    file.name: (file, KINDS[file.suffix])
    for file in (*(PUBLISHED / name for name in ("site.css", "window.svg")), *sorted(OURS.rglob("*")))
    if file.suffix in KINDS
}


def static_file(_request: Any, name: str) -> Any:
    """One file; a browser may keep it for the length of a visit."""
    if name not in FILES:
        raise NotFound(name)
    file, kind = FILES[name]
    response = HttpResponse(file.read_bytes(), content_type=kind)
    response["Cache-Control"] = "private, max-age=600"
    return response
