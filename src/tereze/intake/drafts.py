"""What the readers hand back: drafts that may be sealed, and refusals that say what to mend. Nothing here is stored."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from tereze.model.judgements import Change, Judgement
from tereze.model.mentions import Mention
from tereze.model.records import Record


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """A file that belongs to a source: its id (listed in `Source.evidence`), where it lies, what it is, its name."""

    id: str
    path: Path
    media_type: str
    name: str


@dataclass(frozen=True, slots=True)
class Warning_:  # noqa: N801  # `Warning` is Python's own
    """Something a person should look at that does not keep the sheet out. `count` is how often it occurs."""

    file: str
    line: int
    key: str
    text: str
    hint: str = ""
    count: int = 1


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something did not come in. `line` is a line of a sheet or a row of a table (then `row` is True)."""

    file: str
    line: int
    key: str
    error: str
    hint: str = ""
    ref: str = ""
    row: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference to something that another file brings: what kind of thing, its id, and how it was written.

    `otherwise` is the id of the mention meant where `sheet/key` names no statement but a mention.
    """

    kind: str  # source statement mention judgement
    id: str
    written: str
    line: int
    otherwise: str = ""


@dataclass(frozen=True, slots=True)
class SheetDraft:
    """One source with all that belongs to it. Records come in the order: source, consents, ground, mentions, events."""

    ref: str
    file: str
    line: int
    records: tuple[Record, ...]
    evidence: tuple[EvidenceFile, ...] = ()
    warnings: tuple[Warning_, ...] = ()
    references: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True)
class RowsDraft:
    """Rows of a list whose `SheetDraft` came before: mentions of that same source, a batch at a time.

    `judgements` join rows of a newer version to those of the version before (see `intake.versions`).
    """

    ref: str
    file: str
    line: int
    records: tuple[Mention, ...]
    warnings: tuple[Warning_, ...] = ()
    judgements: tuple[Judgement, ...] = ()


@dataclass(frozen=True, slots=True)
class JudgementsDraft:
    """The judgements of one document, in its order."""

    ref: str
    file: str
    line: int
    records: tuple[Judgement, ...]
    warnings: tuple[Warning_, ...] = ()
    references: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangesDraft:
    """The changes of one document, in its order.

    `speakers` gives, per change, the mention that `by` means if the source has a mention of that key: only the
    register can tell a witness ("me") from a reviewer's name.
    """

    ref: str
    file: str
    line: int
    records: tuple[Change, ...]
    warnings: tuple[Warning_, ...] = ()
    references: tuple[Reference, ...] = ()
    speakers: dict[str, str] = field(default_factory=dict)


Parsed = SheetDraft | RowsDraft | JudgementsDraft | ChangesDraft | Refusal
