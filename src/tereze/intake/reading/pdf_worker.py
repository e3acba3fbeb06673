"""Take a PDF apart: `pdf_worker.py text FILE` or `pdf_worker.py picture FILE PAGE DPI MOST_PIXELS`. Run by `pdf.py`.

`text` prints one JSON line about the document and one for each page; `picture` prints the page in grey as PGM.
It imports nothing of Tereze: in the sandbox there is nothing else. Exit code 3: not a PDF one can open.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pypdfium2

REFUSED = 3
_FIELDS = ("Title", "Author", "CreationDate")


def main(arguments: list[str]) -> int:
    """Do as asked; the exit code."""
    try:
        document = pypdfium2.PdfDocument(Path(arguments[1]).read_bytes())
    except pypdfium2.PdfiumError:
        return REFUSED
    if arguments[0] == "text":
        _text(document, int(arguments[2]), int(arguments[3]))
    else:
        _picture(document, *map(int, arguments[2:5]))
    return 0


def _text(document: Any, most_pages: int, most_text: int) -> None:
    fields = document.get_metadata_dict()
    count = len(document)
    _say({"pages": count, "about": {name: fields.get(name, "")[:2000] for name in _FIELDS}})
    length = 0
    for number in range(count if count <= most_pages else 0):
        text = _page(document, number)
        length += len(text or "")
        if length > most_text:
            _say({"too_much": True})
            return
        _say({"text": text})


def _page(document: Any, number: int) -> str | None:
    """The text of a page; None where the page is damaged. Everything is given back at once, so memory stays flat."""
    try:
        page = document[number]
        layer = page.get_textpage()
        text = str(layer.get_text_bounded())
        layer.close()
        page.close()
    except pypdfium2.PdfiumError:
        return None
    return text


def _picture(document: Any, number: int, dpi: int, most: int) -> None:
    page = document[number]
    width, height = page.get_size()
    scale = dpi / 72
    if width * height * scale**2 > most:  # a page of any size a file may claim
        scale = (most / (width * height)) ** 0.5
    bitmap = page.render(scale=scale, grayscale=True)
    out = sys.stdout.buffer
    out.write(b"P5\n%d %d\n255\n" % (bitmap.width, bitmap.height))
    rows = memoryview(bitmap.buffer).cast("B")
    for row in range(bitmap.height):
        out.write(rows[row * bitmap.stride : row * bitmap.stride + bitmap.width])


def _say(line: dict[str, Any]) -> None:
    sys.stdout.buffer.write(json.dumps(line, ensure_ascii=True).encode() + b"\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
