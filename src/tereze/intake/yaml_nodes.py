"""YAML under the failsafe schema: nothing is a date, a number or a Norwegian; aliases, anchors and tags are refused."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from tereze.intake.nodes import DEPTH, Node, Scalar, Section, Series, Unreadable, put, too_long

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_BARE_SET = re.compile(rb"(\[[^\]\n]*\.\.[^\]\n]*\](?:/[^\s,}]*)?)")


def compose(data: bytes, first_line: int = 1) -> Node | None:
    """The tree of one YAML document; None when it holds nothing. Raises `Unreadable`.

    `first_line` is the line of the file on which `data` begins.
    """
    loader = _LOADER(data)
    try:
        return _build(_events(loader, first_line))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line if mark else 0
        raise Unreadable(first_line + line, _plainly(error.problem), _advice(data, line)) from None
    except (yaml.YAMLError, UnicodeDecodeError):
        raise _bad_character(data, first_line) from None
    finally:
        loader.dispose()


def _events(loader: yaml.BaseLoader, first_line: int) -> Iterator[tuple[yaml.Event, int]]:
    while loader.check_event():
        event = loader.get_event()  # type: ignore[no-untyped-call]
        yield event, first_line + event.start_mark.line


def _build(events: Iterator[tuple[yaml.Event, int]]) -> Node | None:
    root: Node | None = None
    stack: list[Section | Series] = []
    keys: list[tuple[str, int] | None] = []
    for event, line in events:
        if isinstance(event, yaml.ScalarEvent):
            _refuse_magic(event, line)
            node: Node = _scalar(event, line)
        elif isinstance(event, yaml.CollectionStartEvent):
            _refuse_magic(event, line)
            node = Section(line) if isinstance(event, yaml.MappingStartEvent) else Series(line)
        elif isinstance(event, yaml.CollectionEndEvent):
            stack.pop()
            keys.pop()
            continue
        elif isinstance(event, yaml.AliasEvent):
            raise Unreadable(line, f"“*{event.anchor}” is an alias", "Write the value out in full.")
        else:
            continue
        if not stack:
            root = node
        elif not _attach(stack[-1], keys, node, line):
            continue
        if not isinstance(node, Scalar):
            if len(stack) >= DEPTH:
                raise Unreadable(line, f"it is nested deeper than {DEPTH} levels", "Flatten it.")
            stack.append(node)
            keys.append(None)
    return root


def _attach(parent: Section | Series, keys: list[tuple[str, int] | None], node: Node, line: int) -> bool:
    """Put `node` where it belongs; False when it was a key and its value is still to come."""
    if isinstance(parent, Series):
        parent.items.append(node)
        return True
    pending = keys[-1]
    if pending is None:
        if not isinstance(node, Scalar):
            raise Unreadable(line, "a list or a mapping stands where a key belongs", "Did a “key:” get lost?")
        keys[-1] = (node.value, line)
        return False
    put(parent, pending[0], node, pending[1])
    keys[-1] = None
    return True


def _scalar(event: yaml.ScalarEvent, line: int) -> Scalar:
    value: str = event.value
    if too_long(value):
        raise Unreadable(line, "a value is longer than 1 MiB", "Keep long texts as evidence files.")
    return Scalar(value, line, bool(event.implicit[0]))


def _refuse_magic(event: yaml.ScalarEvent | yaml.CollectionStartEvent, line: int) -> None:
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
