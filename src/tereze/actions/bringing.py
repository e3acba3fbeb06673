"""Bring a document to the desk: first it is kept as evidence, then read in the sandbox, then looked over line by line.

Reading takes seconds to minutes, so it is three steps: `take` and `begin` need the register, `read` does not. A person
without a terminal does by these what `tereze read --keep` and `tereze drafts` do.
"""

from __future__ import annotations

import json
from typing import BinaryIO, NamedTuple

from tereze.intake.extract import tagger
from tereze.intake.extract.multilingual import Own, nobody
from tereze.intake.reading import documents, limits
from tereze.intake.reading.derived import CannotRead, Derived, safe_name
from tereze.model import ids
from tereze.model.errors import BadInput, NotFound
from tereze.model.judgements import Change
from tereze.model.sources import Evidence
from tereze.model.value import opaque

from . import auditing, coding_reading, copies, corrections, draft_review, evidence, hearing, sources
from .desk import Desk
from .draft_review import Opened
from .drafting import Drafted
from .receiving import receive
from .report import ImportReport
from .sources import SourceCase

KINDS = ("news_article", "official_statement", "official_document", "court_document", "social_post", "book", "other")
"""Kinds of source that may be brought without asking anybody's consent; what people tell goes through `interviews`."""
MOST = 300_000
"""Characters of a text that is read into drafts in the office."""


class NotBrought(BadInput):
    """What was said of a document cannot stand in a sheet."""

    message = "The document was not taken in: {0}."
    hint = "{1}"


class Erased(BadInput):
    """A document that was erased at somebody's wish comes again."""

    message = "This very document was in the register, and was erased at somebody's wish."
    hint = "It is not taken in again."


class Known(BadInput):
    """A document that somebody else brought, and that is not this person's to look at."""

    message = "This very document is in the register already."
    hint = "Somebody else brought it. An analyst can tell you what came of it."


class Voiced(BadInput):
    """A file of a source with a protected voice."""

    message = "Someone in this source is protected, and the file may name them: the machine does not read it."
    hint = "Code it by hand, from what you heard yourself."


class TooLong(BadInput):
    """A text of which the drafts would fill hours."""

    message = "This document has more than {0} characters."
    hint = "It is kept as it is. Read it in parts: `tereze read` on each."


class About(NamedTuple):
    """What the person who brings a document says of it: a kind of `KINDS`, then texts that may be empty.

    published: EDTF, the day relative dates are read against; language: BCP 47, where it is not found rightly
    """

    kind: str
    title: str = ""
    publisher: str = ""
    published: str = ""
    language: str = ""


class Brought(NamedTuple):
    """A document that is kept: its source's id in the collection, and the file's."""

    local: str
    evidence: Evidence


class Taken(NamedTuple):
    """A file taken out of the vault to be read; `heard` is the text of a recording, as far as somebody confirmed it."""

    case: SourceCase
    original: Evidence
    data: bytes = b""
    heard: Derived | None = None


def bring(desk: Desk, stream: BinaryIO, name: str, about: About) -> Brought:
    """Take a document in as a source of its own with this file as its evidence. The same bytes again: no change.

    The source's id comes from the bytes and the register's secret, so it tells nothing. Raises `NotBrought`, `Erased`,
    `EmptyFile`, `Known`.
    """
    desk.must("import")
    digest = evidence.digest(stream)
    if digest == evidence.NOTHING:
        raise evidence.EmptyFile(safe_name(name))
    local = f"document-{opaque(desk.register.secret, 'x', digest)[1:11]}"
    if desk.register.index.source_by_local(local) is None:
        _refuse_erased(desk, local)
        report = receive(desk, local, _sheet(local, about))
        if report.refused:
            raise NotBrought(report.refused[0]["error"], report.refused[0]["hint"])
    else:
        _refuse_others(desk, local)
    return Brought(local, evidence.attach(desk, local, stream, name))


