"""“Is this person already in the register?”: answered at intake from whatever the teller knows, in any script.

An analyst is shown the likeliest people with reasons. The desk is told a register number or “not known”, and nothing
of what other families said: no names, no reasons, no count; and it is told a number only when something besides the
name agrees, so that a list of names says nothing. A record with sealed content answers only to custodians,
and to everyone else exactly as if it were not there: the same answer, after the same work. Every look-up leaves notes
in the ledger (of the person found, and a keyed digest of the names asked for), and there are budgets
(`tereze.actions.lookup_budget`).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

from tereze.model import dates
from tereze.model.errors import BadInput
from tereze.names import prepare
from tereze.resolve.facts import Kin, MentionFacts
from tereze.resolve.rules import Reason

from . import auditing, lookup_budget
from .desk import Desk
from .looking import seconds
from .lookup_score import ASKED, Fit, fits
from .reading import label_of

LIKELY = 0.5
"""From this probability on the desk is told “likely known”."""
SHOWN = 5
FAINTEST = 0.005
"""Below this an analyst is shown namesakes only, who may be asked about next; all others do not match at all."""
MOST_NAMES, LONGEST = 6, 200
ON_NAMES = {"names", "sex"}
SEXES = ("", "male", "female")


class NotALookup(BadInput):
    """A question nobody can be found by, or a field that cannot be read."""

    message = "This look-up cannot be answered: {0}."
    hint = "Give a name in any script and what else is known: year of birth, sex, place, a relative."


class NameAlone(NotALookup):
    """The desk asks with a name and nothing else."""

    def __init__(self) -> None:
        super().__init__("a name alone is not enough")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a teller knows of the person: `names` in any script; `born` EDTF (“1979”, “1979-03”, “1970/1975”); `sex`
    "male" or "female"; `place` of birth, residence or custody; `relatives` by name; `number` of an identity card.
    """

    names: tuple[str, ...]
    born: str = ""
    sex: str = ""
    place: str = ""
    relatives: tuple[str, ...] = ()
    number: str = ""


class Likely(NamedTuple):
    """One person that may be meant, for analysts: number, a name to show, probability, reasons, how many mentions."""

    anchor: str
    number: str
    label: str
    score: float
    reasons: tuple[Reason, ...]
    mentions: int


@dataclass(frozen=True, slots=True)
class Answer:
    """`known` and `number` are for everyone; `people` is empty unless an analyst or a custodian asks."""

    known: bool
    number: str = ""
    people: tuple[Likely, ...] = ()


def look_up(desk: Desk, asked: Asked, besides: Collection[str] = ()) -> Answer:
    """Whether this person is in the register already, other than as one of the persons `besides` (anchors).

    1. May this person ask, and is the question one.  2. Is there budget left.  3. The same work for every question.
    4. Leave out what may not answer.  5. The note, before anything is told.
    Raises `NotAllowed`, `NotALookup`, `TooManyLookups`, `LookNotKept`.
    """
    desk.must("lookup")  # 1.
    facts = _read(asked, terse=not _may_see(desk))
    kind = lookup_budget.spend(desk, asked.names, _details(asked))  # 2.
    index = desk.register.index
    everyone = [fit for fit in fits(index, facts, _size(desk)) if fit.anchor not in besides]  # 3.
    numbers = index.number_of([fit.anchor for fit in everyone])
    open_to = [fit for fit in everyone if fit.anchor in numbers and fit.alike and not _is_closed(desk, fit)]  # 4.
    fitting, most = (_is_shown, SHOWN) if _may_see(desk) else (_is_sure, 1)
    told = [fit for fit in open_to if fitting(fit)][:most]
    names = auditing.digest(desk, " ".join(asked.names))
    auditing.looked(desk, kind, names, *(fit.anchor for fit in told), part=_details(asked))  # 5.
    known = bool(told) and told[0].score >= LIKELY
    if known and not _may_see(desk):
        lookup_budget.answered(desk)
    people = tuple(_shown(fit, numbers) for fit in told) if _may_see(desk) else ()
    return Answer(known, numbers[told[0].anchor] if known else "", people)


def _size(desk: Desk) -> int:
    """How many persons the register holds; counted anew once a minute."""
    now, known = seconds(desk.now()), desk.looks.persons
    if known is None or not 0 <= now - known[0] < lookup_budget.MINUTE:
        known = desk.looks.persons = now, desk.register.index.counts()["persons"]
    return known[1]


def _may_see(desk: Desk) -> bool:
    return desk.actor.has("analyst", "custodian")


def _is_sure(fit: Fit) -> bool:
    """Likely, and not by the name alone: something else that was asked agrees with what is recorded."""
    return fit.score >= LIKELY and any(one.points > 0 for one in fit.reasons if one.rule not in ON_NAMES)


def _is_shown(fit: Fit) -> bool:
    return fit.score >= FAINTEST or any(one.rule == "names" and one.points > 0 for one in fit.reasons)


def _is_closed(desk: Desk, fit: Fit) -> bool:
    return fit.sealed and not desk.actor.has("custodian")


def _read(asked: Asked, *, terse: bool) -> MentionFacts:
    """The question as facts. The desk must know more than a name: a list of names alone is how one probes."""
    texts = [*asked.names, *asked.relatives, asked.born, asked.place, asked.number]
    if len(asked.names) + len(asked.relatives) > MOST_NAMES or any(len(text) > LONGEST for text in texts):
        raise NotALookup("it is too long")
    names = tuple(name.strip() for name in asked.names if prepare(name).words)
    if not names:
        raise NotALookup("it has no name")
    if asked.sex not in SEXES:
        raise NotALookup(f"“{asked.sex}” is no sex that is recorded here")
    born, place, number = asked.born.strip(), asked.place.strip(), asked.number.strip()
    relatives = tuple(Kin("", name.strip()) for name in asked.relatives if name.strip())
    if terse and not (born or place or relatives or number):
        raise NameAlone
    if born:
        try:
            dates.read(born)
        except dates.BadDate:
            raise NotALookup(f"“{born}” is no year or date of birth") from None
    births, places, numbers = (tuple(filter(None, [text])) for text in (born, place, number))
    return MentionFacts(
        ASKED, ASKED, names=names, births=births, sex=asked.sex, places=places, relatives=relatives, numbers=numbers
    )


def _details(asked: Asked) -> str:
    """Everything asked, a line for each field, to tell one question from the next; stays in memory."""
    fields = [*asked.names, "", asked.born, asked.sex, asked.place, *asked.relatives, "", asked.number]
    return "\n".join(" ".join(text.split()) for text in fields)


def _shown(fit: Fit, numbers: dict[str, str]) -> Likely:
    named = [mention for mention in fit.mentions if mention.names and not mention.sealed]
    label = label_of(named[0]) if named else ""
    return Likely(fit.anchor, numbers[fit.anchor], label, fit.score, fit.reasons, len(fit.mentions))
