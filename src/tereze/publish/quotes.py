"""Quotations are held against the text they are said to come from: a word that is not there is an error."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from tereze.weigh.case import PersonCase

from .finding import LOW, STOPS, Finding
from .inputs import ReleaseInput

_CUT = re.compile(r"\s*[\[(]?(?:…|\.\.\.)[\])]?\s*")
_SPACE = re.compile(r"\s+")
_SAME = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "’": "'", "‘": "'", "–": "-", "—": "-"})


def quotations(case: PersonCase, inputs: ReleaseInput, public: str) -> Iterator[Finding]:
    """Check the original words of a redacted case; `public` is the page they would stand on."""
    texts: dict[str, str | None] = {}
    unchecked = False
    for mention in case.mentions:
        for said in mention.statements:
            for words in said.words:
                if words.role not in {"original", "transcript"}:
                    continue
                if said.source not in texts:
                    found = inputs.text_of(said.source)
                    texts[said.source] = None if found is None else _even(found)
                text = texts[said.source]
                if text is None:
                    unchecked = True
                elif not stands_in(words.text, text):
                    yield Finding(
                        severity=STOPS, check="quotation", message="a quotation is not found in its source", on=public
                    )
    if unchecked:
        yield Finding(
            severity=LOW, check="quotation", message="a quotation could not be checked: no text is kept", on=public
        )


def stands_in(quotation: str, text: str) -> bool:
    """Whether every part of the quotation (parts are divided by …) stands in `text` (made even before), in order."""
    at = 0
    for part in _CUT.split(_even(quotation)):
        found = text.find(part, at) if part else at
        if found < 0:
            return False
        at = found + len(part)
    return True


def _even(text: str) -> str:
    """Text with one kind of space, quotation mark and dash."""
    return _SPACE.sub(" ", unicodedata.normalize("NFC", text).translate(_SAME)).strip()
