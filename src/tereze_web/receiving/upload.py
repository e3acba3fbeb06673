"""How a file comes in: Django's upload handler that seals as it receives, for those who may attach, where it is asked.

The body of a request is read before its view, so this is where a stranger's upload must end: nothing of it is kept.
"""

from __future__ import annotations

import unicodedata
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopUpload

from tereze.actions.desk import MAY
from tereze.model.errors import TerezeError

from .spool import Spool, TooBig

MOST = 1 << 30
"""Bytes that one file may have."""
MOST_FILES = 12
"""Files that one form may bring."""
TAKERS = ("/receive/", "/documents/")
"""Beginnings of the addresses at which files are taken in."""
LONGEST = 120


class Sealing(FileUploadHandler):  # type: ignore[misc]  # Django has no types
    """Puts each file into a `Spool`. What was refused stands in `request.upload_refused`, an error or None."""

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self._spool = Spool(MOST)
        self._count = 0
        if request is not None:
            request.upload_refused = None

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file, if it may come in here and now."""
        super().new_file(*args, **kwargs)
        self._count += 1
        if not _may(self.request) or self._count > MOST_FILES:
            raise SkipFile
        self._spool = Spool(MOST)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:  # noqa: ARG002  # Django gives it
        """Seal a piece."""
        try:
            self._spool.write(raw_data)
        except TerezeError as error:
            self.request.upload_refused = error
            self._spool.close()
            raise (SkipFile if isinstance(error, TooBig) else StopUpload)() from None

    def file_complete(self, file_size: int) -> Any:
        """The file, readable from its first byte."""
        self._spool.rewind()
        return UploadedFile(self._spool, clean_name(self.file_name or ""), self.content_type or "", file_size)

    def upload_interrupted(self) -> None:
        """The browser went away: forget what came."""
        self._spool.close()


def refusal(request: Any) -> TerezeError | None:
    """Why a file of this request was not taken in; None where none was refused."""
    found: TerezeError | None = getattr(request, "upload_refused", None)
    return found


def clean_name(name: str) -> str:
    """A file's name without folders, control and direction marks, at most 120 characters; "file" where none is left."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(one for one in unicodedata.normalize("NFC", last) if one.isprintable()).strip(" .")
    if len(kept) > LONGEST:
        stem, dot, ending = kept.rpartition(".")
        kept = f"{stem[: LONGEST - 12]}{dot}{ending[:10]}" if dot else kept[:LONGEST]
    return kept or "file"


def _may(request: Any) -> bool:
    """Whether whoever asks may bring a file to this address."""
    visit = getattr(request, "visit", None)
    return visit is not None and visit.actor.has(*MAY["attach"]) and request.path.startswith(TAKERS)
