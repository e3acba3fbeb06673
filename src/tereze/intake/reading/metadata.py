"""What a file says of itself, by exiftool in the sandbox. Claims of a machine that anyone can rewrite: never facts.

Where a picture was taken is an exact place: such facts are marked, shown to few, and never published.
"""

from __future__ import annotations

import json
from typing import Any, BinaryIO, NamedTuple

from tereze.intake.reading import sandbox

_LIMITS = sandbox.Limits(seconds=20, wall=40, output=4 * 1024 * 1024)
_OURS = frozenset({"ExifTool", "System", "File"})  # what the program finds, not what the file says of itself
_PLACES = ("gps", "latitude", "longitude", "location", "geotag", "altitude", "sublocation", "city")
_MOST_FACTS = 500


class Fact(NamedTuple):
    """One thing a file says of itself. `exact_place`: it tells where, and is treated as an exact place."""

    group: str
    name: str
    value: str
    exact_place: bool


def read(data: bytes | BinaryIO) -> tuple[Fact, ...]:
    """The facts, in exiftool's order; none where it knows nothing of the file. Raises `NoTool`, `Killed`."""
    command = [sandbox.tool("exiftool"), "-json", "-G1", "-n", "-fast", "-x", "All:ThumbnailImage", sandbox.INPUT]
    ran = sandbox.run(command, data, _LIMITS)
    try:
        (said,) = json.loads(ran.out)
    except (ValueError, TypeError):
        return ()
    pairs = ((*key.partition(":")[::2], value) for key, value in said.items() if ":" in key)
    found = (fact(group, name, value) for group, name, value in pairs if group not in _OURS and name != "Error")
    return tuple(found)[:_MOST_FACTS]


def fact(group: str, name: str, value: Any) -> Fact:
    """One fact, its value as one line of text."""
    shown = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    kept = "".join(char if char.isprintable() else " " for char in shown)[:1000]
    told = f"{group} {name}".lower()
    return Fact(group, name, kept, any(word in told for word in _PLACES))


def written(facts: tuple[Fact, ...]) -> bytes:
    """The facts as JSON, as they are kept beside the original."""
    return json.dumps([one._asdict() for one in facts], ensure_ascii=False, indent=1).encode()


def parsed(data: bytes) -> tuple[Fact, ...]:
    """What `written` wrote."""
    return tuple(Fact(**one) for one in json.loads(data))
