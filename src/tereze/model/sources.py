"""Source, evidence, consent and ground: what says something, in which file, and what may be done with it."""

from __future__ import annotations

from .value import Value


class Locator(Value, frozen=True):
    """Where in a source: code points of the derived text (`text_sha256` names it), page, seconds, row, cell or box.

    `xywh` is left, top, width and height in pixels of the page at 300 dpi or of the picture as it is shown. `sure` (0
    to 100) is how sure OCR was of its least sure word there.
    """

    chars: tuple[int, int] | None = None
    text_sha256: str | None = None
    page: int | None = None
    seconds: tuple[str, str] | None = None  # decimals as text: the ledger keeps no floats
    row: int | None = None
    cell: str | None = None
    xywh: tuple[int, int, int, int] | None = None
    file: str | None = None
    sure: int | None = None


class Told(Value, frozen=True):
    """The circumstances of the telling; `to` and `interpreter` are mention ids."""

    on: str | None = None
    place: str | None = None
    to: str | None = None
    interpreter: str | None = None


class Evidence(Value, frozen=True, tag_field="kind", tag="evidence"):
    """A file kept as received: `blob` names its sealed copy in the vault, `sha256` its bytes as received (hex).

    `original` is set on derived copies (OCR text, thumbnail, transcript) and names the evidence they come from.
    `name` is the file's name as received; it may tell something, so it stays inside the sealed entry.
    """

    id: str
    source: str
    blob: str
    sha256: str
    size: int
    name: str = ""
    media_type: str = ""
    original: str | None = None
    received: str = ""


class Custody(Value, frozen=True, tag_field="kind", tag="custody"):
    """One event in the life of a piece of evidence (docs/formats/evidence.md lists them).

    `source` is the source of the evidence: what is erased with it.
    """

    id: str
    evidence: str
    event: str
    by: str
    at: str
    note: str = ""
    source: str = ""


class FileStatement(Value, frozen=True, tag_field="kind", tag="file_statement"):
    """A statement about a source by one of its files: what the device or program that wrote it put into it.

    It is about no person and stands in no chain: it makes no witness, supports no fact and is in no release.
    `property` is of the vocabulary `file_property`; `value` is as the file has it; `field` names where it stood
    ("ExifIFD:DateTimeOriginal"); `voice` is the device or program as the file names it, "" where it names none.
    `guarded`: it tells where the file was made, with which very device, or by whom.
    """

    id: str
    source: str
    evidence: str
    property: str
    value: str
    field: str
    voice: str = ""
    basis: str = "media"
    guarded: bool = False
    recorded: str = ""  # when it was read (ISO 8601, UTC)


class Source(Value, frozen=True, tag_field="kind", tag="source"):
    """Something that says something. `id` is opaque; `local` is its id in the collection ("interview-17").

    `publisher`, `authors` and `teller` are mention ids of this same source; `repeats` are source ids.
    `version_of` is set on a newer version of a list, naming the version before.
    """

    id: str
    local: str
    sort: str  # the vocabulary `source_kind`
    title: str = ""
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    language: str | None = None
    url: str | None = None
    evidence: tuple[str, ...] = ()  # evidence ids
    repeats: tuple[str, ...] = ()
    reliability: str | None = None
    system_of_record: str | None = None
    teller: str | None = None
    told: Told | None = None
    version_of: str | None = None
    digest: str = ""  # SHA-256 of the sheet or table as coded: the same id with other content is noticed
    recorded: str = ""  # when the office learned it (ISO 8601, UTC)
    note: str = ""


class Head(Value, frozen=True):
    """What a correction of a source's head says: only what is to be different; `cleared` names what is to be empty.

    The fields are those of `Source` and, begun with `told_`, of `Told`. Who consented, files, lineage and what makes a
    list a list are no part of it.
    """

    sort: str | None = None
    title: str | None = None
    language: str | None = None
    published: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] | None = None
    teller: str | None = None
    told_on: str | None = None
    told_place: str | None = None
    told_to: str | None = None
    told_interpreter: str | None = None
    url: str | None = None
    reliability: str | None = None
    system_of_record: str | None = None
    note: str | None = None
    cleared: tuple[str, ...] = ()


class Consent(Value, frozen=True, tag_field="kind", tag="consent"):
    """What the person who told us allows. `given_by` and `covers` are mention ids of the source."""

    id: str
    source: str
    given_by: str
    capacity: str
    covers: tuple[str, ...]
    purposes: tuple[str, ...]
    identity: str = "none"
    place: str = "none"
    until: str | None = None
    explained_in: str | None = None
    recorded_by: str | None = None
    objects: bool = False
    at: str = ""


class Ground(Value, frozen=True, tag_field="kind", tag="ground"):
    """Why a published or official source may be used without a consent; two people confirm it."""

    id: str
    source: str
    sort: str
    confirmed_by: tuple[str, ...] = ()
    at: str = ""
