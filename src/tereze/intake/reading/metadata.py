"""What a file says of itself, by exiftool in the sandbox. Claims of a machine that anyone can rewrite: never facts.

Where a picture was taken is an exact place: such facts are marked, shown to few, and never published.
"""

from __future__ import annotations

import json
from typing import Any, BinaryIO, NamedTuple

from tereze.intake.reading import sandbox
from tereze.model.vocabulary import words

_LIMITS = sandbox.Limits(seconds=20, wall=40, output=4 * 1024 * 1024)
_OURS = frozenset({"ExifTool", "System", "File"})  # what the program finds, not what the file says of itself
_PLACES = ("gps", "latitude", "longitude", "location", "geotag", "altitude", "sublocation", "city")
_MOST_FACTS = 500


_SAYS = {
    "made_on": ("datetimeoriginal", "createdate", "creationdate", "mediacreatedate", "creation_time"),
    "changed_on": ("modifydate", "metadatadate", "historywhen"),
    "device_serial": ("serial", "uniqueid", "deviceid", "documentid", "instanceid", "contentidentifier", "udid"),
    "author": ("artist", "author", "creator", "byline", "by-line", "owner", "lastmodifiedby", "copyright", "manager",
               "company", "credit", "writer", "contact"),
    "device": ("make", "model", "hostcomputer", "cameramodelname", "devicemodelname", "devicemanufacturer"),
    "program": ("software", "producer", "creatortool", "application", "encoder", "encodingtool", "writingapp"),
    "title": ("title", "subject", "description", "imagedescription", "caption-abstract", "usercomment", "comment",
              "keywords", "headline", "filename", "rawfilename", "preservedfilename"),
}  # fmt: skip
_WITHIN = frozenset({"device_serial", "author"})  # found anywhere in a name: rather guarded too often


class Fact(NamedTuple):
    """One thing a file says of itself. `exact_place`: it tells where, and is treated as an exact place."""

    group: str
    name: str
    value: str
    exact_place: bool

    @property
    def says(self) -> str:
        """What it says, in a word of the vocabulary `file_property`; empty where none fits."""
        if self.exact_place:
            return "made_where"
        name = self.name.lower()
        exact = next((one for one, names in _SAYS.items() if name in names), "")
        return exact or next((one for one in _WITHIN if any(part in name for part in _SAYS[one])), "")

    @property
    def is_guarded(self) -> bool:
        """Whether it tells where the file was made, with which very device, or by whom."""
        return self.says in words("file_property_guarded")


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
