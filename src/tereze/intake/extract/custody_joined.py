"""English: what the rules of custody and the learned reader find, as one.

The learned reader (`tellings`) says how likely words tell a status and of whom. What it tells is bound by the rules'
guards: no denial, wish, fear, forecast or question, no authority's words. It adds what no rule reads where it is sure
of the status and the grammar (`patients`) means the same person; and a rule's finding of which it sees nothing falls.
Nobody is invented: it is someone named in the text, or nobody named. Without weights the rules read alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tereze.intake.extract import given_names, tokens
from tereze.intake.extract.custody import Custodies, Custody
from tereze.intake.extract.patients import Nobody
from tereze.intake.extract.speakers import Speaker
from tereze.intake.extract.tellings import Named, See, Telling

ALONE = 0.8  # words that no rule knows tell a status from here on
AGREED = 0.5  # whom: how likely the one that the grammar gives must be
LEAST = 0.1  # whom a rule finds: how likely the network must be at least
_WORTH = re.compile(
    r"(?i)\b(?:arrest|detain|detention|custod|prison|jail|gaol|imprison|incarcerat|intern(?:ed|ment|s\b)|camps?\b|"
    r"police|polic|officers?\b|guards?\b|court|judge|sentenc|convict|trial|tried\b|charg|bail|parole|probation|remand|"
    r"releas|freed|cell|cells|inmate|captiv|abduct|disappear|vanish|missing|whereabouts|passport|papers|travel|exit|"
    r"house|home|centre|center|facility|hospital|ward|interrogat|question|handcuff|hood|lock|bars\b|security|"
    r"taken\b|took\b|held\b|sent\b|years\b|factory|labou?r|work|died|death|body|buried|fled|left\b|re-?education)"
)


def is_worth_it(text: str) -> bool:
    """Whether a text has any word of those beside which custody is told: most news has none of the first."""
    return _WORTH.search(text) is not None


def read(custodies: Custodies, see: See) -> list[Telling] | None:
    """What `see` sees in a text."""
    cut = [tokens.english(custodies.text, begin, end) for begin, end in custodies.sentences]
    return see(cut, named(custodies))


def named(custodies: Custodies) -> list[Named]:
    """Where the text names persons, as the network is told."""
    people = custodies.cast.people
    spans = [Named(*span, one.key, given_names.given(one.name) or "") for one in people for span in one.spans]
    return sorted(spans)


def joined(custodies: Custodies, found: Sequence[Custody], told: Sequence[Telling] | None) -> list[Custody]:
    """The findings of both, in order of the text, each status of each person once a sentence."""
    if told is None:
        return list(found)
    places = {span: at for at, span in enumerate(custodies.sentences)}
    made: dict[tuple[int, str, str], Custody] = {}
    for one in found:
        at = places[one.begin, one.end]
        if _stands(one, at, told):
            made[at, one.status, one.about.key if one.about is not None else ""] = one
    by_rules = {(at, status) for at, status, _ in made}
    for telling in told:
        if telling.score < ALONE or (telling.sentence, telling.status) in by_rules:
            continue
        learned = _learned(custodies, telling)
        if learned is not None:
            key = (telling.sentence, telling.status, learned.about.key if learned.about is not None else "")
            made.setdefault(key, learned)
    return sorted(made.values(), key=lambda one: (one.begin, one.term))


def _stands(one: Custody, at: int, told: Sequence[Telling]) -> bool:
    """Whether the network sees something of what a rule finds: the status in that sentence, perhaps of that person."""
    key = one.about.key if one.about is not None else ""
    return any(each.sentence == at and each.status == one.status and each.about.get(key, 0.0) >= LEAST for each in told)


def _learned(custodies: Custodies, telling: Telling) -> Custody | None:
    begin, end = custodies.sentences[telling.sentence]
    match = re.compile(rf"(?s:.{{{telling.end - telling.begin}}})").match(custodies.text, telling.begin)
    if match is None or begin < custodies.skip or not custodies.is_told(telling.status, match, begin, end):
        return None
    said = custodies.said_at(telling.begin)
    key = _by_grammar(custodies, telling, match)
    if key is None or telling.about.get(key, 0.0) < AGREED:
        return None
    about = _speaker(custodies, key, telling) if key else None
    when = custodies.whens.of(match, begin, end)
    term = (telling.begin, telling.end)
    return Custody(about, telling.status, begin, end, term, when, said, round(telling.score, 2))


def _by_grammar(custodies: Custodies, telling: Telling, match: re.Match[str]) -> str | None:
    """The key of the one the grammar gives, “” for somebody without a name, None where it gives nobody."""
    who = custodies.whom(match, *custodies.sentences[telling.sentence])
    if who is Nobody.NONE:
        return None
    return who.key if isinstance(who, Speaker) else ""


def _speaker(custodies: Custodies, key: str, telling: Telling) -> Speaker:
    """The person's name nearest to the telling, in its sentence where that names him."""
    begin, end = custodies.sentences[telling.sentence]
    person = next(one for one in custodies.cast.people if one.key == key)
    here = [span for span in person.spans if begin <= span[0] < end]
    first, last = min(here or person.spans, key=lambda span: abs(span[0] - telling.begin))
    return Speaker("person", custodies.text[first:last], first, last, key)
