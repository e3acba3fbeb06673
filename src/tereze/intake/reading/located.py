"""Where on its page a draft's words stand, and how sure OCR was of them: put into the locators of a draft sheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from tereze.intake.reading.derived import Derived, Recognised, overlapping


def located(body: dict[str, Any], document: Derived) -> dict[str, Any]:
    """The same draft sheet; each `at` on a page that OCR read also has `page`, `xywh`, `sure` and `text_sha256`.

    A document that is no picture is given back as it is: nothing was guessed in it.
    """
    found: dict[str, Any] = _within(body, document) if document.words else body
    return found


def _within(node: Any, document: Derived) -> Any:
    if isinstance(node, list):
        return [_within(one, document) for one in node]
    if not isinstance(node, dict):
        return node
    return {
        key: place(value, document.words, document.sha256)
        if key == "at" and isinstance(value, dict)
        else _within(value, document)
        for key, value in node.items()
    }


def place(at: dict[str, Any], words: Sequence[Recognised], text_sha256: str) -> dict[str, Any]:
    """A locator with what OCR knows of its characters: the first page, the box of its words there, the least sureness.

    A page of a PDF that has a text layer holds no such words: its locator stays.
    """
    begin, end = at.get("chars", (0, 0))
    found = overlapping(words, begin, end)
    if not found:
        return at
    page = found[0].page
    box = _around(word for word in found if word.page == page)
    sure = min(word.sure for word in found)
    return at | {"page": page, "xywh": list(box), "sure": sure, "text_sha256": text_sha256}


def _around(words: Iterable[Recognised]) -> tuple[int, int, int, int]:
    """The smallest box that holds the boxes of these words: left, top, width, height."""
    boxes = [word.xywh for word in words]
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right = max(box[0] + box[2] for box in boxes)
    bottom = max(box[1] + box[3] for box in boxes)
    return left, top, right - left, bottom - top
