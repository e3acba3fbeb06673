"""The sealed file: a stream of AEAD chunks after the manner of age's STREAM (docs/formats/vault.md).

```
file   = head chunk* last
head   = "tereze/blob/1" LF  kid(12)
chunk  = ChaCha20-Poly1305(key, nonce = counter(11, big-endian) ‖ 0x00, 65,536 plain bytes, bound = head)
last   = ChaCha20-Poly1305(key, nonce = counter(11, big-endian) ‖ 0x01, size(8, big-endian), bound = head)
```
The plain bytes are padded with zeros to a Padmé size (at least 4,096), so the size of a sealed file tells little; the
true size stands in the last chunk. The final plain chunk before `last` may be shorter than 65,536 bytes.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from tereze.ledger.padding import padme

MAGIC = b"tereze/blob/1\n"
HEAD = len(MAGIC) + 12
CHUNK = 65_536
TAG = 16
SEALED_CHUNK = CHUNK + TAG
LAST = 8 + TAG
SMALLEST = 4096


class BadStream(Exception):
    """A sealed file that is not what was sealed; its text says where. Never leaves this room."""


def seal(read: Callable[[], bytes], kid: bytes, key: bytes) -> Iterator[bytes]:
    """The sealed file, piece by piece, of what `read` gives until it gives nothing. `key` seals nothing else."""
    head = MAGIC + kid
    cipher = ChaCha20Poly1305(key)
    yield head
    counter = size = 0
    for chunk, true in _padded(read):
        size += true
        yield cipher.encrypt(_nonce(counter), chunk, head)
        counter += 1
    yield cipher.encrypt(_nonce(counter, last=True), size.to_bytes(8, "big"), head)


def _padded(read: Callable[[], bytes]) -> Iterator[tuple[bytes, int]]:
    """(chunk, how many bytes of it are real): full chunks, then zeros up to the padded size."""
    buffer, size = bytearray(), 0
    while piece := read():
        buffer += piece
        size += len(piece)
        while len(buffer) >= CHUNK:
            yield bytes(buffer[:CHUNK]), CHUNK
            del buffer[:CHUNK]
    rest = padme(max(size, SMALLEST)) - (size - len(buffer))
    while rest > 0:
        length = min(rest, CHUNK)
        real = len(buffer)
        yield bytes(buffer).ljust(length, b"\0"), real
        buffer.clear()
        rest -= length


def read_head(file: BinaryIO) -> bytes:
    """The key id. Raises `BadStream`."""
    head = file.read(HEAD)
    if len(head) != HEAD or not head.startswith(MAGIC):
        raise BadStream("it does not begin like a sealed file")
    return head[len(MAGIC) :]


def unseal(file: BinaryIO, kid: bytes, key: bytes, digest: bytes) -> Iterator[bytes]:
    """The plain bytes of a file positioned after its head; `digest` is the SHA-256 its bytes must have.

    The final piece is released only after the whole file was read and its digest compared. Raises `BadStream`.
    """
    head = MAGIC + kid
    cipher, running = ChaCha20Poly1305(key), sha256(head)
    length, size, chunks = _layout(file, cipher, head)
    held = b""
    for counter in range(chunks):
        sealed = file.read(min(SEALED_CHUNK, length - LAST - HEAD - counter * SEALED_CHUNK))
        running.update(sealed)
        plain = _decrypt(cipher, _nonce(counter), sealed, head, counter)
        real = max(0, min(size - counter * CHUNK, len(plain)))
        if plain.count(0, real) != len(plain) - real:
            raise BadStream("its padding is wrong")
        if real:
            if held:
                yield held
            held = plain[:real]
    running.update(file.read(LAST + 1))
    _same(running.digest(), digest)
    if held:
        yield held


def part(file: BinaryIO, kid: bytes, key: bytes, begin: int, length: int) -> bytes:
    """`length` plain bytes from `begin` on, fewer at the end of the file; only the chunks they lie in are read.

    Each chunk and the size are authenticated, so what is given is what was sealed at that place; the digest of the
    whole is not compared, as `unseal` and `check` do. Raises `BadStream`.
    """
    head = MAGIC + kid
    cipher = ChaCha20Poly1305(key)
    sealed_length, size, _ = _layout(file, cipher, head)
    end = min(begin + length, size)
    found = bytearray()
    for counter in range(begin // CHUNK, -(-end // CHUNK)):
        at = HEAD + counter * SEALED_CHUNK
        file.seek(at)
        sealed = file.read(min(SEALED_CHUNK, sealed_length - LAST - at))
        plain = _decrypt(cipher, _nonce(counter), sealed, head, counter)
        found += plain[max(begin - counter * CHUNK, 0) : end - counter * CHUNK]
    return bytes(found)


def compare_digest(file: BinaryIO, digest: bytes) -> None:
    """Compare the bytes of a file that cannot be opened with the SHA-256 they must have. Raises `BadStream`."""
    file.seek(0)
    running = sha256()
    while piece := file.read(SEALED_CHUNK):
        running.update(piece)
    _same(running.digest(), digest)


def _same(made: bytes, digest: bytes) -> None:
    if not hmac.compare_digest(made, digest):
        raise BadStream("its checksum is not its name")


def _layout(file: BinaryIO, cipher: ChaCha20Poly1305, head: bytes) -> tuple[int, int, int]:
    """(length of the file, true size, number of chunks) from the last chunk."""
    length = file.seek(0, 2)
    body = length - HEAD - LAST
    chunks = -(-body // SEALED_CHUNK)
    if body <= TAG:
        raise BadStream("it is cut off")
    file.seek(length - LAST)
    last = _decrypt(cipher, _nonce(chunks, last=True), file.read(LAST), head, chunks)
    size = int.from_bytes(last, "big")
    if padme(max(size, SMALLEST)) != body - chunks * TAG:
        raise BadStream("its length is not that of its content")
    file.seek(HEAD)
    return length, size, chunks


def _decrypt(cipher: ChaCha20Poly1305, nonce: bytes, sealed: bytes, head: bytes, counter: int) -> bytes:
    try:
        return cipher.decrypt(nonce, sealed, head)
    except (InvalidTag, ValueError) as error:
        raise BadStream(f"chunk {counter} is not what was sealed") from error


def _nonce(counter: int, *, last: bool = False) -> bytes:
    return counter.to_bytes(11, "big") + (b"\1" if last else b"\0")
