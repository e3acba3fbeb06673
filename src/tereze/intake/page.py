"""One document while it is read: what it may refer to, what was wrong with it, and how a section is gone through."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tereze.intake.drafts import Reference, Refusal, Warning_
from tereze.intake.nodes import Node, Scalar, Section, Series, is_null
from tereze.model import ids
from tereze.model.vocabulary import nearest

MOST_PROBLEMS = 50  # of one document: more of them help nobody
LONGEST = 400  # letters of a message
SHOWN = 24  # keys named in a hint
_WORD = re.compile(r"[A-Za-z0-9_-]+")


class Wrong(Exception):
    """A value its field does not accept: why, what to do, and (where it differs from the field's) line and key."""

    def __init__(self, error: str, hint: str = "", line: int = 0, key: str = "") -> None:
        self.error, self.hint, self.line, self.key = error, hint, line, key
        super().__init__(error)


class Noted(Wrong):
    """Raised when everything wrong with a part was noted on the page already."""

    def __init__(self) -> None:
        super().__init__("")


@dataclass(slots=True)
class Page:
    """The document being read. `mentions`, `statements` and `positions` map the keys of this sheet to ids."""

    file: str
    secret: bytes
    recorded: str
    path: Path = Path()
    root: Path = Path()  # files that the sheet names must lie under it
    line: int = 1  # where the document begins
    digest: str = ""
    versions: Mapping[str, int] = field(default_factory=dict)  # lists that are read as a newer version of themselves
    local: str = ""
    source: str = ""
    teller: str | None = None
    mentions: dict[str, str] = field(default_factory=dict)
    statements: dict[str, str] = field(default_factory=dict)
    positions: dict[str, str] = field(default_factory=dict)
    problems: list[Refusal] = field(default_factory=list)
    warnings: list[Warning_] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    open_mentions: bool = False  # a change speaks of a sheet that is not at hand: its keys are taken on trust

    def refuse(self, line: int, key: str, error: str, hint: str = "") -> None:
        """Note what keeps the document out."""
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(Refusal(self.file, line, _short(key), _short(error), hint, self.local))

    def warn(self, line: int, key: str, text: str, hint: str = "") -> None:
        """Note what a person should look at."""
        self.warnings.append(Warning_(self.file, line, key, text, hint))

    def mention(self, key: str) -> str:
        """The id of a mention of this sheet. Raises `Wrong` with the nearest key."""
        found = self.mentions.get(key)
        if found is not None:
            return found
        if self.open_mentions:
            return ids.mention_id(self.secret, self.local, key)
        raise Wrong(
            f"“{key}” is not a mention of this sheet",
            suggest(key, self.mentions) or "Add it under mentions, with its kind: person, organization, group …",
        )

    def refer(self, kind: str, made: str, written: str, line: int, otherwise: str = "") -> str:
        """Note a reference to something another file brings, and return its id."""
        self.references.append(Reference(kind, made, written, line, otherwise))
        return made


def _short(text: str) -> str:
    """A message that quotes a value of a million letters is none."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST // 2]} … {text[-LONGEST // 4 :]}"


Reader = Callable[[Page, Node, str], Any]
Spec = Mapping[str, Reader]


def suggest(word: str, known: Mapping[str, object] | frozenset[str] | set[str]) -> str:
    """A hint that names the known word most like `word` (swapped letters first); empty when none is near."""
    letters = sorted(word)
    swapped = next((one for one in known if len(one) == len(word) and sorted(one) == letters), None)
    found = swapped or nearest(word, set(known))
    return f"Did you mean “{found}”?" if found else ""


def fill(page: Page, node: Node, spec: Spec, where: str, required: tuple[str, ...] = ()) -> dict[str, Any] | None:
    """Read a section by its table of readers; absent and null keys are left out. None when anything was wrong.

    Everything wrong is noted on the page, so that a person mends a sheet in one go.
    """
    if not isinstance(node, Section):
        page.refuse(node.line, where, f"“{where}” needs keys and values here", "Write it as {key: value, …}.")
        return None
    before = len(page.problems)
    values: dict[str, Any] = {}
    for key, item in (_commas(page, node, spec) if node.alone else node.items).items():
        reader = spec.get(key)
        if reader is None:
            page.refuse(item.line, key, f"“{key}” is not a key of {where}", suggest(key, spec) or _known(spec))
        elif not is_null(item):
            read_into(page, values, key, item, reader)
    for key in required:
        if key not in node.items or is_null(node.items[key]):
            page.refuse(node.line, key, f"“{key}” is missing from {where}", "It must be given.")
    return values if len(page.problems) == before else None


def _commas(page: Page, node: Section, spec: Spec) -> dict[str, Node]:
    """The items of a section in which a text with a comma was not quoted: `{reason: same age, same face, by: r}`.

    YAML ends the text at the comma and takes what follows for a key without a value. Where it can be no key (it has a
    blank or foreign letters in it, no colon, and its first word is no key of this section) it is put back, with a
    warning.
    """
    found: dict[str, Node] = {}
    last = ""
    for key, item in node.items.items():
        before = found.get(last)
        text = (
            key in node.alone and key not in spec and not _WORD.fullmatch(key) and key.split(maxsplit=1)[0] not in spec
        )
        if text and isinstance(before, Scalar) and before.plain:
            found[last] = Scalar(f"{before.value}, {key}", before.line, plain=True)
            hint = f"To be sure, put the whole text of “{last}” in quotes."
            page.warn(item.line, last, f"“, {key}” was taken as the rest of this text", hint)
        else:
            found[key] = item
            last = key
    return found


def _known(spec: Spec) -> str:
    return f"Known: {', '.join(sorted(spec))}." if len(spec) <= SHOWN else "See docs/formats/source-sheet.md."


def part(page: Page, node: Node, spec: Spec, where: str, required: tuple[str, ...] = ()) -> dict[str, Any]:
    """`fill` for a section inside another: raises `Noted` when anything was wrong."""
    values = fill(page, node, spec, where, required)
    if values is None:
        raise Noted
    return values


def read_into(page: Page, values: dict[str, Any], key: str, node: Node, reader: Reader) -> None:
    """Read one value; what is wrong with it is noted on the page."""
    try:
        values[key] = reader(page, node, key)
    except Noted:
        return
    except Wrong as wrong:
        page.refuse(wrong.line or node.line, wrong.key or key, wrong.error, wrong.hint)


def items(node: Node, key: str) -> list[Node]:
    """The members of a list. Raises `Wrong` for anything else."""
    if isinstance(node, Series):
        return node.items
    raise Wrong(f"“{key}” needs a list", "Write it as [one, two], or one item a line after “- ”.")


def each(reader: Reader) -> Reader:
    """A reader of lists of what `reader` reads, as a tuple; null members are left out."""

    def read(page: Page, node: Node, key: str) -> tuple[Any, ...]:
        values: list[Any] = []
        for item in items(node, key):
            slot: dict[str, Any] = {}
            if not is_null(item):
                read_into(page, slot, key, item, reader)
            values.extend(slot.values())
        return tuple(values)

    return read
