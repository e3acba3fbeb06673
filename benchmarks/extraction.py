"""What extraction finds: KazNERD, factRuEval, the date cases, the thirty gold documents, and how fast it is.

    python -m benchmarks.extraction --shared ../shared/data > benchmarks/results/extraction.md

The gold documents are in tests/intake/extract/gold (see the README there); those held back from tuning are shown apart.
KazNERD and factRuEval are what the taggers were learned from: their figures come from `tools.train_tagger --measure`
(five folds by document), which this command runs. Peers: none installed here; docs/methods/extraction.md names them.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from tools.intake_training.named import as_sentences, factrueval, uner
from tools.train_tagger import measure, read

from tereze.intake.extract import dates, names, places, tagger
from tereze.intake.extract.extraction import Extraction, extract
from tereze.intake.extract.speakers import Speaker
from tereze.intake.language.detect import detect
from tools import train_tagger

_GOLD = Path(__file__).resolve().parent.parent / "tests" / "intake" / "extract" / "gold"
_ARTICLES = 1000
Counts = defaultdict[str, Counter[str]]


def main() -> None:
    """Read the command line and print the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True, help="the folder with texts and date_cases.json")
    parser.add_argument(
        "--uner", type=Path, nargs="*", default=[], help="English files of Universal NER, if you have them"
    )
    parser.add_argument("--quick", action="store_true", help="without the cross-validation of the taggers")
    asked = parser.parse_args()
    print("# Extraction: measured\n\nMade by `python -m benchmarks.extraction`; see docs/methods/extraction.md.\n")
    gold_documents()
    date_cases(asked.shared)
    speed()
    for path in asked.uner:
        english(path)
    if not asked.quick:
        taggers(asked.shared / "texts")


def documents() -> list[dict[str, Any]]:
    """The gold documents."""
    return [one for path in sorted(_GOLD.glob("*.yaml")) for one in yaml.safe_load(path.read_text("utf-8"))]


def gold_documents() -> None:
    """Precision and recall on the gold documents, seen and held back, by language."""
    tables: dict[str, dict[str, Counts]] = {"seen while the rules were mended": {}, "held back": {}}
    exact = invented = 0
    for one in documents():
        lang = one["id"][:2]
        found = extract(one["text"], lang, date.fromisoformat(one["date"]))
        counts = tables["held back" if one.get("held") else "seen while the rules were mended"].setdefault(
            lang, defaultdict(Counter)
        )
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
    _match(counts["persons"], gold["persons"], list(found.persons), lambda g, f: bool(set(g) & set(f.names)))
    _match(counts["statements"], gold["statements"], list(found.statements), lambda g, f: _same_said(g, f, found, text))
    _match(counts["custody"], gold["custody"], list(found.custody), lambda g, f: _same_custody(g, f, found, text))
    dated = [g for g in gold["custody"] if g.get("when")]
    _match(
        counts["custody dates"], dated, [f for f in found.custody if f.when],
        lambda g, f: _same_custody(g, f, found, text) and f.when is not None and f.when.edtf == str(g["when"]),
    )  # fmt: skip
    _match(counts["positions"], gold["positions"], list(found.positions), lambda g, f: _same_position(g, f, found))
    _match(counts["incidents"], gold["incidents"], list(found.incidents), lambda g, f: g == f.sort)


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
    begun = time.perf_counter()
    size = 0
    for at in range(_ARTICLES):
        lang, text = articles[at % len(articles)]
        detect(text)
        extract(text, lang, date(2019, 3, 5))
        size += len(text)
    spent = time.perf_counter() - begun
    print("## Speed\n")
    print(f"{_ARTICLES:,} articles of {size // _ARTICLES:,} characters on average in {spent:.0f} s, one process.\n")


def english(path: Path) -> None:
    """English persons in a file of Universal NER (CC BY-SA 4.0; only measured on, never learned from)."""
    count: Counter[str] = Counter()
    for gold in uner(path):
        known = tuple((one.begin, one.end) for one in places.find(gold.text, "en"))
        found = {(one.begin, one.end) for one in names.find(gold.text, "en", known) if one.kind == "PER"}
        wanted = {(begin, end) for begin, end, _ in gold.spans}
        right = len(found & wanted)
        count.update({"found": len(found), "gold": len(wanted), "right": right, "hit": right})
    print(f"## English persons, {path.name}\n")
    print("| | what | P | R | gold | found |\n|---|---|---|---|---|---|\n" + _row("en", "persons, exact", count) + "\n")


def taggers(texts: Path) -> None:
    """Cross-validation of the taggers."""
    print("## Taggers, five folds by document\n\n```")
    for lang in ("kk", "ru"):
        measure(read(texts, lang), lang)
    print("```")
    russian(texts)


def russian(texts: Path) -> None:
    """Russian persons in whole documents of factRuEval, each fold with a model learned from the others."""
    golds = factrueval(texts / "factrueval" / "devset")
    shipped, count = tagger.weights, Counter[str]()
    for fold in range(train_tagger._FOLDS):
        rest = [
            one for at, gold in enumerate(golds) if at % train_tagger._FOLDS != fold for one in as_sentences(gold, at)
        ]
        model = train_tagger.learn(rest, "ru")
        tagger.weights = lambda _lang, model=model: model  # type: ignore[assignment,misc]
        for gold in golds[fold :: train_tagger._FOLDS]:
            known = tuple((one.begin, one.end) for one in places.find(gold.text, "ru"))
            found = {(one.begin, one.end) for one in names.find(gold.text, "ru", known) if one.kind == "PER"}
            wanted = {(begin, end) for begin, end, kind in gold.spans if kind == "PER"}
            count.update(
                {"found": len(found), "gold": len(wanted), "right": len(found & wanted), "hit": len(found & wanted)}
            )
    tagger.weights = shipped
    print("\nThe same with what is done about whole documents (places, names met again):\n")
    print("| | what | P | R | gold | found |\n|---|---|---|---|---|---|\n" + _row("ru", "persons, exact", count))


if __name__ == "__main__":
    main()
