"""The hostile fact-checker: attack our own entries before somebody else does.

It looks for what discredited other registers: names of repeated words, impossible ages, identity numbers that
contradict the birth date or the sex, one person twice, claims that rest on one unnamed voice, and for what an
infiltrator would try: a consent by someone who is not said to be family, a namesake of someone who objected.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from tereze.consent import Decision
from tereze.model.dates import ALWAYS, NEVER, BadDate, Period, read
from tereze.model.mentions import Statement
from tereze.names import fold
from tereze.weigh.case import PersonCase

from .finding import HIGH, LOW, Finding
from .person import Published

_OLDEST = 110 * 366
_WORD = re.compile(r"[^\W\d_]+")
_IDS = frozenset({"idNumber", "passportNumber"})


class FactChecker:
    """Sees every published person once; `people` tells at the end what only shows when all are known."""

    def __init__(self, objectors: set[str]) -> None:
        self._objectors = {fold(name) for name in objectors}
        self._seen: dict[tuple[str, str], list[str]] = {}

    def person(self, case: PersonCase, decision: Decision, shown: Published) -> Iterator[Finding]:
        """What an attacker would find on one page. `case` is the unredacted case: some proofs are not published."""
        said = [one for mention in case.mentions for one in mention.statements if one.stance == "asserts"]
        for check, severity, found in (
            ("repeated name", HIGH, any(map(repeats_a_word, (name.text for name in shown.names)))),
            ("impossible age", HIGH, not possible_ages(said)),
            ("identity number", HIGH, id_contradicts(said)),
            ("single unnamed voice", HIGH, _single_unnamed(shown)),
            ("objector of the same name", HIGH, any(fold(name.text) in self._objectors for name in shown.names)),
            ("kinship not stated", LOW, _kin_unstated(case, decision)),
        ):
            if found:
                yield Finding(severity=severity, check=check, message=_SAYS[check], on=shown.id)
        self._note(shown)

    def people(self) -> Iterator[Finding]:
        """People who look like one person shown twice: the same name in one spelling and the same year of birth."""
        for pages in self._seen.values():
            if len(set(pages)) > 1:
                for page in sorted(set(pages)):
                    yield Finding(severity=HIGH, check="duplicate", message=_SAYS["duplicate"], on=page)

    def _note(self, shown: Published) -> None:
        if shown.identity != "full":
            return
        years = {fact.value[:4] for fact in shown.view.facts if fact.property == "birthDate"}
        for name in shown.names:
            words = " ".join(sorted(_WORD.findall(fold(name.text))))
            if " " in words:
                for year in years:
                    self._seen.setdefault((words, year), []).append(shown.id)


_SAYS = {
    "repeated name": "a name repeats one word",
    "impossible age": "dates make the person older than 110 years, or not yet born, when something happened",
    "identity number": "an identity number contradicts the birth date or the sex, or is not valid",
    "single unnamed voice": "a status rests on one voice that has no name",
    "objector of the same name": "someone of the same name objected to being published: is it the same person?",
    "kinship not stated": "the relative who consented is not said to be related",
    "duplicate": "two pages show the same name and year of birth",
}


def repeats_a_word(name: str) -> bool:
    """Whether one word stands twice running in a name ("Ali Ali"): a mark of invented or careless lists."""
    words = [word for word in _WORD.findall(fold(name)) if len(word) > 1]
    return any(one == two for one, two in pairwise(words))


def possible_ages(statements: list[Statement]) -> bool:
    """Whether some stated birth date fits what happened to the person (born before it, not 110 years before it)."""
    births = [period for one in statements if one.property == "birthDate" and (period := _period(one.value))]
    events = [period for one in statements if one.property == "custody" and (period := _period(one.when))]
    return not births or all(
        any(born.first <= happened.last and happened.first - born.last <= _OLDEST for born in births)
        for happened in events
    )


def _period(text: str) -> Period | None:
    try:
        period = read(text)
    except BadDate:
        return None
    return None if period.first == NEVER or period.last == ALWAYS else period


def id_contradicts(statements: list[Statement]) -> bool:
    """Whether an identity number (Chinese 18 digits, Kazakh 12 digits) is invalid or says another birth date or sex."""
    births = [period for one in statements if one.property == "birthDate" and (period := _period(one.value))]
    sexes = {one.value for one in statements if one.property == "gender"}
    for one in statements:
        if one.property not in _IDS:
            continue
        digits = re.sub(r"[\s-]", "", one.value)
        told = _chinese(digits) if len(digits) == 18 else _kazakh(digits) if len(digits) == 12 else None
        if told is None:
            continue
        born, sex = told
        if born is None or (sexes & {"male", "female"} and sex not in sexes):
            return True
        if births and not any(period.first <= born.toordinal() <= period.last for period in births):
            return True
    return False


def _chinese(digits: str) -> tuple[date | None, str] | None:
    """Birth date, sex and check digit. The county code is not asked: numbers were given out years after the birth."""
    from stdnum.cn import ric
    from stdnum.exceptions import ValidationError

    digits = digits.upper()
    if not digits[:17].isdecimal() or digits[17] != ric.calc_check_digit(digits):
        return None, ""
    try:
        born: date = ric.get_birth_date(digits)
    except ValidationError:
        return None, ""
    return born, "male" if int(digits[16]) % 2 else "female"


def _kazakh(digits: str) -> tuple[date | None, str] | None:
    """Year, month, day, then a digit for century and sex: 1, 2 the 19th, 3, 4 the 20th, 5, 6 the 21st; odd is male."""
    if not digits.isdecimal():
        return None
    mark = int(digits[6])
    if not 1 <= mark <= 6:
        return None, ""
    try:
        century = 1800 + 100 * ((mark - 1) // 2)
        born = date(century + int(digits[:2]), int(digits[2:4]), int(digits[4:6]))
    except ValueError:
        return None, ""
    return born, "male" if mark % 2 else "female"


def _single_unnamed(shown: Published) -> bool:
    """Whether a status is published that only one unnamed voice stands behind."""
    for fact in shown.view.facts:
        support = fact.support
        if fact.property == "custody" and support.statements and support.possible <= 1:
            known = support.independent_witnesses + len(support.document_origins) + len(support.official_origins)
            if known + support.sealed == 0:
                return True
    return False


def _kin_unstated(case: PersonCase, decision: Decision) -> bool:
    """Whether a consent in absence carries the page and no statement says how its giver is related."""
    kin = {one.target for mention in case.mentions for one in mention.statements if one.property == "relative"}
    kin |= {case.voices[target].id for target in kin if target and target in case.voices}
    for consent in case.consents:
        carries = consent.capacity == "relative_in_absence" and not set(consent.covers).isdisjoint(decision.mentions)
        giver = case.voices.get(consent.given_by)
        if carries and consent.given_by not in kin and (giver is None or giver.id not in kin):
            return True
    return False
