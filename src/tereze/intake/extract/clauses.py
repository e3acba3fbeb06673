"""English clauses, told by their small words: the noun phrase that opens one, and the one right before a verb.

Nothing is parsed. A clause opens at the sentence, behind a mark or behind a word that joins clauses. A noun phrase ends
before a preposition, a comma or a verb. Where no word marks a phrase (“companies”, “documents put online”), its head
must be a plural, a word for a body, or be told by a name's capitals.
"""

from __future__ import annotations

import re

_PREPOSITION = (
    "of|in|for|at|from|with|by|to|on|into|about|against|under|over|near|inside|outside|between|among|during|through|"
    "via|behind|across|around|without|within|like|than|per"
)
_JOINS = (
    "that|but|and|or|because|as|when|if|while|which|who|whom|where|what|how|since|after|before|although|though|unless|"
    "until|whether|whereas|so|yet|nor"
)
_AUX = (
    "is|are|was|were|be|been|being|has|have|had|will|would|can|could|may|might|must|shall|should|did|does|do|not|never"
)
_NO_NOUN = (
    r"I|[Ww]e|[Yy]ou|[Hh]e|[Ss]he|[Ii]t|[Tt]hey|[Tt]here|[Tt]his|[Tt]hese|[Tt]hose|[Ww]ho|[Nn]obody|[Nn]o|[Nn]one|"
    r"[Ee]veryone|[Aa]nyone|[Ss]omeone|[Ww]hat|[Ww]hy|[Hh]ow|[Nn]ot|[Tt]hat|[Nn]either|percent"
)
_WORD = r"[\w][\w’'.&-]*"
_INNER = (
    rf"(?!(?:(?i:{_PREPOSITION}|{_JOINS}|{_AUX})|{_NO_NOUN}|said|says|say|told|tells|wrote|put|percent|"
    r"(?:[Tt]hat|[Ii]t|[Hh]e|[Ss]he|[Ww]hat|[Tt]here)[’']s)\b)"
)
_MANY = (
    r"(?:\w+(?<!s)s(?<!ss)(?<!us)(?<!is)(?<!says)|police|people|staff|media|women|men|children|personnel|counsel|"
    r"management|intelligence|immigration|customs)"
)
_PASTS = (
    "spent|left|held|kept|lost|won|met|made|took|gave|sent|went|came|saw|got|found|had|put|set|cut|led|paid|sold|bought|"
    "brought|built|began|broke|chose|drew|fell|felt|flew|grew|heard|hid|knew|read|ran|rang|sat|slept|spoke|stood|stole|"
    "swam|taught|thought|threw|understood|wore|lived|feel|find|make|take|give|keep|want|need|see"
)
_VERB_LIKE = (  # “, remains in”, “makes no”, “spent months”: a verb at the place of a noun
    r"(?![a-z]+s (?:no|the|an?|his|her|its|their|some|any|more|in|at|on|to|of|with|for|by|from)\b)"
    rf"(?!(?:[a-z]\w*(?:ed|ing)|{_PASTS}) )"
)
OPENING = re.compile(
    rf"(?:^|[,;:—–(”\"’'-] |\b(?:{_JOINS}) )"
    rf"(?P<phrase>{_VERB_LIKE}{_INNER}(?:{_INNER}{_WORD} ){{0,5}}{_INNER}{_MANY})"
    rf"(?= (?:{_PREPOSITION}|who|which|whose|where|also|have|had|has|then|later|\w+ly|say|said|tell|told|write|wrote|"
    rf"report|insist|maintain|believe|argue|claim|describe|warn\w*|confirm\w*|acknowledge\w*|deny|denied|declined|"
    rf"refused|did|do|would|put|published|posted|leaked|seen|obtained|reviewed|released|signed|\w+ed)\b|,)"
)
_BREAK = re.compile(r"[,;:!?”\"—–]$|''$|(?<![A-Z])(?<!Mr|Ms|Dr|Lt)(?<!Mrs|Gov|Sen|Rep|Gen|Col|Sgt)[.]$")
_LEADS = re.compile(rf"(?i)^(?:{_PREPOSITION})\b")
_CUT = re.compile(rf"(?:^|\s)(?:{_JOINS})\s")
_BEGINS = re.compile(
    r"(?:(?<=\s)|^)(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Ss]ome|[Ss]everal|[Mm]any|[Tt]wo|[Tt]hree|[Oo]ne|"
    r"[Aa]nother|[Mm]y|[Oo]ur|[Hh]e|[Ss]he|[Tt]hey)\s"
)
_BARE_CLAUSE = re.compile(r"\b(?:where|when|that) (?:an?|the|his|her|their|its) (?:(?!\w+ed\b)[\w’-]+ ?){1,4}$")
_TITLES = re.compile(rf"\s*(?:the |an? )?(?:{_INNER}[\w’'.&/-]+ ){{0,8}}")
_BEHIND = re.compile(
    rf"\s*(?P<phrase>{_INNER}(?:{_INNER}{_WORD} ){{0,6}}{_INNER}[\w’'-]+)"
    rf"(?=[.,;”\"]|$| who\b| (?:{_PREPOSITION})\b(?:(?!\b(?:{_AUX})\b)[^.,;])*(?:[.,;]|$))"
)
_PRONOUN = re.compile(r"(?<![\w’'])(?:[Hh]e|[Ss]he|[Ii]t|[Tt]hey|I|[Ww]e|[Yy]ou) $")
_VERB = re.compile(rf"\b(?:{_AUX}|said|says|told|went|came|gave|took|made|saw|met|left|told|wrote|found|got)\b")


