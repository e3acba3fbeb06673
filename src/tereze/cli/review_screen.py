"""The review of one document in the terminal: the passage beside what was read from it, one key for each decision.

Every key press is kept at once: a closed lid, a lost line or `q` loses nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click
import yaml

from tereze.actions import draft_review
from tereze.actions.desk import Desk
from tereze.actions.draft_review import Opened
from tereze.actions.report import ImportReport
from tereze.actions.review_state import Item, Review, names
from tereze.model.errors import TerezeError, WrongUse

_AROUND = 320  # characters of the passage on either side
_HELP = "a accept · c change · r reject · u undo · s next · b back · f finish and import · q quit (all is kept)"
_HIDDEN = {"words", "at"}
_MARKS = {"open": " ", "accepted": "✓", "changed": "✎", "rejected": "✗"}


class NotAField(WrongUse):
    """A line that is no field and value."""

    message = "“{0}” is not a field and a value."
    hint = "Write it as “when: 2019-02”."


class Leave(Exception):  # not an error: the person goes
    """The screen is left; `report` is what an import did, None where nothing was imported."""

    def __init__(self, report: ImportReport | None = None) -> None:
        super().__init__()
        self.report = report


def run(desk: Desk, opened: Opened, getkey: Callable[[], str] = click.getchar) -> ImportReport | None:
    """Go through a review until it is finished or left; what the import did, or None."""
    screen = _Screen(desk, opened)
    try:
        while True:
            screen.show()
            screen.press(getkey())
    except Leave as left:
        return left.report
    except (EOFError, KeyboardInterrupt):
        return None


class _Screen:
    """Where one is in a review."""

    def __init__(self, desk: Desk, opened: Opened) -> None:
        self.desk, self.opened = desk, opened
        self.at = self._next_open(0)
        self.said = ""

    @property
    def item(self) -> Item:
        return self.opened.review.items[self.at]

    def show(self) -> None:
        """Draw the item with its passage."""
        if not self.opened.review.items:
            click.echo("Nothing was found in this document. Press q, and write its sheet by hand.")
            return
        draw(self.opened.review, self.at)
        if self.said:
            click.echo(self.said)
            self.said = ""
        click.echo(_HELP)

    def press(self, key: str) -> None:
        """Do what a key says; what cannot be is said, and nothing is lost."""
        steps: dict[str, Callable[[], None]] = {
            "a": self._accept, "r": self._reject, "c": self._change, "u": self._undo,
            "s": lambda: self._go(1), "b": lambda: self._go(-1), "f": self._finish,
        }  # fmt: skip
        if key in {"q", "\x03", "\x04", ""}:
            raise Leave
        step = steps.get(key.lower())
        if step is None or (not self.opened.review.items and key != "f"):
            self.said = "No such key."
            return
        try:
            step()
        except TerezeError as error:
            self.said = f"{error.text} {error.advice}".strip()

    def _decided(self, opened: Opened) -> None:
        self.opened = opened
        self.at = self._next_open(self.at)

    def _accept(self) -> None:
        opened = self.opened
        self._decided(draft_review.accept(self.desk, opened.key, self.item.key, opened.version))

    def _reject(self) -> None:
        opened = self.opened
        self._decided(draft_review.reject(self.desk, opened.key, self.item.key, opened.version))

    def _undo(self) -> None:
        opened = self.opened
        self.opened = draft_review.reopen(self.desk, opened.key, self.item.key, opened.version)

    def _change(self) -> None:
        click.echo("One field a line, such as “when: 2019-02”; “when:” takes it away; an empty line ends.")
        lines = []
        while line := click.prompt("", default="", show_default=False, prompt_suffix="> ").strip():
            lines.append(line)
        if lines:
            opened = self.opened
            fields = read_fields(lines)
            self._decided(draft_review.change(self.desk, opened.key, self.item.key, fields, opened.version))

    def _finish(self) -> None:
        left = len(self.opened.review.waiting)
        if left and not click.confirm(f"{left} suggestions have not been looked at. Leave them out?"):
            return
        raise Leave(draft_review.finish(self.desk, self.opened.key, self.opened.version, leave_open=True))

    def _go(self, step: int) -> None:
        self.at = (self.at + step) % max(1, len(self.opened.review.items))

    def _next_open(self, begin: int) -> int:
        """The next item that is open, from here and round; where none is, the same."""
        items = self.opened.review.items
        order = [*range(begin, len(items)), *range(min(begin, len(items)))]
        return next((at for at in order if items[at].state == "open"), min(begin, max(0, len(items) - 1)))


def read_fields(lines: list[str]) -> dict[str, Any]:
    """“field: value” or “field=value” lines as values of a sheet (YAML); an empty value takes a field away.

    Raises `NotAField`.
    """
    found: dict[str, Any] = {}
    for line in lines:
        name, mark, value = (
            line.partition("=") if "=" in line and ":" not in line.split("=")[0] else line.partition(":")
        )
        if not mark or not name.strip():
            raise NotAField(line)
        try:
            read = yaml.load(value, Loader=yaml.BaseLoader)  # noqa: S506  # texts only, no types
        except yaml.YAMLError:
            read = value.strip()
        found[name.strip()] = read or None
    return found


def draw(review: Review, at: int) -> None:
    """The passage on the left with the item's words marked, the item on the right."""
    from rich.console import Console
    from rich.table import Table

    item = review.items[at]
    decided = len(review.items) - len(review.waiting)
    table = Table(show_header=True, header_style="bold", expand=True, padding=(0, 1))
    table.add_column(f"{review.source['id']}", ratio=1)
    table.add_column(f"{at + 1} of {len(review.items)}, {decided} decided", ratio=1)
    table.add_row(passage(review, item), _described(review, item))
    Console().print(table)


def passage(review: Review, item: Item) -> Any:
    """The text around an item, its own words marked; nothing in it is read as markup."""
    from rich.text import Text

    first, last = max(0, item.begin - _AROUND), min(len(review.text), item.end + _AROUND)
    shown = Text("…" if first else "")
    shown.append(_clean(review.text[first : item.begin]))
    shown.append(_clean(review.text[item.begin : item.end]), style="bold reverse")
    shown.append(_clean(review.text[item.end : last]))
    return shown.append("…" if last < len(review.text) else "")


def _described(review: Review, item: Item) -> Any:
    from rich.text import Text

    shown = Text()
    made = "" if item.made_by in {"rules", "person"} else f" · suggested by {item.made_by}"
    shown.append(f"{_MARKS[item.state]} {item.key} · {item.section.removesuffix('s')}{made}\n", style="bold")
    plain = {name: value for name, value in item.data.items() if name not in _HIDDEN}
    shown.append(_clean(yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, width=60)))
    for key in sorted(names(item)):
        shown.append(_clean(f"{key} = {label(review.item(key))}\n"), style="italic")
    return shown


def label(item: Item) -> str:
    """A mention in a few words."""
    found = [name["text"] if isinstance(name, dict) else str(name) for name in item.data.get("names", ())]
    return " / ".join(found) or str(item.data.get("description", item.key))


def _clean(text: str) -> str:
    """Without characters that would steer a terminal."""
    return "".join(char if char.isprintable() or char == "\n" else "\ufffd" for char in text)
