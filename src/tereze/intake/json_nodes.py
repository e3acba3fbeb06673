"""JSON into the same tree as YAML: numbers, true and false stay the text they were, doubled keys are refused."""

from __future__ import annotations

import json
import re

from tereze.intake.nodes import DEPTH, Node, Scalar, Section, Series, Unreadable, put, too_long
from tereze.model.value import BadText, clean

_scan = json.decoder.scanstring  # type: ignore[attr-defined]  # the standard library's own, not in its stubs
_SPACE = re.compile(r"[ \t\n\r]*")
_WORD = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null")


def compose(text: str, first_line: int = 1) -> Node:
    """The tree of one JSON text that begins on `first_line` of its file. Raises `Unreadable`."""
    reader = _Reader(text, first_line)
    node, end = reader.value(reader.skip(0), 0)
    if reader.skip(end) != len(text):
        raise reader.wrong(end, "something follows after the end of the document")
    return node


class _Reader:
    def __init__(self, text: str, first_line: int) -> None:
        self.text, self.first = text, first_line
        self.counted = (0, first_line)  # a position and its line: lines are counted on from there

    def line(self, at: int) -> int:
        before, line = self.counted
        line = line + self.text.count("\n", before, at) if at >= before else self.first + self.text.count("\n", 0, at)
        self.counted = (at, line)
        return line

    def wrong(self, at: int, error: str, hint: str = "Check commas, quotes and brackets near this line.") -> Unreadable:
        return Unreadable(self.line(at), f"this is not well-formed JSON: {error}", hint)

    def skip(self, at: int) -> int:
        match = _SPACE.match(self.text, at)
        return match.end() if match else at

    def value(self, at: int, depth: int) -> tuple[Node, int]:
        first = self.text[at : at + 1]
        if first == '"':
            text, end = self.string(at)
            return Scalar(text, self.line(at), plain=False), end
        if first in {"{", "["} and first:
            if depth >= DEPTH:
                raise Unreadable(self.line(at), f"it is nested deeper than {DEPTH} levels", "Flatten it.")
            return self.section(at, depth + 1) if first == "{" else self.series(at, depth + 1)
        word = _WORD.match(self.text, at)
        if word is None:
            raise self.wrong(at, "a value is expected here")
        return Scalar(word[0], self.line(at), plain=True), word.end()

    def string(self, at: int) -> tuple[str, int]:
        try:
            text, end = _scan(self.text, at + 1, True)
        except json.JSONDecodeError as error:
            raise self.wrong(error.pos, "a text is not closed or holds a bad escape") from None
        if too_long(text):
            raise Unreadable(self.line(at), "a value is longer than 1 MiB", "Keep long texts as evidence files.")
        try:
            return clean(text), end
        except BadText as error:
            raise Unreadable(self.line(at), error.text, error.advice) from None

    def section(self, at: int, depth: int) -> tuple[Node, int]:
        made = Section(self.line(at))
        at = self.skip(at + 1)
        while self.text[at : at + 1] != "}":
            if made.items:
                at = self.comma(at)
            if self.text[at : at + 1] != '"':
                raise self.wrong(at, "a key in quotes is expected here")
            line = self.line(at)
            key, at = self.string(at)
            at = self.skip(at)
            if self.text[at : at + 1] != ":":
                raise self.wrong(at, "“:” is expected here")
            node, at = self.value(self.skip(at + 1), depth)
            put(made, key, node, line)
            at = self.skip(at)
        return made, at + 1

    def series(self, at: int, depth: int) -> tuple[Node, int]:
        made = Series(self.line(at))
        at = self.skip(at + 1)
        while self.text[at : at + 1] != "]":
            if made.items:
                at = self.comma(at)
            node, at = self.value(at, depth)
            made.items.append(node)
            at = self.skip(at)
        return made, at + 1

    def comma(self, at: int) -> int:
        if self.text[at : at + 1] != ",":
            raise self.wrong(at, "“,” is expected here")
        return self.skip(at + 1)
