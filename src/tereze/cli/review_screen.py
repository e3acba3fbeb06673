"""The review of one document in the terminal: the passage beside what was read from it, one key for each decision.

Every decision is kept at once: a closed lid, a lost line, Ctrl-C or `q` loses nothing. It is drawn on the terminal's
second screen, so that no name of a draft stays in the window when the review is left.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click
import yaml

from tereze.actions import draft_review
from tereze.actions.desk import Desk
from tereze.actions.draft_review import Opened
from tereze.actions.report import ImportReport
from tereze.actions.review_state import Item
from tereze.model.errors import TerezeError, WrongUse

from . import review_draw
from .match_keys import END
from .plain import clean
from .review_keys import AMBIGUOUS, ReviewKeys

_LEAVES = {"q", "\x03", "\x04", END}
_OTHER_LETTERS = "“а” could mean accept or import here. Press ф to accept, or set the keyboard to Latin letters."


class NotAField(WrongUse):
    """A line that is no field and value."""

    message = "“{0}” is not a field and a value."
    hint = "Write it as “when: 2019-02”."


class Leave(Exception):  # not an error: the person goes
    """The screen is left; `report` is what an import did, None where nothing was imported."""

    def __init__(self, report: ImportReport | None = None) -> None:
        super().__init__()
        self.report = report


def run(desk: Desk, opened: Opened) -> ImportReport | None:
    """Go through a review until it is finished or left; what the import did, or None."""
    report = None
    with ReviewKeys() as keys, _second_screen():
        screen = _Screen(desk, opened, keys)
        try:
            while True:
                screen.show()
                screen.press(keys.key())
        except Leave as left:
            report = left.report
        except (EOFError, KeyboardInterrupt):
            report = None
    if report is None:
        _say_kept(screen.opened)
    return report


def _say_kept(opened: Opened) -> None:
    items = opened.review.items
    name = opened.key.partition("/")[2]
    decided = len(items) - len(opened.review.waiting)
    click.echo(f"Kept: {decided} of {len(items)} decided. `tereze drafts review {name}` goes on.", err=True)


@contextmanager
def _second_screen() -> Iterator[None]:
    from rich.console import Console

    console = Console(file=sys.stdout)
    able = console.is_terminal and not console.is_dumb_terminal and console.set_alt_screen(True)
    try:
        yield
    finally:
        if able:
            console.set_alt_screen(False)


class _Screen:
    """Where one is in a review."""

    def __init__(self, desk: Desk, opened: Opened, keys: ReviewKeys) -> None:
        self.desk, self.opened, self.keys = desk, opened, keys
        self.at = self._next_open(0)
        self.page, self.pages = 0, 1
        self.steps: list[tuple[str, ...]] = []  # what each decision of this session decided, the last one last
        remarks = len(opened.review.remarks)
        self.said = f"{remarks} remarks on this document: press ?" if remarks and opened.review.items else ""

    @property
    def item(self) -> Item:
        return self.opened.review.items[self.at]

    def show(self) -> None:
        """Draw the item with its passage."""
        click.clear()
        if not self.opened.review.items:
            click.echo("Nothing was found in this document. Press q, and write its sheet by hand.")
            return
        self.pages = review_draw.draw(self.opened.review, self.at, self.page, self.said).pages
        self.said = ""

    def press(self, key: str) -> None:
        """Do what a key says; what cannot be is said, and nothing is lost."""
        steps: dict[str, Callable[[], None]] = {
            "a": self._accept, "r": self._reject, "c": self._change, "u": self._undo, "s": lambda: self._go(1),
            "b": lambda: self._go(-1), "f": self._finish, " ": self._turn, "?": self._remarks,
        }  # fmt: skip
        if key in _LEAVES:
            raise Leave
        step = steps.get(key)
        if step is None or (not self.opened.review.items and key != "f"):
            self.said = _OTHER_LETTERS if key == AMBIGUOUS else f"{clean(key)[:8]}: no such key."
            return
        try:
            step()
        except TerezeError as error:
            self.said = clean(f"{error.text} {error.advice}".strip())

    def _decided(self, made: Opened, what: str) -> None:
        """Say what was decided and along with what, and go to the next that is open."""
        before = {one.key: one.state for one in self.opened.review.items}
        changed = tuple(one.key for one in made.review.items if before.get(one.key) != one.state)
        this = self.item.key
        self.steps.append(changed or (this,))
        self.opened = made
        along = ", ".join(key for key in changed if key != this)
        self.said = f"{this} {what}{f', and with it {along}' if along else ''}."
        if not made.review.waiting:
            self.said += " All are decided: f imports what you took."
        self._move(self._next_open(self.at))

    def _accept(self) -> None:
        opened = self.opened
        self._decided(draft_review.accept(self.desk, opened.key, self.item.key, opened.version), "accepted")

    def _reject(self) -> None:
        opened = self.opened
        self._decided(draft_review.reject(self.desk, opened.key, self.item.key, opened.version), "rejected")

    def _undo(self) -> None:
        """Open again what is shown, if it was decided; else the last decision of this session."""
        if self.item.state != "open":
            keys: tuple[str, ...] = (self.item.key,)
        elif self.steps:
            keys = self.steps.pop()
        else:
            self.said = "Nothing of this session to undo."
            return
        for key in keys:
            self.opened = draft_review.reopen(self.desk, self.opened.key, key, self.opened.version)
        self._move(next(at for at, one in enumerate(self.opened.review.items) if one.key == keys[-1]))
        self.said = f"Open again: {', '.join(keys)}."

    def _change(self) -> None:
        try:
            lines = self._fields()
        except (click.Abort, EOFError, KeyboardInterrupt):
            self.said = "Nothing was changed."
            return
        if lines:
            opened = self.opened
            made = draft_review.change(self.desk, opened.key, self.item.key, read_fields(lines), opened.version)
            self._decided(made, "changed")

    def _fields(self) -> list[str]:
        fields = ", ".join(name for name in self.item.data if name != "at")
        click.echo(f"Fields here: {clean(fields)}.")
        click.echo("One a line, such as “when: 2019-02”; “when:” takes it away. An empty line ends, Ctrl-C gives up.")
        return list(iter(self.keys.line, ""))

    def _finish(self) -> None:
        left = len(self.opened.review.waiting)
        if left:
            click.echo(f"{left} suggestions have not been looked at. Leave them out? y/n")
            if self.keys.key() != "y":
                return
        raise Leave(draft_review.finish(self.desk, self.opened.key, self.opened.version, leave_open=True))

    def _remarks(self) -> None:
        """What is to be looked at again in this document, and where its language and text come from."""
        click.clear()
        for remark in self.opened.review.remarks or ("There are no remarks on this document.",):
            click.echo(f"· {clean(remark)}")
        click.echo("Any key goes back.")
        if self.keys.key() in _LEAVES - {"q"}:
            raise Leave

    def _turn(self) -> None:
        self.page = (self.page + 1) % self.pages

    def _go(self, step: int) -> None:
        self._move((self.at + step) % max(1, len(self.opened.review.items)))

    def _move(self, at: int) -> None:
        self.at, self.page = at, 0

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
