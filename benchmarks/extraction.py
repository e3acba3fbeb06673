"""What extraction finds: KazNERD, factRuEval, the date cases, the gold documents, and how fast it is.

    python -m benchmarks.extraction --shared ../shared/data > benchmarks/results/extraction.md

The gold documents are in tests/intake/extract/gold (see the README there); those held back from tuning are shown apart.
The Kazakh tagger was learned from KazNERD: its figure comes from `tools.train_tagger --measure` (five folds by
document), which this command runs. Russian is read by slovnet, taught by others. What `--uner`, `--english` and
`--worldwide` measure English on is told in `benchmarks/extraction_english.py`; `--news` is the folder of real news that
`tools/intake_training/news_marks.py` names: forty stories by a rule of choice fixed before reading, marked by us.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from benchmarks import extraction_english
from tools.intake_training import news_marks
from tools.intake_training.named import factrueval
from tools.train_tagger import measure, read

from tereze.intake.extract import dates, names, places
from tereze.intake.extract import russian as extract_russian
from tereze.intake.extract.extraction import Extraction, extract
from tereze.intake.extract.speakers import Speaker
from tereze.intake.language.detect import detect

_GOLD = Path(__file__).resolve().parent.parent / "tests" / "intake" / "extract" / "gold"
_ARTICLES = 1000
_SEEN = "seen while the rules were mended"
_HELD = "held back while their rules were mended (their totals were seen several times)"
_LAST = "English news that nobody who mends rules has seen"
_UNSEEN = re.compile(r"en-[57]\d\d$")
Counts = defaultdict[str, Counter[str]]


def main() -> None:
    """Read the command line and print the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True, help="the folder with texts and date_cases.json")
    parser.add_argument(
        "--uner", type=Path, nargs="*", default=[], help="English files of Universal NER, if you have them"
    )
    parser.add_argument("--english", type=Path, help="the folder with english/, as tools.train_tagger reads it")
    parser.add_argument("--worldwide", type=Path, help="the folder of en-worldwide-newswire, if you have it")
    parser.add_argument("--news", type=Path, help="the folder with test.txt and val.txt, if you have it")
    parser.add_argument("--quick", action="store_true", help="without the cross-validation of the taggers")
    asked = parser.parse_args()
    print("# Extraction: measured\n\nMade by `python -m benchmarks.extraction`; see docs/methods/extraction.md.\n")
    gold_documents()
    if asked.news:
        news(asked.news)
    chinese()
    date_cases(asked.shared)
    russian(asked.shared / "texts")
    speed()
    print(extraction_english.page(asked.uner, asked.english, asked.worldwide, people, asked.quick))
    if not asked.quick:
        taggers(asked.shared / "texts")


def documents() -> list[dict[str, Any]]:
    """The gold documents."""
    return [one for path in sorted(_GOLD.glob("*.yaml")) for one in yaml.safe_load(path.read_text("utf-8"))]


def gold_documents() -> None:
    """Precision and recall on the gold documents, seen and held back, by language."""
    tables: dict[str, dict[str, Counts]] = {_SEEN: {}, _HELD: {}, _LAST: {}}
    exact = invented = 0
    for one in documents():
        lang = one["id"][:2]
        found = extract(one["text"], lang, date.fromisoformat(one["date"]))
        title = _LAST if _UNSEEN.match(one["id"]) else _HELD if one.get("held") else _SEEN
        counts = tables[title].setdefault(lang, defaultdict(Counter))
        judge(one, found, counts)
        exact += sum(one["text"][begin:end] == "" for begin, end in _spans(found))
        invented += counts["language"]["wrong"]
    for title, by_language in tables.items():
        print(f"## Gold documents, {title}\n")
        print("| | what | P | R | gold | found |\n|---|---|---|---|---|---|")
        whole: Counts = defaultdict(Counter)
        for lang, counts in sorted(by_language.items()):
            for what, count in counts.items():
                whole[what] += count
                print(_row(lang, what, count))
        for what, count in whole.items():
            print(_row("all", what, count))
        print()
    print(f"Empty spans: {exact}. Documents whose language was not recognised: {invented}.\n")


