"""Ask a language model about a document under review; what it suggests joins the review, marked as its own.

Off unless a person names a server, each time. What may be given to it is decided here, before anything is sent:
1. Nothing of a source with a sealed voice, or whose teller's consent is missing, over or withdrawn.
2. What people told us stays on this computer, whatever server is named.
3. Another computer gets the text of a published or official document only when the person confirms it for this one.
What was given to whom is noted in the ledger first: the source, the size, and an id made from the text's digest.
"""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec

from tereze.intake.model_client.answers import Grounded, Span
from tereze.intake.model_client.asking import ask_about
from tereze.intake.model_client.server import Server
from tereze.model import ids
from tereze.model.errors import NotAllowed
from tereze.model.judgements import Change
from tereze.model.sources import Consent
from tereze.model.value import opaque

from . import draft_review, drafts, evidence, review_state
from .append import append, note
from .desk import Desk
from .draft_review import Opened
from .review_state import Item, Review

PUBLISHED = frozenset({"news_article", "official_statement", "official_document", "court_document", "book"})
"""Kinds of source that were made for the public or by an office; everything else counts as told to us."""


class NotSent(NotAllowed):
    """The text of a document may not be given to a language model."""

    message = "The text of this document is not given to a language model: {0}."
    hint = "The rules have read it all the same; review what they found."


def suggest(desk: Desk, key: str, server: Server, seen: int, *, confirmed: bool = False) -> Opened:
    """Ask about the document of a review; the review with what came of it. Raises `NotSent`, `StaleDraft`.

    1. May it be sent?  2. The note, so that nothing leaves unnoted.  3. Ask; what fails is a remark, never an error.
    """
    desk.must("import")
    opened = draft_review.load(desk, key)
    check(desk, opened.review, server, confirmed=confirmed)  # 1.
    _note(desk, opened.review, server)  # 2.
    lang = opened.review.languages[0] if opened.review.languages else ""
    asked = ask_about(server, opened.review.text, lang)  # 3.
    review = opened.review
    for begin, found in asked.found:
        review = _joined(review, found, begin, lang, f"model:{server.model}")
    made = msgspec.structs.replace(review, remarks=(*review.remarks, *asked.remarks))
    return Opened(key, drafts.save(desk, key, draft_review.KIND, msgspec.json.encode(made), seen), made)


def check(desk: Desk, review: Review, server: Server, *, confirmed: bool) -> None:
    """Whether this document's text may be given to this server. Raises `NotSent` with the reason."""
    told = review.source.get("kind") not in PUBLISHED
    source = ids.source_id(desk.register.secret, review.source["id"])
    if any(item.data.get("sealed") for item in review.items) or evidence.has_sealed_voice(desk, source):
        raise NotSent("a voice in it is sealed")
    if told and not server.is_here:
        raise NotSent("people told us this, and the server is another computer")
    if desk.register.index.get(source) is not None:
        _check_consents(desk, source, told=told)
    if not server.is_here and not confirmed:
        raise NotSent("the server is another computer, and nobody confirmed that this text may go there")


def _check_consents(desk: Desk, source: str, *, told: bool) -> None:
    consents = [one for one in desk.register.index.of_source(source, "consent") if isinstance(one, Consent)]
    if told and not consents:
        raise NotSent("there is no consent for it")
    changes = desk.register.index.changes_of([source, *(one.id for one in consents)])
    if any(isinstance(one, Change) and one.act in {"withdraw_consent", "erase"} for one in changes):
        raise NotSent("the consent for it was withdrawn")
    today = desk.now()[:10]
    if any(one.objects or (one.until is not None and one.until < today) for one in consents):
        raise NotSent("the consent for it is over, or somebody objects")


def _note(desk: Desk, review: Review, server: Server) -> None:
    """What is about to be given away: the source, how many characters, and an id that the text's digest makes."""
    secret, digest = desk.register.secret, hashlib.sha256(review.text.encode()).hexdigest()
    source, verb = ids.source_id(secret, review.source["id"]), "model.here" if server.is_here else "model.sent"
    with desk.register.unit() as unit:
        parts = [note(desk, verb, source, len(review.text)), note(desk, f"{verb}.text", opaque(secret, "d", digest))]
        append(desk, unit, parts)
        desk.register.index.settle()


def _joined(review: Review, found: Grounded, begin: int, lang: str, made_by: str) -> Review:
    """The review with what a passage gave that is not in it yet."""
    for name, place in found.persons:
        review, _ = _mention(review, name, _moved(place, begin), lang, made_by)
    for speaker, stance, place in found.statements:
        review, voice = _mention(review, speaker, None, lang, made_by)
        data = {"about": voice, "property": "notes", "value": " ".join(_words(review, _moved(place, begin)).split())}
        if stance != "asserts":
            data["stance"] = stance
        said_by: list[dict[str, Any]] = [{"voice": voice, "role": "knows", "basis": "unknown"}]
        review = _statement(review, {**data, "said_by": said_by}, _moved(place, begin), lang, made_by)
    for person, status, term, place in found.custody:
        review, about = _mention(review, person, None, lang, made_by)
        words = {"text": _words(review, _moved(term, begin)), "lang": lang}
        custody = {"about": about, "property": "custody", "value": status, "term": words}
        review = _statement(review, custody, _moved(place, begin), lang, made_by)
    return review


def _moved(place: Span, by: int) -> Span:
    return Span(place.begin + by, place.end + by)


def _words(review: Review, place: Span) -> str:
    return review.text[place.begin : place.end]


def _mention(review: Review, name: str, place: Span | None, lang: str, made_by: str) -> tuple[Review, str]:
    """The mention that is called so; a new one where there is none."""
    for item in review.items:
        called = [each.get("text") for each in item.data.get("names", ()) if isinstance(each, dict)]
        if item.section == "mentions" and name in [*called, item.data.get("description")]:
            return review, item.key
    key = next(k for n in range(1, len(review.items) + 2) if (k := f"m{n}") not in {i.key for i in review.items})
    data: dict[str, Any] = {"kind": "person", "names": [{"text": name, "lang": lang}]}
    if place is None:
        begin = max(review.text.find(name), 0)
        place = Span(begin, begin + len(name))
        data = {"kind": "group", "description": name}
    data["at"] = review_state.placed(review, {"chars": [place.begin, place.end]})
    made = Item(key=key, section="mentions", data=data, begin=place.begin, end=place.end, made_by=made_by)
    last = max((n for n, item in enumerate(review.items) if item.section == "mentions"), default=-1) + 1
    items = (*review.items[:last], made, *review.items[last:])
    return msgspec.structs.replace(review, items=items), key


def _statement(review: Review, data: dict[str, Any], place: Span, lang: str, made_by: str) -> Review:
    """The review with a statement, unless one about the same says the same of the same words."""
    for item in review.items:
        same = all(item.data.get(name) == data[name] for name in ("about", "property"))
        alike = data["property"] != "custody" or item.data.get("value") == data["value"]
        if item.section == "statements" and same and alike and item.begin < place.end and place.begin < item.end:
            return review
    words = [{"text": _words(review, place), "lang": lang, "role": "original"}]
    at = review_state.placed(review, {"chars": [place.begin, place.end]})
    full = {**data, "words": words, "at": at}
    number = 1 + sum(item.section == "statements" for item in review.items)
    made = Item(key=f"s{number}", section="statements", data=full, begin=place.begin, end=place.end, made_by=made_by)
    last = max((n for n, item in enumerate(review.items) if item.section in review_state.SECTIONS[:2]), default=-1) + 1
    return msgspec.structs.replace(review, items=(*review.items[:last], made, *review.items[last:]))