def take(desk: Desk, local: str, file: str) -> Taken:
    """A file of a source, and what reading it needs to know. Of a recording: what was confirmed of its transcript.

    Raises `NotFound`, `Voiced`, `NoTranscript`, and what the vault raises.
    """
    desk.must("import")
    case = sources.look(desk, local)
    original = next((one.evidence for one in case.texts if one.evidence.id == file), None)
    if original is None or original.original is not None:
        raise evidence.NoSuchEvidence(file)
    if evidence.has_sealed_voice(desk, case.source.id):
        raise Voiced
    if original.media_type.partition("/")[0] in {"audio", "video"}:
        return Taken(case, original, heard=hearing.text_of(desk, file))
    if original.size > limits.MOST_BYTES:
        raise CannotRead(original.name, f"it is larger than {limits.MOST_BYTES // 1024**2} MiB")
    auditing.looked(desk, "look.text", file)
    return Taken(case, original, b"".join(desk.register.vault.open(original.blob)))


def read(taken: Taken, own: Own = nobody, taught: dict[str, tagger.Weights] | None = None) -> Drafted:
    """The draft of a document, read in the sandbox. Touches no register but through `own`.

    Raises `CannotRead` with the reason, `TooLong`, and what a missing program raises.
    """
    language = taken.case.source.language
    document = taken.heard or documents.read_bytes(taken.original.name, taken.data, language)
    if not document.text.strip():
        raise CannotRead(taken.original.name, "it holds no text")
    if len(document.text) > MOST:
        raise TooLong(f"{MOST:,}")
    with tagger.taught(taught or {}):
        return coding_reading.drafted_of(taken.case, document, own)


def begin(desk: Desk, taken: Taken, drafted: Drafted) -> Opened:
    """Keep the text beside its file, and the draft for review; the same file again opens the review that was begun."""
    desk.must("import")
    if taken.heard is None and taken.original.media_type != copies.TEXT:
        note = "text, by OCR" if drafted.document.words else "text"
        copies.keep_text(desk, taken.original, drafted.document, note)
    return draft_review.begin(desk, drafted)


def opened(desk: Desk, key: str) -> Opened:
    """A review of one's own, with its document: a look at the source it belongs to. Raises `NoDraft`, `NotAReview`."""
    desk.must("import")
    found = draft_review.load(desk, key)
    auditing.looked(desk, "look.text", ids.source_id(desk.register.secret, str(found.review.source["id"])))
    return found


def finish(desk: Desk, key: str, seen: int, *, leave_open: bool = False) -> ImportReport:
    """Import what was taken: added to the source where the register has it, a new source where not.

    Raises as `draft_review.finish`.
    """
    local = str(draft_review.load(desk, key).review.source["id"])
    if desk.register.index.source_by_local(local) is None:
        return draft_review.finish(desk, key, seen, leave_open=leave_open)
    return coding_reading.finish(desk, key, seen, leave_open=leave_open)


def learnt(desk: Desk) -> dict[str, tagger.Weights]:
    """What the reviewers of this register taught, for `read`."""
    return corrections.models(desk)


def _sheet(local: str, about: About) -> bytes:
    """The sheet of a document of which nothing is coded yet. JSON is YAML."""
    if about.kind not in KINDS:
        raise NotBrought(f"“{about.kind}” is no kind of document", f"Choose one of {', '.join(KINDS)}.")
    said = {"title": about.title, "published": about.published, "language": about.language}
    source = {"id": local, "kind": about.kind, **{name: text for name, text in said.items() if text}}
    if not about.publisher:
        return json.dumps({"tereze": "source/1", "source": source}).encode()
    publisher = {"kind": "organization", "names": [{"text": about.publisher}]}
    body = {"tereze": "source/1", "source": {**source, "publisher": "publisher"}, "mentions": {"publisher": publisher}}
    return json.dumps(body, ensure_ascii=False).encode()


def _refuse_others(desk: Desk, local: str) -> None:
    """Who may not look through the register learns no more of a document they hold than that it is known."""
    try:
        sources.look(desk, local, 0, 0)
    except NotFound:
        raise Known from None


def _refuse_erased(desk: Desk, local: str) -> None:
    source = ids.source_id(desk.register.secret, local)
    changes = desk.register.index.changes_of([source])
    if any(isinstance(one, Change) and one.act == "erase" and one.of == source for one in changes):
        raise Erased
