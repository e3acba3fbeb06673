"""What a register holds, counted over person views; and whom to corroborate and protect first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from .view import Fact, PersonView, Row


class RegisterCounts(Row, frozen=True, kw_only=True):
    """How many persons the register documents, and for how many of them at least one human stands as witness."""

    documented: int
    witnessed: int
    as_of: str


class Protect(Row, frozen=True, kw_only=True):
    """A voice whose error or silence would leave facts without a witness: (property, value, when) of each."""

    voice: str
    label: str
    sealed: bool
    facts: tuple[tuple[str, str, str], ...]


def about_custody(fact: Fact) -> bool:
    """Whether a fact says what became of the person."""
    return fact.property == "custody"


def register_counts(
    views: Iterable[PersonView], *, as_of: str, holds: Callable[[Fact], bool] = about_custody
) -> RegisterCounts:
    """Count the persons with a supported fact that `holds`, and those of them with an independent witness for it."""
    documented = witnessed = 0
    for view in views:
        facts = [fact for fact in view.facts if fact.support.sources and holds(fact)]
        documented += bool(facts)
        witnessed += any(fact.support.independent_witnesses for fact in facts)
    return RegisterCounts(documented=documented, witnessed=witnessed, as_of=as_of)


def voices_to_protect(view: PersonView) -> tuple[Protect, ...]:
    """The load-bearing voices of a person's facts, those that carry most first."""
    carried: defaultdict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for fact in view.facts:
        for voice in fact.support.load_bearing:
            carried[voice].append((fact.property, fact.value, fact.when))
    known = {voice.id: voice for voice in view.voices}
    rows = [
        Protect(
            voice=voice,
            label=known[voice].label if voice in known else "",
            sealed=voice in known and known[voice].sealed,
            facts=tuple(facts),
        )
        for voice, facts in carried.items()
    ]
    return tuple(sorted(rows, key=lambda row: (-len(row.facts), row.voice)))
