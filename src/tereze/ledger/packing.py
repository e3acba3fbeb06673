"""The outside of a bundle: compressed with zstd, and, when it has recipients, sealed to them with age.

A compressed file is a zstd frame and two skippable frames, which other zstd tools pass over: zeros that pad the whole
to a Padmé size (so that an age file shows little about its content), then SHA-256 over everything before it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO, BinaryIO

from tereze.model.errors import MachineFailed, why

from .errors import BadBundle, BadRecipient, HugeBundle, LockedBundle
from .frames import FrameReader, Limits
from .padding import padme

AGE_MAGIC = b"age-encryption.org/"
ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"
SKIP_MAGIC = b"\x50\x2a\x4d\x18"
TRAILER = 8 + 32
WINDOW = 8 * 1024 * 1024
_BLOCK = 1024 * 1024


def compress(fill: Callable[[Callable[[bytes], object]], None], out: IO[bytes], *, padded: bool) -> None:
    """Let `fill(put)` write the records through zstd into `out`, then add padding and the digest."""
    import zstandard

    begin = out.tell()
    compressor = zstandard.ZstdCompressor(level=3, write_checksum=True)
    with compressor.stream_writer(out, closefd=False) as stream:
        fill(stream.write)
    size = out.tell() - begin
    zeros = padme(size + 8 + TRAILER) - size - 8 - TRAILER if padded else 0
    out.write(SKIP_MAGIC + zeros.to_bytes(4, "little") + bytes(zeros))
    digest = _hash(out, begin, size + 8 + zeros)
    out.write(SKIP_MAGIC + (32).to_bytes(4, "little") + digest)


def _hash(file: IO[bytes], begin: int, size: int) -> bytes:
    file.seek(begin)
    digest = sha256()
    while size > 0 and (block := file.read(min(size, _BLOCK))):
        digest.update(block)
        size -= len(block)
    return digest.digest()


def encrypt(plain: IO[bytes], out: IO[bytes], recipients: Sequence[str]) -> None:
    """Seal a file to age recipients (`age1…`). Raises `BadRecipient` for a key that cannot be read."""
    import pyrage

    keys = []
    for text in recipients:
        try:
            keys.append(pyrage.x25519.Recipient.from_str(text))
        except pyrage.RecipientError as error:
            raise BadRecipient(text) from error
    plain.seek(0)
    pyrage.encrypt_io(plain, out, keys)


@contextmanager
def opened(path: Path, identities: Sequence[str], limits: Limits) -> Iterator[Callable[[], FrameReader]]:
    """Open a bundle of any outside form. Calling what it yields begins reading the records from their start.

    An age file is first decrypted as a whole into an unnamed temporary file: a damaged one leaves nothing behind.
    """
    with ExitStack() as stack:
        with failures():
            file, size = _plain(stack, path, identities, limits)
            begin = _reader(file, size, limits)
        yield begin


@contextmanager
def failures() -> Iterator[None]:
    """Say in our own words that the machine could not read or write a bundle."""
    try:
        yield
    except OSError as error:
        raise MachineFailed(
            f"The replica cannot be read or written: {why(error)}.",
            hint="Is the stick there, with room on it? Does the folder exist, and may you write there?",
        ) from error


def _plain(stack: ExitStack, path: Path, identities: Sequence[str], limits: Limits) -> tuple[IO[bytes], int]:
    """The bundle without its age layer, and its size in bytes."""
    file = stack.enter_context(path.open("rb"))
    size = path.stat().st_size
    if size > limits.file:
        raise HugeBundle(f"a file of {size} bytes")
    if file.read(len(AGE_MAGIC)) != AGE_MAGIC:
        return file, size
    file.seek(0)
    plain: IO[bytes] = stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 - closed by the stack
    _decrypt(file, plain, identities)
    return plain, plain.tell()


def _decrypt(file: BinaryIO, plain: IO[bytes], identities: Sequence[str]) -> None:
    import pyrage

    if not identities:
        raise LockedBundle("it is sealed, and no key was given")
    try:
        keys = [pyrage.x25519.Identity.from_str(text) for text in identities]
        pyrage.decrypt_io(file, plain, keys)
    except pyrage.IdentityError as error:
        raise LockedBundle("the key given is not an age private key") from error
    except pyrage.DecryptError as error:
        raise LockedBundle("it was sealed to another key, or its head is damaged") from error
    except OSError as error:
        if error.errno is not None:
            raise
        raise BadBundle("its sealed content is damaged") from error


def _reader(file: IO[bytes], size: int, limits: Limits) -> Callable[[], FrameReader]:
    file.seek(0)
    if file.read(4) != ZSTD_MAGIC:
        return lambda: FrameReader(_Slice(file, size), limits, size)
    file.seek(max(0, size - TRAILER))
    trailer = file.read(TRAILER)
    if size < TRAILER or trailer != SKIP_MAGIC + (32).to_bytes(4, "little") + _hash(file, 0, size - TRAILER):
        raise BadBundle("its bytes are not those that were packed")
    return lambda: FrameReader(_Unzip(_Slice(file, size - TRAILER)), limits, size)


class _Slice:
    """The first `size` bytes of a file, from its start."""

    def __init__(self, file: IO[bytes], size: int) -> None:
        file.seek(0)
        self._file, self._left = file, size

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes."""
        with failures():
            data = self._file.read(self._left if size < 0 else min(size, self._left))
        self._left -= len(data)
        return data


class _Unzip:
    """The records out of a zstd stream; a damaged stream is a `BadBundle`."""

    def __init__(self, packed: _Slice) -> None:
        import zstandard

        self._error = zstandard.ZstdError
        decompressor = zstandard.ZstdDecompressor(max_window_size=WINDOW)
        self._stream = decompressor.stream_reader(packed, read_across_frames=True)  # type: ignore[arg-type]

    def read(self, size: int) -> bytes:
        """At most `size` bytes."""
        try:
            return self._stream.read(size)
        except self._error as error:
            raise BadBundle("it cannot be unpacked") from error
