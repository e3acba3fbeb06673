"""The root key in the hands of n partners, any k of whom can bring it back: SLIP-39 word shares.

SLIP-39 (SatoshiLabs Improvement Proposal 39) as its reference library does it, with no passphrase of its own. The
library says what is wrong with a set; here each share is looked at by itself first, so that the person who typed it is
told which one, and a set that opens another register is known by its fingerprint.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256

from tereze.model.errors import KeyProblem, WrongUse

MOST = 16
"""SLIP-39 allows 16 shares in a group."""
Dice = Callable[[int], bytes]


class BadSplit(WrongUse):
    """A number of shares that makes no sense."""

    message = "{0} of {1} shares cannot be made."
    hint = "At least 2 must be needed, and at most 16 made; 3 of 5 is a good choice."


class BadShare(KeyProblem):
    """A share that was not written down, or not typed, as it was printed."""

    message = "Share {0} is not right: {1}."
    hint = "Compare it with the paper word by word; its spelling is checked, so nothing wrong is ever used."


class OtherSet(KeyProblem):
    """Shares of different sets."""

    message = "Share {0} belongs to another set than share 1."
    hint = "Only shares that were printed together fit together: look at the date on the papers."


class SameShare(KeyProblem):
    """The same share given twice."""

    message = "Share {0} is the same as share {1}."
    hint = "Each paper counts once. Take the next one."


class TooFewShares(KeyProblem):
    """Fewer than the set needs."""

    message = "{0} different shares are needed; given: {1}."
    hint = "Ask one more partner. With fewer nothing can be found out about the key."


def check(needed: int, made: int) -> None:
    """Raise `BadSplit` for numbers that make no sense."""
    if not 2 <= needed <= made <= MOST:
        raise BadSplit(needed, made)


def split(secret: bytes, needed: int, made: int) -> list[str]:
    """`made` shares of a 32-byte secret, any `needed` of which give it back: 33 words each. Raises `BadSplit`."""
    check(needed, made)
    from shamir_mnemonic import generate_mnemonics

    return list(generate_mnemonics(1, [(needed, made)], secret, b"")[0])


def combine(texts: Sequence[str]) -> bytes:
    """The secret of a set of shares.

    1. Each share by itself: words and checksum.  2. All of one set, each once.  3. Enough of them.
    Raises `BadShare`, `OtherSet`, `TooFewShares`.
    """
    from shamir_mnemonic import Share, combine_mnemonics

    words = [" ".join(text.lower().split()) for text in texts]
    read = []
    for number, text in enumerate(words, 1):
        with _explained(number, text):
            read.append(Share.from_mnemonic(text))  # 1.
    distinct: dict[int, str] = {}
    for number, (share, text) in enumerate(zip(read, words, strict=True), 1):
        if share.common_parameters() != read[0].common_parameters():  # 2.
            raise OtherSet(number)
        distinct[share.index] = text
    needed = read[0].member_threshold if read else 2
    if len(distinct) < needed:  # 3.
        raise TooFewShares(needed, len(distinct))
    with _explained(0, ""):
        return bytes(combine_mnemonics(list(distinct.values())[:needed], b""))


def look_at(texts: Sequence[str]) -> None:
    """The last of some shares, as soon as it is given: is it right by itself, of one set with the first, and new?

    Raises `BadShare`, `OtherSet`, `SameShare`. Whether there are enough of them is for `combine` to say.
    """
    from shamir_mnemonic import Share

    last, words = len(texts), " ".join(texts[-1].lower().split())
    with _explained(last, words):
        read = Share.from_mnemonic(words)
    for number, text in enumerate(texts[:-1], 1):
        other = Share.from_mnemonic(" ".join(text.lower().split()))
        if other.common_parameters() != read.common_parameters():
            raise OtherSet(last)
        if other.index == read.index:
            raise SameShare(last, number)


def fingerprint(secret: bytes) -> str:
    """16 letters by which shares and a copy of the keys are known to belong together; tells nothing of the secret."""
    return sha256(b"tereze/shares/1\n" + secret).hexdigest()[:16]


@contextmanager
def _explained(number: int, text: str) -> Iterator[None]:
    from shamir_mnemonic import MnemonicError
    from shamir_mnemonic.wordlist import WORD_INDEX_MAP

    unknown = [at for at, word in enumerate(text.split(), 1) if word not in WORD_INDEX_MAP]
    if unknown:
        places = ", ".join(map(str, unknown[:5]))
        raise BadShare(number, f"word {places} is not in the list of words" if len(unknown) == 1 else
                       f"words {places} are not in the list of words")  # fmt: skip
    try:
        yield
    except MnemonicError as error:
        length = len(text.split())
        why = f"it has {length} words instead of 33" if length != 33 else "a word is wrong or two are exchanged"
        if not number:
            raise BadShare("of this set", "together they do not fit") from error
        raise BadShare(number, why) from error
