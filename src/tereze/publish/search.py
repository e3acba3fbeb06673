"""The search index of a release: one script file, so that it loads from `file://` too.

Each person carries the names and the search keys of those names (`tereze.names.keys`), computed here with the full
tables. The page needs only a small table of letters to turn what is typed into keys of the same kind.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from tereze.names import keys, prepare
from tereze.names.keys import skeletons
from tereze.names.tables import tables

from .person import Published


class SearchIndex:
    """Collects people while pages are written; `script()` is the finished file."""

    def __init__(self) -> None:
        self._people: list[tuple[str, list[str], str]] = []
        self._han: set[str] = set()

    def add(self, person: Published) -> None:
        """Make a person findable by every published name; someone without a name cannot be searched for."""
        names = list(dict.fromkeys(name.text for name in person.names))
        if not names:
            return
        bones = sorted({key[2:] for name in names for key in keys(name) if key.startswith("w:") and "=" not in key})
        self._han |= {char for name in names for char in name if "\u3400" <= char <= "\u9fff"}
        self._people.append((person.id, names, " ".join(bones)))

    def script(self) -> str:
        """JavaScript that sets `window.terezeNames`; in order of public id."""
        letters = _letters()
        data: dict[str, Any] = {
            "letters": letters,
            "longest": max(map(len, letters)),
            "han": {char: _han(char) for char in sorted(self._han)},
            "people": sorted(self._people),
        }
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        # U+2028/9 end a line in old JavaScript; "<" cannot close a script element that is not there, but costs nothing.
        text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("<", "\\u003c")
        return f"window.terezeNames={text};\n"


@cache
def _letters() -> dict[str, list[str]]:
    """Letter group → what it may leave in a key, best first, for all alphabets (Han is read by the character)."""
    found: dict[str, list[str]] = {}
    for script in ("latn", "cyrl", "arab"):
        for group, reading in tables().letters.get(script, {}).items():
            clean = group.lstrip("^")
            found[clean] = list(dict.fromkeys([*found.get(clean, []), *_bones(reading)]))[:4]
    return dict(sorted(found.items()))


def _bones(reading: bytes) -> list[str]:
    """What a reading leaves in a key; an empty text where it leaves nothing, or may."""
    bones = skeletons(reading, 9)
    may_be_silent = not bones or any(tables().symbols[symbol].silent for symbol in reading)
    return [*bones, *([""] if may_be_silent else [])]


def _han(char: str) -> list[str]:
    words = prepare(char).words
    return list(dict.fromkeys(bone for word in words for one in word.readings for bone in _bones(one.symbols))) or [""]
