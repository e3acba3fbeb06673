"""The leak scan: read every byte of the built folder and look for what must not be there.

Looked for: internal ids, sheet ids, register numbers, digests and file names of evidence (whole, and the beginnings of
long ones); names of people who may not be named, in every script they are recorded in; numbers that look like identity
or telephone numbers; metadata of the files themselves.
"""

from __future__ import annotations

import html
import os
import re
from base64 import b32encode, b64encode
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain
from multiprocessing import get_context
from pathlib import Path

from tereze.consent import Forbidden

from .finding import HIGH, STOPS, Finding

_TOKEN = re.compile(rb"[A-Za-z0-9_\-]{6,}")
_DIGEST = re.compile("[0-9a-f]{40,128}")
_URL_SAFE = str.maketrans("+/", "-_")
_TAG = re.compile(r"<[^>]*>")
_LETTERS = re.compile(r"[^\W\d_]{3,}")
_HAN = re.compile("[\u3400-\u9fff]")
_DIGITS = (
    ("an identity number (18 digits)", re.compile(r"(?<![0-9A-Za-z.])\d{17}[\dXx](?![0-9A-Za-z])")),
    ("an identity number (12 digits)", re.compile(r"(?<![0-9A-Za-z.])\d{12}(?![0-9A-Za-z])")),
    ("a telephone number", re.compile(r"(?<![0-9A-Za-z])(?:\+|00)\d{1,3}[ ()-]{0,2}\d[\d ()-]{6,}\d(?![0-9A-Za-z])")),
    (
        "a telephone number",
        re.compile(r"(?<![0-9A-Za-z])8[ (-]{0,2}7\d\d[ )-]{0,2}\d{3}[ -]?\d\d[ -]?\d\d(?![0-9A-Za-z])"),
    ),
    ("an e-mail address", re.compile(r"[\w.+-]{2,}@[\w-]+\.[\w.-]{2,}")),
)
_LONG_NUMBER = re.compile(r"\d[\d ()-]{8,}[\dXx]|@")
_BETWEEN = re.compile(r'[\n\r\t";|·{}\[\]\x00]+')
_HOLE = re.compile(r"\{\w*\}")
_STRETCH = 200  # files that one process reads at a time
_WORTH = 10  # stretches from which starting processes is worth it
_NEAR = 90
_SHORTEST = 6
_PREFIX = 12
# What a release makes of chance: its ids of persons, of things on a page, and digests. Their letters are nobody's name.
_CHANCE = re.compile(r"(?<![^\W_])(?:([a-z2-7]{16})|[a-z](?=(?:[a-f]*\d){3})[0-9a-f]{14}|[0-9a-f]{40,128})(?![^\W_])")


class Scanner:
    """Holds what must not be found; `file` says what is found in one file."""

    def __init__(self, secrets: Iterable[str], names: Forbidden, plain: Sequence[str], contact: str = "") -> None:
        """`plain`: words of the templates and the interface, which are nobody's secret; `contact` may be shown."""
        usual = {token for text in plain for token in _tokens(text.encode())}
        wanted = {form for secret in secrets if len(secret) >= _SHORTEST for form in _forms(secret)}
        self._exact = {raw for secret in wanted if _TOKEN.fullmatch(raw := secret.encode())} - usual
        self._starts = {raw[:_PREFIX] for raw in self._exact if len(raw) >= 16} - {token[:_PREFIX] for token in usual}
        self._texts = _by_token(secret for secret in wanted if not _TOKEN.fullmatch(secret.encode()))
        self._names, self._contact = names, contact
        # Where a word of the interface is also somebody's name, the interface's own sentences are read past.
        pieces = (piece for text in plain for piece in _HOLE.split(text) if 2 < len(piece) < 2000)
        self._innocent = sorted({piece for piece in pieces if names.has_name(piece)}, key=len, reverse=True)
        self._words: dict[str, bool] = {}
        self.shown: set[str] = set()
        """Public ids of the persons of this release."""

    def file(self, path: str, raw: bytes) -> Iterator[Finding]:
        """Everything found in one file, each kind once."""
        tokens = set(_TOKEN.findall(raw))
        if not self._exact.isdisjoint(tokens):
            yield self._stop(path, "an internal id, digest or file name of the register")
        elif not self._starts.isdisjoint({token[:_PREFIX] for token in tokens if len(token) >= _PREFIX}):
            yield self._stop(path, "the beginning of an internal id or digest of the register")
        text = raw.decode("utf-8", "replace")
        near = (self._texts.get(token, ()) for token in (b"", *(self._texts.keys() & tokens)))
        if any(secret in text for some in near for secret in some):
            yield self._stop(path, "a file name or other string of the register")
        if len(self._contact) >= _SHORTEST:  # a shorter one would break words apart
            text = text.replace(self._contact, " ").replace(html.escape(self._contact), " ")
        readable = html.unescape(_TAG.sub(" ", text)) if path.endswith((".html", ".svg")) else text
        for kind, pattern in _DIGITS if _LONG_NUMBER.search(readable) else ():
            if pattern.search(readable):
                yield self._stop(path, kind)
        if self._names and self._named(readable):
            yield self._stop(path, "the name of someone who may not be named")

    def _without_innocent(self, text: str) -> str:
        """The text without what is nobody's name: letters drawn by chance, and the interface's own sentences."""
        text = _CHANCE.sub(self._chance, text)
        for piece in self._innocent:
            text = text.replace(piece, " ")
        return text

    def _chance(self, found: re.Match[str]) -> str:
        """A blank for what was drawn by chance; sixteen letters are that only where this release has such an id."""
        return found[0] if found[1] and found[1] not in self.shown else " "

    def _named(self, text: str) -> bool:
        """Whether a name stands in the text. Each different word is looked up once for the whole release."""
        suspects = []
        for word in set(_LETTERS.findall(text)):
            known = self._words.get(word)
            if known is None:
                known = self._words[word] = self._names.may_begin(word)
            if known:
                suspects.append(word)
        if suspects:
            text = self._without_innocent(text)
            some = re.compile("|".join(map(re.escape, suspects)))
            around = {_around(text, match.start(), match.end()) for match in some.finditer(text)}
            if any(map(self._names.has_name, around)):
                return True
        if not _HAN.search(text):
            return False
        text = self._without_innocent(text)
        return any(_HAN.search(p) and self._names.has_name(p) for p in _pieces(text))

    @staticmethod
    def _stop(path: str, what: str) -> Finding:
        return Finding(severity=STOPS, check="leak", message=f"{what} stands in a file of the release", on=path)


