"""One source with all that hangs on it, for whoever reads it beside its evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from tereze.intake import encodings
from tereze.model.errors import KeyProblem, NotFound
from tereze.model.mentions import Mention
from tereze.model.sources import Consent, Evidence, Source

from . import auditing, interviews
from .desk import MAY, Desk
from .reading import label_of
from .standing_heads import standing

MOST_TEXT = 1 << 20  # bytes of one text shown on a screen
OWN_FOR = timedelta(days=7)
ADDED = frozenset({"import", "code"})
"""Notes of having added something to a source."""


@dataclass(frozen=True, slots=True)
class Text:
    """One piece of evidence: its text where it is plain text that may be shown here, else empty and why.

    why: "" shown; "sealed" it may name someone who is protected; "kind" it is no plain text; "gone" its key is gone
    """

    evidence: Evidence
    text: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class SourceCase:
    """A source, whom it speaks of (with their statements), its consents and its evidence."""

    source: Source
    mentions: tuple[Mention, ...]
    consents: tuple[Consent, ...]
    texts: tuple[Text, ...]
    numbers: dict[str, str]  # mention id → register number of the person
    labels: dict[str, str]  # mention id → what to call it; empty for a sealed one
    withheld: int  # entries that only custodians may open
    total: int  # mentions of the whole source; a page of a long list has fewer


def look(desk: Desk, local: str, offset: int = 0, limit: int | None = None) -> SourceCase:
    """As `source_case`, for a screen. Who may not look through the register sees only a source of their own: one they
    are coding, one that waits for anybody, or one they took in or added to within the last week. Raises `NotFound`."""
    desk.must("read")
    _mine(desk, local)
    return source_case(desk, local, offset, limit)


def seen(desk: Desk, local: str) -> Source:
    """A source as it was received, if this person may look at it (see `look`). Raises `NotFound`."""
    desk.must("read")
    source = _mine(desk, local)
    auditing.looked(desk, auditing.SOURCE, source.id, part="0")
    return source


def _mine(desk: Desk, local: str) -> Source:
    source = desk.register.index.source_by_local(local)
    if source is None or not (desk.actor.has(*MAY["browse"]) or _is_own(desk, source)):
        raise NotFound(local)
    return source


def _is_own(desk: Desk, source: Source) -> bool:
    drafts, name = desk.register.drafts, interviews.prefix(source.local)
    if any(drafts.load(owner, name) for owner in (desk.actor.id, interviews.DRAWER)):
        return True
    since = datetime.fromisoformat(desk.now()) - OWN_FOR
    notes = desk.register.index.audits(since.strftime("%Y-%m-%dT%H:%M:%SZ"), of=ADDED)
    return any(note.on == source.id and note.by == desk.actor.id for note in notes)


def source_case(desk: Desk, local: str, offset: int = 0, limit: int | None = None) -> SourceCase:
    """The source called `local` in the collection, with all its mentions or a page of them. Raises `NotFound`."""
    desk.must("read")
    index = desk.register.index
    source = index.source_by_local(local)
    if source is None:
        raise NotFound(local)
    auditing.looked(desk, auditing.SOURCE, source.id, part=str(offset))
    every = index.ids_of_source(source.id, "mention")
    shown = every[offset : None if limit is None else offset + limit]
    mentions = tuple(index.mentions(shown).values())
    named = {mention.id: mention for mention in mentions} | index.mentions(sorted(_spoken_of(mentions) - set(shown)))
    anchors = index.person_of(sorted(named))
    numbers = index.number_of(sorted(set(anchors.values())))
    source = standing(index, [source])[source.id]
    evidence = cast("tuple[Evidence, ...]", index.of_source(source.id, "evidence"))
    withheld = index.unopened(every)
    hidden = withheld > 0 or source.id in index.sealed_sources([source.id])  # on whatever page: the file may name them
    return SourceCase(
        source=source,
        mentions=mentions,
        consents=cast("tuple[Consent, ...]", index.of_source(source.id, "consent")),
        texts=tuple(_text(desk, one, hidden=hidden) for one in evidence),
        numbers={mention: numbers[anchor] for mention, anchor in anchors.items() if anchor in numbers},
        labels={mention.id: label_of(mention) for mention in named.values()},
        withheld=withheld,
        total=len(every),
    )


def _spoken_of(mentions: Iterable[Mention]) -> set[str]:
    """Whom their statements name: voices, targets, facilities. On a page of a long list some stand on another."""
    found: set[str] = set()
    for said in (said for mention in mentions for said in mention.statements):
        found.update(link.voice for link in said.chain)
        found.update(name for name in (said.target, said.facility) if name)
    return found


def _text(desk: Desk, evidence: Evidence, *, hidden: bool) -> Text:
    """The text of a file. Of a source with a sealed voice no text is shown: it may hold the very name."""
    if hidden:
        return Text(evidence, why="sealed")
    if not evidence.media_type.startswith("text/plain") or evidence.size > MOST_TEXT:
        return Text(evidence, why="kind")
    try:  # decoded as it was when places in it were counted
        return Text(evidence, encodings.decode(b"".join(desk.register.vault.open(evidence.blob))))
    except KeyProblem:
        return Text(evidence, why="gone")
