"""Where people and organisations are named in a text: by language, each with what that language gives away."""

from __future__ import annotations

import re
from typing import NamedTuple

from tereze.intake.extract import chinese, cyrillic, english, russian, uyghur
from tereze.intake.extract.cues import Cues, load
from tereze.intake.extract.tokens import Taken


class NameSpan(NamedTuple):
    """A name in the text: `kind` is PER, ORG or LOC; its code points."""

    begin: int
    end: int
    kind: str


_FINDERS = {"en": english.find, "ru": russian.find, "kk": cyrillic.find, "ky": cyrillic.find, "zh": chinese.find,
            "ug": uyghur.find}  # fmt: skip
_QUOTED_ORG = re.compile(r"[«《][^«»《》\n]{2,40}[»》]")


def find(
    text: str, lang: str, places: tuple[tuple[int, int], ...] = (), own: tuple[tuple[int, int], ...] = ()
) -> tuple[NameSpan, ...]:
    """The names in order, none overlapping. `places` are spans the gazetteer knows: they are not people.

    `own` are spans that someone who knows the people says are persons: they come before what is found here.
    """
    cues = load(lang)
    if cues is None:
        return ()
    found = [NameSpan(*span) for span in _FINDERS[lang](text, cues, places)]
    found = [_beside_place_word(text, one, cues) for one in found]
    if lang != "en":
        found += [NameSpan(m.start(), m.end(), "ORG") for m in _QUOTED_ORG.finditer(text) if _outlet(m[0])]
    known = Taken(len(text))
    sure = [NameSpan(begin, end, "PER") for begin, end in own if known.take(begin, end)]
    return _apart([*sure, *(one for one in found if known.is_free(one.begin, one.end))], len(text))


def _beside_place_word(text: str, name: NameSpan, cues: Cues) -> NameSpan:
    """“Emin county”, “уезд Инин”: the word beside says that it is a place; Latin words in Cyrillic text are outlets."""
    if name.kind == "LOC":
        return name
    before, after = text[max(0, name.begin - 16) : name.begin], text[name.end : name.end + 16]
    if cues.patterns["place_before"].search(before) or cues.patterns["place_after"].match(after):
        return name._replace(kind="LOC")
    if cues.lang in {"ru", "kk", "ky"} and name.kind == "PER" and text[name.begin : name.end].isascii():
        return name if before.endswith("(") else name._replace(kind="ORG")  # “Имя Фамилия (Name Surname)”
    return name


def _outlet(quoted: str) -> bool:
    """A short quoted name without a verb's comma or stop in it: an outlet or a group, not something said."""
    inner = quoted[1:-1].strip()
    if re.search(r"[.,!?;:，。！？]", inner) or len(inner.split()) > 3 or not inner:
        return False
    return inner[0].isupper() or quoted[0] == "《" or "\u0600" <= inner[0] <= "\u06ff"


def _apart(found: list[NameSpan], length: int) -> tuple[NameSpan, ...]:
    taken = Taken(length)
    ranked = sorted(found, key=lambda span: (span.kind != "PER", span.begin - span.end, span.begin))
    return tuple(sorted(one for one in ranked if taken.take(one.begin, one.end)))
