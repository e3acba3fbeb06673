"""How much of a document is read. What is larger is refused, never cut: half a document says something else."""

from __future__ import annotations

MOST_BYTES = 256 * 1024 * 1024  # of the file itself
MOST_TEXT = 16 * 1024 * 1024  # characters of derived text
MOST_MEMBERS = 4000  # files in a zip
MOST_UNPACKED = 64 * 1024 * 1024  # of one member of a zip that is read
MOST_TOGETHER = 1024 * 1024 * 1024  # of all members of a zip, as its list says; reading one checks what it says
MOST_RATIO = 200  # unpacked to packed: text packs ten to one, bombs a thousand to one
RATIO_FROM = 1024 * 1024  # below this a high ratio harms nobody
MOST_DEPTH = 256  # of XML elements, RTF groups, parts of a message
MOST_PAGES = 5000
MOST_SECONDS = 20.0  # of processor time for one page of HTML: honest ones take one


class TooMuch(ValueError):
    """A limit was passed; the reader turns it into a `CannotRead`."""


class TextBuffer:
    """Text in the making, counted as it grows."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0

    def add(self, text: str) -> None:
        """Append. Raises `TooMuch`."""
        self.length += len(text)
        if self.length > MOST_TEXT:
            raise TooMuch(f"it holds more than {MOST_TEXT:,} characters")
        self.parts.append(text)

    def text(self) -> str:
        """All of it."""
        return "".join(self.parts)