def news(folder: Path) -> None:
    """Custody and persons in real agency news, whose words are not in the repository."""
    counts: Counts = defaultdict(Counter)
    for one in news_marks.documents(_GOLD / "en_real.tsv", folder):
        found = extract(one["text"], "en", date.fromisoformat(one["date"]))
        _persons(one, found, counts["persons"])
        _custody(one, found, counts["custody"])
    print("## Real agency news (2004 to 2007) that nobody who mends rules has seen\n")
    print("| | what | P | R | gold | found |\n|---|---|---|---|---|---|")
    print("\n".join(_row("en", what, count) for what, count in counts.items()) + "\n")


def _row(lang: str, what: str, count: Counter[str]) -> str:
    precision = count["right"] / count["found"] if count["found"] else 1.0
    recall = count["hit"] / count["gold"] if count["gold"] else 1.0
    return f"| {lang} | {what} | {precision:.2f} | {recall:.2f} | {count['gold']} | {count['found']} |"


def _spans(found: Extraction) -> list[tuple[int, int]]:
    spans = [(n.begin, n.end) for n in found.names] + [(s.begin, s.end) for s in found.statements]
    return spans + [c.term for c in found.custody] + [(d.begin, d.end) for d in found.dates]


def judge(gold: dict[str, Any], found: Extraction, counts: Counts) -> None:
    """Add one document to the counts."""
    text = gold["text"]
    tag = detect(text).tag
    counts["language"].update({"gold": 1, "found": 1, "right": tag == gold["id"][:2], "hit": tag == gold["id"][:2]})
    counts["language"]["wrong"] += tag != gold["id"][:2]
    _persons(gold, found, counts["persons"])
    _match(counts["statements"], gold["statements"], list(found.statements), lambda g, f: _same_said(g, f, found, text))
    _custody(gold, found, counts["custody"])
    dated = [g for g in gold["custody"] if g.get("when")]
    _match(
        counts["custody dates"], dated, [f for f in found.custody if f.when],
        lambda g, f: _same_custody(g, f, found, text) and f.when is not None and f.when.edtf == str(g["when"]),
    )  # fmt: skip
    _match(counts["positions"], gold["positions"], list(found.positions), lambda g, f: _same_position(g, f, found))
    _match(counts["incidents"], gold["incidents"], list(found.incidents), lambda g, f: g == f.sort)
    if "relations" in gold:
        _match(counts["relations"], gold["relations"], list(found.relations), lambda g, f: _same_kin(g, f, found))


def _persons(gold: dict[str, Any], found: Extraction, count: Counter[str]) -> None:
    _match(count, gold["persons"], list(found.persons), lambda g, f: bool(set(g) & set(f.names)))


def _custody(gold: dict[str, Any], found: Extraction, count: Counter[str]) -> None:
    """What is marked `unsure`, as another strict reader might mark it, is neither right nor wrong where it is found."""

    def fits(mark: dict[str, Any], one: Any) -> bool:
        return _same_custody(mark, one, found, gold["text"])

    marks, unsure = gold["custody"], gold.get("unsure", [])
    counted = [
        one
        for one in found.custody
        if any(fits(mark, one) for mark in marks) or not any(fits(mark, one) for mark in unsure)
    ]
    _match(count, marks, counted, fits)


def _match(count: Counter[str], gold: list[Any], found: list[Any], same: Any) -> None:
    left = list(found)
    for one in gold:
        fit = next((other for other in left if same(one, other)), None)
        if fit is not None:
            left.remove(fit)
            count["hit"] += 1
            count["right"] += 1
    count["gold"] += len(gold)
    count["found"] += len(found)


def _is(written: str, speaker: Speaker | None, found: Extraction) -> bool:
    if speaker is None:
        return written == ""
    forms = next((p.names for p in found.persons if p.key == speaker.key and speaker.key), (speaker.text,))
    return any(form and (form in written or written in form) for form in forms) and written != ""


def _same_said(gold: dict[str, Any], said: Any, found: Extraction, text: str) -> bool:
    chain = gold.get("chain", [])
    return (
        _is(gold["speaker"], said.speaker, found)
        and gold["has"] in text[said.begin : said.end]
        and gold["stance"] == said.stance
        and len(chain) == len(said.chain)
        and all(_is(written, one, found) for written, one in zip(chain, said.chain, strict=True))
    )


def _same_custody(gold: dict[str, Any], custody: Any, found: Extraction, text: str) -> bool:
    inside = gold["has"] in text[custody.begin : custody.end]
    return inside and gold["status"] == custody.status and _is(gold["about"], custody.about, found)


