"""Look over what the machine read: the document's text beside its drafts, decided one by one."""

from __future__ import annotations

from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.http import HttpResponseRedirect

from tereze.actions import bringing, draft_review
from tereze.actions.desk import Desk
from tereze.actions.draft_review import Opened
from tereze.actions.draft_store import NoDraft, StaleDraft
from tereze.actions.review_state import Item
from tereze.model.errors import BadInput, TerezeError
from tereze.model.vocabulary import facets
from tereze.model.vocabulary import words as vocabulary

from ..pages import page
from ..receiving.arrival import RELATIONS
from ..words import words
from . import passages
from .documents import PREFIX

FIELDS = {
    "mentions": ("name", "description"),
    "statements": ("about", "value", "relation", "target", "when", "where"),
    "positions": ("actor", "topic", "stance", "when"), "incidents": ("kind", "when", "where"),
}  # fmt: skip
"""What can be changed of an item on the screen."""
CHOSEN = {"stance": "position_stance", "kind": "incident_kind"}
LONGEST = 4000


class NoReview(BadInput):
    """A draft that is not there, or not this person's; or an act that is none."""

    message = "There is no such draft of yours."
    hint = "It was taken over, finished or thrown away, perhaps in another window."


class Asked(NamedTuple):
    """What was posted: the act, the item, the version and the state that the screen showed, and what was typed."""

    act: str
    item: str
    seen: int
    was: str
    typed: dict[str, str]


class Difference(NamedTuple):
    """What stands there now beside what was wanted: a field's name (or "state"), both as texts."""

    field: str
    now: str
    mine: str


class Refused(NamedTuple):
    """A decision that was not kept: why, the answer's status, what was asked, and what stands there instead."""

    text: str = ""
    status: int = 200
    asked: Asked | None = None
    differences: tuple[Difference, ...] = ()


def review(request: Any, desk: Desk, draft: str) -> Any:
    """One part of a document with its drafts; or a decision, refused with the difference where it comes too late."""
    try:
        opened = bringing.opened(desk, f"{PREFIX}{draft}")
    except NoDraft:
        raise NoReview from None
    if request.method != "POST":
        return _page(request, opened)
    asked = _asked(request, opened)
    try:
        if asked.act == "finish":
            return _finish(request, desk, opened, asked)
        made = _decide(desk, opened, asked)
    except StaleDraft:
        now = draft_review.load(desk, opened.key)
        said = words(request.language)("document.stale")
        return _page(request, now, Refused(said, 409, asked, tuple(_differences(now, asked))))
    except TerezeError as error:
        if error.exit_code >= 6 or isinstance(error, NoReview):
            raise
        return _page(request, opened, Refused(f"{error.text} {error.advice}", 422, asked))
    return HttpResponseRedirect(_address(draft, made, asked.item))


def _asked(request: Any, opened: Opened) -> Asked:
    posted = request.POST
    item = posted.get("item", "")
    known = next((one for one in opened.review.items if one.key == item), None)
    names = FIELDS[known.section] if known is not None else ()
    typed = {name: posted[name].strip()[:LONGEST] for name in names if name in posted}
    seen = posted.get("seen", "")
    return Asked(posted.get("act", ""), item, int(seen) if seen.isdecimal() else 0, posted.get("was", ""), typed)


def _decide(desk: Desk, opened: Opened, asked: Asked) -> Opened:
    if asked.act == "change":
        item = opened.review.item(asked.item)
        return draft_review.change(desk, opened.key, asked.item, changes(item, asked.typed), asked.seen)
    acts = {"accept": draft_review.accept, "reject": draft_review.reject, "reopen": draft_review.reopen}
    if asked.act not in acts:
        raise NoReview
    return acts[asked.act](desk, opened.key, asked.item, asked.seen)


def changes(item: Item, typed: dict[str, str]) -> dict[str, Any]:
    """What was typed as fields of a sheet; an empty field goes. A name that was there keeps its language."""
    found: dict[str, Any] = {name: text or None for name, text in typed.items() if name != "name"}
    if "name" in typed:
        names = item.data.get("names") or [{}]
        found["names"] = [{**names[0], "text": typed["name"]}, *names[1:]] if typed["name"] else None
    relation, target = (found.pop(name, None) for name in ("relation", "target"))
    stood = kin(item)
    if stood and (relation or target):
        mention = target or stood["target"]
        found["value"] = {"mention": mention, "relation": relation or stood["relation"]}
    return found


