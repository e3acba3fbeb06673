"""Reading one document, or many: what cannot be read is refused with its reason, and the others go on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from tereze.intake import encodings
from tereze.intake.reading import html, kinds, limits, mail, office, pdf, pictures, rtf, subtitles
from tereze.intake.reading.derived import CannotRead, Derived, derived, safe_name
from tereze.model.errors import TerezeError, why

_HEAD = 4096
_READERS: dict[str, Callable[[bytes], Derived]] = {
    "html": html.read, "docx": office.read_docx, "odt": office.read_odt, "rtf": rtf.read, "mail": mail.read,
    "subtitles": subtitles.read,
}  # fmt: skip
_TAKEN_APART: dict[str, Callable[[bytes, str | None], Derived]] = {"pdf": pdf.read, "picture": pictures.read}
"""Readers that work in the sandbox, and take the language that OCR is to read in."""


class Refused(NamedTuple):
    """A document of a batch that was not read, and why."""

    path: Path
    error: TerezeError


def read(path: Path, lang: str | None = None) -> Derived:
    """The text of the document at `path`; `lang` (BCP 47) is what OCR reads in, where it is needed.

    Raises `CannotRead`, and `NoPdfReader`, `NoTool` or `NoPack` where a package or program is missing.
    """
    name = safe_name(path.name)
    try:
        if not path.is_file():
            raise CannotRead(name, "there is no such file")
        if path.stat().st_size > limits.MOST_BYTES:
            raise CannotRead(name, f"it is larger than {limits.MOST_BYTES // 1024**2} MiB")
        return read_bytes(path.name, path.read_bytes(), lang)
    except OSError as error:
        raise CannotRead(name, f"it cannot be opened ({why(error)})") from None
    except ValueError:  # a name with a NUL
        raise CannotRead(name, "it has a name no file can have") from None


def read_bytes(name: str, data: bytes, lang: str | None = None) -> Derived:
    """The text of a document given as bytes. Raises as `read`."""
    shown = safe_name(name)
    if len(data) > limits.MOST_BYTES:
        raise CannotRead(shown, f"it is larger than {limits.MOST_BYTES // 1024**2} MiB")
    try:
        kind = kinds.kind(name, data[:_HEAD])
        if kind in _TAKEN_APART:
            return _TAKEN_APART[kind](data, lang)
        return _text(data) if kind == "text" else _READERS[kind](data)
    except ValueError as error:  # every reason a reader gives, and what the standard library says of broken input
        reason = str(error) if type(error).__module__.startswith("tereze.") else "it is damaged"
        raise CannotRead(shown, reason) from None
    except (RecursionError, MemoryError):
        raise CannotRead(shown, "its parts are nested without end") from None


def read_layer(path: Path) -> Derived | None:
    """The text of a document where it can be had without OCR; None where not, whatever the reason.

    A place counted in it is one in the text that `read` gives: a PDF with even one page to be recognised gives None.
    """
    try:
        data = path.read_bytes()
        if kinds.kind(path.name, data[:_HEAD]) == "pdf":
            return pdf.read_layer(data)
        return read_bytes(path.name, data) if kinds.kind(path.name, data[:_HEAD]) in _READERS else None
    except (TerezeError, OSError, ValueError):
        return None


def read_all(paths: Iterable[Path], lang: str | None = None) -> Iterator[tuple[Path, Derived] | Refused]:
    """Each document in turn, read or refused: a hostile one does not keep the others out."""
    for path in paths:
        try:
            yield path, read(path, lang)
        except TerezeError as error:
            yield Refused(path, error)


def _text(data: bytes) -> Derived:
    """Plain text exactly as it is decoded, so that places in it are those an import of the same file counts."""
    text = encodings.decode(data)
    if len(text) > limits.MOST_TEXT:
        raise limits.TooMuch(f"it holds more than {limits.MOST_TEXT:,} characters")
    return derived(text, "text/plain")
