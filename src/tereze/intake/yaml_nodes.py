"""YAML under the failsafe schema: nothing is a date, a number or a Norwegian; aliases, anchors and tags are refused."""

from __future__ import annotations

import re
from typing import Any

import yaml

from tereze.intake.nodes import DEPTH, Node, Scalar, Section, Series, Unreadable, put, too_long
from tereze.model.value import BadText, clean

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_LONG = 256 * 1024  # letters; a shorter value cannot have more than 1 MiB
_BARE_SET = re.compile(rb"(\[[^\]\n]*\.\.[^\]\n]*\](?:/[^\s,}]*)?)")


def compose(data: bytes, first_line: int = 1) -> Node | None:
    """The tree of one YAML document; None when it holds nothing. Raises `Unreadable`.

    `first_line` is the line of the file on which `data` begins.
    """
    loader = _LOADER(data)
    try:
        return _Builder(first_line).build(loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line if mark else 0
        raise Unreadable(first_line + line, _plainly(error.problem), _advice(data, line)) from None
    except (yaml.YAMLError, UnicodeDecodeError):
        raise _bad_character(data, first_line) from None
    finally:
        loader.dispose()


class _Builder:
    """Puts a tree together from the parser's events. Sheets come by the ten thousand, so scalars take a short way."""

    def __init__(self, first_line: int) -> None:
        self.first = first_line
        self.root: Node | None = None
        self.parents: list[Section | Series] = []
        self.keys: list[
            tuple[str, int] | None
        ] = []  # of each parent that is a mapping: the key that waits for its value

    def build(self, loader: Any) -> Node | None:
        more, take, first = loader.check_event, loader.get_event, self.first
        ended = -1  # where the last scalar ended
        while more():
            event = take()
            kind = type(event)
            line = first + event.start_mark.line
            if kind is yaml.ScalarEvent:
                if event.anchor is not None or event.tag is not None:
                    _refuse_magic(event, line)
                value = event.value
                if not value.isprintable() or len(value) > _LONG:
                    _refuse_text(value, line)
                if not value and event.end_mark.index == ended:
                    self.no_colon()
                ended = event.end_mark.index
                self.attach(Scalar(value, line, event.implicit[0]), line)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                _refuse_magic(event, line)
                self.open(Section(line) if kind is yaml.MappingStartEvent else Series(line), line)
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                self.parents.pop()
                self.keys.pop()
            elif kind is yaml.AliasEvent:
                raise Unreadable(line, f"“*{event.anchor}” is an alias", "Write the value out in full.")
        return self.root

    def open(self, node: Section | Series, line: int) -> None:
        """A list or a mapping begins."""
        if self.parents and isinstance(self.parents[-1], Section) and self.keys[-1] is None:
            raise Unreadable(line, "a list or a mapping stands where a key belongs", "Did a “key:” get lost?")
        self.attach(node, line)
        if len(self.parents) >= DEPTH:
            raise Unreadable(line, f"it is nested deeper than {DEPTH} levels", "Flatten it.")
        self.parents.append(node)
        self.keys.append(None)

    def no_colon(self) -> None:
        """The key that waits stands alone, as in `{reason: same age, same face}`: it may be text after a comma."""
        pending, parent = self.keys[-1] if self.keys else None, self.parents[-1] if self.parents else None
        if pending is not None and isinstance(parent, Section):
            parent.alone.add(pending[0])

    def attach(self, node: Node, line: int) -> None:
        """Put `node` where it belongs: into a list, under the key that waits, or as a key itself."""
        if not self.parents:
            self.root = node
            return
        parent = self.parents[-1]
        if isinstance(parent, Series):
            parent.items.append(node)
            return
        pending = self.keys[-1]
        if pending is None and isinstance(node, Scalar):
            self.keys[-1] = (node.value, line)
        elif pending is not None:
            put(parent, pending[0], node, pending[1])
            self.keys[-1] = None


def _refuse_text(value: str, line: int) -> None:
    if too_long(value):
        raise Unreadable(line, "a value is longer than 1 MiB", "Keep long texts as evidence files.")
    try:
        clean(value)
    except BadText as error:
        raise Unreadable(line, error.text, error.advice) from None


def _refuse_magic(event: Any, line: int) -> None:
    if event.anchor is not None:
        raise Unreadable(line, f"“&{event.anchor}” is an anchor", "Write the value out wherever it is needed.")
    if event.tag is not None:
        raise Unreadable(line, "a tag (“!…”) stands here", "Remove it: every value is read as text by its own field.")


def _plainly(problem: str | None) -> str:
    return f"this is not well-formed YAML ({problem or 'it breaks off'})"


def _advice(data: bytes, line: int) -> str:
    near = b"\n".join(data.split(b"\n")[max(line - 1, 0) : line + 1])
    bare = _BARE_SET.search(near)
    if bare:
        return f'Put the date in quotes: "{bare[1].decode("utf-8", "replace")}".'
    if re.search(rb"^ *\t", near, re.MULTILINE):
        return "A tab stands at the beginning of a line: indent with blanks."
    return "Look at quotes, indentation and the colon after each key; text with a colon or “#” in it needs quotes."


def _bad_character(data: bytes, first_line: int) -> Unreadable:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = first_line + data.count(b"\n", 0, error.start)
        return Unreadable(line, "this is not UTF-8 text", "Save the file again as UTF-8.")
    bad = next((at for at, char in enumerate(text) if not (char.isprintable() or char in "\t\n\r")), 0)
    line = first_line + text.count("\n", 0, bad)
    return Unreadable(line, f"an invisible character (U+{ord(text[bad]):04X}) stands here", "Remove it.")
