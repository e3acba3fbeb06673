"""Publish as a verb: gather what a release may draw on, have it built and checked, and note it in the ledger."""

from __future__ import annotations

import hmac
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import NamedTuple, TypeVar, cast

from tereze import publish
from tereze.ledger.notes import public_of
from tereze.model.errors import Damaged
from tereze.model.events import Assessment, Incident, Inquiry, Intervention, Position
from tereze.model.judgements import Change
from tereze.model.records import Release
from tereze.model.sources import Consent, Custody, Evidence, Ground, Source
from tereze.model.value import opaque
from tereze.publish.differences import versions
from tereze.publish.ids import Line
from tereze.publish.inputs import Event
from tereze.weigh.case import PersonCase

from . import evidence
from .append import append, note
from .confirmed import Confirmed
from .desk import Desk
from .reading import voices
from .standing_heads import standing
from .tiers import Part

KEY_NAME = "tereze-release"
EVENTS = ("position", "assessment", "incident", "intervention", "inquiry")
MENTION = re.compile(r"m[a-z2-7]{16}")
TEXT_LIMIT = 16 * 1024 * 1024
STRETCH = 100
"""How many people are read in one turn at the register."""
Read = TypeVar("Read")


class Wish(NamedTuple):
    """What a publisher says about a release: its line, title, how to ask for a correction, languages, approvers."""

    approved_by: tuple[str, str]
    line: str = "public"
    title: str = "Tereze"
    contact: str = ""
    intro: str = ""
    languages: tuple[str, ...] = ("en",)
    fictional: bool = False
    parquet: bool = True


class Ways(NamedTuple):
    """How a release is built beside other work at the register.

    hold: a turn at the register, for which others wait; taken again and again, for a stretch of people each
    progress: told how many people were read, of how many (everyone is read twice)
    accept: asked last, with everything built and checked; what it raises stops the release
    """

    hold: Callable[[], AbstractContextManager[object]] = nullcontext
    progress: Callable[[int, int], None] = lambda _done, _of: None
    accept: Callable[[publish.Report], None] = lambda _report: None


ALONE = Ways()


def release(desk: Desk, out: Path, wish: Wish) -> publish.Report:
    """Build a release at `out`. Raises `publish.CheckFailed` when a check stops it, and then changes nothing.

    1. Gather.  2. Redact, unlink, write, check, sign and put in place (`tereze.publish`).  3. Note it in the ledger.
    The caller still owes: that the two approvers really looked.
    """
    made = build(desk, out, wish)  # 1. and 2.
    keep(desk, out, wish, made)  # 3.
    return made


def build(desk: Desk, out: Path, wish: Wish, ways: Ways = ALONE) -> publish.Report:
    """Steps 1 and 2. What is read in several turns may change between them: the caller owes that it did not."""
    with ways.hold():
        desk.must("publish")
        inputs = gather(desk, wish, ways)
        now = datetime.fromisoformat(desk.now())
    return publish.release(
        inputs, out, line_secret=derived(desk, f"release line {wish.line}"),
        signing_key=derived(desk, "release signature"), now=now, approved_by=wish.approved_by,
        languages=wish.languages, key_name=KEY_NAME, parquet=wish.parquet, accept=ways.accept,
    )  # fmt: skip


def keep(desk: Desk, out: Path, wish: Wish, made: publish.Report, *more: Part) -> None:
    """Step 3, with whatever else is kept along with it."""
    desk.must("publish")
    record = Release(
        id=opaque(desk.register.secret, "r", wish.line, made.digest), at=desk.now(), approved_by=wish.approved_by,
        digest=made.digest, persons=made.persons, line=wish.line, people=tuple(_shown(desk, out, wish.line)),
    )  # fmt: skip
    carried = [Part("case", one.source, one) for one in _released(desk, wish.line, made.sources)]
    with desk.register.unit() as unit:
        published = note(desk, "publish", record.id, made.persons)
        append(desk, unit, [Part("case", record.id, record), published, *more, *carried])
        desk.register.index.settle()


def _released(desk: Desk, line: str, sources: Sequence[str]) -> Iterator[Custody]:
    """That something of these sources' files went into a release, in the history of each file, once for each line."""
    said = f"what it says is shown in releases of the line {line}"
    for source in sources:
        for file in evidence.of_source(desk, source):
            history = evidence.events_of(desk, file.id) if not file.original else ()
            if not file.original and ("released", said) not in {(one.event, one.note) for one in history}:
                yield evidence.event(desk, file, "released", said)


