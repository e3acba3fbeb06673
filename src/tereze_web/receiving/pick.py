"""From the words of a document to a statement: by hand, or by looking over what the machine read."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponseRedirect

from tereze.actions import coding_reading, draft_review, sources
from tereze.actions.desk import Desk
from tereze.actions.draft_review import Opened
from tereze.actions.draft_store import NoDraft, StaleDraft
from tereze.actions.review_state import Item
from tereze.model.errors import BadInput, TerezeError

from ..pages import page
from ..words import words as office_words
from . import code
from .document import Item as Fields
from .sections import section

ACTS = ("accept", "reject", "reopen", "change")
_KINDS = ("custody", "facts")
_AROUND = 160  # characters of the text shown on either side of a passage


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
    case = sources.source_case(desk, local)
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


def review(request: Any, desk: Desk, draft: str) -> Any:
    """What the machine proposes, each beside the passage it rests on; decided one by one."""
    key = f"document/{draft}"
    try:
        opened = draft_review.load(desk, key)
    except NoDraft:
        raise NothingChosen from None
    if request.method != "POST":
        return _review(request, opened)
    seen = int(request.POST.get("seen", "0")) if request.POST.get("seen", "").isdecimal() else 0
    act, item = request.POST.get("act", ""), request.POST.get("item", "")
    try:
        if act == "finish":
            return _finish(request, desk, opened, seen)
        opened = _decide(request, desk, key, (act, item), seen)
    except StaleDraft:
        return _review(request, draft_review.load(desk, key), office_words(request.language)("receive.stale"), 409)
    except (BadInput, TerezeError) as error:
        if error.exit_code >= 6 or isinstance(error, NothingChosen):
            raise
        return _review(request, opened, f"{error.text} {error.advice}", 422)
    following = next((one.key for one in opened.review.items if one.state == "open"), "end")
    return HttpResponseRedirect(f"/review/{draft}/#i-{following}")


def _decide(request: Any, desk: Desk, key: str, asked: tuple[str, str], seen: int) -> Opened:
    act, item = asked
    if act == "accept":
        return draft_review.accept(desk, key, item, seen)
    if act == "reject":
        return draft_review.reject(desk, key, item, seen)
    if act == "reopen":
        return draft_review.reopen(desk, key, item, seen)
    if act != "change":
        raise NothingChosen
    fields = {name: request.POST.get(name, "").strip() or None for name in ("value", "when", "where", "property")}
    return draft_review.change(
        desk, key, item, {name: text for name, text in fields.items() if name in request.POST}, seen
    )


def _finish(request: Any, desk: Desk, opened: Opened, seen: int) -> Any:
    report = coding_reading.finish(desk, opened.key, seen, leave_open=request.POST.get("leave") == "yes")
    if report.refused:
        return _review(request, opened, " ".join(one["error"] for one in report.refused), 422)
    return HttpResponseRedirect(f"/sources/{opened.review.source['id']}/")


def _review(request: Any, opened: Opened, wrong: str = "", status: int = 200) -> Any:
    shown = [(item, *_around(opened.review.text, item)) for item in opened.review.items]
    people = {item.key: _called(item) for item in opened.review.items if item.section == "mentions"}
    return page(
        request, "receiving/review.html", status, opened=opened, shown=shown, people=people, wrong=wrong,
        draft=opened.key.removeprefix("document/"), local=opened.review.source["id"],
    )  # fmt: skip


def _around(text: str, item: Item) -> tuple[str, str, str]:
    """The passage an item rests on, with what stands before and after it."""
    if item.end <= item.begin:
        return "", "", ""
    before = text[max(0, item.begin - _AROUND) : item.begin]
    return before, text[item.begin : item.end], text[item.end : item.end + _AROUND]


def _called(item: Item) -> str:
    names = item.data.get("names") or [{}]
    return str(names[0].get("text") or item.data.get("description") or item.key)


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
