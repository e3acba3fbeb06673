"""A document in several languages: each is read in its own passages, in the places of the whole text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from tereze.intake.extract.extraction import Extraction, extract
from tereze.intake.language.detect import UNDETERMINED, Span, spans


class Reading(NamedTuple):
    """The passages by language, and what each language's passages say; the longest language first."""

    spans: tuple[Span, ...]
    parts: tuple[Extraction, ...]


Own = Callable[[str, str], tuple[tuple[int, int], ...]]


def nobody(_text: str, _lang: str) -> tuple[tuple[int, int], ...]:
    """No names are known before."""
    return ()


def read(text: str, anchor: date | None = None, lang: str | None = None, own: Own = nobody) -> Reading:
    """Read a text. `lang` (BCP 47) overrules what is detected, for the whole of it; `own(text, lang)` gives the places
    of persons that are known before.
    """
    found = spans(text)
    if lang is not None:
        return Reading(found, (extract(text, lang, anchor, own(text, lang)),))
    sizes: dict[str, int] = {}
    for span in found:
        sizes[span.detected.tag] = sizes.get(span.detected.tag, 0) + span.end - span.begin
    known = sorted((tag for tag in sizes if tag != UNDETERMINED), key=lambda tag: (-sizes[tag], tag))
    if len(known) == 1:
        return Reading(found, (extract(text, known[0], anchor, own(text, known[0])),))
    only = {tag: _only(text, found, tag) for tag in known}
    return Reading(found, tuple(extract(only[tag], tag, anchor, own(only[tag], tag)) for tag in known))


def _only(text: str, found: tuple[Span, ...], tag: str) -> str:
    """The text with everything in other languages blanked, so that places stay what they are."""
    kept = ["\n" if char == "\n" else " " for char in text]
    for span in found:
        if span.detected.tag == tag:
            kept[span.begin : span.end] = text[span.begin : span.end]
    return "".join(kept)
