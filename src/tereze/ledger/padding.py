"""Padding: so that the size of a ciphertext tells little about its text.

Framed as 4 bytes of length (big-endian), the payload, and zeros up to a multiple of 256 bytes; above 4,096 bytes up
to the next Padmé size (Nikitin et al., PURBs, PETS 2019), which adds at most 12 %.
"""

from __future__ import annotations

from .errors import BadEntry

BUCKET = 256
BUCKETS_UP_TO = 4096


def padded_size(size: int) -> int:
    """The size in bytes that `size` bytes are padded to."""
    if size <= BUCKETS_UP_TO:
        return -(-size // BUCKET) * BUCKET
    return padme(size)


def padme(size: int) -> int:
    """The next Padmé size: only the leading bits of the length, as many as its exponent has bits, are kept."""
    exponent = size.bit_length() - 1
    loose = (1 << (exponent - exponent.bit_length())) - 1
    return (size + loose) & ~loose


def pad(payload: bytes) -> bytes:
    """Length, payload, zeros."""
    return (len(payload).to_bytes(4, "big") + payload).ljust(padded_size(len(payload) + 4), b"\0")


def unpad(padded: bytes) -> bytes:
    """The payload again. Raises `BadEntry` unless the padding is exactly what `pad` makes."""
    size = int.from_bytes(padded[:4], "big")
    if len(padded) < 4 or len(padded) != padded_size(size + 4) or padded.count(0, size + 4) != len(padded) - size - 4:
        raise BadEntry("its padding is wrong")
    return padded[4 : size + 4]
