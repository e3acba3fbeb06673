"""Terms over time: who first used a word, how it spread, and how many people lived under it meanwhile."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from tereze.model.value import Value

from .material import Held, Material, TermUse, first_day, period
from .tables import concept_of


class Month(Value, frozen=True):
    """One month of a term: uses of it, people held under it with how many of them witnessed."""

    month: str
    uses: int
    held: int
    witnessed: int


class Term(Value, frozen=True):
    """A word (or one word in several languages): first use, speakers, spread, and who lived under it."""

    name: str
    status: str
    spellings: tuple[str, ...]
    first_use: str
    first_speaker: str
    first_official_use: str
    first_official_speaker: str
    speakers: tuple[str, ...]
    languages: tuple[str, ...]
    sources: tuple[str, ...]
    months: tuple[Month, ...]
    records: tuple[str, ...] = ()


def uses_in_positions(material: Material) -> tuple[TermUse, ...]:
    """The terms that positions use: always official uses."""
    return tuple(
        TermUse(
            text=one.term, speaker=material.party(one.term_by or one.organ or one.actor).label,
            when=material.when(one), source=material.local(one.source), record=one.id, official=True,
            lang=one.term_lang or next((words.lang for words in one.words if words.role == "original"), None),
        )
        for one in material.positions if one.term
    )  # fmt: skip


def terms(material: Material) -> tuple[Term, ...]:
    """Every term with its months, by first use. A term of no known concept stands under its own spelling."""
    grouped: defaultdict[tuple[str, str], list[TermUse]] = defaultdict(list)
    for use in (*uses_in_positions(material), *material.terms):
        concept = concept_of(use.text)
        grouped[(concept.name, concept.status) if concept else (use.text.casefold(), "")].append(use)
    made = [_term(name, status, uses, material.held) for (name, status), uses in sorted(grouped.items())]
    return tuple(sorted(made, key=lambda one: (first_day(one.first_use), one.name)))


def _term(name: str, status: str, uses: list[TermUse], held: tuple[Held, ...]) -> Term:
    uses = sorted(uses, key=lambda one: (first_day(one.when), one.record))
    official = next((one for one in uses if one.official), None)
    return Term(
        name=name,
        status=status,
        spellings=tuple(dict.fromkeys(one.text for one in uses)),
        first_use=uses[0].when,
        first_speaker=uses[0].speaker,
        first_official_use=official.when if official else "",
        first_official_speaker=official.speaker if official else "",
        speakers=tuple(dict.fromkeys(one.speaker for one in uses if one.speaker)),
        languages=tuple(sorted({one.lang for one in uses if one.lang})),
        sources=tuple(dict.fromkeys(one.source for one in uses)),
        months=_months(status, uses, held),
        records=tuple(dict.fromkeys(one.record for one in uses)),
    )


def _months(status: str, uses: list[TermUse], held: tuple[Held, ...]) -> tuple[Month, ...]:
    """The months in which the word was used, each with the people the register holds under the status then."""
    counted: defaultdict[str, int] = defaultdict(int)
    for use in uses:
        found = period(use.when)
        if found is not None:
            counted[date.fromordinal(found.first).strftime("%Y-%m")] += 1
    return tuple(_month(month, count, status, held) for month, count in sorted(counted.items()))


def _month(month: str, uses: int, status: str, held: tuple[Held, ...]) -> Month:
    people, witnessed = under(status, month, held)
    return Month(month=month, uses=uses, held=people, witnessed=witnessed)


def under(status: str, month: str, held: tuple[Held, ...]) -> tuple[int, int]:
    """(persons, persons with a witness) surely under `status` at some day of `month`: possible days are not enough."""
    span = period(month)
    if span is None:
        return 0, 0
    there = [one for one in held if one.status == status and one.stands and _surely(one.when, span.first, span.last)]
    return len({one.person for one in there}), len({one.person for one in there if one.witnesses})


def _surely(when: str, first: int, last: int) -> bool:
    found = period(when)
    return found is not None and found.begin_last <= last and found.end_first >= first
