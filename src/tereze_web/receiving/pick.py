"""From the words of a document to a statement: by hand, or by letting the machine read it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponseRedirect

from tereze.actions import coding_reading, draft_review, sources
from tereze.actions.desk import Desk
from tereze.model.errors import BadInput

from . import code
from .document import Item as Fields
from .sections import section

_KINDS = ("custody", "facts")


class NotInText(BadInput):
    """Words that stand nowhere in the document."""

    message = "These words do not stand in the text."
    hint = "Mark them in the text, or copy them from it letter by letter."


class NothingChosen(BadInput):
    """A form that names no file, item or act."""

    message = "Nothing was chosen."
    hint = "Go back and choose one of those shown."


def pick(request: Any, desk: Desk, local: str) -> Any:
    """Words of a text become the beginning of a statement in the coding draft of this source."""
    wanted, kind = request.POST.get("words", "").replace("\r\n", "\n").strip("\n"), request.POST.get("section", "")
    chosen = section(kind)
    if not wanted or chosen is None or kind not in _KINDS:
        raise NothingChosen
    case = sources.look(desk, local)
    text = next((one.text for one in case.texts if one.evidence.id == request.POST.get("file") and not one.why), "")
    begin, end = _place(text, wanted, request.POST.get("chars", ""))
    coding, seen = code.taken(desk, local, code.opened(desk, local)[1])
    made: Fields = {
        "about": coding.subject(), "words": text[begin:end], "chars": f"{begin}-{end}", "text_sha256": _digest(text),
    }  # fmt: skip
    items = [*coding.items(kind), made]
    code.save(desk, coding.put(kind, items), seen)
    return HttpResponseRedirect(f"/code/{local}/{kind}/#f-{kind}-{len(items) - 1}-about")


def read(request: Any, local: str) -> Any:
    """Let the machine read one text, and show what it proposes. Others work with the register while it reads."""
    with request.office.desk(request.visit.actor) as desk:
        text = coding_reading.text_of(desk, local, request.POST.get("file", ""))
    made = coding_reading.drafted(*text)
    with request.office.desk(request.visit.actor) as desk:
        opened = draft_review.begin(desk, made)
    return HttpResponseRedirect(f"/review/{opened.key.removeprefix('document/')}/")


def _place(text: str, wanted: str, chars: str) -> tuple[int, int]:
    """Where the words stand: as marked, else where they stand first. Raises `NotInText`."""
    begin, _, end = chars.partition("-")
    if begin.isdecimal() and end.isdecimal() and text[int(begin) : int(end)].strip("\n") == wanted:
        return int(begin), int(end)
    found = text.find(wanted)
    if found < 0 or not text:
        raise NotInText
    return found, found + len(wanted)


def _digest(text: str) -> str:
    from ..casework.source import digest

    return digest(text)
