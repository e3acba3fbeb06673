"""Texts with their custody marked, as the custody reader is taught by them, and the same with other names."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from tereze.intake.extract import given_names, tellings, tokens, wordpieces
from tereze.intake.extract.extraction import extract
from tereze.intake.extract.tellings import Named
from tereze.intake.extract.tokens import Token
from tools.intake_training import renaming

_ROOT = Path(__file__).resolve().parent.parent.parent
_TAUGHT = _ROOT / "tools" / "intake_training" / "custody"
_UNKNOWN = 0.05  # of pieces: not shown
_FORGOTTEN = 0.3  # of windows: what lists know of the words is left out
_RENAMED = 0.8  # of passes over a text
_HIDDEN = 0.05  # of names: not known as such, as a reader of names may miss one
_JOINED = 0.25  # of texts: another one goes before
_LATER = 0.3  # of texts: they begin later
_SHORT = 0.5  # of texts: a sentence or two of them once more, alone, as a short note reads
_KNOWN = 0.6  # of given names: such as tell the sex
_LISTED = 15  # the bits of a mark that say what lists know
_OTHERS = 1000  # added to the numbers of the persons of a second text
_NOBODY = (-1, -1)


class Mark(NamedTuple):
    """Words that tell a status, and whom it is told of (a number among the persons; -1 where nobody is named)."""

    begin: int
    end: int
    status: str
    about: int


class Text(NamedTuple):
    """A text, its persons' places with the number and the sex of each, its marks, and those another might have set."""

    ident: str
    text: str
    named: tuple[Named, ...]
    marks: tuple[Mark, ...]
    unsure: tuple[Mark, ...] = ()


class Example(NamedTuple):
    """A window, the label of each word, and (first word, last word, what may answer it) of each telling.

    Answers are rows among the window's names, (first, last) each; (-1, -1) is nobody named.
    """

    window: tellings.Window
    labels: list[int]
    tellings: list[tuple[int, int, list[tuple[int, int]]]]
    names: list[tuple[int, int]]


def files() -> dict[str, list[Path]]:
    """All annotated English files but the one that nobody may see, by the hand that wrote them."""
    gold = _ROOT / "tests" / "intake" / "extract" / "gold"
    own = [gold / f"en{name}.yaml" for name in ("", "_held", "_last", "_news", "_styles", "_telling")]
    found = {
        "rules": [*own, gold / "custody" / "en.yaml"],
        "other": [gold / "en_agency.yaml", gold / "en_reports.yaml"],
    }
    for path in sorted(_TAUGHT.glob("*.yaml")):
        found[path.stem] = [path]
    return found


def news() -> list[Path]:
    """Marks over real news whose words stay outside: see `news_marks`."""
    return sorted(_TAUGHT.glob("news*.tsv"))


def teachers() -> list[str]:
    """The hands that wrote texts to teach by, and saw no rule."""
    return sorted(set(files()) - {"rules", "other"})


def documents(paths: Sequence[Path]) -> list[dict[str, Any]]:
    """The documents of files, with their persons where the file does not mark them."""
    return [one for path in paths for one in yaml.safe_load(path.read_text("utf-8"))]


def text(document: dict[str, Any]) -> Text:
    """A document as it is taught from."""
    words = document["text"]
    persons = document.get("persons") or _persons(document)
    found = [_marks(words, persons, document.get(key) or ()) for key in ("custody", "unsure")]
    return Text(document["id"], words, _named(words, persons), *found)


def _marks(words: str, persons: Sequence[Sequence[str]], given: Sequence[dict[str, str]]) -> tuple[Mark, ...]:
    """Marks by their places: the same words again are the next ones."""
    marks: list[Mark] = []
    for one in given:
        about = _number(one["about"], persons)
        places = [match.start() for match in re.finditer(re.escape(one["has"]), words)]
        free = [place for place in places if (place, one["status"], about) not in {(m.begin, *m[2:]) for m in marks}]
        if free and about is not None:
            marks.append(Mark(free[0], free[0] + len(one["has"]), one["status"], about))
    return tuple(marks)