def _shown(desk: Desk, out: Path, line: str) -> Iterator[str]:
    """The mentions to which the persons of the release at `out` are anchored: so the register knows whom it shows."""
    public = Line(derived(desk, f"release line {line}"))
    there = versions(out) or {}
    for row in Confirmed(desk.register.index).persons():
        if public.person(row.anchor) in there:
            yield row.anchor


def public_key(desk: Desk) -> str:
    """The key (a C2SP vkey) that this register's releases are signed with: announce it, so that they can be checked."""
    return str(public_of(KEY_NAME, derived(desk, "release signature")))


def derived(desk: Desk, purpose: str) -> bytes:
    """A secret of the register for one purpose (32 bytes): the same for ever, telling nothing about the others."""
    return hmac.digest(desk.register.secret, b"tereze/derived/1\0" + purpose.encode(), "sha256")


def gather(desk: Desk, wish: Wish, ways: Ways = ALONE) -> publish.ReleaseInput:
    """Everything a release may draw on, before consent is asked."""
    index = desk.register.index
    events = tuple(cast("Event", record) for kind in EVENTS for record in index.of_kind(kind))
    received = (record for record in index.of_kind("source") if isinstance(record, Source))
    sources = standing(index, received)
    counts = index.counts()
    confirmed = Confirmed(index)
    day = datetime.fromisoformat(desk.now()).astimezone(UTC).date()
    tally = _Tally(2 * counts.get("persons", 0))
    return publish.ReleaseInput(
        cases=lambda: _in_turns(confirmed.cases(day), ways, tally),
        events=events,
        sources=sources,
        voices=voices(confirmed.as_index(), _people_in(events)),
        consents=tuple(record for record in index.of_kind("consent") if isinstance(record, Consent)),
        grounds=tuple(record for record in index.of_kind("ground") if isinstance(record, Ground)),
        changes=tuple(record for record in index.of_kind("change") if isinstance(record, Change)),
        secrets=frozenset(_secrets(desk, sources.values())),
        text_of=lambda source: _held(ways, lambda: text_of(desk, source)),
        totals={"persons": counts.get("persons", 0), "mentions": counts.get("mention", 0), "sources": len(sources)},
        title=wish.title, contact=wish.contact, intro=wish.intro, fictional=wish.fictional,
    )  # fmt: skip


class _Tally:
    """How many people were read, of how many, over both walks."""

    def __init__(self, total: int) -> None:
        self.done, self.total = 0, total


def _in_turns(cases: Iterator[PersonCase], ways: Ways, tally: _Tally) -> Iterator[PersonCase]:
    """Everyone's case, a stretch of people for each turn at the register."""
    while stretch := _held(ways, lambda: list(islice(cases, STRETCH))):
        yield from stretch
        tally.done += len(stretch)
        ways.progress(tally.done, max(tally.total, tally.done))


def _held(ways: Ways, read: Callable[[], Read]) -> Read:
    with ways.hold():
        return read()


def text_of(desk: Desk, source: str) -> str | None:
    """The text of a source's evidence files, in which its quotations must be found; None where there is none."""
    found: list[str] = []
    for record in desk.register.index.of_source(source, "evidence"):
        if isinstance(record, Evidence) and record.media_type.startswith("text/") and record.size <= TEXT_LIMIT:
            try:
                found.append(b"".join(desk.register.vault.open(record.blob)).decode("utf-8"))
            except (Damaged, UnicodeDecodeError):
                continue
    return "\n".join(found) if found else None


def _secrets(desk: Desk, sources: Sequence[Source] | object) -> Iterator[str]:
    """What must occur nowhere in a release: names and digests of evidence, ids of sheets long enough to be telling."""
    for record in desk.register.index.of_kind("evidence"):
        if isinstance(record, Evidence):
            yield from (record.blob, record.sha256, record.name)
    for source in cast("Sequence[Source]", sources):
        if len(source.local) >= 8 and "-" in source.local:
            yield source.local


def _people_in(events: Sequence[Event]) -> set[str]:
    found: set[str | None] = set()
    for event in events:
        found |= {link.voice for link in getattr(event, "chain", ())}
        match event:
            case Position():
                found |= {event.actor, event.organ, event.addressee, *event.about}
            case Assessment():
                found |= {event.by, event.about}
            case Intervention():
                found |= {event.by, event.addressee, *event.for_whom}
            case Inquiry():
                found |= {event.by, event.to, event.about}
            case Incident():
                found |= {event.by, event.against}
    return {mention for mention in found if mention and MENTION.fullmatch(mention)}  # `about` may be a topic
