"""The sample of a batch, answered pair by pair: what was drawn, and what a person said of each, kept as they say it.

It is a draft of that person's own, encrypted, resumed at any time by whoever names the same class and seed. “Same” is
kept here alone: the batch will say it. “Different” and “unsure” are judgements at once, and keep the pair out of the
batch. Counted is what was answered: an answer that no longer stands in the register is asked for again.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from tereze.model.errors import WrongUse
from tereze.model.judgements import Judgement
from tereze.model.value import encode, opaque
from tereze.resolve import batch
from tereze.resolve.bounds import sample_needed

from . import auditing, drafts, judging, reviewing
from .batches import ERROR_BOUND, Pair, pairs_of
from .desk import Desk

KIND, SIZE = "sample", 150
SAME, WRONG = "same", ("different", "unsure")
ANSWERED, BY_WORD = "answered", "by word"
"""How a judgement's rule says where the numbers of its sample come from: counted here, or typed by its author."""


class NoSuchPair(WrongUse):
    """A pair that was not drawn, or is answered."""

    message = "This pair is not of the sample, or is answered already."
    hint = "Open the sample again: `tereze review --sample`."


class SameSeed(WrongUse):
    """A second reviewer who would look at the pairs of the first."""

    message = "The first reviewer drew with the seed “{0}”: your sample must be another."
    hint = "Choose another --seed."


class Of(NamedTuple):
    """Which class is sampled: by a rule between two sources (their ids in the collection), or of the batch judgement
    with this id, by its second reviewer."""

    sources: tuple[str, ...] = ()
    min_score: str = ""
    seed: str = "1"
    batch: str = ""


class Drawn(msgspec.Struct, frozen=True, array_like=True):
    """A drawn pair of mention ids; `says` is empty while it is open; `judgement` is where the answer stands."""

    left: str
    right: str
    says: str = ""
    judgement: str = ""

    @property
    def pair(self) -> Pair:
        """Both mention ids."""
        return self.left, self.right


class Kept(msgspec.Struct, frozen=True):
    """What the draft holds: the digest and size of the class the pairs were drawn from, and the pairs in that order."""

    digest: str
    population: int
    drawn: tuple[Drawn, ...]

    @property
    def open(self) -> tuple[Pair, ...]:
        """Pairs without an answer, in the order in which they were drawn."""
        return tuple(one.pair for one in self.drawn if not one.says)


class Opened(NamedTuple):
    """A sample as it is now; `renewed` says that the class had changed, so that pairs were drawn anew."""

    key: str
    version: int
    kept: Kept
    renewed: bool = False


class Verdict(NamedTuple):
    """What the answers so far come to.

    judged: answered pairs; wrong: those of them answered different or unsure; left: pairs still open
    bound: the largest share of wrong pairs in the class that they allow (95 %, Clopper–Pearson)
    more: pairs to answer “same” beyond the drawn ones until the rule holds; None where not even all would be enough
    """

    judged: int
    wrong: int
    left: int
    bound: float
    more: int | None

    @property
    def holds(self) -> bool:
        """Whether the rule may be accepted: every drawn pair is answered, and the bound is low enough."""
        return self.left == 0 and self.judged > 0 and self.bound <= ERROR_BOUND


def open_(desk: Desk, of: Of, size: int | None = None) -> Opened:
    """The sample of this class and seed as it was left, or drawn now; with a larger `size` more is drawn beside it.

    Raises `WrongRule`, `NotFound`, `SameSeed`. An empty class gives an empty sample.
    """
    desk.must("judge")
    key = key_of(desk, of)
    auditing.looked(desk, "look.matches", part=key)
    seen, kept = _load(desk, key)
    known = _standing(desk, kept) if kept else None
    pairs = _class_of(desk, of, known)
    made, renewed = known, False
    if made is None or made.digest != _digest(pairs):
        renewed = made is not None
        answers = {one.pair: one for one in (made.drawn if made else ()) if one.says}
        wanted = size or (len(made.drawn) if made else SIZE)
        drawn = tuple(answers.get(pair, Drawn(*pair)) for pair in batch.sample(pairs, wanted, of.seed))
        made = Kept(_digest(pairs), len(pairs), drawn)
    made = _more(made, pairs, size or 0, of.seed)
    if pairs and (made != kept):
        seen = drafts.save(desk, key, KIND, msgspec.json.encode(made), seen)
    return Opened(key, seen, made, renewed)


