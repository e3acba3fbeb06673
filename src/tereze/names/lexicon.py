"""Attested names: which names a spelling is known to stand for, whatever its script, and what its ending says."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from .fold import fold
from .readings import pinyin, readings
from .scripts import HAN, LATIN, words
from .tables import rows, tables

_LOOSE = str.maketrans("äıöüwvyžǰxqɣŋ", "eiouuuijjhkgn")
PAIR = 1 << 22
MOST_ENTRIES = 6
_FILLERS = {"te": "ti", "de": "di", "le": "li", "ze": "zi", "re": "ri", "ce": "ci"}
_CARRIED = ("ti", "di", "li", "ki", "ke", "mu", "fu", "si", "ji")
_IN = "金林琳京宁津辛芬"  # Russian -in, and with 娜 -ina, in Han spellings


@dataclass(frozen=True, slots=True)
class Affix:
    """An ending. `number` stands for all its spellings; `sex` is m, f or empty; `kind` family, child, dear or part."""

    number: int
    kind: str
    sex: str


@dataclass(frozen=True, slots=True)
class Known:
    """What is known about a spelling: entry numbers (sorted), the sex all entries agree on, family or child ending."""

    entries: tuple[int, ...] = ()
    sex: str = ""
    kind: str = ""


NOTHING_KNOWN = Known()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Attested names by spelling key: one mapping for alphabets, one for Mandarin syllables. Lists are by number."""

    alphabetic: dict[str, tuple[int, ...]]
    mandarin: dict[str, tuple[int, ...]]
    heads: tuple[str, ...]
    sexes: tuple[str, ...]
    endings: dict[str, Affix]
    han_endings: dict[str, Affix]
    ending_names: tuple[str, ...]

    def name_of(self, number: int) -> str:
        """The head spelling of an entry or ending."""
        return self.heads[number] if number < len(self.heads) else self.ending_names[number - len(self.heads)]


def loose(symbols: bytes) -> str:
    """A spelling key: phones with the differences dropped that orthographies merge anyway."""
    known = tables().symbols
    text = "".join(known[s].phones[0] for s in symbols if not known[s].silent or known[s].phones == "y")
    text = text.translate(_LOOSE)
    return "".join(char for at, char in enumerate(text) if at == 0 or text[at - 1] != char)


def mandarin(word: str) -> str:
    """The pinyin key of a word in Han characters; characters that are not known fall away."""
    t = tables()
    return "".join(_filler(t.pinyin.get(char, "")) for char in word.translate(t.variants))


def _filler(syllable: str) -> str:
    """One syllable for those that differ in a vowel written only to carry a consonant: 提 and 特 both write t."""
    return _FILLERS.get(syllable, syllable)


def spelling_key(spelling: str) -> str:
    """The key under which an alphabetic spelling is filed."""
    return "".join(loose(readings(script, word)[0].symbols) for script, word in words(fold(spelling)))


@cache
def lexicon() -> Lexicon:
    """The compiled tables of attested names and endings: as compiled beforehand, or compiled now if they changed."""
    from tereze.model import resources

    from . import compiled

    try:
        place = resources.path(compiled.FILE)
    except resources.ResourceMissing:
        return compile_tables()
    return compiled.load(place.read_text("utf-8"), compiled.digest(place.parent)) or compile_tables()


def compile_tables() -> Lexicon:
    """The lexicon made from the tables as they now are."""
    return compile_rows(rows("attested"), rows("affixes"))


def compile_rows(attested: list[list[str]], affixes: list[list[str]]) -> Lexicon:
    """A lexicon from rows of (sex, Latin spellings, Han spellings) and of endings.

    Rows whose first spellings name each other are one name.
    """
    keyed = [
        ([spelling_key(s) for s in latin.split()], [mandarin(h) for h in han.split()], sex)
        for sex, latin, han in attested
    ]
    roots = _roots([(forms, sex) for forms, _, sex in keyed])
    numbers = {root: at for at, root in enumerate(sorted(set(roots)))}
    alphabetic: dict[str, set[int]] = {}
    han: dict[str, set[int]] = {}
    for (forms, hans, _), root in zip(keyed, roots, strict=True):
        for form in forms:
            alphabetic.setdefault(form, set()).add(numbers[root])
        for form in hans:
            han.setdefault(form, set()).add(numbers[root])
    endings, han_endings = _endings(affixes, len(numbers))
    return Lexicon(
        alphabetic={form: tuple(sorted(ids)) for form, ids in alphabetic.items()},
        mandarin={form: tuple(sorted(ids)) for form, ids in han.items()},
        heads=tuple(attested[root][1].split()[0] for root in numbers),
        sexes=tuple(attested[root][0].strip("-") for root in numbers),
        endings=endings,
        han_endings=han_endings,
        ending_names=tuple(f"{kind}:{spellings.split()[0]}" for kind, _, spellings, *_ in affixes),
    )


