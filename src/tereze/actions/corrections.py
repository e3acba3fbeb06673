"""What reviewers made of a machine's suggestions, kept inside the register as lessons: never exported, never sent.

A lesson holds the passage, what was suggested and what a person took or refused. It lies encrypted beside the drafts,
by source: erasing anything of a source takes its lessons with it. A document with a sealed voice leaves no lessons:
the desk must not be able to read back what it sealed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import msgspec

from tereze.intake.extract import lessons as names
from tereze.intake.extract import tagger
from tereze.model import ids
from tereze.model.value import opaque

from .desk import Desk
from .draft_store import WEIGHTS, Lesson
from .review_state import Review

_AROUND = 400  # characters of the passage on either side, cut at line ends


class Taught(msgspec.Struct, frozen=True, kw_only=True):
    """One decision: the passage, the place in it, what was suggested, what was made of it, and by what it was made."""

    lang: str
    passage: str
    begin: int
    end: int
    section: str
    suggested: dict[str, Any]
    final: dict[str, Any] | None
    state: str
    made_by: str


def learn(desk: Desk, key: str, review: Review) -> int:
    """Keep what was decided in a review; how many lessons that made."""
    if _is_sealed(review):
        return 0
    secret, source, at = desk.register.secret, ids.source_id(desk.register.secret, review.source["id"]), desk.now()
    lessons = [
        Lesson(opaque(secret, "l", key, item.key), source, at, msgspec.json.encode(_taught(review, number)))
        for number, item in enumerate(review.items)
        if item.state != "open" and item.made_by != "person"
    ]
    desk.register.drafts.learn(lessons)
    return len(lessons)


def lessons(desk: Desk) -> Iterator[Taught]:
    """All lessons of the register, in a fixed order."""
    desk.must("rebuild")
    after = ""
    while found := desk.register.drafts.lessons(after):
        yield from (msgspec.json.decode(one.body, type=Taught) for one in found if one.source != WEIGHTS)
        after = found[-1].id


def retrain(desk: Desk, lang: str) -> names.Taught:
    """Teach the tagger of a language (en, kk) from the names that were decided; used at this register from now on.

    The weights are kept beside the lessons, encrypted; erasing any source that taught them removes them too.
    """
    passages: defaultdict[str, tuple[list[tuple[int, int]], list[tuple[int, int]]]] = defaultdict(lambda: ([], []))
    for one in lessons(desk):
        if (
            one.section == "mentions"
            and one.lang == lang
            and one.end > one.begin
            and one.suggested.get("kind") == "person"
        ):
            refused = one.final is None or one.final.get("kind") != "person"
            passages[one.passage][1 if refused else 0].append((one.begin, one.end))
    taught = names.teach(lang, (names.Named(text, tuple(a), tuple(b)) for text, (a, b) in passages.items()))
    if taught.decided:
        lesson = Lesson(f"weights/{lang}", WEIGHTS, desk.now(), names.packed(taught.weights))
        desk.register.drafts.learn([lesson])
    return taught


def models(desk: Desk) -> dict[str, tagger.Weights]:
    """What the reviewers of this register taught, by language."""
    desk.must("draft")
    found = desk.register.drafts.lessons("weights")
    return {one.id.partition("/")[2]: tagger.unpacked(one.body) for one in found if one.source == WEIGHTS}


def _is_sealed(review: Review) -> bool:
    teller = review.source.get("kind") in {"interview", "letter", "video", "audio"}
    return teller or any(item.data.get("sealed") for item in review.items)


def _taught(review: Review, number: int) -> Taught:
    item = review.items[number]
    first = review.text.rfind("\n", 0, max(0, item.begin - _AROUND)) + 1 if item.begin > _AROUND else 0
    last = review.text.find("\n", min(len(review.text), item.end + _AROUND))
    last = len(review.text) if last < 0 else last
    names = item.data.get("names") or item.data.get("words") or [{}]
    return Taught(
        lang=str(names[0].get("lang", review.languages[0] if review.languages else "")),
        passage=review.text[first:last],
        begin=item.begin - first,
        end=item.end - first,
        section=item.section,
        suggested=item.data if item.suggested is None else item.suggested,
        final=item.data if item.is_in else None,
        state=item.state,
        made_by=item.made_by,
    )
