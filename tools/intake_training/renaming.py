"""Other names in the place of those in a training sentence, and other ways of writing them.

News corpora in English know few names of the places that a register is about, and hardly any name in capitals. So a
part of the persons get names put together from our own tables (`resources/names/attested.tsv`, given names and endings
of Central Asia, and syllables of Chinese names), the same person the same name within a window; and sometimes a
sentence is put in capitals, or a title before a name. Only the training reads this.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cache

from tereze.intake.extract import english_words, tagger
from tereze.model import resources
from tools.intake_training.named import Sentence

_RENAMED = 0.3  # of persons
_MOVED = 0.2  # of places, in the last passes
_CAPITALS = 0.02  # of windows
_TITLED = 0.04  # of persons without a word before them
_MAN, _WOMAN = ("ov", "ev", "uly", "bekov", "baev", "zhanov"), ("ova", "eva", "qyzy", "bekova", "baeva")
_TITLES = ("Mr", "Mr.", "Ms", "Ms.", "Mrs.", "Dr", "Dr.", "Prof.", "Comrade", "Imam")
_JOINTS = ("bin", "uulu", "kyzy", "ibn", "al", "ogli", "uly")
_INITIALS = "ABCDEGHIJKLMNPRSTUYZ"
_HAN = """
    wei fang na min jing li qiang lei jun yang yong yan jie tao ming chao xiu xia ping gang gui ying hua yu hong bin
    hai dong xin mei lan feng qing ling zhi guo jian wen bo hui rui zhong shu yi han lin kai sheng xiao ya lu fei
    """.split()  # noqa: SIM905  # easier to read


def renamed(window: Sequence[Sentence], dice: random.Random) -> list[Sentence]:
    """The sentences of a window with some persons named otherwise and written otherwise."""
    chosen: dict[str, list[str]] = {}
    found = [_sentence(one, chosen, dice) for one in window]
    if dice.random() < _CAPITALS:
        found = [one._replace(words=tuple(word.upper() for word in one.words)) for one in found]
    return found


def _sentence(one: Sentence, chosen: dict[str, list[str]], dice: random.Random) -> Sentence:
    words, labels = list(one.words), list(one.labels)
    for name in reversed([name for name in tagger.spans(labels) if name.kind == "PER"]):
        old = words[name.first : name.last]
        if not all(word[0].isupper() and word.isalpha() for word in old):
            continue
        if old[-1] not in chosen:
            chosen[old[-1]] = invented(dice) if dice.random() < _RENAMED else []
        full = chosen[old[-1]]
        new = (full if len(old) > 1 else full[-1:]) or old
        before = words[name.first - 1] if name.first else ""
        titled = dice.random() < _TITLED and (not before or before.islower())
        words[name.first : name.last] = [*([dice.choice(_TITLES)] if titled else []), *new]
        labels[name.first : name.last] = [*(["O"] if titled else []), "B-PER", *["I-PER"] * (len(new) - 1)]
    return Sentence(tuple(words), tuple(labels), one.document)


def elsewhere(window: Sequence[Sentence], places: Sequence[str], dice: random.Random) -> list[Sentence]:
    """The sentences of a window with some places called otherwise, the same place the same within the window."""
    chosen: dict[str, list[str]] = {}
    found = []
    for one in window:
        words, labels = list(one.words), list(one.labels)
        for name in reversed([name for name in tagger.spans(labels) if name.kind == "LOC"]):
            old = words[name.first : name.last]
            if not all(word[0].isupper() and word.isalpha() for word in old) or old[0].isupper():
                continue
            key = " ".join(old)
            if key not in chosen:
                chosen[key] = dice.choice(places).split() if dice.random() < _MOVED else old
            words[name.first : name.last] = chosen[key]
            labels[name.first : name.last] = ["B-LOC", *["I-LOC"] * (len(chosen[key]) - 1)]
        found.append(Sentence(tuple(words), tuple(labels), one.document))
    return found


def invented(dice: random.Random) -> list[str]:
    """A full name in the manner of Central Asia, Turkey, Russia or China, as English writes it, cut into words."""
    men, women = given()
    way = dice.random()
    if way < 0.3:
        return _chinese(dice)
    first, endings = (dice.choice(men), _MAN) if dice.random() < 0.6 else (dice.choice(women), _WOMAN)
    if way < 0.65:
        return [first, dice.choice(men)]
    if way < 0.85:
        return [first, dice.choice(men).rstrip("aei") + dice.choice(endings)]
    if way < 0.9:
        return [dice.choice(_INITIALS), ".", dice.choice(men).rstrip("aei") + dice.choice(endings)]
    if way < 0.95:
        return [first, dice.choice(_JOINTS), dice.choice(men)]
    return [f"{first}-{dice.choice(men)}" if way < 0.97 else f"{first[0]}’{dice.choice(men)}", dice.choice(men)]


def _chinese(dice: random.Random) -> list[str]:
    family = dice.choice(sorted(english_words.CHINESE))
    given = dice.choice(_HAN) + (dice.choice(_HAN) if dice.random() < 0.7 else "")
    if dice.random() < 0.2:
        given = f"{dice.choice(_HAN)}-{dice.choice(_HAN)}"
    return [family, given.capitalize()]


@cache
def given() -> tuple[list[str], list[str]]:
    """Given names of men and of women in Latin letters."""
    men: list[str] = []
    women: list[str] = []
    for line in resources.path("names/attested.tsv").read_text("utf-8").splitlines():
        if line.startswith(("m\t", "f\t")):
            sex, forms = line.split("\t")[:2]
            latin = [form for form in forms.split() if form.isascii() and form.isalpha() and len(form) > 2]
            (men if sex == "m" else women).extend(latin)
    return men, women