def kin(item: Item) -> dict[str, str]:
    """Of a relative: the relation, and the mention that stands in it (`target`); of anything else nothing."""
    value = item.data.get("value")
    if not isinstance(value, dict) or item.data.get("property") != "relative":
        return {}
    return {"relation": str(value.get("relation", "")), "target": str(value.get("mention", ""))}


def fields(item: Item) -> dict[str, str]:
    """What can be changed of an item, as it stands; what is no plain text is left alone."""
    found: dict[str, str] = {}
    for name in FIELDS[item.section]:
        if name in {"relation", "target"}:
            found |= {name: kin(item)[name]} if kin(item) else {}
            continue
        value = called(item) if name == "name" and item.data.get("names") else item.data.get(name, "")
        if isinstance(value, str):
            found[name] = value
    return found


def called(item: Item) -> str:
    """What a mention is called in its draft."""
    names = item.data.get("names") or [{}]
    return str(names[0].get("text") or item.data.get("description") or item.key)


def _finish(request: Any, desk: Desk, opened: Opened, asked: Asked) -> Any:
    report = bringing.finish(desk, opened.key, asked.seen, leave_open=request.POST.get("leave") == "yes")
    if report.refused:
        return _page(request, opened, Refused(" ".join(one["error"] for one in report.refused), 422, asked))
    return HttpResponseRedirect(f"/sources/{opened.review.source['id']}/")


def _differences(now: Opened, asked: Asked) -> list[Difference]:
    """What another window made of the very item that this decision was about. None where the item is as it was."""
    item = next((one for one in now.review.items if one.key == asked.item), None)
    if item is None:
        return []
    stands = fields(item)
    found = [Difference("state", item.state, asked.was)] if asked.was and item.state != asked.was else []
    return found + [
        Difference(name, stands.get(name, ""), text) for name, text in asked.typed.items() if stands.get(name) != text
    ]


def _address(draft: str, made: Opened, last: str) -> str:
    """Where to go on: the next open item behind the last one decided, in the order of the text, else the end."""
    found = passages.parts(made.review.text)
    order = [item for part in found for item in passages.inside(made.review.items, part, found)]
    at = next((number for number, item in enumerate(order) if item.key == last), 0)
    following = next((item for item in order[at:] + order[:at] if item.state == "open"), None)
    shown = passages.part_of(found, following or order[-1])
    asked = f"?{urlencode({'part': shown.number})}" if shown.of > 1 else ""
    return f"/review/{draft}/{asked}#i-{following.key if following else 'end'}"


def _page(request: Any, opened: Opened, refused: Refused = Refused()) -> Any:  # noqa: B008  # a value, never changed
    review, asked = opened.review, refused.asked
    found = passages.parts(review.text)
    part = _part(request, found, review.items, asked)
    shown = passages.inside(review.items, part, found)
    edit = asked.item if asked and asked.act == "change" and asked.typed else request.GET.get("edit", "")
    left = [sum(one.state == "open" for one in passages.inside(review.items, each, found)) for each in found]
    return page(
        request, "casework/review.html", refused.status, opened=opened, review=review, part=part, left=left,
        shown=shown,
        pieces=passages.pieces(review.text, part, shown), by_key={item.key: item for item in review.items},
        people={item.key: called(item) for item in review.items if item.section == "mentions"}, refused=refused,
        edit=edit, fields=fields, typed=asked.typed if asked else {}, asked=asked,
        statuses=sorted(facets()), chosen={name: sorted(vocabulary(of)) for name, of in CHOSEN.items()},
        relations=RELATIONS,
        draft=opened.key.removeprefix(PREFIX), local=review.source["id"],
        decided=len(review.items) - len(review.waiting),
    )  # fmt: skip


def _part(
    request: Any, found: tuple[passages.Part, ...], items: tuple[Item, ...], asked: Asked | None
) -> passages.Part:
    """The part that is asked for, or in which the item lies that something is said about."""
    item = next((one for one in items if asked is not None and one.key == asked.item), None)
    if item is not None:
        return passages.part_of(found, item)
    number = request.GET.get("part", "1")
    wanted = int(number) if number.isascii() and number.isdecimal() and len(number) < 6 else 1
    return found[min(max(wanted, 1), len(found)) - 1]
