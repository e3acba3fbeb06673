"""The words of the office's screens: `resources/office/<language>.yaml` and `<language>.<part>.yaml`, the words of one
part of the office each, over the words of the published pages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from tereze.model import resources
from tereze.publish.locale import LANGUAGES, Catalogue
from tereze.weigh import wording
from tereze.weigh.explain import Sentence

__all__ = ["LANGUAGES", "Words", "words"]


class Words(Catalogue):
    """The catalogue of one language for the office: its own words first, then those of the published pages."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self._words = {**self._words, **flat(code)}
        self._english = {**self._english, **flat("en")}
        self._sentences: Mapping[str, str] = {
            key: self._words.get(f"explain.{key}") or text for key, text in wording.ENGLISH.items()
        }

    def explain(self, sentence: Sentence) -> str:
        """A sentence of `weigh.explain` in this language; what is put into it keeps its own direction of writing."""
        values = {name: _isolated(value) for name, value in sentence.values.items()}
        return wording.say(Sentence(message=sentence.message, values=values), self._sentences)


def _isolated(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(_isolated(one) for one in value)
    return f"\u2068{value}\u2069" if isinstance(value, str) and not value.startswith("@") else value


@cache
def words(code: str) -> Words:
    """The words of a language, read once; of English for a language that is not there."""
    return Words(code if code in LANGUAGES else "en")


@cache
def flat(code: str) -> dict[str, str]:
    """The tables `office/<code>.yaml` and `office/<code>.<part>.yaml` as dotted keys."""
    found: dict[str, str] = {}

    def walk(prefix: str, value: Any) -> None:
        if isinstance(value, dict):
            for key, item in value.items():
                walk(f"{prefix}.{key}" if prefix else key, item)
        else:
            found[prefix] = value

    for file in sorted(resources.path("office").glob(f"{code}*.yaml")):
        walk("", resources.table(f"office/{file.name}"))
    return found
