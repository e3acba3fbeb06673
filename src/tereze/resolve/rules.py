"""The comparison rules: a table of small functions, each seeing one kind of evidence and giving its reason.

Points are bits: the base-2 logarithm of how much likelier the finding is between mentions of one person than between
strangers (Fellegi & Sunter 1969). The docstring of a rule is its description on screen. A rule that finds nothing to
compare returns None: silence is no evidence.
"""

from __future__ import annotations

from collections.abc import Callable
from math import log2
from typing import NamedTuple

from rapidfuzz.distance import Indel

from tereze.model import dates
from tereze.model.dates import Period

from .frequencies import MOST_BITS, Frequencies
from .identity import Holder, holder
from .places import DIFFERENT_PLACES, Nearness, nearest
from .ready import Called, Ready
from .sounds import alike, best_names


class Reason(NamedTuple):
    """Which rule, how many bits for (or, negative, against) one person, and a sentence a reviewer understands."""

    rule: str
    points: float
    sentence: str


Rule = Callable[[Ready, Ready, Frequencies], Reason | None]
_LIFETIMES = 60 * 365  # births of people in one register spread over about this many days
_EVENTS = 8 * 365  # arrests spread over about this many days
_SAME_SOUND = 0.9
_NOT_ALIKE = 0.5
_NEARLY = 0.75
_MOST_NEARLY = 6.0


def names(left: Ready, right: Ready, frequencies: Frequencies) -> Reason | None:
    """Names that sound alike in any script and order; a rare name says more than a common one. An alias in common
    counts little: nicknames are shared by many, and it outweighs different names only when it is rare."""
    best = best_names(left.named, right.named)
    by_alias = best_names(left.called, right.called) if left.aliased or right.aliased else None
    points = _points_of_name(best, frequencies)
    if by_alias is not None and (by_alias[1].alias or by_alias[2].alias) and by_alias[0] >= _SAME_SOUND:
        from_alias = 0.5 * _information(by_alias[1], by_alias[2], frequencies)
        if best is None or best[0] < _NOT_ALIKE:
            return Reason("names", 0.4 * points + from_alias, _alias_sentence(best))
    if best is None:
        return None
    score, one, other = best
    if score < _NOT_ALIKE:
        return Reason("names", points, "the names are different")
    others = frequencies.others_called(one, other)
    how = "the same words as a name" if one.words == other.words else "names that sound alike"
    shared = (
        "nobody else here has it"
        if not others
        else f"{others} other mention{'s share' if others > 1 else ' shares'} it"
    )
    return Reason("names", points, f"{how}; {shared}")


def _points_of_name(best: tuple[float, Called, Called] | None, frequencies: Frequencies) -> float:
    if best is None:
        return 0.0
    score, one, other = best
    if score < _NOT_ALIKE:
        return -18.0 * (1.0 - score)
    return _information(one, other, frequencies) * score - 6.0 * (1.0 - score)


def _alias_sentence(best: tuple[float, Called, Called] | None) -> str:
    return "an alias in common" + ("" if best is None else "; the names are different")


def most_names_can_give(left: Ready, right: Ready, frequencies: Frequencies) -> float:
    """An upper bound on the points of `names`, without comparing sounds."""
    most = sum(frequencies.bits(frequencies.words[word]) for word in left.words & right.words)
    if len(left.words & right.words) < 2:
        most += max(
            (_nearly_shared(one, other, frequencies) for one in left.named for other in right.named), default=0.0
        )
    else:
        most += _MOST_NEARLY
    return most + 0.7 * sum(frequencies.bits(frequencies.bones[bone]) for bone in left.bones & right.bones)


def _information(one: Called, other: Called, frequencies: Frequencies) -> float:
    """Bits that agreement of the two names is worth: the words and sounds they share, less where namesakes abound."""
    shared = one.words & other.words
    bits = sum(frequencies.bits(frequencies.words[word]) for word in shared)
    told = {bone for word in shared for bone in one.bones_of.get(word, ())}
    bits += 0.7 * sum(frequencies.bits(frequencies.bones[bone]) for bone in (one.bones & other.bones) - told)
    bits += _nearly_shared(one, other, frequencies)
    if others := frequencies.others_called(one, other):
        bits = min(bits, frequencies.bits(others + 1))
    return min(bits, MOST_BITS)


def _nearly_shared(one: Called, other: Called, frequencies: Frequencies) -> float:
    """Half the bits of words that have no search key in common and yet nearly all letters."""
    bits = 0.0
    for word in one.words - other.words:
        for its in other.words - one.words:
            if not one.bones_of[word] & other.bones_of[its] and Indel.normalized_similarity(word, its) >= _NEARLY:
                rarer = max(frequencies.words[word], frequencies.words[its])
                bits += 0.5 * frequencies.bits(rarer)
    return bits