def standing(desk: Desk, of: Of) -> Opened | None:
    """The sample as it was left, with what still stands of its answers; None where there is none, or where the class
    is no longer the one it was drawn from."""
    desk.must("judge")
    key = key_of(desk, of)
    seen, kept = _load(desk, key)
    if kept is None:
        return None
    known = _standing(desk, kept)
    return Opened(key, seen, known) if known.digest == _digest(_class_of(desk, of, known)) else None


def key_of(desk: Desk, of: Of) -> str:
    """The name of the draft: opaque, the same for the same class and seed."""
    what: tuple[str, ...]
    if of.batch:
        what = (judging.find_judgement(desk, of.batch).id,)
    else:
        rule = read_rule(of)
        what = (*sorted(rule.between), format(rule.min_score, ".17g"))
    return "sample/" + opaque(desk.register.secret, "b", *what, of.seed)


def read_rule(of: Of) -> batch.Rule:
    """The rule of a class. Raises `WrongRule`."""
    return batch.read_rule({"between": of.sources, "min_score": of.min_score})


def answer(desk: Desk, opened: Opened, pair: Pair, says: str, seen: str, *, reason: str = "") -> Opened:
    """Answer one open pair as it was `seen`; a reason is needed where a judgement is made of it.

    Raises `NoSuchPair`, `Stale`, `NoReason`, `NotFound`, `StaleDraft`.
    """
    desk.must("judge")
    if pair not in opened.kept.open:
        raise NoSuchPair
    made = ""
    if says in WRONG:
        made = reviewing.decide(desk, pair, says, reason, seen).id
    elif says != SAME:
        raise WrongUse(f"“{says}” is no answer here.", hint=f"Answers: {', '.join((SAME, *WRONG))}.")
    elif not hmac.compare_digest(reviewing.pair(desk, *pair).seen, seen):
        raise reviewing.Stale
    return _put(desk, opened, Drawn(*pair, says, made))


def undo(desk: Desk, opened: Opened, pair: Pair) -> Opened:
    """Open a pair again; the judgement made of its answer is taken back."""
    desk.must("judge")
    one = next((one for one in opened.kept.drawn if one.pair == pair and one.says), None)
    if one is None:
        raise NoSuchPair
    if one.judgement:
        judging.withdraw(desk, one.judgement, "taken back at once: a slip")
    return _put(desk, opened, Drawn(*pair))


def verdict(kept: Kept) -> Verdict:
    """What the answers so far come to."""
    judged = sum(1 for one in kept.drawn if one.says)
    wrong = sum(1 for one in kept.drawn if one.says in WRONG)
    bound = batch.error_bound(judged, wrong, kept.population) if judged else 1.0
    return Verdict(judged, wrong, len(kept.drawn) - judged, bound, _more_needed(kept, wrong))


def unsaid(kept: Kept) -> tuple[Pair, ...]:
    """Pairs answered “same” of which no judgement says so yet: the batch would."""
    return tuple(one.pair for one in kept.drawn if one.says == SAME and not one.judgement)


def keep_each(desk: Desk, opened: Opened, reason: str) -> Opened:
    """Where the rule is refused: what was answered “same” becomes judgements of its own, so that no work is lost."""
    desk.must("judge")
    for pair in unsaid(opened.kept):
        opened = _put(desk, opened, Drawn(*pair, SAME, judging.judge_mentions(desk, SAME, pair, reason).id))
    return opened


def drop(desk: Desk, opened: Opened) -> None:
    """The sample is in a judgement now: the draft goes."""
    drafts.drop(desk, opened.key, opened.version)


