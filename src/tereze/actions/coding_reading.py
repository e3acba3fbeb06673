"""Let the machine read a text that lies in the vault, and add what a person took of it to the source it belongs to.

The review itself is `draft_review`: here its people are told from those whom the source knows already, and its end is
an addition to a source that was received, not a new one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from tereze.intake.extract import multilingual, sheet_draft
from tereze.intake.reading import located
from tereze.intake.reading.derived import Derived, derived
from tereze.model.errors import BadInput, NotFound

from . import coding, corrections, draft_review, drafts, review_state
from .desk import Desk
from .draft_review import NothingTaken, Opened, StillOpen
from .draft_store import StaleDraft
from .drafting import Drafted
from .report import ImportReport
from .sources import SourceCase, look

_POINTS = frozenset({"about", "voice", "actor", "mention", "by", "to", "against", "facility", "addressee", "used_by"})
MOST = 40_000
"""Characters of a text that is read while somebody waits."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class NoText(BadInput):
    """A file whose text may not be shown here, or that has none."""

    message = "There is no text here that could be read."
    hint = "Plain text of a source without a protected voice is read, up to 40,000 characters; longer: `tereze read`."


def read(desk: Desk, local: str, evidence: str) -> Opened:
    """Begin, or go on with, the review of one text of a source. Raises `NotFound`, `NoText`.

    Where others wait for the register meanwhile, take the three steps one by one: `text_of` and `draft_review.begin`
    need the register, `drafted`, which takes seconds, does not.
    """
    return draft_review.begin(desk, drafted(*text_of(desk, local, evidence)))


def text_of(desk: Desk, local: str, evidence: str) -> tuple[SourceCase, str]:
    """A source and one of its texts, to be read. Raises `NotFound`, `NoText`, `NotAllowed`."""
    desk.must("import")
    case = look(desk, local)
    text = next((one for one in case.texts if one.evidence.id == evidence), None)
    if text is None:
        raise NotFound(evidence)
    if text.why or not text.text.strip() or len(text.text) > MOST:
        raise NoText
    return case, text.text


def finish(desk: Desk, key: str, seen: int, *, leave_open: bool = False) -> ImportReport:
    """Add what was taken to the source; what was decided is kept as lessons, and the draft goes.

    Raises `StillOpen`, `NothingTaken`, `StaleDraft`. What was refused stands in the report, and the draft stays.
    """
    desk.must("import")
    opened = draft_review.load(desk, key)
    review = opened.review
    if seen != opened.version:
        raise StaleDraft
    if review.waiting and not leave_open:
        raise StillOpen(len(review.waiting))
    if not any(item.is_in and item.section != "mentions" for item in review.items):
        raise NothingTaken
    local = str(review.source["id"])
    report = coding.add(desk, local, review_state.sheet(review, evidence=False))
    if not report.refused:
        corrections.learn(desk, key, review)
        drafts.drop(desk, key, seen)
    return report


def drafted(case: SourceCase, text: str) -> Drafted:
    """The machine's draft of a plain text, in the keys of this source. Touches no register."""
    return drafted_of(case, derived(text, "text/plain"))


def drafted_of(case: SourceCase, document: Derived, own: multilingual.Own = multilingual.nobody) -> Drafted:
    """The machine's draft of a document that was read, in the keys of its source; `own` finds names that are known."""
    source = case.source
    day = (source.told.on if source.told else None) or source.published or ""
    anchor = date.fromisoformat(day) if _DAY.fullmatch(day) else None
    parts = multilingual.read(document.text, anchor, None, own).parts
    made = sheet_draft.build(document, parts, ident=source.local, kind=source.sort, evidence="")
    body = _renamed(located.located(made.body, document), case, document.sha256)
    return Drafted(made._replace(body=body), document, day, tuple(part.lang for part in parts))


def _renamed(body: dict[str, Any], case: SourceCase, digest: str) -> dict[str, Any]:
    """The same with people the source knows under the keys they have, and keys of its own for all that is new."""
    tag = f"r{digest[:8]}"
    known = {name.text.casefold(): one.local for one in case.mentions if not one.sealed for name in one.names}
    keys: dict[str, str] = {}
    for key, mention in body.get("mentions", {}).items():
        called = [name["text"].casefold() for name in mention.get("names", ())]
        keys[key] = next((known[name] for name in called if name in known), f"{tag}-{key}")
    pointed = _pointing(lambda key: keys.get(key, key))
    made: dict[str, Any] = {"tereze": body["tereze"], "source": {"id": case.source.local, "kind": case.source.sort}}
    made["mentions"] = {keys[key]: pointed(mention) for key, mention in body.get("mentions", {}).items()}
    for section in ("statements", "positions", "incidents"):
        made[section] = [
            {**pointed(item), "key": f"{tag}-{section[0]}{number}", **_at(item, digest)}
            for number, item in enumerate(body.get(section, ()), start=1)
        ]
    return made


def _at(item: dict[str, Any], digest: str) -> dict[str, Any]:
    """The place, with the digest of the text it counts in: a source may have several."""
    return {"at": {**item["at"], "text_sha256": digest}} if item.get("at") else {}


def _pointing(renamed: Callable[[str], str]) -> Callable[[Any], Any]:
    """A copier of plain values in which every reference to a mention has its new key."""

    def copied(value: Any, field: str = "") -> Any:
        if isinstance(value, dict):
            return {key: copied(item, key) for key, item in value.items()}
        if isinstance(value, list | tuple):
            return [copied(item, field) for item in value]
        return renamed(value) if field in _POINTS and isinstance(value, str) else value

    return copied
