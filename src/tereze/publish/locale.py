"""The words of the interface, from `resources/locale/<language>.yaml`."""

from __future__ import annotations

from functools import cache
from typing import Any

from tereze.model import resources

from .errors import NoSuchLanguage

LANGUAGES = ("en", "kk", "ru", "ug", "zh")


class Catalogue:
    """The interface strings of one language. A missing key falls back to English."""

    def __init__(self, code: str) -> None:
        if code not in LANGUAGES:
            raise NoSuchLanguage(code, ", ".join(LANGUAGES))
        self.code = code
        self._words = _flat(code)
        self._english = _flat("en")
        self.dir = self("lang.dir")
        self.tag = "zh-Hans" if code == "zh" else code
        self.needs_review = self("lang.review") == "needed"

    def __call__(self, key: str, **values: object) -> str:
        """The text of `key` with `values` filled in; the key itself where nobody wrote a text for it."""
        text = self._words.get(key)
        if not text:
            text = self._english.get(key) or key
        return text.format(**values) if values else text

    def many(self, key: str, n: int) -> str:
        """The text of `key` for the number `n` (keys `<key>.one`, `.few`, `.many`, `.other`)."""
        form = _plural(self.code, n)
        found = f"{key}.{form}" if f"{key}.{form}" in self._words else f"{key}.other"
        return self(found, n=n)

    def word(self, group: str, word: str) -> str:
        """A word of a vocabulary ("status", "basis" …) in this language; the word itself where it is not known."""
        return self._words.get(f"{group}.{word}") or self._english.get(f"{group}.{word}") or word.replace("_", " ")

    def items(self, key: str) -> list[str]:
        """A list of texts."""
        found: list[str] = []
        while f"{key}.{len(found)}" in self._words:
            found.append(self._words[f"{key}.{len(found)}"])
        return found

    def keys(self) -> frozenset[str]:
        """All keys of this language."""
        return frozenset(self._words)


@cache
def catalogue(code: str) -> Catalogue:
    """The catalogue of a language, read once. Raises `NoSuchLanguage`."""
    return Catalogue(code)


def _plural(code: str, n: int) -> str:
    """The plural form for a whole number. Where CLDR has but one form, a file may still word the number 1 by itself."""
    if code == "ru":
        if n % 10 == 1 and n % 100 != 11:
            return "one"
        return "few" if n % 10 in {2, 3, 4} and n % 100 not in {12, 13, 14} else "many"
    return "one" if n == 1 else "other"


@cache
def _flat(code: str) -> dict[str, str]:
    found: dict[str, str] = {}

    def walk(prefix: str, value: Any) -> None:
        if isinstance(value, dict):
            for key, item in value.items():
                walk(f"{prefix}.{key}" if prefix else key, item)
        elif isinstance(value, list):
            for at, item in enumerate(value):
                walk(f"{prefix}.{at}", item)
        else:
            found[prefix] = value

    walk("", resources.table(f"locale/{code}.yaml"))
    return found