def openings(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Noun phrases without a word that marks them, at the beginning of a clause: “companies”, “Law clerks in …”."""
    return [(start + match.start("phrase"), start + match.end("phrase")) for match in OPENING.finditer(text[start:end])]


def pronoun(bare: str) -> int:
    """Where a pronoun stands right before a verb, in the words before it without adverbs; -1 if none does."""
    match = _PRONOUN.search(bare)
    return match.start() if match is not None else -1


def parenthetical(text: str, begin: int, last: int) -> bool:
    """“…, the mother said, …”: a phrase from `begin` set off by marks together with its verb, which ends at `last`."""
    before, after = text[max(0, begin - 2) : begin].rstrip(), text[last : last + 1]
    return before[-1:] in {",", "—", "–", "-"} and after in {",", ".", "—", ";"}


def run(text: str, start: int, place: int) -> tuple[int, int] | None:
    """The noun phrase right before a verb at `place`, back to `start` at most; None where there is none.

    Its head comes first: what a preposition begins belongs to it. A phrase of time or place that opens the clause is
    passed over, if a word marks where the subject begins.
    """
    begin, at = place, place
    for match in reversed(list(re.finditer(r"\S+", text[start:place]))):
        if _BREAK.search(match[0]) and start + match.end() != place:
            break
        begin, at = start + match.start(), at - 1
    words = text[begin:place].rstrip()
    cuts = [match.end() for match in _CUT.finditer(words) if not _joined(words, match)]
    if cuts:
        begin, words = begin + cuts[-1], words[cuts[-1] :]
    if _LEADS.match(words):
        marks = [match.start() for match in _BEGINS.finditer(words) if not _led(words[: match.start()])]
        if not marks:
            return None
        begin, words = begin + marks[-1], words[marks[-1] :]
    head = re.split(rf"\s(?:{_PREPOSITION})\s", words)[0]
    if not head or len(head.split()) > 8 or _VERB.search(words) or re.match(rf"(?:{_NO_NOUN})\b", head):
        return None
    return begin, begin + len(head)


def is_phrase(words: str) -> bool:
    """Whether words told apart only by their place may be a subject: marked, plural, or written with a capital."""
    last = words.rsplit(maxsplit=1)[-1]
    marked = _BEGINS.match(words + " ") is not None or words[:1].isupper()
    return (marked or re.fullmatch(_MANY, last) is not None) and re.search(rf"\b(?:{_NO_NOUN})$", words) is None


def is_apposition(words: str) -> bool:
    """Whether what stands between two commas behind a name may belong to it: no clause with a verb of its own, but
    behind “who” and the like, or one set off with its own subject ("…, he says, …")."""
    relative = False
    for piece in words.split(","):
        relative = (
            relative
            or re.search(r"\b(?:who|which|whose|where|whom|when|that|because|since|as|whether|if)\b", piece) is not None
        )
        if _BARE_CLAUSE.search(piece) and not _VERB.search(words[words.find(piece) :]):
            return False  # “…, where an officer”: its verb is the one that is asked for
        own = re.fullmatch(r"\s*(?:[\w’'-]+ ){1,4}(?:said|says|told \w+)\s*", piece) is not None
        if not relative and not own and _VERB.search(piece):
            return False
    return True


def has_verb(words: str) -> bool:
    """Whether a common finite verb stands among the words."""
    return _VERB.search(words) is not None


def titles(words: str) -> bool:
    """Whether only what somebody is called stands between a verb and a name ("said former adviser", "said Gov.")."""
    return _TITLES.fullmatch(words) is not None and _VERB.search(words) is None


def behind(text: str, place: int, end: int) -> tuple[int, int] | None:
    """The phrase behind a verb, where the clause ends with it or something belongs to it ("wrote one", "said residents
    of the town"); None where it goes on with a verb."""
    match = _BEHIND.match(text, place, end)
    return match.span("phrase") if match is not None and not _VERB.search(match["phrase"]) else None


def _joined(words: str, match: re.Match[str]) -> bool:
    """Whether “and” joins two nouns, not two clauses: no verb stands before it."""
    return match[0].strip() in {"and", "or"} and not _VERB.search(words[: match.start()])


def _led(before: str) -> bool:
    return re.search(rf"(?i)(?:^|\s)(?:{_PREPOSITION})\s*$", before) is not None
