"""Whom a text calls he, and whom she: by kinship and titles beside the name, by pronouns, by endings of family names.

Only used to tell which of the people named a pronoun may mean; nothing of it is written into a draft.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from tereze.intake.extract.coreference import Person

_HE = (
    r"(?:husband|brother|son|father|uncle|nephew|grandson|grandfather|stepson|man|boy|spokesman|chairman|imam|"
    r"businessman)s?"
)
_SHE = (
    r"(?:wife|sister|daughter|mother|aunt|niece|granddaughter|grandmother|woman|girl|spokeswoman|chairwoman|midwife|widow|"
    r"wives|women)s?"
)
_WHAT = r",? (?:(?:the|an?) (?:(?!of\b|and\b|who\b|whose\b|to\b|from\b)[\w-]+ ){1,4})?(?:named |called )?"
_BEFORE = {
    "h": re.compile(rf"\b(?:{_HE}(?:-in-law)?{_WHAT}|Mr\.? )$"),
    "s": re.compile(rf"\b(?:{_SHE}(?:-in-law)?{_WHAT}|(?:Mrs|Ms|Miss)\.? )$"),
}
_AFTER = {
    "h": re.compile(
        rf"(?:, (?:(?:an? |the )(?:[\w-]+ ){{0,2}}|(?:[A-Z]\w+[’']s ))?{_HE}\b|[’']s? (?:\w+ )?(?:wife|widow)\b)"
    ),
    "s": re.compile(
        rf"(?:, (?:(?:an? |the )(?:[\w-]+ ){{0,2}}|(?:[A-Z]\w+[’']s ))?{_SHE}\b|[’']s? (?:\w+ )?husband\b)"
    ),
}
_ENDS = {
    "h": re.compile(r"(?:[oe]v|sky|skiy|uly|ulu)$"),
    "s": re.compile(r"(?:[oe]va|skaya|kyzy|qyzy|gul|gül)$"),
}


def told(text: str, people: Iterable[Person], called: Callable[[], dict[str, str]]) -> dict[str, str]:
    """“h” or “s” by the key of a person; who is told both ways, or neither, is left out. `called`: by pronouns."""
    pronouns = called()
    found: dict[str, str] = {}
    for person in people:
        kinds = {kind for span in person.spans for kind in "hs" if _beside(text, span, kind)}
        if len(kinds) == 1:
            found[person.key] = kinds.pop()
        elif not kinds and person.key in pronouns:
            found[person.key] = pronouns[person.key]
        elif not kinds:
            ends = {kind for kind in "hs" for word in person.name.lower().split() if _ENDS[kind].search(word)}
            if len(ends) == 1:
                found[person.key] = ends.pop()
    return found


def _beside(text: str, span: tuple[int, int], kind: str) -> bool:
    before = text[max(0, span[0] - 60) : span[0]]
    return bool(_BEFORE[kind].search(before) or _AFTER[kind].match(text, span[1], span[1] + 60))
