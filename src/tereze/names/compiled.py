"""The lexicon compiled beforehand (`resources/names/compiled.json`): read in a tenth of the time of compiling it.

The file names a digest of the tables it was made from. When a table has been edited since, the file is passed over and
the lexicon compiled anew, so an edit takes effect at once; `python -m tools.compile_names` writes the file again.
"""

from __future__ import annotations

import json
from pathlib import Path
from zlib import crc32

from .lexicon import Affix, Lexicon

FILE = "names/compiled.json"
_MADE_FROM = ("phones", "letters", "syllables", "han", "han_pinyin", "han_variants", "attested", "affixes")


def digest(folder: Path) -> int:
    """A number that changes when any table the lexicon is made from changes."""
    found = 0
    for name in _MADE_FROM:
        found = crc32((folder / f"{name}.tsv").read_bytes(), found)
    return found


def dump(book: Lexicon, made_from: int) -> str:
    """The lexicon as text."""
    fields = {
        "digest": made_from,
        "alphabetic": book.alphabetic,
        "mandarin": book.mandarin,
        "heads": book.heads,
        "sexes": book.sexes,
        "endings": {spelling: [a.number, a.kind, a.sex] for spelling, a in book.endings.items()},
        "han_endings": {spelling: [a.number, a.kind, a.sex] for spelling, a in book.han_endings.items()},
        "ending_names": book.ending_names,
    }
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":")) + "\n"


def load(text: str, made_from: int) -> Lexicon | None:
    """The lexicon in `text`, or None when it was made from other tables."""
    raw = json.loads(text)
    if raw["digest"] != made_from:
        return None
    return Lexicon(
        alphabetic={key: tuple(ids) for key, ids in raw["alphabetic"].items()},
        mandarin={key: tuple(ids) for key, ids in raw["mandarin"].items()},
        heads=tuple(raw["heads"]),
        sexes=tuple(raw["sexes"]),
        endings={spelling: Affix(*fields) for spelling, fields in raw["endings"].items()},
        han_endings={spelling: Affix(*fields) for spelling, fields in raw["han_endings"].items()},
        ending_names=tuple(raw["ending_names"]),
    )
