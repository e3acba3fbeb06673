"""Working copies of evidence: its text, where the text stands, a small picture, what the file says of itself.

They are made in the sandbox from the sealed original, sealed beside it, and name it. A copy that cannot be made is a
remark, never a failure: the original is kept whatever it is.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tereze.intake.reading import documents, layout, limits, metadata, recording, thumbnail, transcript
from tereze.intake.reading.derived import Derived
from tereze.intake.reading.metadata import Fact
from tereze.intake.reading.sandbox import NoTool
from tereze.model.errors import KeyProblem, TerezeError
from tereze.model.sources import Evidence

from . import auditing, file_statements, proofs
from . import evidence as files
from .desk import Desk

TEXT = "text/plain"
THUMBNAIL = "image/png"
METADATA = "application/vnd.tereze.metadata+json"


class Copies(NamedTuple):
    """What was made, and what could not be and why."""

    made: tuple[Evidence, ...]
    remarks: tuple[str, ...]


class Ways(NamedTuple):
    """What the user says of how copies are made: the language of scans, whose Content Credentials he trusts."""

    lang: str | None = None
    signers: Path | None = None


class Text(NamedTuple):
    """The text to read beside an original. `why` is empty, or why there is none: "sealed", "none", "gone"."""

    text: str
    why: str = ""
    evidence: Evidence | None = None  # the derived copy it stands in, or the original itself
    places: Evidence | None = None


def make(desk: Desk, evidence: str, lang: str | None = None, signers: Path | None = None) -> Copies:
    """Make the working copies of one original; `lang` (BCP 47) is what a scan is read in, `signers` a folder with the
    certificates of the authorities whom the user trusts to vouch for makers of Content Credentials. The same again: no
    change.

    Raises `NotFound`, `NotAllowed`, and what the vault raises.
    """
    desk.must("attach")
    original = files.get(desk, evidence)
    if original.size > limits.MOST_BYTES:
        return Copies((), ("It is too large to be taken apart; it is kept as it is.",))
    data = b"".join(desk.register.vault.open(original.blob))
    made: list[Evidence] = []
    remarks: list[str] = []
    for what in (_text, _picture, _metadata, _credentials):
        try:
            made += what(desk, original, data, Ways(lang, signers), remarks)
        except TerezeError as error:
            remarks.append(error.text)
        except ValueError as error:  # a reader's reason
            remarks.append(f"No small picture was made: {error}.")
    return Copies(tuple(made), tuple(dict.fromkeys(remarks)))


def make_all(
    desk: Desk, local: str, lang: str | None = None, signers: Path | None = None
) -> list[tuple[Evidence, Copies]]:
    """The working copies of every original of the source called `local`: of files that came in with a sheet, too."""
    desk.must("attach")
    return [(one.evidence, make(desk, one.evidence.id, lang, signers)) for one in files.history(desk, local)]


def text_of(desk: Desk, evidence: str) -> Text:
    """The text of an original: its own where it is plain text, else the newest that was derived from it.

    Of a source with a sealed voice only a custodian is shown any: it may hold the very name.
    """
    desk.must("read")
    original = files.get(desk, evidence)
    if not files.may_open(desk, original):
        return Text("", "sealed")
    auditing.looked(desk, "look.text", evidence)
    derived = [one for one in files.of_source(desk, original.source) if one.original == original.id]
    heard = [one for one in derived if one.media_type == transcript.MEDIA_TYPE]
    if heard:
        return _heard(desk, heard)
    texts = [original] if original.media_type == TEXT else [one for one in derived if one.media_type == TEXT]
    if not texts:
        return Text("", "none")
    try:
        raw = b"".join(desk.register.vault.open(texts[-1].blob))
    except KeyProblem:
        return Text("", "gone")
    document = documents.read_bytes("text.txt", raw)
    places = next((one for one in reversed(derived) if one.media_type == layout.MEDIA_TYPE), None)
    return Text(document.text, "", texts[-1], places)


def _heard(desk: Desk, versions: list[Evidence]) -> Text:
    """Of a recording: what was confirmed of the newest transcript."""
    held = [(transcript.parsed(b"".join(desk.register.vault.open(one.blob))), one) for one in versions]
    newest, kept = max(held, key=lambda pair: pair[0].version)
    text = transcript.as_text(newest, heard_only=True).text
    return Text(text, "" if text else "none", kept)


def metadata_of(desk: Desk, evidence: str) -> tuple[Fact, ...]:
    """What the file says of itself; where, with which device and by whom it was made only for custodians.

    Empty where nothing was read. Of a source with a sealed voice only a custodian is told any of it.
    """
    desk.must("read")
    original = files.get(desk, evidence)
    if not files.may_open(desk, original):
        return ()
    auditing.looked(desk, "look.text", evidence)
    kept = [
        one for one in files.of_source(desk, original.source)
        if one.original == original.id and one.media_type == METADATA
    ]  # fmt: skip
    if not kept:
        return ()
    facts = metadata.parsed(b"".join(desk.register.vault.open(kept[-1].blob)))
    return facts if desk.actor.has("custodian") else tuple(one for one in facts if not one.is_guarded)


def keep_text(desk: Desk, original: Evidence, document: Derived, note: str) -> tuple[Evidence, ...]:
    """Keep a text that was read from an original, and where it stands there."""
    text = files.derive(
        desk, original, io.BytesIO(document.text.encode()), name=f"{original.name}.txt", media_type=TEXT, note=note
    )
    if not document.segments and not document.words:
        return (text,)
    places = files.derive(
        desk, original, io.BytesIO(layout.written(document)), name=f"{original.name}.places.json",
        media_type=layout.MEDIA_TYPE, note="where the text stands",
    )  # fmt: skip
    return text, places


def _text(desk: Desk, original: Evidence, data: bytes, ways: Ways, remarks: list[str]) -> Iterator[Evidence]:
    document = documents.read_bytes(original.name, data, ways.lang)
    remarks += document.remarks
    if original.media_type == TEXT:  # it is its own text; reading it said whether it is what its name says
        return
    yield from keep_text(desk, original, document, "text, by OCR" if document.words else "text")


def _picture(desk: Desk, original: Evidence, data: bytes, _ways: Ways, _remarks: list[str]) -> Iterator[Evidence]:
    drawn = thumbnail.make(data, original.media_type)
    if drawn:
        yield files.derive(
            desk, original, io.BytesIO(drawn), name=f"{original.name}.small.png", media_type=THUMBNAIL,
            note="small picture",
        )  # fmt: skip


def _credentials(desk: Desk, original: Evidence, data: bytes, ways: Ways, remarks: list[str]) -> Iterator[Evidence]:
    """Content Credentials leave no copy: what their check found stands in the custody history, once."""
    checked = proofs.credentials(data, original.media_type, ways.signers)
    if checked is None:
        return
    remarks.append(f"Content Credentials: {proofs.told(desk, original, checked)}")
    proofs.note(desk, original, (checked,))
    yield from ()


def _metadata(desk: Desk, original: Evidence, data: bytes, _ways: Ways, remarks: list[str]) -> Iterator[Evidence]:
    recorded = original.media_type.partition("/")[0] in {"audio", "video"}
    try:
        facts = metadata.read(data)
    except NoTool:
        remarks.append("What the file says of itself was not read: the program exiftool is not installed.")
        facts = ()
    facts += recording.read(data) if recorded else ()
    if any(one.exact_place for one in facts):
        remarks.append("The file says exactly where it was made. That is never published; mind who sees it.")
    if facts:
        yield files.derive(
            desk, original, io.BytesIO(metadata.written(facts)), name=f"{original.name}.metadata.json",
            media_type=METADATA, note="what the file says of itself",
        )  # fmt: skip
        file_statements.keep(desk, original, facts)
