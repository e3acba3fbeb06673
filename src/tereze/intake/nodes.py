"""The tree that YAML and JSON are read into: every scalar a string, every node with its line. No types, no magic."""

from __future__ import annotations

DEPTH = 32
SHEET_BYTES = 16 * 1024 * 1024
VALUE_BYTES = 1024 * 1024


class Unreadable(Exception):
    """A document that cannot be read at all: which line, which key, why, and what to do. Becomes a `Refusal`."""

    def __init__(self, line: int, error: str, hint: str = "", key: str = "") -> None:
        self.line, self.error, self.hint, self.key = line, error, hint, key
        super().__init__(error)


class Scalar:
    """A string, and whether it stood there plain (only then do `null`, `~` and nothing mean “absent”)."""

    __slots__ = ("line", "plain", "value")

    def __init__(self, value: str, line: int, plain: bool) -> None:
        self.value, self.line, self.plain = value, line, plain


class Section:
    """A mapping: key → node, in order. The line of a node in it is the line of its key.

    `alone` holds the keys behind which not even a colon stands.
    """

    __slots__ = ("alone", "items", "line")

    def __init__(self, line: int) -> None:
        self.items: dict[str, Node] = {}
        self.alone: set[str] = set()
        self.line = line


class Series:
    """A list of nodes."""

    __slots__ = ("items", "line")

    def __init__(self, line: int) -> None:
        self.items: list[Node] = []
        self.line = line


Node = Scalar | Section | Series


_NULLS = frozenset({"", "~", "null"})


def is_null(node: Node) -> bool:
    """Whether the node says “absent”: plain `null`, `~`, or nothing at all."""
    return type(node) is Scalar and node.plain and node.value in _NULLS


def put(section: Section, key: str, node: Node, line: int) -> None:
    """Enter a node under its key. Raises `Unreadable` when the key is there already."""
    if key in section.items:
        raise Unreadable(line, f"the key “{key}” occurs twice", "Keep one of the two.", key)
    node.line = line
    section.items[key] = node


def too_long(text: str) -> bool:
    """Whether one value is longer than 1 MiB in UTF-8."""
    return len(text) > VALUE_BYTES // 4 and len(text.encode("utf-8", "replace")) > VALUE_BYTES


def plain(node: Node) -> object:
    """The bare strings, lists and dicts of a node: for digests and for tests."""
    if isinstance(node, Scalar):
        return None if is_null(node) else node.value
    if isinstance(node, Section):
        return {key: plain(item) for key, item in node.items.items()}
    return [plain(item) for item in node.items]
