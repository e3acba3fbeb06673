"""The sentences of `explain` in English. Another language is another dictionary with the same keys."""

from __future__ import annotations

from collections.abc import Mapping

from .explain import Sentence

ENGLISH: Mapping[str, str] = {
    "count.none": "No witness is known; sources: {sources}.",
    "count.one": "One independent witness; sources: {sources}.",
    "count.many": "{n} independent witnesses; sources: {sources}.",
    "inexact": "There may be more than {n}: the chains overlap so much that the search was stopped.",
    "floor": "At least {n}, if all who told it without being known are one person.",
    "documents": "Documents, which are not witnesses: {documents}.",
    "officials": "Official voices, which are not witnesses: {n}.",
    "possible": "Possible further witnesses who cannot be told apart: {n}.",
    "sealed": "Voices known only to the custodians: {n}.",
    "chain.firsthand": "First hand, in {source}: {chain}.",
    "chain.secondhand": "Second hand, in {source}; who told it is not known: {chain}.",
    "chain.own_word": "In {source}; how the first voice knows it is not said: {chain}.",
    "chain.document": "From a document, in {source}: {chain}.",
    "chain.official": "From an official voice, in {source}: {chain}.",
    "chain.possible": "From someone who cannot be told apart, in {source}: {chain}.",
    "chain.none": "{source} says so and names nobody.",
    "reprint": "{source} repeats statement {of}: counted once.",
    "bearing": "If {voices} erred, no witness would be left.",
    "denied": "Denied in {source}: {chain}.",
    "does_not_know": "Says in {source} not to know: {chain}.",
    "refuses": "Refuses to say, in {source}: {chain}.",
    "refuted": "Shown to be false: what {source} says: {chain}.",
    "voice.sealed": "a protected voice",
    "voice.unnamed": "an unnamed voice",
    "through": " → ",
    "and": ", ",
    "nobody": "nobody named",
}


def say(sentence: Sentence, catalogue: Mapping[str, str] = ENGLISH) -> str:
    """The sentence in the language of `catalogue`."""
    values = {
        name: _text(value, catalogue, "through" if name == "chain" else "and")
        for name, value in sentence.values.items()
    }
    return catalogue[sentence.message].format_map(values)


def _text(value: str | int | tuple[str, ...], catalogue: Mapping[str, str], joined: str) -> str:
    if isinstance(value, tuple):
        return catalogue[joined].join(_text(one, catalogue, joined) for one in value) or catalogue["nobody"]
    if isinstance(value, str) and value.startswith("@"):
        return catalogue.get(value[1:], value)
    return str(value)
