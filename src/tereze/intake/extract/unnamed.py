"""English: people without a name whom a status is told of ("two of his clients’ relatives", "an ethnic Kazakh man"),
and people at large ("a million people", "women"), of whom nothing is told.
"""

from __future__ import annotations

import re

from tereze.intake.extract.kinfolk import KIN

_SOME = re.compile(
    r"\s(?:at least |about |some |more than )?(?:\d+|two|three|four|five|several|dozens of) (?:\w+ )?"
    r"(?:people|women|men|protesters|activists|others|relatives)\b"
)
_SOMEONE = re.compile(
    r"\s((?:an?|another|one) (?:(?!who\b|in\b|at\b|to\b)[\w-]+ ){0,4}?[\w-]+)"
    r"(?=[,.;]| (?:who|in|at|on|to|for|from|after|and)\b)"
)
_HUMAN = re.compile(
    rf"(?i:\b(?:{KIN}s?|children|men|man|wom[ae]n|people|persons?|family|families|imams?|teachers?|students?|neighbou?rs?|"
    r"activists?|protest[eo]rs|detainees?|prisoners?|inmates?|villagers?|residents?|traders?|boys?|girls?)\b)|"
    r"(?i:^(?:many|some|most|several|one|two|three|four|five|six|others|(?:the )?(?:other|first|second|third|youngest|"
    r"eldest)(?: two| three| four| five)?)(?: of (?:\w+ )?\w+)?$)"
)
_TRADE = re.compile(
    r"(?i)(?:an?|another|the|one|a former|a retired) (?:[\w-]+ ){0,4}?[\w-]*(?:er|or|ist|ian|cian|ant|ent|yst|man|"
    r"woman|poet|scholar|cleric|nurse|judge|pilot|chef|cook|monk|mullah|vet|couple|teenager|professor|singer|cousin)s?"
)
_NO_TRADE = re.compile(
    r"(?i)(?:letter|paper|order|number|matter|cent(?:er|re)|computer|answer|border|river|winter|summer|power|charter|offer|"
    r"chapter|factor|error|list|statement|document|agreement|government|department|apartment|parliament|movement|payment|"
    r"moment|event|percent|plant|restaurant|grant|warrant|poster|weather|water|dinner|tractor|door|floor|corridor|"
    r"server|transfer|manner|measurement|settlement|embankment|equipment|content|tent|present|accident|incident)s?$"
)
_NUMBER = (
    r"(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|some|both|one|another|all|most)"
)
_GROUP = re.compile(  # people without names who are told of right before the verb: “two of his clients’ relatives …”
    rf"(?i:\b(?:at least )?{_NUMBER}(?: other| more| further)?(?: of)?)"
    r"(?: (?:his|her|their|my|our|the|these|those|(?:[A-Z][\w-]+ ){0,2}[A-Z][\w-]+[’']s?))?"
    r"(?: [\w-]+[’']?s?[’']?){0,3}?"
    r" (?:(?!years|months|weeks|days|hours|times|camps|prisons|was|has)[\w-]{3,}s|men|women|people|children)"
    r"(?: (?:from|in|of) [A-Z][\w-]+)?,? $|"
    rf"(?i:\b{_NUMBER} (?:other )?members) of (?:his|her|their|my|our|(?:[A-Z][\w-]+ ){{0,2}}[A-Z][\w-]+[’']s?)"
    r"(?: \w+)? (?:family|household) $"
)
_ONE = re.compile(
    r"(?:^|[.;:,] |\band |\bbut )(?:[Oo]ne|[Tt]wo|[Tt]hree|[Bb]oth|[Aa]nother|"
    r"[Tt]he (?:others?|first|second|third|youngest|eldest|older|younger))(?: of them)? $"
)
_CROWD = re.compile(
    r"(?i)\d{3}|\b(?:million|thousand|hundred|dozen)s?\b|^(?:many|most|some|people|others)\b|"
    r"\b(?:cellmates?|guards|officers|policemen|soldiers|officials)\b"
)
_BETWEEN = re.compile(r", (?:who|whose|both|all|aged|including)\b[^,;]{1,60}, $")
_BARE = re.compile(  # people at large: “women vanished at night”
    r"(?:^|[,;“] |\b(?:that|says|said|where|while|and|how|because) )"
    r"(?:(?:other|young|old|many|most|some|more) )?(?:women|men|people|inmates|prisoners|detainees|others|children|"
    r"families|neighbou?rs|students|villagers|teachers|imams|relatives|scholars|"
    r"intellectuals)(?: like (?:him|her|them))? $"
)


def is_human(words: str) -> bool:
    """Whether a description is of people: by its noun, or by how the noun of “a …” ends; not of a crowd."""
    crowd = _CROWD.search(words) and not re.search(r"(?i)\bof\b|\b(?:his|her|their|my)\b", words)
    if crowd:
        return False
    return _HUMAN.search(words) is not None or (_TRADE.fullmatch(words) is not None and _NO_TRADE.search(words) is None)


def some_before(lead: str) -> bool:
    """Whether the words before a verb end with a few people who have no name."""
    lead = _BETWEEN.sub(" ", lead)
    group = _GROUP.search(lead)
    return (group is not None and _CROWD.search(group[0]) is None) or _ONE.search(lead) is not None


def at_large_before(lead: str) -> bool:
    """Whether the words before a verb end with people at large."""
    return _BARE.search(_BETWEEN.sub(" ", lead)) is not None


def some_behind(words: str) -> bool:
    """Whether the words behind a verb begin with people who have no name."""
    someone = _SOMEONE.match(words)
    return _SOME.match(words) is not None or (someone is not None and is_human(someone[1]))
