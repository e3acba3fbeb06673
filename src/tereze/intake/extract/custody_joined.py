"""English: what the rules of custody and the learned reader find, as one.

The learned reader (`tellings`) says how likely words tell a status and of whom. What it tells is bound by the rules'
guards: no denial, wish, fear, forecast or question. An authority's words count here, since they tell of somebody in
particular. It adds what no rule reads where it is sure of the status, and of the person or the grammar (`patients`)
means the same one. What a rule finds stands. Nobody is invented: it is someone named in the text, or nobody named.
Without weights the rules read alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tereze.intake.extract import given_names, tokens
from tereze.intake.extract.custody import Custodies, Custody
from tereze.intake.extract.patients import Nobody
from tereze.intake.extract.speakers import Speaker
from tereze.intake.extract.tellings import Named, See, Telling

SURE = 0.8  # words that no rule knows tell a status from here on
WHOM = 0.6  # how likely the persons must be, together, where the grammar gives another one or nobody
BESIDE = 0.25  # a second person is told of too from here on, if not half as likely as the first
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
    made = {(places[one.begin, one.end], one.status, one.about.key if one.about else ""): one for one in found}
    for telling in told:
        there = {key for at, status, key in made if (at, status) == (telling.sentence, telling.status)}
        whom = _whom(telling)
        if (there.isdisjoint(whom) and there) or _is_read(telling, found):
            continue  # a rule reads it of somebody else, or those words as something else
        for learned in _learned(custodies, telling, whom):
            key = (telling.sentence, telling.status, learned.about.key if learned.about is not None else "")
            made.setdefault(key, learned)
    return sorted(made.values(), key=lambda one: (one.begin, one.term))


def _is_read(telling: Telling, found: Sequence[Custody]) -> bool:
    """Whether a rule reads these words as another status: the same words tell one."""
    return any(
        one.status != telling.status and one.term[0] < telling.end and telling.begin < one.term[1] for one in found
    )


def _whom(telling: Telling) -> list[str]:
    """Those whom the network takes to be meant: the likeliest, and those told of beside them."""
    most = max(telling.about.values(), default=1.0)
    return [key for key, likely in telling.about.items() if likely == most or likely >= max(BESIDE, most / 2)]


def _learned(custodies: Custodies, telling: Telling, whom: Sequence[str]) -> Iterator[Custody]:
    begin, end = custodies.sentences[telling.sentence]
    match = re.compile(rf"(?s:.{{{telling.end - telling.begin}}})").match(custodies.text, telling.begin)
    if match is None or begin < custodies.skip or telling.score < SURE:
        return
    agreed = _by_grammar(custodies, telling, match) in whom
    if not agreed and sum(telling.about[key] for key in whom) < WHOM:
        return
    if not custodies.is_told(telling.status, match, begin, end, official=False):
        return
    when = custodies.whens.of(match, begin, end)
    term = (telling.begin, telling.end)
    said = custodies.said_at(telling.begin)
    for key in whom:
        about = _speaker(custodies, key, telling) if key else None
        yield Custody(about, telling.status, begin, end, term, when, said, round(telling.score, 2))


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