def _persons(document: dict[str, Any]) -> list[list[str]]:
    """Those whom the extraction finds, for a file that does not mark them."""
    found = extract(document["text"], "en", date.fromisoformat(str(document["date"])), see=None)
    return [list(one.names) for one in found.persons]


def _named(words: str, persons: Sequence[Sequence[str]]) -> tuple[Named, ...]:
    """Where persons are named; the longest form first."""
    sexes = [given_names.given(max(forms, key=len)) or "" for forms in persons]
    forms = sorted(((form, at) for at, names in enumerate(persons) for form in names), key=lambda one: -len(one[0]))
    taken = tokens.Taken(len(words))
    return tuple(
        sorted(
            Named(*match.span(), str(at), sexes[at])
            for form, at in forms
            for match in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", words)
            if taken.take(*match.span())
        )
    )


def _number(about: str, persons: Sequence[Sequence[str]]) -> int | None:
    """Which person a mark is about: -1 for nobody named, None for a name that is none of the persons'."""
    if not about:
        return -1
    exact = [at for at, names in enumerate(persons) if about in names]
    like = [at for at, names in enumerate(persons) if any(about in name or name in about for name in names)]
    return next(iter(exact + like), None)


def renamed(one: Text, dice: random.Random) -> Text:
    """The same text of people with other names; the same word of a name the same throughout."""
    words = _new_words(one, dice)
    parts: list[str] = []
    names: list[Named] = []
    last = length = 0
    for named in one.named:
        new = " ".join(words.get(word, word) for word in one.text[named.begin : named.end].split())
        parts += [one.text[last : named.begin], new]
        begin = length + named.begin - last
        length = begin + len(new)
        names.append(named._replace(begin=begin, end=length))
        last = named.end
    parts.append(one.text[last:])
    moved = [(old, new) for old, new in zip(one.named, names, strict=True)]
    marks, unsure = (
        tuple(mark._replace(begin=_moved(mark.begin, moved), end=_moved(mark.end, moved)) for mark in some)
        for some in (one.marks, one.unsure)
    )
    return Text(one.ident, "".join(parts), tuple(names), marks, unsure)


def _moved(place: int, names: Sequence[tuple[Named, Named]]) -> int:
    """Where a place is after the names before it were changed; inside a name, its end."""
    before = [(old, new) for old, new in names if old.begin < place]
    if not before:
        return place
    old, new = before[-1]
    return new.end if place < old.end else place + new.end - old.end


def _new_words(one: Text, dice: random.Random) -> dict[str, str]:
    words: dict[str, str] = {}
    for named in sorted(one.named, key=lambda each: each.begin - each.end):
        old = one.text[named.begin : named.end].split()
        for word, new in zip(old, _invented(dice, named.sex, len(old)), strict=True):
            if word[0].isupper():
                words.setdefault(word, new)
    return words


def _invented(dice: random.Random, sex: str, count: int) -> list[str]:
    """A name of so many words, the first by the sex where it is known."""
    men, women = renaming.given()
    full = [word for word in renaming.invented(dice) if word.isalpha() and len(word) > 1] or [dice.choice(men)]
    full += [dice.choice(men) for _ in range(count - len(full))]
    if sex:
        known = given_names.known(sex) if dice.random() < _KNOWN else men if sex == "h" else women
        full[0] = dice.choice(known).capitalize()
    return full[:count] if count > 1 or sex else full[-1:]


def joined(first: Text, second: Text) -> Text:
    """Two texts as one; the persons of the second are others."""
    shift = len(first.text) + 2
    names = [n._replace(begin=n.begin + shift, end=n.end + shift, key=str(int(n.key) + _OTHERS)) for n in second.named]
    marks, unsure = (
        tuple(
            m._replace(begin=m.begin + shift, end=m.end + shift, about=m.about + _OTHERS if m.about >= 0 else -1)
            for m in some
        )
        for some in (second.marks, second.unsure)
    )
    whole = f"{first.text}\n\n{second.text}"
    ident = f"{first.ident}+{second.ident}"
    return Text(ident, whole, (*first.named, *names), (*first.marks, *marks), (*first.unsure, *unsure))


