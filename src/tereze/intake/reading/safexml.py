"""XML from strangers: no document type, no entities, no nesting without end. One pass, a handler for each event."""

from __future__ import annotations

from collections.abc import Callable
from xml.parsers import expat

from tereze.intake.reading import limits
from tereze.intake.reading.limits import TooMuch

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]


class BadXml(ValueError):
    """Not XML one may read; the reader turns it into a `CannotRead`."""


def parse(data: bytes, start: Start, end: End, text: Text) -> None:
    """Walk through the XML. Names of elements and attributes are `namespace local-name`. Raises `BadXml`, `TooMuch`."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    depth = 0

    def refuse(*_: object) -> int:
        raise BadXml("it declares a document type or entities, which documents of this kind have no need of")

    def begun(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > limits.MOST_DEPTH:
            raise TooMuch("its parts are nested without end")
        start(name, attributes)

    def ended(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(name)

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = refuse
    parser.StartElementHandler = begun
    parser.EndElementHandler = ended
    parser.CharacterDataHandler = text
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise BadXml("the XML in it is damaged") from error


def local(name: str) -> str:
    """The name without its namespace."""
    return name.rpartition(" ")[2]
