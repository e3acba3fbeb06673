"""Opening a zip that somebody sent: names, sizes and ratios are looked at before anything is unpacked."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from tereze.intake.reading import limits
from tereze.intake.reading.limits import TooMuch


class BadArchive(ValueError):
    """Not a zip one may open; the reader turns it into a `CannotRead`."""


@contextmanager
def opened(data: bytes) -> Iterator[zipfile.ZipFile]:
    """The zip in `data`, if it is one from its first byte. Raises `BadArchive` and `TooMuch`."""
    if not data.startswith(b"PK\x03\x04"):
        raise BadArchive("it does not begin as such a document does")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _look(archive)
            yield archive
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise BadArchive("the packing is damaged or of a kind that is not opened") from error


def _look(archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    if len(members) > limits.MOST_MEMBERS:
        raise TooMuch(f"it packs {len(members):,} files")
    if sum(member.file_size for member in members) > limits.MOST_TOGETHER:
        raise TooMuch("its files unpack to far more than a document holds")
    names = set()
    for member in members:
        parts = member.filename.replace("\\", "/").split("/")
        if ".." in parts or member.filename.startswith("/") or ":" in parts[0] or not member.filename.isprintable():
            raise BadArchive("it packs a file whose name leads elsewhere")
        if member.filename in names:
            raise BadArchive("it packs two files of one name")
        if member.flag_bits & 1:
            raise BadArchive("it is locked with a password")
        names.add(member.filename)


def member(archive: zipfile.ZipFile, name: str) -> bytes | None:
    """The bytes of one file in the zip; None where there is none. Raises `TooMuch` before a bomb goes off."""
    try:
        info = archive.getinfo(name)
    except KeyError:
        return None
    if info.file_size > limits.MOST_UNPACKED:
        raise TooMuch("it unpacks to far more than a document holds")
    if info.file_size > limits.RATIO_FROM and info.file_size > limits.MOST_RATIO * max(info.compress_size, 1):
        raise TooMuch("it unpacks to far more than a document holds")
    with archive.open(info) as stream:
        data = stream.read(info.file_size + 1)
    if len(data) > info.file_size:  # the header lied
        raise TooMuch("it unpacks to more than it says")
    return data