def short(one: Text, dice: random.Random) -> Text:
    """A sentence or two of a text alone: whoever is named elsewhere is nobody named here."""
    cut = list(tokens.sentences(one.text))
    first = dice.randrange(len(cut))
    begin, end = cut[first][0], cut[min(first + dice.randrange(2), len(cut) - 1)][1]
    there = {each.key for each in one.named if begin <= each.begin and each.end <= end}
    named = tuple(n._replace(begin=n.begin - begin, end=n.end - begin) for n in one.named if begin <= n.begin < end)
    marks, unsure = (
        tuple(
            m._replace(begin=m.begin - begin, end=m.end - begin, about=m.about if str(m.about) in there else -1)
            for m in some
            if begin <= m.begin and m.end <= end
        )
        for some in (one.marks, one.unsure)
    )
    return Text(one.ident, one.text[begin:end], named, marks, unsure)


def examples(one: Text, dice: random.Random | None = None) -> Iterator[Example]:
    """The windows of a text; with dice, some of what is known is hidden, and the text may begin later."""
    named = [each for each in one.named if dice is None or dice.random() >= _HIDDEN]
    cut = [words for begin, end in tokens.sentences(one.text) if (words := tokens.english(one.text, begin, end))]
    if dice is not None and dice.random() < _LATER and len(cut) > 2:
        cut = cut[dice.randrange(len(cut) - 1) :]
    forget = dice is not None and dice.random() < _FORGOTTEN
    for window in tellings.windows(cut, named):
        made = _example(window, cut, named, one)
        if dice is not None:
            unknown = wordpieces.vocabulary()[wordpieces.UNKNOWN]
            pieces = [unknown if at and dice.random() < _UNKNOWN else piece for at, piece in enumerate(window.pieces)]
            marks = [mark & ~_LISTED for mark in window.marks] if forget else window.marks
            made = made._replace(window=window._replace(pieces=pieces, marks=marks))
        yield made


def _example(window: tellings.Window, cut: Sequence[Sequence[Token]], named: Sequence[Named], one: Text) -> Example:
    heard = tellings.names(window, cut, named)
    asked = []
    places = [cut[sentence][number] for sentence, number in window.words]
    doubtful = [any(mark.begin <= word.begin and word.end <= mark.end for mark in one.unsure) for word in places]
    labels = [-1 if at < window.fresh or doubtful[at] else 0 for at in range(len(window.words))]
    for mark in one.marks:
        inside = [at for at, word in enumerate(places) if mark.begin <= word.begin and word.end <= mark.end]
        if not inside or inside[0] < window.fresh:
            continue
        for at in inside:
            labels[at] = tellings.STATUSES.index(mark.status) + 1
        about = {other.about for other in one.marks if other[:3] == mark[:3]}
        answers = [(first, last) for key, first, last in heard if int(key) in about] + [_NOBODY] * (-1 in about)
        if answers:
            asked.append((inside[0], inside[-1] + 1, answers))
    return Example(window, labels, asked, [(first, last) for _, first, last in heard])


def one_pass(texts: Sequence[Text], seed: int) -> list[Example]:
    """All texts once, most with other names, some put together, in an order of chance."""
    dice = random.Random(seed)  # noqa: S311  # any order will do, the same each time
    found: list[Example] = []
    for one in texts:
        made = renamed(one, dice) if dice.random() < _RENAMED else one
        if dice.random() < _JOINED:
            made = joined(renamed(dice.choice(texts), dice), made)
        found += examples(made, dice)
        if dice.random() < _SHORT:
            found += examples(short(renamed(one, dice), dice), dice)
    dice.shuffle(found)
    return found
