"""Texts that would tell who a sealed voice is: found by its names, and taken out of what the desk may read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, TypeVar
from unicodedata import normalize

import msgspec

from tereze.model.mentions import Words

Tells = Callable[[str], bool]
"""Whether a text holds a sealed name."""

Kept = TypeVar("Kept")
_SHORT = 3  # letters: so short a name stands in other words too, and counts only as a word of its own
# What a reader finds a thing by. These are chosen by the coder, and opaque ids hang on them.
_HANDLES = frozenset({"id", "source", "local", "key", "lang", "role", "basis", "property", "sort"})


def telling(names: Iterable[str]) -> Tells | None:
    """A test for these names, in any case and Unicode form, written from either end, with or without an ending."""
    wanted = {form for name in names for form in _forms(name)}
    if not wanted:
        return None
    pattern = re.compile("|".join(sorted(wanted, key=len, reverse=True)))
    return lambda text: bool(text) and pattern.search(_plain(text)) is not None


def muted(value: Kept, tells: Tells) -> Kept:
    """The same without any text that tells: such texts become empty, such words are left out. Untouched, the very same
    object comes back.
    """
    return _muted(value, tells)  # type: ignore[no-any-return]


def _muted(value: Any, tells: Tells) -> Any:
    if isinstance(value, str):
        return "" if tells(value) else value
    if isinstance(value, tuple):
        made = tuple(_muted(one, tells) for one in value if not (isinstance(one, Words) and tells(one.text)))
        return value if len(made) == len(value) and all(a is b for a, b in zip(made, value, strict=True)) else made
    if not isinstance(value, msgspec.Struct):
        return value
    fields = {name: getattr(value, name) for name in value.__struct_fields__ if name not in _HANDLES}
    changed = {name: now for name, old in fields.items() if (now := _muted(old, tells)) is not old}
    return msgspec.structs.replace(value, **changed) if changed else value


def _forms(name: str) -> set[str]:
    parts = re.findall(r"\w+", _plain(name))
    both = {r"\W*".join(parts), r"\W*".join(reversed(parts))} - {""}
    end = r"(?!\w)" if sum(map(len, parts)) <= _SHORT and not _is_han(parts) else ""
    return {form + end if _is_han(parts) else rf"(?<!\w){form}{end}" for form in both}


def _is_han(parts: list[str]) -> bool:
    """Whether the name is in a script that divides no words."""
    return all("\u3400" <= letter <= "\u9fff" or letter > "\uffff" for part in parts for letter in part)


def _plain(text: str) -> str:
    return normalize("NFC", normalize("NFKC", text).casefold())
