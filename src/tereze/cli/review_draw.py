"""What a reviewer of a document sees: the passage on the left with the words in question marked, the item on the right.

It fits the terminal. What does not fit is turned over with the space bar: nobody accepts words that he could not see.
"""

from __future__ import annotations

import shutil
import sys
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from tereze.actions.review_state import Item, Review, names
from tereze.intake.reading.derived import overlapping
from tereze.intake.reading.ocr import DOUBTFUL

from .plain import clean

MARKS = {"open": " ", "accepted": "✓", "changed": "✎", "rejected": "✗"}
HELP = "a accept · c change · r reject · u undo · s next · b back · f import · q quit"
_AROUND = 700  # characters of the text on either side that may be shown
_FRAME = 7  # columns of a line that are no text
_FIXED = 6  # lines of the screen that are no text: frame, help and the line of the cursor
_LEAST = 4  # lines of a passage on the smallest screen
_ALL = 100_000  # lines, where nobody turns over
_NARROWEST = 80
_HIDDEN = {"words", "at"}
_LEFT_TO_RIGHT = "\u200e"


class Shown(NamedTuple):
    """What was drawn: how many screens the item has."""

    pages: int


def draw(review: Review, at: int, page: int = 0, said: str = "") -> Shown:
    """One item beside its passage; `page` is which of its screens, `said` a line to say below."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False, markup=False, width=_width(), file=sys.stdout)
    plain = not console.is_terminal or console.is_dumb_terminal
    item = review.items[at]
    inner = max(console.width - _FRAME, 20)
    columns = (inner - inner // 2, inner // 2)
    below = _wrapped(console, Text(clean(said)), console.width) if said else []
    rows = _ALL if plain else max(_LEAST, console.height - _FIXED - len(below) - (console.width <= len(HELP)))
    lines, first, last = _passage(console, review, item, columns[0], plain=plain)
    told = _wrapped(console, described(review, item), columns[1])
    pages = max(_pages(last - first + 1, rows), _pages(len(told), rows))
    left = _window(lines, first, last, rows, page)
    right = _window(told, 0, len(told) - 1, rows, page)
    decided = len(review.items) - len(review.waiting)
    more = f" · Space: more ({page % pages + 1}/{pages})" if pages > 1 else ""
    table = Table(show_header=True, header_style="bold", padding=(0, 1), expand=True)
    for width, title in zip(
        columns, (f"{review.source['id']}{more}", f"{at + 1} of {len(review.items)}, {decided} decided"), strict=True
    ):
        table.add_column(Text(clean(title)), width=width, no_wrap=True, overflow="crop")
    table.add_row(_joined(left), _joined(right))
    console.print(table)
    for line in below:
        console.print(line, style="bold")
    console.print(HELP, soft_wrap=True)
    return Shown(pages)


def _width() -> int | None:
    return None if sys.stdout.isatty() else max(shutil.get_terminal_size().columns, _NARROWEST)


def _pages(count: int, rows: int) -> int:
    """On how many screens so many lines are seen: two of each screen say that the text goes on."""
    return 1 if count <= rows else -(-count // (rows - 2))


def _window(lines: list[Any], first: int, last: int, rows: int, page: int) -> list[Any]:
    """`rows` of the lines, those from `first` to `last` among them; where these are too many, the given screen of them.

    A dotted line stands where the text goes on.
    """
    from rich.text import Text

    if len(lines) <= rows:
        return lines
    count = last - first + 1
    top = first - 1 + page % _pages(count, rows) * (rows - 2) if count > rows else first - (rows - count) // 2
    top = max(0, min(top, len(lines) - rows))
    shown = lines[top : top + rows]
    if top > 0 and (top < first or count > rows):
        shown[0] = Text("…")
    if top + rows < len(lines) and (top + rows - 1 > last or count > rows):
        shown[-1] = Text("…")
    return shown


def _passage(console: Any, review: Review, item: Item, width: int, *, plain: bool) -> tuple[list[Any], int, int]:
    """The lines of the text around an item, and which of them hold its words (first, last)."""
    begin, end = _place(review, item)
    text = passage(review, begin, end, plain=plain)
    lines = _wrapped(console, text, width)
    marked = [at for at, line in enumerate(lines) if any("reverse" in str(span.style) for span in line.spans)]
    return lines, min(marked, default=0), max(marked, default=0)


def _place(review: Review, item: Item) -> tuple[int, int]:
    """Where an item's words stand; of a person without a place of his own, where what is said of him stands."""
    if item.end > item.begin:
        return item.begin, item.end
    about = (one for one in review.items if item.key in names(one) and one.end > one.begin)
    found = next(about, None)
    return (found.begin, found.end) if found is not None else (0, 0)


