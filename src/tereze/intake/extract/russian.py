"""Names in Russian: slovnet's network with navec's word vectors, from the files in natasha's wheel (MIT, no download).

natasha itself is never imported: its wheel only holds the weights. Where a package is missing, the small tagger of
`cyrillic` reads Russian too. The network was taught by others; what is done here is to cut a name where a bracket, a
bullet or a comma stands inside it, to read headings in capitals, to find the Latin spelling beside a name, and to take
a name met once wherever else it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tereze.intake.extract import cyrillic
from tereze.intake.extract.cues import Cues

Span = tuple[int, int, str]
_NER = "model/slovnet_ner_news_v1.tar"
_VECTORS = "emb/navec_news_v1_1B_250K_300d_100q.tar"
_PIECE = 4000  # characters read at once: whole lines, since the network looks at the words around
_CUT = re.compile(r"[()•—,;:/|\n]|\s-\s")
_CAPITALS = re.compile(r"[А-ЯЁ]{2,}(?:-[А-ЯЁ]{2,})*")
_LATIN = re.compile(r"\(([A-Z][\w’'.-]+(?: (?:[a-z]{2,3}[ -])?[A-Z][\w’'.-]+)+)\)")
_AFTER_NAME = re.compile(r"\s?$")
_DESCRIBED = re.compile(
    r"(?:[Сс]осед|[Аа]двокат|[Сс]упруг|[Жж]ен[аыеу]|[Мм]уж|[Бб]рат|[Сс]естр|[Мм]ат[ьи]|[Оо]тец|[Сс]ын|[Дд]оч|[Жж]урналист|"
    r"[Сс]видетел|[Пп]равозащитни|[Аа]ктивист|[Дд]иректор|[Мм]инистр|[Пп]осол|[Пп]резидент|[Дд]епутат|[Гг]оспо)\w*"
)


def is_installed() -> bool:
    """Whether the network and its weights are here."""
    return all(find_spec(name) is not None for name in ("slovnet", "navec", "natasha"))


def find(text: str, cues: Cues, places: tuple[tuple[int, int], ...]) -> list[Span]:
    """Persons, organisations and places."""
    if not is_installed():
        return cyrillic.find(text, cues, places)
    seen = [piece for span in _spans(_title_case(text)) for piece in _pieces(text, span)]
    found = cyrillic.completed(text, seen, cues, places)
    return found + _latin(text, found)


def _spans(text: str) -> Iterator[Span]:
    """What the network sees, piece by piece."""
    pieces = list(_cut_up(text))
    for (begin, end), seen in zip(pieces, _network().map([text[b:e] for b, e in pieces]), strict=True):
        for span in seen.spans:
            if begin + span.stop <= end:
                yield begin + span.start, begin + span.stop, span.type


def _cut_up(text: str) -> Iterator[tuple[int, int]]:
    """Whole lines together, up to `_PIECE` characters; a longer line alone."""
    begin = end = 0
    for line in text.splitlines(keepends=True):
        if end > begin and end - begin + len(line) > _PIECE:
            yield begin, end
            begin = end
        end += len(line)
    if text[begin:end].strip():
        yield begin, end


def _pieces(text: str, span: Span) -> Iterator[Span]:
    """A name without the brackets, bullets and commas that stand in it, each part a name of its own."""
    begin, end, kind = span
    if kind != "PER":
        yield span
        return
    for cut in [*_CUT.finditer(text, begin, end), None]:
        first, last = begin, cut.start() if cut else end
        while first < last and not text[first].isalpha():
            first += 1
        while last > first and not (text[last - 1].isalpha() or text[last - 1] == "."):
            last -= 1
        word = _DESCRIBED.match(text, first, last)
        if word is not None:  # “Соседка Имя Фамилия”: what she is, not what she is called
            first = min(word.end() + 1, last)
        if last > first:
            yield first, last, kind
        begin = cut.end() if cut else end


def _title_case(text: str) -> str:
    """The text with words in capitals written as names are, letter for letter, where capitals are no abbreviation:

    in a line of capitals, and for two such words of four letters or more beside one another.
    """
    lines = []
    for line in text.splitlines(keepends=True):
        words = list(_CAPITALS.finditer(line))
        small = any(char.islower() for char in line)
        keep = [
            word for at, word in enumerate(words)
            if not small or (len(word[0]) > 3 and (_beside(line, words, at, -1) or _beside(line, words, at, 1)))
        ]  # fmt: skip
        for word in keep:
            line = line[: word.start()] + _written(word[0]) + line[word.end() :]  # noqa: PLW2901  # the same length
        lines.append(line)
    return "".join(lines)


def _beside(line: str, words: list[re.Match[str]], at: int, step: int) -> bool:
    """Whether the next word in capitals stands right beside this one, and is none of an abbreviation's length."""
    other = at + step
    if not 0 <= other < len(words) or len(words[other][0]) < 4:
        return False
    first, second = sorted((at, other))
    return line[words[first].end() : words[second].start()] == " "


def _written(word: str) -> str:
    return "-".join(part[0] + part[1:].lower() for part in word.split("-"))


def _latin(text: str, found: list[Span]) -> list[Span]:
    """“Имя Фамилия (Name Surname)”: the spelling in brackets after a person is the person's too."""
    ends = {end for _, end, kind in found if kind == "PER"}
    return [
        (match.start(1), match.end(1), "PER")
        for match in _LATIN.finditer(text)
        if match.start() - len(_AFTER_NAME.search(text[: match.start()])[0]) in ends  # type: ignore[index]
        and all(match.end(1) <= begin or end <= match.start(1) for begin, end, _ in found)
    ]


@cache
def _network() -> Any:
    """The network with its vectors: half a second to load, 60 MB."""
    from navec import Navec
    from slovnet import NER

    spec = find_spec("natasha")
    if spec is None or spec.submodule_search_locations is None:
        raise ModuleNotFoundError("natasha")
    folder = Path(spec.submodule_search_locations[0]) / "data"
    network = NER.load(folder / _NER)
    return network.navec(Navec.load(folder / _VECTORS))