def _roots(keyed: list[tuple[list[str], str]]) -> list[int]:
    """For each row the first row that is the same name."""
    same = list(range(len(keyed)))

    def root(at: int) -> int:
        while same[at] != at:
            same[at] = same[same[at]]
            at = same[at]
        return at

    first: dict[tuple[str, str], int] = {}
    for at, (forms, sex) in enumerate(keyed):
        first.setdefault((forms[0], sex), at)
    for at, (forms, sex) in enumerate(keyed):
        for form in forms:
            other = first.get((form, sex))
            if other is not None:
                low, high = sorted((root(at), root(other)))
                same[high] = low
    return [root(at) for at in range(len(keyed))]


def _endings(affixes: list[list[str]], start: int) -> tuple[dict[str, Affix], dict[str, Affix]]:
    latin: dict[str, Affix] = {}
    han: dict[str, Affix] = {}
    for at, (kind, sex, spellings, characters, *_) in enumerate(affixes):
        affix = Affix(start + at, kind, sex.strip("-"))
        for spelling in spellings.split():
            latin.setdefault(spelling_key(spelling), affix)
        for characters_form in characters.replace("-", "").split():
            han.setdefault(characters_form, affix)
    return latin, han


def known(script: str, word: str, symbols: bytes) -> Known:
    """What the tables say about a word: whole entries, compounds of two entries, a family ending."""
    book = lexicon()
    if script == HAN:
        return _known_han(book, word.translate(tables().variants))
    key = loose(symbols)
    entries = set(book.alphabetic.get(key, ()))
    if script == LATIN and not entries:
        entries.update(book.mandarin.get("".join(map(_filler, pinyin(word))), ()))
        if not entries and key.endswith(_CARRIED):  # Azati: an identity-card ending on a plain spelling
            entries.update(book.alphabetic.get(key[:-1], ()))
    sexes = {book.sexes[entry] for entry in entries}
    kind = ""
    for cut in range(2, len(key) - 1):
        ending = book.endings.get(key[cut:])
        lasts = book.alphabetic.get(key[cut:], ()) if ending is None else (ending.number,)
        if ending is not None and ending.kind in ("family", "child") and not entries and cut > 2:
            kind, sexes = ending.kind, {ending.sex}
        if lasts:
            firsts = book.alphabetic.get(_stem(key[:cut], key[cut:]), ())
            entries.update(PAIR + a * 2048 + b for a in firsts for b in lasts)
    if not entries and not kind and len(key) > 5 and not key.endswith(("din", "tin")):
        sexes = {"m"} if key.endswith("in") else {"f"} if key.endswith("ina") else sexes
    return Known(tuple(sorted(entries))[:MOST_ENTRIES], sexes.pop() if len(sexes) == 1 else "", kind)


def _stem(stem: str, ending: str) -> str:
    """Nazarba-ev is Nazarbai and -ev."""
    return stem + "i" if stem.endswith("a") and ending in ("eu", "eua") else stem


def _known_han(book: Lexicon, word: str) -> Known:
    said = [mandarin(char) for char in word]
    entries = set(book.mandarin.get("".join(said), ()))
    sexes = {book.sexes[entry] for entry in entries}
    kind = ""
    for cut in range(1, len(word)):
        ending = book.han_endings.get(word[cut:])
        lasts = book.mandarin.get("".join(said[cut:]), ()) if ending is None else (ending.number,)
        if ending is not None and ending.kind in ("family", "child") and not entries and cut > 1:
            kind, sexes = ending.kind, {ending.sex}
        if lasts:
            firsts = book.mandarin.get("".join(said[:cut]), ())
            entries.update(PAIR + a * 2048 + b for a in firsts for b in lasts)
    if not entries and not kind and len(word) > 3:
        sexes = {"m"} if word[-1] in _IN else {"f"} if word[-1] == "娜" and word[-2] in _IN else sexes
    return Known(tuple(sorted(entries))[:MOST_ENTRIES], sexes.pop() if len(sexes) == 1 else "", kind)
