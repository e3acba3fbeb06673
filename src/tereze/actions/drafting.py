"""Read a document into a draft sheet: for a person to review. Nothing is stored, nothing is asserted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tereze.intake.extract import dates, multilingual, sheet_draft, tagger
from tereze.intake.extract.shingles import Likely, Sketch, likely, sketch
from tereze.intake.reading import documents, located
from tereze.intake.reading.derived import Derived
from tereze.model.errors import WrongUse

_HEAD = 600  # characters in which a document gives its own date
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_KINDS = {"text/html": "news_article", "message/rfc822": "letter", "text/vtt": "video", "application/x-subrip": "video"}


class NotADay(WrongUse):
    """A date of the document that is not one day."""

    message = "“{0}” is not a day."
    hint = "Write the day the document is from as 2019-03-05."


@dataclass(frozen=True, slots=True)
class Drafted:
    """A draft sheet, the text its places count in, and where the document's date was taken from."""

    made: sheet_draft.SheetDraft
    document: Derived
    dated: str
    languages: tuple[str, ...]

    @property
    def sheet(self) -> str:
        """The sheet as YAML, for a person to mend and import."""
        return sheet_draft.head(self.made.remarks) + sheet_draft.written(self.made.body)


def draft(
    path: Path,
    *,
    lang: str | None = None,
    day: str = "",
    evidence: str = "",
    own: multilingual.Own = multilingual.nobody,
    taught: Mapping[str, tagger.Weights] | None = None,
) -> Drafted:
    """The draft sheet of a document. `lang` and `day` overrule what is found; `evidence` is its path from the sheet;
    `own` finds names that the register knows (`own_names.finder`), `taught` is what its reviewers taught.

    Raises `CannotRead` (and `NoPdfReader`), `NotADay`, `NotVerbatim`.
    """
    document = documents.read(path, lang)
    anchor, dated = _anchor(document, day, lang)
    with tagger.taught(taught or {}):
        reading = multilingual.read(document.text, anchor, lang, own)
    parts = reading.parts
    kind = _KINDS.get(document.media_type, "other")
    made = sheet_draft.build(document, parts, ident=_ident(path), kind=kind, evidence=evidence or path.name)
    made = made._replace(body=located.located(made.body, document))
    when = anchor.isoformat() if anchor else "not known, so relative dates are left out"
    made = made._replace(remarks=(f"The document's date: {when} ({dated}).", *made.remarks))
    return Drafted(made, document, dated, tuple(part.lang for part in parts))


def reprints(paths: list[Path]) -> tuple[list[Likely], list[documents.Refused]]:
    """Which of these documents look like reprints or translations of one another, and which could not be read."""
    sketches: list[Sketch] = []
    refused: list[documents.Refused] = []
    for one in documents.read_all(paths):
        if isinstance(one, documents.Refused):
            refused.append(one)
        else:
            parts = multilingual.read(one[1].text).parts
            people = [person.name for part in parts for person in part.persons]
            found = [date.edtf for part in parts for date in part.dates if date.basis == "stated" and date.edtf]
            sketches.append(sketch(one[0].name, one[1].text, people, found))
    return list(likely(sketches)), refused


def _anchor(document: Derived, day: str, lang: str | None) -> tuple[date | None, str]:
    if day:
        try:
            return date.fromisoformat(day), "given"
        except ValueError:
            raise NotADay(day) from None
    if _DAY.fullmatch(document.about.published):
        return date.fromisoformat(document.about.published), "as the document says of itself"
    head = document.text[:_HEAD]
    for found in dates.find(head, lang or document.language.tag):
        if found.basis == "stated" and _DAY.fullmatch(found.edtf):
            return date.fromisoformat(found.edtf), "the first full date in its text"
    return None, "no date found"


def _ident(path: Path) -> str:
    plain = re.sub(r"[^a-z0-9_-]+", "-", path.stem.lower()).strip("-")
    return plain or "document"