def passage(review: Review, begin: int, end: int, *, plain: bool = False) -> Any:
    """The text around a place, its words marked, words that were hard to read underlined; nothing is read as markup.

    `plain` marks with brackets, for a screen that shows no styles.
    """
    from rich.text import Text

    first, last = max(0, begin - _AROUND), min(len(review.text), end + _AROUND)
    shown = Text("…" if first else "")
    doubtful = [word for word in overlapping(review.words, first, last) if word.sure < DOUBTFUL]
    cuts = sorted({first, begin, end, last, *(edge for word in doubtful for edge in (word.begin, word.end))})
    edges = [edge for edge in cuts if first <= edge <= last]
    for one, after in pairwise(edges):
        is_marked = begin <= one < end
        hard = any(word.begin <= one < word.end for word in doubtful)
        style = " ".join(filter(None, ("bold reverse" if is_marked else "", "underline" if hard else "")))
        before = "⟦" if plain and is_marked and one == begin else ""
        behind = "⟧" if plain and is_marked and after == end else ""
        shown.append(f"{before}{clean(review.text[one:after])}{behind}", style=style)
    return shown.append("…" if last < len(review.text) else "")


def described(review: Review, item: Item) -> Any:
    """An item in a few lines: what it is, how sure OCR was, its fields by the names that a change uses."""
    from rich.text import Text

    shown = Text()
    made = "" if item.made_by in {"rules", "person"} else f" · suggested by {item.made_by}"
    head = f"{MARKS[item.state]} {item.key} · {item.section.removesuffix('s')}{made}".strip()
    shown.append(clean(f"{head}\n"), style="bold")
    if sure := sureness(item):
        shown.append(f"{sure}\n", style="bold yellow" if item.is_doubtful else "")
    words = " ".join(review.text[item.begin : item.end].split())
    for name, value in item.data.items():
        if name in _HIDDEN:
            continue
        if isinstance(value, str) and words and " ".join(value.split()) == words:
            value = "(the marked words)"  # noqa: PLW2901  # they stand on the left already
        shown.append(clean(f"{name}: "), style="dim")
        shown.append(clean("\n".join(_value(review, value)) + "\n"))
    return shown


def sureness(item: Item) -> str:
    """How sure OCR was of an item's words; empty where nothing was guessed."""
    if item.sure is None:
        return ""
    where = f", page {item.page}" if item.page is not None else ""
    if item.is_doubtful:
        return f"! HARD TO READ: {item.sure} % sureness{where}. Compare it with the picture."
    return f"read with {item.sure} % sureness{where}"


def _value(review: Review, value: Any) -> Iterator[str]:
    """A value of a sheet in plain lines: texts with their language, people with their names."""
    if isinstance(value, list):
        lines = [" ".join(_value(review, one)) for one in value]
        yield lines[0] if len(lines) == 1 else "".join(f"\n  {line}" for line in lines)
    elif isinstance(value, dict) and "text" in value:
        lang = f" [{value['lang']}]" if value.get("lang") else ""
        yield f"{value['text']}{lang}"
    elif isinstance(value, dict):
        yield ", ".join(
            f"{' '.join(_value(review, part))}" if name in {"voice", "mention"} else f"{name} {part}"
            for name, part in value.items()
        )
    elif isinstance(value, bool):
        yield str(value).lower()
    else:
        known = next((one for one in review.items if one.key == value and one.section == "mentions"), None)
        yield f"{value} = {label(known)}" if known is not None else str(value)


def label(item: Item) -> str:
    """A mention in a few words."""
    found = [name["text"] if isinstance(name, dict) else str(name) for name in item.data.get("names", ())]
    return " / ".join(found) or str(item.data.get("description", item.key))


def _wrapped(console: Any, text: Any, width: int) -> list[Any]:
    """The text as lines no wider than this; a run without blanks (Chinese) is folded, not cut."""
    return list(text.wrap(console, width, overflow="fold"))


def _joined(lines: list[Any]) -> Any:
    """Lines of a cell. One that holds letters from right to left is closed, so that its frame stays where it is."""
    from rich.text import Text

    return Text("\n").join(_closed(line) for line in lines)


def _closed(line: Any) -> Any:
    if not any(unicodedata.bidirectional(char) in {"R", "AL"} for char in line.plain):
        return line
    from rich.text import Text

    return Text(_LEFT_TO_RIGHT).append_text(line).append(_LEFT_TO_RIGHT)
