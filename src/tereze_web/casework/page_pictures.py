"""The page of a scan beside its statements: a picture that goes to a page of ours, and to nothing else."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from tereze.actions import page_pictures
from tereze.intake.reading.page_picture import MEDIA_TYPE
from tereze.model.errors import NotFound

from ..headers import SEALED_OFF

PICTURES = frozenset({"image", ""})
"""What a browser says it wants a picture for (`Sec-Fetch-Dest`); old ones say nothing."""


def picture(request: Any, local: str, name: str) -> Any:
    """The page on which the statement `name` stands, its words framed. The register is free while it is drawn."""
    if request.headers.get("Sec-Fetch-Dest", "") not in PICTURES:
        raise NotFound(local)
    with request.office.desk(request.visit.actor) as desk:
        taken = page_pictures.take(desk, local, name)
    answer = HttpResponse(page_pictures.drawn(taken), content_type=MEDIA_TYPE)
    answer["Content-Disposition"] = 'attachment; filename="page.svg"'
    answer.policy = SEALED_OFF
    return answer
