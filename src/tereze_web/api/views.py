"""What the interface answers: each a verb of `tereze.actions`, its result as plain JSON.

Names are asked for in the body of a request, never in its address: addresses are kept by browsers and proxies.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

import msgspec

from tereze.actions import approving, browsing, find, lists, lookup, queue, receiving, reviewing, views
from tereze.actions import sources as source_verbs
from tereze.actions.desk import Desk
from tereze.model.errors import BadInput, NotFound

A_PAGE = 50
LAST_PAGE = 100_000
MOST_HITS = 50
LONGEST = 200
MOST_SHEET = 1 << 20
Row = TypeVar("Row")


class BadRequest(BadInput):
    """A question that is not as the interface describes it."""

    message = "This request is not as described: {0}."
    hint = "See /api/v1/openapi.json."


class Asked(NamedTuple):
    """A request: its query and its JSON body (an empty object where there is none)."""

    query: Mapping[str, str]
    body: Mapping[str, Any]


def persons(desk: Desk, asked: Asked) -> dict[str, Any]:
    """A page of persons in order of register number."""
    page = _page(asked)
    rows, more = _cut(browsing.people(desk, (page - 1) * A_PAGE, A_PAGE + 1))
    found = [{"number": row.number, "name": row.label, "mentions": row.mentions} for row in rows]
    return {"persons": found, "page": page, "more": more}


def person(desk: Desk, _asked: Asked, number: str) -> dict[str, Any]:
    """The person view of docs/formats/person-view.md."""
    if not find.NUMBER.fullmatch(number):
        raise NotFound(number)
    return views.to_json(views.person(desk, find.find_person(desk, number)))


def search(desk: Desk, asked: Asked) -> dict[str, Any]:
    """People whose names sound like `text`, in any script, best first."""
    text, limit = _text(asked, "text"), _number(asked.body.get("limit", 20), "limit", MOST_HITS)
    hits = [
        {"number": hit.number, "name": hit.label, "score": hit.score, "mentions": hit.mentions}
        for hit in find.search(desk, text, limit)
        if hit.number
    ]
    return {"hits": hits}


def look_up(desk: Desk, asked: Asked) -> dict[str, Any]:
    """Whether a person is in the register already, as far as the token's roles may know."""
    names = _texts(asked, "names")
    if not names:
        raise BadRequest("names is empty")
    answer = lookup.look_up(desk, lookup.Asked(
        names, born=_maybe(asked, "born"), sex=_maybe(asked, "sex"), place=_maybe(asked, "place"),
        relatives=_texts(asked, "relatives"), number=_maybe(asked, "number"),
    ))  # fmt: skip
    people = [
        {"number": one.number, "name": one.label, "score": one.score, "mentions": one.mentions,
         "reasons": [str(msgspec.to_builtins(reason)) for reason in one.reasons]}
        for one in answer.people
    ]  # fmt: skip
    return {"known": answer.known, "number": answer.number, "people": people}


def sources(desk: Desk, asked: Asked) -> dict[str, Any]:
    """A page of sources."""
    page = _page(asked)
    rows, more = _cut(browsing.sources(desk, (page - 1) * A_PAGE, A_PAGE + 1))
    found = [
        {"source": one.local, "kind": one.sort, "publisher": one.publisher or "", "published": one.published or ""}
        for one in rows
    ]
    return {"sources": found, "page": page, "more": more}


def source(desk: Desk, asked: Asked, local: str) -> dict[str, Any]:
    """A source and whom it speaks of, a page of mentions at a time, with the keys of a source sheet."""
    page = _page(asked)
    case = source_verbs.look(desk, local, (page - 1) * A_PAGE, A_PAGE)
    index = desk.register.index
    mentions = [
        lists.sheet_item(index, mention) | {"person": case.numbers.get(mention.id, "")} for mention in case.mentions
    ]
    return {
        "source": lists.sheet_item(index, case.source), "mentions": mentions, "withheld": case.withheld, "page": page,
        "more": page * A_PAGE < case.total,
    }  # fmt: skip


