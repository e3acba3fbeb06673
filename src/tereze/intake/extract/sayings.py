"""The verbs of saying in a sentence, outside quotations: what is ahead, denied, a passive or an act is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tereze.intake.extract import clauses
from tereze.intake.extract import cues as cue_tables
from tereze.intake.extract.cues import Cues
from tereze.intake.extract.quotes import Quote, inside
from tereze.intake.extract.said import Verb

_TO = re.compile(r"(?<!went on)(?<!goes on)(?<!go on) to (?:\w+ly )?$")
_ADJECTIVE = re.compile(
    r"\b(?:of|in|the|an?|his|her|its|their|this|all|most|some|many|no|\d[\d,]*|for|about|with|nearly|so-called) $"
)
_OF_WORDS = re.compile(
    r"(?:announced|reported|released|disputed|pledged|promised|alleged|claimed|revealed|admitted|declared|confirmed)$"
)
_WHAT = re.compile(
    r"\b(?:what|everything|anything|something|things?|words?) "
    r"(?:(?:he|she|they|it|I|we|you)|(?:[A-Z][\w’-]+ ){1,3}|the \w+) ?$"
)
_DATED = re.compile(r" (?:on |in |by |last |late |earlier )?(?:(?!that\b)[\w’'-]+ ){0,4}(?!that\b)[\w’'-]+,")
_TELLS = re.compile(r"(?:told|tells|tell)$")
_TO_DO = re.compile(
    r" (?:(?:the|his|her|its|their|all|local) )?[a-z][\w-]+ (?:not )?to (?!the\b|an?\b|his\b|her\b)[a-z]+"
)
_ACTS = re.compile(r"asylum|applications?\b|requests?\b|appeal|petition")


class Sayings:
    """The verbs of saying of one text."""

    def __init__(self, text: str, cues: Cues, quotes: tuple[Quote, ...]) -> None:
        self.text, self.cues, self.quotes = text, cues, quotes
        self.english = cues.lang == "en"

    def verbs(self, begin: int, end: int) -> Iterator[Verb]:
        """The verbs of saying outside quotations, strongest reading first; what is ahead or not so is left out."""
        taken: list[tuple[int, int]] = []
        for name, stance in (("refuse", "refuses"), ("deny", "denies"), ("defend", "defends"), ("say", "asserts")):
            for match in cue_tables.verb(self.cues, name).finditer(self.text, begin, end):
                before = self.text[max(begin, match.start() - 30) : match.start()]
                clash = any(match.start() < last and first < match.end() for first, last in taken)
                if clash or inside(self.quotes, match.start()):
                    continue
                taken.append(match.span())
                if self.english and (_TO.search(before) or self._orders(match)):
                    continue  # what someone is told to say, or to do, is not said
                if self.english and self._names(match, before):
                    continue
                by = self.english and self.text.startswith(" by ", match.end())
                if self.cues.patterns["passive"].search(before) and not by and (stance == "asserts" or self.english):
                    continue  # a passive names nobody who speaks
                if self.cues.patterns["forecast_say"].search(before) or self.cues.patterns["negation"].search(before):
                    continue
                if stance == "denies" and self._is_act(match):
                    continue
                yield Verb(match.start(), match.end(), stance)

    def _names(self, match: re.Match[str], before: str) -> bool:
        """“The disputed waters”, “the deal, announced on Friday,”, “what he calls a hoax”: a thing, not a saying."""
        if match[0] in {"reports", "show", "shows", "showed"} and self.text[match.end() : match.end() + 1] in {
            ".",
            ",",
            ";",
        }:  # “…, the office reports.”, not “of such reports.”
            subject = clauses.run(self.text, max(0, match.start() - 80), match.start())
            return subject is None or self.text[max(0, subject[0] - 2) : subject[0]] != ", "
        word = _OF_WORDS.search(match[0])
        if word is not None and " " not in match[0] and _ADJECTIVE.search(before):
            return True
        after = self.text[match.end() : match.end() + 60]
        if word is not None and before.endswith(", ") and _DATED.match(after):
            return True
        return _WHAT.search(before) is not None and not re.match(r"[.,:] ?[“\"]", after)

    def _orders(self, match: re.Match[str]) -> bool:
        """“The directive tells guards to prevent escapes”: an order."""
        return _TELLS.search(match[0]) is not None and _TO_DO.match(self.text, match.end()) is not None

    def _is_act(self, match: re.Match[str]) -> bool:
        """A refused registration, claim or entry: an act, not a denial of something."""
        begin = match.end() - len(match[0].split()[-1]) if self.english else match.start()
        acts = self.cues.patterns["act_not_denial"]
        return any(acts.match(self.text, place) for place in {begin, match.start()}) or bool(
            self.english and _ACTS.search(match[0])
        )
