"""English statements against PolNeAR (Newell, Margolin and Ruths, LREC 2018): real news of seven US publishers, marked
by trained annotators with source, cue and content of each attribution.

    git clone https://github.com/networkdynamics/polnear
    python -m benchmarks.extraction_attribution polnear/data/test
    python -m benchmarks.extraction_attribution polnear/data/train --show 50

The corpus names no licence: it is measured on and read for its manners of saying, nothing of it is kept or learned
from. `train` and `dev` were looked at while the rules were mended, `test` never: of it only totals are printed.

What is compared: its marks also cover beliefs, wishes, votes and moods. Recall is over attributions whose cue has a
word of `SPEECH` (fixed before the rules were mended), has a source, and is no question, negation, forecast or order.
One is found where a statement overlaps its content or its cue, and the speaker, or one who passes the words on, stands
in its source: not as the owner or behind a preposition or "who". A statement that fits a mark of another kind is left
out of precision; all others that fit none are wrong. Who a pronoun means is not marked, so it is not tested, and
neither are stance and chain.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tereze.intake.extract.extraction import extract
from tereze.intake.extract.said import Said

SPEECH = frozenset(
    """
    said says say saying told tells tell telling added adds add adding wrote writes write writing argued argues argue
    arguing claimed claims claim claiming noted notes note noting reported reports announced announces announcing
    suggested suggests suggest suggesting described describes describe describing stated states stating explained
    explains explaining acknowledged acknowledges acknowledging declared declares declaring insisted insists insist
    insisting recalled recalls recalling responded responds replied replies warned warns warning concluded concludes
    stressed stresses asserted asserts asserting emphasized emphasizes reiterated reiterates confirmed confirms admitted
    admits conceded concedes revealed reveals remarked remarks tweeted tweets testified testifies alleged alleges
    contended contends maintained maintains complained complains complaining joked jokes lamented laments recounted
    recounts quipped predicted predicts denied denies deny vowed vows vowing pledged pledges promised promises continued
    continues according observed boasted boasts cautioned countered echoed mused shouted asserting disclosed
    """.split()  # noqa: SIM905  # easier to read
)
_NOT = re.compile(r"(?i)\b(?:not|never|no|will|would|could|may|might|should|can)\b|n[’']t|^to |\bto be\b")
_GOES_ON = re.compile(r"(?i)\b(?:went|goes|go|going) on to\b")
_BEHIND = re.compile(r"\b(?:of|in|for|at|from|with|by|on|to|who|whose|which|that)\b[^,]*")


class Mark(NamedTuple):
    """An attribution; spans are code points of the text, `cue` its words."""

    source: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]
    place: tuple[tuple[int, int], ...]
    cue: str

    @property
    def speech(self) -> bool:
        """Whether recall is asked of it."""
        asked = bool(SPEECH & set(re.findall(r"[a-z]+", self.cue.lower()))) and bool(self.source)
        return asked and (_NOT.search(self.cue) is None or _GOES_ON.search(self.cue) is not None)


class Article(NamedTuple):
    """A text, its marks, and its name."""

    name: str
    text: str
    marks: tuple[Mark, ...]


def main() -> None:
    """Read the command line and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="a part of PolNeAR with text/ and attributions/")
    parser.add_argument("--every", type=int, default=1, help="only every so many articles")
    parser.add_argument("--show", type=int, default=0, help="print so many misses and wrongs (never of test)")
    asked = parser.parse_args()
    count: Counter[str] = Counter()
    missed: list[str] = []
    wrong: list[str] = []
    for article in list(articles(asked.folder))[:: asked.every]:
        one, other = compare(article, list(extract(article.text, "en", see=None).statements), count)
        missed += one
        wrong += other
    print(row(asked.folder.name, count))
    if asked.show and asked.folder.name != "test":
        for title, lines in (("missed", missed), ("wrong", wrong)):
            kinds = Counter(line.split("\t")[0] for line in lines)
            print(f"\n{title}: {kinds.most_common(60)}")
            print("\n".join(lines[:: max(1, len(lines) // asked.show)]))


def row(name: str, count: Counter[str]) -> str:
    """A row of the results page."""
    precision, recall = count["right"] / max(1, count["found"]), count["hit"] / max(1, count["gold"])
    return f"| {name} | {precision:.2f} | {recall:.2f} | {count['gold']} | {count['found']} |"


def articles(folder: Path) -> Iterator[Article]:
    """The articles with the marks of the first annotator."""
    seen: set[str] = set()
    for path in sorted((folder / "attributions").glob("*.ann")):
        name = path.stem.rpartition("_")[0]
        text = folder / "text" / f"{name}.txt"
        if name not in seen and text.is_file():
            seen.add(name)
            yield Article(name, text.read_bytes().decode("utf-8"), tuple(_marks(path.read_text("utf-8"))))


def _marks(table: str) -> Iterator[Mark]:
    rows = [line.split("\t") for line in table.split("\n") if "\t" in line]
    spans = {row[0]: _spans(row[1]) for row in rows if row[0].startswith("T")}
    words = {row[0]: " ".join(row[2:]) for row in rows if row[0].startswith("T")}
    for row in rows:
        if row[0].startswith("E"):
            parts = [part.split(":") for part in row[1].split()]
            kinds = ("Source", "Content", "Cue")
            named = {kind: [at for name, at in parts if name.startswith(kind) and at in spans] for kind in kinds}
            places = {kind: tuple(span for at in those for span in spans[at]) for kind, those in named.items()}
            cue = " ".join(words[at] for at in named["Cue"])
            if places["Cue"]:
                yield Mark(places["Source"], places["Content"], places["Cue"], cue)


def _spans(written: str) -> tuple[tuple[int, int], ...]:
    pairs = [pair.split() for pair in written.split(" ", 1)[1].split(";")]
    return tuple((int(begin), int(end)) for begin, end in pairs)


def compare(article: Article, found: list[Said], count: Counter[str]) -> tuple[list[str], list[str]]:
    """Count what is hit and right; lines that tell what is missed and what is wrong."""
    fits = {mark: [said for said in found if _fits(mark, said, article.text)] for mark in article.marks}
    right = {id(said) for mark, those in fits.items() if mark.speech for said in those}
    other = {id(said) for mark, those in fits.items() if not mark.speech for said in those} - right
    asked = [mark for mark in article.marks if mark.speech]
    left = [said for said in found if id(said) not in right and id(said) not in other]
    count["gold"] += len(asked)
    count["hit"] += sum(bool(fits[mark]) for mark in asked)
    count["found"] += len(right) + len(left)
    count["right"] += len(right)
    missed = [_line(article.text, mark.cue, mark.place[0], mark.source, found) for mark in asked if not fits[mark]]
    wrong = [
        _line(article.text, article.text[slice(*said.verb)] or "-", (said.begin, said.end),
              ((said.speaker.begin, said.speaker.end),), [])
        for said in left
    ]  # fmt: skip
    return missed, wrong


def _fits(mark: Mark, said: Said, text: str) -> bool:
    told = any(said.begin < end and begin < said.end for begin, end in (*mark.content, *mark.place))
    return told and any(_stands_in(mark, one.begin, one.end, text) for one in (said.speaker, *said.chain))


def _stands_in(mark: Mark, begin: int, end: int, text: str) -> bool:
    for first, last in mark.source:
        if begin < last and first < end:
            owner = re.match(r"[’']s? \w", text[end : end + 4]) is not None and end < last
            behind = any(m.start() + first <= begin and m.start() > 0 for m in _BEHIND.finditer(text[first:last])
                         if begin < m.end() + first)  # fmt: skip
            if not owner and not behind:
                return True
    return False


def _line(text: str, cue: str, place: tuple[int, int], source: tuple[tuple[int, int], ...], found: list[Said]) -> str:
    begin = text.rfind("\n", 0, place[0]) + 1
    begin = max(begin, place[0] - 260)
    around = " ".join(text[begin : place[1] + 140].split())
    here = [f"{one.speaker.text}/{text[slice(*one.verb)]}" for one in found if one.begin <= place[0] <= one.end]
    return f"{cue.lower()}\t[{' ; '.join(text[a:b] for a, b in source)}]\t{around[:700]}\t{here}"


if __name__ == "__main__":
    main()
