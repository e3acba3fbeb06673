"""The words to learn from: groups of spellings of one name, from the attested names and from a labelled set."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from tereze.names.fold import fold
from tereze.names.lexicon import lexicon, loose, mandarin, spelling_key
from tereze.names.readings import readings
from tereze.names.scripts import HAN, LATIN, words
from tereze.names.tables import rows

Spelling = tuple[str, str]  # script, word
Groups = dict[str, list[Spelling]]

_UYGHUR = {
    **dict(zip("aeëioöuüywvjxhqkgbpmdtnszlrf", "اەېىوۆۇۈيۋۋجخھقكگبپمدتنسزلرف", strict=True)),
    **{"sh": "ش", "ch": "چ", "zh": "ژ", "gh": "غ", "ng": "ڭ", "kh": "خ", "'": "ئ", "ä": "ە"},
}
_CYRILLIC = {
    **dict(zip("aäeëioöuüywvjxhqkgbpmdtnszlrf", "аәееиоөуүйввжхһққгбпмдтнсзлрф", strict=True)),
    **{"sh": "ш", "ch": "ч", "zh": "ж", "gh": "ғ", "ng": "ң", "kh": "х", "'": "", "k": "к", "ya": "я", "yu": "ю"},
}


def respell(latin: str, letters: dict[str, str]) -> str:
    """A Latin spelling in another alphabet, two letters at a time where they make one."""
    text, out, at = latin.lower(), "", 0
    while at < len(text):
        size = 2 if text[at : at + 2] in letters else 1
        out += letters.get(text[at : at + size], "")
        at += size
    return out


def read_tsv(path: Path) -> list[dict[str, str]]:
    """A table with a header row."""
    head, *body = (line.split("\t") for line in path.read_text("utf-8").splitlines())
    return [dict(zip(head, row, strict=True)) for row in body]


def attested_groups(unseen: frozenset[str] = frozenset()) -> Groups:
    """Spellings of each attested name in four scripts; names with a spelling key in `unseen` are left out."""
    book = lexicon()
    found: dict[str, set[Spelling]] = defaultdict(set)
    barred: set[str] = set()
    for sex, latin, han in rows("attested"):
        entry = next(e for e in book.alphabetic[spelling_key(latin.split()[0])] if book.sexes[e] == sex.strip("-"))
        name = f"attested-{entry}"
        for spelling in latin.split():
            found[name].update(words(fold(spelling)))
        head = latin.split()[0]
        found[name] |= {
            ("arab", "ئ" * (head[0] in "AEIOUÖÜË") + respell(head, _UYGHUR)),
            ("cyrl", respell(head, _CYRILLIC)),
        }
        for spelling in han.split():
            found[name] |= {(HAN, spelling), (LATIN, mandarin(spelling))}
        if any(key in unseen for spelling in found[name] for key in spelling_keys(spelling)):
            barred.add(name)
    return {name: sorted(spellings) for name, spellings in found.items() if name not in barred}


def labelled_groups(folder: Path) -> Groups:
    """Spellings of each name and of each person's words in a labelled set (`names.tsv`, `persons.tsv`), by id."""
    found: dict[str, set[Spelling]] = defaultdict(set)
    for row in read_tsv(folder / "names.tsv"):
        found[row["name_id"]].update(words(fold(row["name"])))
    persons: dict[str, list[list[Spelling]]] = defaultdict(list)
    for row in read_tsv(folder / "persons.tsv"):
        persons[row["person_id"]].append(words(fold(row["name"])))
    for person, names in persons.items():
        usual = Counter(map(len, names)).most_common(1)[0][0]
        for name in names:
            if len(name) == usual:
                for place, word in enumerate(name):
                    found[f"{person}/{place}"].add(word)
    return {name: sorted(spellings) for name, spellings in found.items()}


def spelling_keys(spelling: Spelling) -> set[str]:
    """Keys under which a lexicon would find a spelling: alphabetic and Mandarin."""
    script, word = spelling
    if script == HAN:
        return {"han:" + mandarin(word)}
    keys = {"abc:" + loose(r.symbols) for r in readings(script, word) if r.kind == "name"}
    return keys | {"han:" + word.replace("'", "")} if script == LATIN else keys


def all_keys(groups: Iterable[list[Spelling]]) -> frozenset[str]:
    """Every key of every spelling."""
    return frozenset(key for spellings in groups for spelling in spellings for key in spelling_keys(spelling))
