"""Open a file beside its source: a working copy of a picture, or the text of a document. Never the original."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from tereze.actions import coding_copies
from tereze.actions.desk import Desk

from ..pages import page


def opened(request: Any, desk: Desk, local: str) -> Any:
    """A page with the file; that it was looked at is noted."""
    file = request.POST.get("file", "")
    seen = coding_copies.open_file(desk, local, file)
    return page(request, "receiving/opened.html", local=local, seen=seen)


def picture(_request: Any, desk: Desk, local: str, name: str) -> Any:
    """The working copy of a picture, for the page that shows it."""
    seen = coding_copies.copy(desk, local, name)
    response = HttpResponse(seen, content_type=coding_copies.PICTURE)
    response["Content-Disposition"] = 'inline; filename="copy.jpg"'
    return response