def take_in(desk: Desk, asked: Asked) -> dict[str, Any]:
    """Take in a source sheet (docs/formats/source-sheet.md). Taking the same sheet in twice changes nothing."""
    name, sheet = _text(asked, "name"), _text(asked, "sheet", MOST_SHEET)
    report = receiving.receive(desk, name, sheet.encode())
    return {"refused": [{key: str(value) for key, value in one.items()} for one in report.refused]}


def waiting(desk: Desk, asked: Asked) -> dict[str, Any]:
    """A page of suggestions nobody has answered, most gain first."""
    page = _page(asked)
    rows, more = _cut(queue.page(desk, A_PAGE + 1, (page - 1) * A_PAGE))
    found = [
        {"left": one.row.left, "right": one.row.right, "left_name": one.left, "right_name": one.right,
         "score": one.row.score, "reasons": [why for _, _, why in one.row.reasons]}
        for one in rows
    ]  # fmt: skip
    return {"waiting": found, "page": page, "more": more}


def pair(desk: Desk, _asked: Asked, left: str, right: str) -> dict[str, Any]:
    """Two mentions side by side, and `seen`, which an answer must bring back."""
    shown = reviewing.pair(desk, left, right)
    index = desk.register.index
    sides = [
        {
            "id": side.mention.id,
            "name": side.label,
            "number": side.number,
            "mention": lists.sheet_item(index, side.mention),
        }
        for side in (shown.left, shown.right)
    ]
    reasons = [why for _, _, why in shown.reasons]
    return {"left": sides[0], "right": sides[1], "score": shown.score, "reasons": reasons, "is_one": shown.is_one,
            "seen": shown.seen}  # fmt: skip


def decide(desk: Desk, asked: Asked, left: str, right: str) -> dict[str, Any]:
    """Answer a pair: `same`, `different` or `unsure`, with a reason, as it was `seen`."""
    judged = reviewing.decide(
        desk, (left, right), _text(asked, "answer"), _text(asked, "reason", 2000), _text(asked, "seen")
    )
    return {"id": judged.id, "persons": list(judged.persons), "disputes": list(judged.disputes)}


def positions(desk: Desk, asked: Asked) -> dict[str, Any]:
    """A page of what states and organisations said, with the keys of a source sheet."""
    page = _page(asked)
    rows, more = _cut(lists.page_of(desk, "positions", (page - 1) * A_PAGE, A_PAGE + 1))
    return {"positions": list(rows), "page": page, "more": more}


def releases(desk: Desk, _asked: Asked) -> dict[str, Any]:
    """What was published, the newest first."""
    found = [
        {
            "at": one.at,
            "digest": one.digest,
            "persons": one.persons,
            "line": one.line,
            "approved_by": list(one.approved_by),
        }
        for one in approving.releases(desk)
    ]
    return {"releases": found}


def _page(asked: Asked) -> int:
    given = asked.query.get("page", "1")
    return _number(int(given) if given.isascii() and given.isdigit() and len(given) <= 9 else None, "page", LAST_PAGE)


def _cut(rows: Sequence[Row]) -> tuple[Sequence[Row], bool]:
    return rows[:A_PAGE], len(rows) > A_PAGE


def _number(given: Any, name: str, most: int) -> int:
    if not isinstance(given, int) or isinstance(given, bool) or not 1 <= given <= most:
        raise BadRequest(f"{name} is a number from 1 to {most}")
    return given


def _text(asked: Asked, name: str, most: int = LONGEST) -> str:
    given = asked.body.get(name)
    if not isinstance(given, str) or not given.strip() or len(given) > most:
        raise BadRequest(f"{name} is a text of at most {most} characters")
    return given


def _maybe(asked: Asked, name: str) -> str:
    return _text(asked, name) if asked.body.get(name) not in {None, ""} else ""


def _texts(asked: Asked, name: str) -> tuple[str, ...]:
    given = asked.body.get(name, [])
    if not isinstance(given, list) or len(given) > lookup.MOST_NAMES:
        raise BadRequest(f"{name} is a list of at most {lookup.MOST_NAMES} texts")
    if not all(isinstance(one, str) and one.strip() and len(one) <= LONGEST for one in given):
        raise BadRequest(f"{name} is a list of texts")
    return tuple(given)