def scan(folder: Path, scanner: Scanner) -> Iterator[Finding]:
    """Scan every file of a built release, and the folder itself for what does not belong there; in order of path.

    A large release is read by as many processes as there are cores; what they find does not depend on how many.
    """
    paths = [path for path in sorted(folder.rglob("*")) if path.is_symlink() or path.is_file()]
    stretches = [paths[at : at + _STRETCH] for at in range(0, len(paths), _STRETCH)]
    if len(stretches) < _WORTH or (os.cpu_count() or 1) < 2:
        yield from chain.from_iterable(_scan(folder, stretch, scanner) for stretch in stretches)
        return
    context = get_context("spawn")  # an office has threads, and a fork would take their locks along
    try:
        with ProcessPoolExecutor(mp_context=context, initializer=_begin, initargs=(folder, scanner)) as workers:
            found = list(workers.map(_scan_there, stretches))
    except (
        BrokenProcessPool
    ):  # no memory for more processes, or a machine that allows none: it takes longer, that is all
        found = [_scan(folder, stretch, scanner) for stretch in stretches]
    yield from chain.from_iterable(found)


def _scan(folder: Path, paths: Sequence[Path], scanner: Scanner) -> list[Finding]:
    found: list[Finding] = []
    for path in paths:
        relative = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found.append(Finding(severity=STOPS, check="leak", message="a link leads out of the folder", on=relative))
            continue
        found += scanner.file(relative, path.read_bytes())
        found += scanner.file(relative, relative.encode())
        if path.name.startswith(".") or path.suffix in {".tmp", ".bak", ".swp"}:
            found.append(Finding(severity=HIGH, check="leak", message="a hidden or left-over file", on=relative))
    return found


_mine: tuple[Path, Scanner] | None = None


def _begin(folder: Path, scanner: Scanner) -> None:
    """In a process of its own: what to look for, sent once."""
    global _mine  # noqa: PLW0603  # one scanner for each process, set before the first file
    _mine = folder, scanner


def _scan_there(paths: Sequence[Path]) -> list[Finding]:
    if _mine is None:
        raise RuntimeError("this process was given no scanner")
    folder, scanner = _mine
    return _scan(folder, paths, scanner)


def _forms(secret: str) -> tuple[str, ...]:
    """A digest in the other alphabets it could be written in."""
    if not _DIGEST.fullmatch(secret):
        return (secret,)
    raw = bytes.fromhex(secret)
    in_64 = b64encode(raw).decode().rstrip("=")
    return secret, secret.upper(), b32encode(raw).decode().lower().rstrip("="), in_64, in_64.translate(_URL_SAFE)


def _by_token(secrets: Iterable[str]) -> dict[bytes, list[str]]:
    """Strings that are more than one token, by their longest token; those without one under the empty token."""
    found: dict[bytes, list[str]] = {}
    for secret in secrets:
        token = max(_TOKEN.findall(secret.encode()), key=len, default=b"")
        found.setdefault(token, []).append(secret)
    return found


def _tokens(raw: bytes) -> list[bytes]:
    return _TOKEN.findall(raw)


def _around(text: str, begin: int, end: int) -> str:
    """The piece of text in which a name that holds `text[begin:end]` could stand."""
    before = _BETWEEN.split(text[max(0, begin - _NEAR) : begin])[-1]
    after = _BETWEEN.split(text[end : end + _NEAR], maxsplit=1)[0]
    return before + text[begin:end] + after


def _pieces(text: str) -> Iterator[str]:
    """Pieces within which a name may stand: two names side by side in a list are not one name."""
    return (piece for piece in _BETWEEN.split(text) if len(piece) > 2 and not piece.isspace())
