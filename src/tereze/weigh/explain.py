"""Each fact's chains as sentences: message ids with values, so that any language can say them (wording.py)."""

from __future__ import annotations

from collections.abc import Iterator

from .chains import LIMITING
from .view import Fact, PersonView, Row, StatementRow, VoiceRow

SEALED, UNNAMED = "@voice.sealed", "@voice.unnamed"  # values that are messages themselves


class Sentence(Row, frozen=True, kw_only=True):
    """A message id and what it speaks of. A value that begins with @ is the id of a message."""

    message: str
    values: dict[str, str | int | tuple[str, ...]]


class Explanation(Row, frozen=True, kw_only=True):
    """Why a fact is believed, and by how many: `fact` is its place in the view."""

    fact: int
    sentences: tuple[Sentence, ...]


def explain(view: PersonView) -> tuple[Explanation, ...]:
    """The explanation of every fact, in the order of the view."""
    voices = {voice.id: voice for voice in view.voices}
    return tuple(
        Explanation(fact=place, sentences=tuple(_sentences(fact, voices))) for place, fact in enumerate(view.facts)
    )


def _sentences(fact: Fact, voices: dict[str, VoiceRow]) -> Iterator[Sentence]:
    yield from _count(fact)
    for statement in fact.support.statements:
        yield _chain(statement, voices)
    if fact.support.load_bearing:
        yield _say("bearing", voices=tuple(_label(voice, voices) for voice in fact.support.load_bearing))
    beside = (
        ("denied", fact.denied_by),
        ("does_not_know", fact.does_not_know),
        ("refuses", fact.refuses),
        ("refuted", fact.refuted),
    )
    for message, statements in beside:
        for statement in statements:
            yield _say(message, source=statement.source, chain=_through(statement, voices))


def _count(fact: Fact) -> Iterator[Sentence]:
    told = fact.support
    number = {0: "none", 1: "one"}.get(told.independent_witnesses, "many")
    yield _say(f"count.{number}", n=told.independent_witnesses, sources=told.sources)
    if not told.exact:
        yield _say("inexact", n=told.independent_witnesses)
    if told.witness_floor < told.independent_witnesses:
        yield _say("floor", n=told.witness_floor)
    if told.document_origins:
        yield _say("documents", n=len(told.document_origins), documents=told.document_origins)
    if told.official_origins:
        yield _say("officials", n=len(told.official_origins))
    if told.possible:
        yield _say("possible", n=told.possible)
    if told.sealed:
        yield _say("sealed", n=told.sealed)


def _chain(statement: StatementRow, voices: dict[str, VoiceRow]) -> Sentence:
    if statement.repeats is not None:
        return _say("reprint", source=statement.source, of=statement.repeats)
    return _say(f"chain.{statement.origin}", source=statement.source, chain=_through(statement, voices))


def _through(statement: StatementRow, voices: dict[str, VoiceRow]) -> tuple[str, ...]:
    """Who stands in the chain, the deepest voice first; recorders and publishers only where nobody else does."""
    speaking = [link.voice for link in statement.chain if link.role in LIMITING]
    return tuple(_label(voice, voices) for voice in speaking or [link.voice for link in statement.chain])


def _label(voice: str, voices: dict[str, VoiceRow]) -> str:
    known = voices.get(voice)
    if known is None:
        return voice
    if known.sealed:
        return SEALED
    return (known.label if known.named or known.label else UNNAMED) or known.number or known.id


def _say(message: str, **values: str | int | tuple[str, ...]) -> Sentence:
    return Sentence(message=message, values=values)
