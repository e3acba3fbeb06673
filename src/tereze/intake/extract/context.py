"""English: what the words around a status make of it: a camp where “former detainees” speak, a fact where “until his
release” ends what was, the one who speaks next where nobody is named.
"""

from __future__ import annotations

import re

from tereze.intake.extract.kinfolk import KIN
from tereze.intake.extract.quotes import Quote
from tereze.intake.extract.said import Said
from tereze.intake.extract.speakers import Cast, Speaker

_FORMER = re.compile(
    r"(?i)\b(?:former|ex-?) ?(?:camp )?(?:detainees?|inmates?|internees?)\b|"
    r"\bcamp (?:survivors?|inmates?|detainees?)\b|"
    r"\bsurvivors? of (?:the |such )?(?:\w+ )?camps?\b|\b(?:people|women|men|those) (?:who had been |who were )?"
    r"(?:freed|released) from (?:the )?camps\b"
)
_POLICE = re.compile(
    r"\b(?:police|cells?|stations?|custody|border|airport|basement|questioning|charge|hours?|prison|jail)\b"
)
_WORKED = re.compile(
    r"\b(?:camps?|skills? cent(?:er|re)|training cent(?:er|re)|education cent(?:er|re)|graduat\w+|without pay|unpaid|"
    r"not (?:been )?paid|guards?)\b|[“\"]cent(?:er|re)[”\"]"
)
_UNTIL = re.compile(r"\buntil (?:his |her |my |their )?(?:[\w-]+ )?$")
_WAS = re.compile(r"\b(?:was|were|had been|been|spent|remained|stayed|worked|served|lived)\b")
_OPEN = re.compile(r"\b(?:not|never|will|would|vow\w*|promis\w*|due|going|wait\w*|no|shall)\b|n[’']t\b")
_ONE = re.compile(
    r" an? (?:(?!who\b|in\b|at\b|of\b)[\w-]+ ){0,3}?[\w-]+"
    r"(?=[,.]| (?:on|in|from|after|who|last|late|early|this|at|near|and)\b)"
)
_SAYS = re.compile(r"(?:said|says) (?:the [\w-]+,? )?")
_PRIVATE = re.compile(
    rf"[^.;]{{0,40}}\bby (?:his|her|their|my|an?|the) (?:[\w-]+ )?(?:{KIN}|friend|lawyer|neighbou?r|colleague|nurse|"
    r"doctor|ambulance|driver|taxi|guide|host)s?\b"
)
_ADMITS = re.compile(r"\b(?:confirm|acknowledge|admit|conced)\w*")
_ABROAD = re.compile(
    r"\b(?:consulate|embassy|foreign ministry) of (?:Kazakhstan|Kyrgyzstan|Turkey|Uzbekistan)\b|"
    r"\b(?:Kazakh|Kyrgyz|Turkish)(?:stan)?(?:[’']s)? (?:consulate|embassy|consul)\b"
)
_HELD = frozenset({"police_custody", "pretrial_detention", "internment", "prison", "house_arrest", "papers_withheld"})
_AFTER = re.compile(r"(?:[Aa]fter|[Ff]ollowing)\b")


def of_camps(text: str, begin: int, match: re.Match[str]) -> bool:
    """Whether “held in Korla for ten months” is told where former detainees are told of, and of no police."""
    near = text[match.start() : match.end() + 40]
    return _FORMER.search(text, begin, match.start()) is not None and _POLICE.search(near) is None


def made_to_work(text: str, begin: int, end: int) -> bool:
    """Whether sewing, picking or packing is told where a camp, a guard or work without pay is."""
    return _WORKED.search(text, begin, end) is not None


def until_it_was(lead: str) -> bool:
    """“Was held in a camp until his release”: what has been, not what is waited for."""
    return _UNTIL.search(lead) is not None and _WAS.search(lead) is not None and _OPEN.search(lead) is None


def admitted(text: str, status: str, said: Said) -> bool:
    """“Officials confirmed that he had been detained”: that someone is held, admitted, or told by another state."""
    if status not in _HELD or said.stance != "asserts":
        return False
    admits = _ADMITS.search(text, *said.verb) is not None and bool(said.chain)
    who = said.speaker
    return admits or _ABROAD.search(text, who.begin, max(who.end, min(said.verb[0], who.end + 40))) is not None


def done_privately(text: str, match: re.Match[str]) -> bool:
    """“Was led out of court by her lawyer”, “put into a car by his son”: no custody."""
    return _PRIVATE.match(text, match.end()) is not None


def begins_after(match: re.Match[str]) -> bool:
    """Whether the words for a status begin with “after”."""
    return _AFTER.match(match[0]) is not None


def speaks_next(text: str, cast: Cast, quotes: tuple[Quote, ...], match: re.Match[str], end: int) -> Speaker | None:
    """“Police freed an elderly herder on Friday … “I am home,” said A B, 68”: A B, where nobody was named before."""
    if _ONE.match(text, match.end()) is None or any(one.kind == "person" for one in cast.between(0, end)):
        return None
    quote = next((each for each in quotes if each.begin >= end and not text[end : each.begin].strip()), None)
    if quote is None:
        return None
    for one in cast.between(quote.end, quote.end + 40):
        if one.kind == "person":
            says = _SAYS.fullmatch(text[quote.end : one.begin].lstrip('”", '))
            return one if says and re.match(r", (?:\d{1,2}\b|who\b)", text[one.end :]) else None
    return None