def _more_needed(kept: Kept, wrong: int) -> int | None:
    """How many pairs beyond the drawn ones, all of them same, would be enough."""
    needed = sample_needed(ERROR_BOUND, wrong)
    if needed >= kept.population:  # a class judged whole leaves its own share of wrong ones
        if wrong / max(kept.population, 1) > ERROR_BOUND:
            return None
        needed = kept.population
    return max(needed - len(kept.drawn), 0)


def _load(desk: Desk, key: str) -> tuple[int, Kept | None]:
    seen = next((head.version for head in drafts.list(desk, KIND) if head.key == key), 0)
    return seen, msgspec.json.decode(drafts.load(desk, key).body, type=Kept) if seen else None


def _put(desk: Desk, opened: Opened, one: Drawn) -> Opened:
    drawn = tuple(one if other.pair == one.pair else other for other in opened.kept.drawn)
    kept = msgspec.structs.replace(opened.kept, drawn=drawn)
    return opened._replace(
        kept=kept, version=drafts.save(desk, opened.key, KIND, msgspec.json.encode(kept), opened.version)
    )


def _more(kept: Kept, pairs: Sequence[Pair], size: int, seed: str) -> Kept:
    """With further pairs, up to `size`: what is drawn of the rest is, with the first, again a sample of the class."""
    missing = size - len(kept.drawn)
    if missing <= 0:
        return kept
    taken = {one.pair for one in kept.drawn}
    rest = [pair for pair in pairs if pair not in taken]
    further = batch.sample(rest, missing, f"{seed}+{len(taken)}")
    return msgspec.structs.replace(kept, drawn=(*kept.drawn, *(Drawn(*pair) for pair in further)))


def _class_of(desk: Desk, of: Of, known: Kept | None) -> list[Pair]:
    """The class in order, with those pairs of the sample that its own answers took out of what is open."""
    if of.batch:
        made = judging.find_judgement(desk, of.batch)
        here = desk.register.index.mentions(sorted({side for pair in made.pairs for side in pair}))
        pairs = sorted({(min(pair), max(pair)) for pair in made.pairs if here.keys() >= set(pair)})
        if made.sample and made.sample.seed == of.seed and made.sample.judged < len(pairs):
            raise SameSeed(of.seed)
        return pairs
    answered = (one.pair for one in (known.drawn if known else ()) if one.says)
    return sorted({*((min(pair), max(pair)) for pair in pairs_of(desk, read_rule(of))), *answered})


def _digest(pairs: Iterable[Pair]) -> str:
    return hashlib.sha256(encode([list(pair) for pair in pairs])).hexdigest()


def _standing(desk: Desk, kept: Kept) -> Kept:
    """Its answers as the register has them: one that was taken back is open again; what this person said of a pair
    elsewhere, or just before the machine stopped, is an answer too."""
    about = _judged(desk, [side for one in kept.drawn for side in one.pair])
    return msgspec.structs.replace(
        kept, drawn=tuple(_as_judged(desk, one, about.get(one.pair, [])) for one in kept.drawn)
    )


def _as_judged(desk: Desk, one: Drawn, about: Sequence[Judgement]) -> Drawn:
    ids = {made.id for made in about}
    if one.judgement in ids or (
        one.says == SAME and not one.judgement and not any(made.answer == "different" for made in about)
    ):
        return one
    mine = [made for made in about if desk.actor.id in made.reviewers]
    return Drawn(*one.pair, mine[-1].answer, mine[-1].id) if mine else Drawn(*one.pair)


def _judged(desk: Desk, mentions: Sequence[str]) -> dict[Pair, list[Judgement]]:
    """Pair → the standing judgements about just these two, the newest last."""
    index = desk.register.index
    made = [
        one
        for one in index.judgements_about(sorted(set(mentions)))
        if one.answer in reviewing.ANSWERS and len(set(one.mentions)) == 2
    ]
    stands = index.judged([one.id for one in made])
    found: dict[Pair, list[Judgement]] = {}
    for one in made:
        if stands[one.id].stands:
            left, right = sorted(set(one.mentions))
            found.setdefault((left, right), []).append(one)
    return found