def _same_kin(gold: dict[str, Any], one: Any, found: Extraction) -> bool:
    ends = _is(gold["of"], one.of, found) and _is(gold["to"], one.to, found)
    return ends and gold["relation"] == one.relation


def _same_position(gold: dict[str, Any], position: Any, found: Extraction) -> bool:
    number = str(gold.get("number", ""))
    right = _is(gold["actor"], position.actor, found) and gold["stance"] == position.stance
    return right and (not number or number == position.number)


def date_cases(shared: Path) -> None:
    """The given expressions: exact, unread, wrong."""
    cases = json.loads((shared / "date_cases.json").read_text("utf-8"))
    anchor = date.fromisoformat(cases["reference_date"])
    answers: Counter[str] = Counter()
    for case in cases["cases"]:
        found = [one.edtf for one in dates.find(case["text"], case["lang"], anchor)]
        answers["exact" if found == [case["edtf"]] else "wrong" if found else "unread"] += 1
    print("## Date cases (known while the rules were written)\n")
    print(f"{answers['exact']} exact, {answers['unread']} unread, {answers['wrong']} wrong of {len(cases['cases'])}.\n")


def speed() -> None:
    """A thousand articles: the gold texts, put together to the length of a news article, in turn."""
    by_lang: defaultdict[str, list[str]] = defaultdict(list)
    for one in documents():
        by_lang[one["id"][:2]].append(one["text"])
    articles = [
        (lang, "\n".join(texts[at % len(texts) :] + texts)[:3000]) for lang, texts in by_lang.items() for at in (0, 1)
    ]
    for lang, text in articles:
        extract(text, lang, date(2019, 3, 5))
    begun, used = time.perf_counter(), time.process_time()
    size = 0
    for at in range(_ARTICLES):
        lang, text = articles[at % len(articles)]
        detect(text)
        extract(text, lang, date(2019, 3, 5))
        size += len(text)
    spent, used = time.perf_counter() - begun, time.process_time() - used
    print("## Speed\n")
    print(f"{_ARTICLES:,} articles of {size // _ARTICLES:,} characters on average, six languages in turn, one process:")
    print(f"{used:.0f} s of processor time, {spent:.0f} s by the clock of a machine with other work.\n")


def chinese() -> None:
    """Thirty Chinese sentences with their persons marked."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one in yaml.safe_load((_GOLD / "names" / "zh.yaml").read_text("utf-8")):
        found = {one["text"][begin:end] for begin, end in people(one["text"], "zh")}
        _add(counts["held back" if one.get("held") else "seen"], found, set(one["persons"]))
    print("## Chinese persons in thirty sentences\n\n| | what | P | R | gold | found |\n|---|---|---|---|---|---|")
    for title, count in sorted(counts.items()):
        print(_row("zh", f"persons, {title}", count))
    print()


def people(text: str, lang: str) -> set[tuple[int, int]]:
    """Where persons are named."""
    known = tuple((one.begin, one.end) for one in places.find(text, lang))
    return {(one.begin, one.end) for one in names.find(text, lang, known) if one.kind == "PER"}


def _add(count: Counter[str], found: set[Any], wanted: set[Any]) -> None:
    right = len(found & wanted)
    count.update({"found": len(found), "gold": len(wanted), "right": right, "hit": right})


def taggers(texts: Path) -> None:
    """Cross-validation of the taggers; the Russian one is used only where slovnet is missing."""
    print("## Taggers, five folds by document\n\n```")
    for lang in ("kk", "ru"):
        measure(read(texts, lang), lang)
    print("```")


def russian(texts: Path) -> None:
    """Russian persons in whole documents of factRuEval's development set, as they are read here."""
    count = Counter[str]()
    for gold in factrueval(texts / "factrueval" / "devset"):
        _add(count, people(gold.text, "ru"), {(begin, end) for begin, end, kind in gold.spans if kind == "PER"})
    by = "slovnet" if extract_russian.is_installed() else "the small tagger, which was learned from them"
    print(f"## Russian persons, factRuEval 2016 (development set), read by {by}\n")
    print("| | what | P | R | gold | found |\n|---|---|---|---|---|---|\n" + _row("ru", "persons, exact", count) + "\n")


if __name__ == "__main__":
    main()