def birth(left: Ready, right: Ready, _: Frequencies) -> Reason | None:
    """Dates of birth, or ages: agreement counts by its precision, a difference by the years between."""
    pairs = [(one, other) for one in left.births for other in right.births]
    if not pairs:
        return None
    meeting = [pair for pair in pairs if pair[0].meets(pair[1])]
    if meeting:
        points = max(_bits_of_meeting(one, other, _LIFETIMES, 0.85) for one, other in meeting)
        exact = any(one == other and one.first == one.last for one, other in meeting)
        return Reason("birth", min(points, 10.0), "the same date of birth" if exact else "compatible dates of birth")
    one, other = min(pairs, key=lambda pair: _days_between(*pair))
    if _day_and_month_swapped(one, other):
        return Reason("birth", 5.0, "dates of birth equal but for day and month exchanged")
    years = max(_days_between(one, other) // 365, 1)
    return Reason("birth", -_ladder(years, (1, 0.0), (2, 1.5), (5, 3.5), (10, 6.0), last=12.0), _years_apart(years))


def sex(left: Ready, right: Ready, _: Frequencies) -> Reason | None:
    """The sex recorded on both sides."""
    one, other = left.facts.sex, right.facts.sex
    if not one or not other:
        return None
    return Reason("sex", 0.9, "the same sex") if one == other else Reason("sex", -6.0, "different sex")


def death(left: Ready, right: Ready, _: Frequencies) -> Reason | None:
    """Dates of death, or of the finding of remains: agreement counts by its precision; who died once died once."""
    pairs = [(one, other) for one in left.deaths for other in right.deaths]
    if not pairs:
        return None
    meeting = [pair for pair in pairs if pair[0].meets(pair[1])]
    if meeting:
        points = max(_bits_of_meeting(one, other, _EVENTS, 0.6) for one, other in meeting)
        return Reason("death", min(points, 9.0), "died at the same time")
    days = min(_days_between(*pair) for pair in pairs)
    points = -_ladder(days, (7, -4.0), (60, 1.0), (365, 4.0), last=7.0)
    return Reason("death", points, f"died about {days} day{'s' * (days != 1)} apart")


def birthplace(left: Ready, right: Ready, frequencies: Frequencies) -> Reason | None:
    """Places of birth or residence: a word in common, counted by the rarest such word, or how near they are on the
    ground where the gazetteer knows both, in any script."""
    one, other = left.birthplaces or left.places, right.birthplaces or right.places
    return _places("birthplace", (one, other), nearest(left.home, right.home), frequencies, "")


def custody(left: Ready, right: Ready, _: Frequencies) -> Reason | None:
    """Dates of arrest or detention: agreement counts by its precision, a difference by the time between."""
    pairs = [(one, other) for one, _at in left.stays for other, _its in right.stays if dates.ANY not in {one, other}]
    if not pairs:
        return None
    meeting = [pair for pair in pairs if _begun(*pair)]
    if meeting:
        points = max(_bits_of_beginning(one, other) for one, other in meeting)
        return Reason("custody", points, "taken at the same time")
    days = min(_days_between(*pair) for pair in pairs)
    points = -_ladder(days, (3, -5.0), (31, -2.0), (365, 1.5), (1095, 3.5), last=5.0)
    return Reason("custody", points, f"taken about {days} day{'s' * (days != 1)} apart")


def custody_place(left: Ready, right: Ready, frequencies: Frequencies) -> Reason | None:
    """Places of arrest or detention: a word in common, counted by the rarest such word, or how near they are on the
    ground where the gazetteer knows both, in any script."""
    return _places(
        "custody_place", (left.held, right.held), nearest(left.held_at, right.held_at), frequencies, " of custody"
    )


def _places(
    rule: str,
    words: tuple[frozenset[str], frozenset[str]],
    ground: Nearness | None,
    frequencies: Frequencies,
    what: str,
) -> Reason | None:
    """Words in common, or nearness where that says more. In a register of one county, to be of that county says little:
    nearness counts no more than the words of either side would."""
    one, other = words
    if not one or not other:
        return None
    points, sentence = DIFFERENT_PLACES, f"different places{what}"
    if shared := one & other:
        points, sentence = min(0.6 * frequencies.rarest_place(shared), 6.0), f"a place{what} in common"
    if ground is not None:
        rarest = min(frequencies.rarest_place(one), frequencies.rarest_place(other))
        near = min(ground.points, 0.6 * rarest) if ground.points > 0 else ground.points
        if not shared or near > points:
            points, sentence = near, ground.sentence + f" (places{what})" * bool(what)
    return Reason(rule, points, sentence)


def relatives(left: Ready, right: Ready, _: Frequencies) -> Reason | None:
    """Named relatives that sound alike; a parent who is certainly another speaks against."""
    best, kinship = 0.0, ""
    clash = False
    for relation, one in left.relatives:
        for other_relation, other in right.relatives:
            score = 1.0 if one.words == other.words else alike(one, other) if one.bones & other.bones else 0.0
            if score > best:
                best, kinship = score, relation if relation == other_relation else ""
            clash |= relation == other_relation and relation in {"father", "mother"} and score < 0.2
    if best >= _SAME_SOUND:
        return Reason(
            "relatives", 7.0 if kinship else 4.0, f"a relative with the same name ({kinship or 'relation open'})"
        )
    return Reason("relatives", -2.5, "a parent with another name") if clash else None


def occupation(left: Ready, right: Ready, frequencies: Frequencies) -> Reason | None:
    """Occupations with a word in common; different ones say little, people change them."""
    shared = left.occupations & right.occupations
    if not shared:
        return None
    bits = max(frequencies.bits(frequencies.occupations[word]) for word in shared)
    return Reason("occupation", min(0.4 * bits, 3.0), "an occupation in common")


def identity(left: Ready, right: Ready, _: Frequencies) -> Reason | None:
    """Identity numbers, checked and decoded: one number is strong; two of one country, or one that contradicts the
    other side's birth date or sex, speak against."""
    if not left.facts.numbers and not right.facts.numbers:
        return None
    one, other = _plain_numbers(left), _plain_numbers(right)
    if one & other:
        return Reason("identity", 20.0, "the same identity number")
    ours, theirs = _holders(left), _holders(right)
    if {had.country for had in ours} & {had.country for had in theirs}:
        return Reason("identity", -7.0, "different valid identity numbers of one country")
    for had, facing in [*((had, right) for had in ours), *((had, left) for had in theirs)]:
        if facing.facts.sex and facing.facts.sex != had.sex:
            return Reason("identity", -6.0, "an identity number says another sex")
        if facing.births:
            born = dates.read(had.born)
            if not any(born.meets(period) for period in facing.births):
                return Reason("identity", -4.0, "an identity number says another date of birth")
            return Reason("identity", 2.0, "an identity number agrees with the date of birth")
    return None


def photograph(left: Ready, right: Ready, _: Frequencies) -> Reason | None:
    """The same photograph file, byte for byte. Faces are never compared."""
    if left.facts.photos and set(left.facts.photos) & set(right.facts.photos):
        return Reason("photograph", 10.0, "the same photograph file")
    return None


def one_source(left: Ready, right: Ready, _: Frequencies) -> Reason | None:
    """Two rows of one list are seldom one person; two people in one account nearly never."""
    if left.facts.source != right.facts.source:
        return None
    if left.facts.listed and right.facts.listed:
        return Reason("one_source", -3.0, "two rows of one list")
    return Reason("one_source", -7.0, "two people in one account")


RULES: tuple[Rule, ...] = (
    names, identity, birth, sex, death, birthplace, custody, custody_place, relatives, occupation, photograph,
    one_source,
)  # fmt: skip


def describe() -> dict[str, str]:
    """Rule → its description, one paragraph."""
    return {rule.__name__: " ".join((rule.__doc__ or "").split()) for rule in RULES}


def compare(left: Ready, right: Ready, frequencies: Frequencies) -> tuple[Reason, ...]:
    """All reasons for and against: names first, then in the order of the table."""
    return with_names(left, right, frequencies, without_names(left, right, frequencies) or ())


def without_names(
    left: Ready, right: Ready, frequencies: Frequencies, least: float | None = None
) -> tuple[Reason, ...] | None:
    """The reasons of every rule but `names`, which is the costly one.

    With `least` (bits), None as soon as it is certain that no names could bring them up to it.
    """
    rest = tuple(
        reason for rule in RULES if rule is not names and (reason := rule(left, right, frequencies)) is not None
    )
    if least is not None:
        so_far = sum(reason.points for reason in rest)
        if so_far + most_names_can_give(left, right, frequencies) < least:
            return None
    return rest


def with_names(left: Ready, right: Ready, frequencies: Frequencies, rest: tuple[Reason, ...]) -> tuple[Reason, ...]:
    """`rest` with the reason of the names before it, if they say anything."""
    named = names(left, right, frequencies)
    return (named, *rest) if named is not None else rest


def _bits_of_meeting(one: Period, other: Period, span: int, agree: float) -> float:
    wide = (one.last - one.first) + (other.last - other.first) + 1
    return log2(agree / min(wide / span, agree))


def _begun(one: Period, other: Period) -> bool:
    return one.begin_first <= other.begin_last and other.begin_first <= one.begin_last


def _bits_of_beginning(one: Period, other: Period) -> float:
    wide = (one.begin_last - one.begin_first) + (other.begin_last - other.begin_first) + 1
    return min(log2(0.7 / min(wide / _EVENTS, 0.7)), 9.0)


def _days_between(one: Period, other: Period) -> int:
    return max(one.first - other.last, other.first - one.last, 0)


def _day_and_month_swapped(one: Period, other: Period) -> bool:
    if one.first != one.last or other.first != other.last:
        return False
    from datetime import date

    here, there = date.fromordinal(one.first), date.fromordinal(other.first)
    return here.year == there.year and (here.month, here.day) == (there.day, there.month)


def _ladder(value: int, *steps: tuple[int, float], last: float) -> float:
    return next((points for limit, points in steps if value <= limit), last)


def _years_apart(years: int) -> str:
    return f"born about {years} year{'s' * (years != 1)} apart"


def _plain_numbers(mention: Ready) -> set[str]:
    found = {"".join(char for char in number.upper() if char.isalnum()) for number in mention.facts.numbers}
    return {number for number in found if len(number) >= 6}


def _holders(mention: Ready) -> list[Holder]:
    return [had for number in mention.facts.numbers if (had := holder(number))]
