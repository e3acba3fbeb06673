"""Learn `resources/intake/tagger-kk.tsv.gz` and `tagger-ru.tsv.gz`, or measure by cross-validation.

    python -m tools.train_tagger --texts ../shared/data/texts --lang kk             # learn and write
    python -m tools.train_tagger --texts ../shared/data/texts --lang ru --measure   # five folds by document

Kazakh from KazNERD (IS2AI, CC BY 4.0), Russian from factRuEval 2016 (MIT),
English from wikigold, WNUT 2017, the Broad Twitter Corpus (CC BY 4.0), GUM (CC BY 4.0; its biographies and travel
guides CC BY-SA 3.0) and a part of the Groningen Meaning Bank (public domain). They are not among the shared texts: put
the files in two columns under `english/*.conll` beside the others, GUM's under `english/gum/*.conllu` (only its
training documents), the Meaning Bank's as `english/gmb.txt`. Only the weights are kept, no text.
"""

from __future__ import annotations

import argparse
import gzip
import random
import re
from collections import Counter, defaultdict
from pathlib import Path

from tereze.intake.extract import english_words, tagger
from tereze.model import resources
from tools.intake_training import perceptron
from tools.intake_training.english import gmb, gum, recut
from tools.intake_training.named import Sentence, as_sentences, conll, factrueval, kaznerd

_EPOCHS = {"kk": 6, "ru": 8}
_SCALE = 20  # weights are averages; kept as twentieths
_LEAST = {"kk": 6, "ru": 5, "en": 16}  # scaled weights smaller than this say nothing
_FOLDS = 5
_NOTE = {
    "en": "# Learned from wikigold, WNUT 2017, Broad Twitter Corpus (CC BY 4.0), GUM (CC BY 4.0, CC BY-SA 3.0),\n"
    "# Groningen Meaning Bank (public domain) by tools/train_tagger.py. These weights: CC BY-SA 4.0.\n",
    "kk": "# Learned from KazNERD (IS2AI, CC BY 4.0, https://github.com/IS2AI/KazNERD) by tools/train_tagger.py.\n",
    "ru": "# Learned from factRuEval 2016 (MIT, dialogue-evaluation/factRuEval-2016) by tools/train_tagger.py.\n",
}

_ORDINARY = """\
# Words that English writes with a small letter, from wikigold, WNUT 2017, the Broad Twitter Corpus (CC BY 4.0), GUM
# (CC BY 4.0, CC BY-SA 3.0), the Groningen Meaning Bank (public domain), the
# Universal Declaration of Human Rights and docs/. Made by `python -m tools.train_tagger --lang en`; do not edit.
"""


def main() -> None:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, required=True, help="folder with kaznerd and factrueval")
    parser.add_argument("--lang", choices=tagger.LANGUAGES, required=True)
    parser.add_argument("--measure", action="store_true", help="cross-validate instead of writing the model")
    asked = parser.parse_args()
    corpus = read(asked.texts, asked.lang)
    if asked.measure:
        measure(corpus, asked.lang)
        return
    if asked.lang == "en":
        write_ordinary(corpus, asked.texts)
    path = resources.path("intake") / f"tagger-{asked.lang}.tsv.gz"
    path.write_bytes(written(learn(corpus, asked.lang), asked.lang))
    print(f"wrote {path} ({path.stat().st_size:,} bytes)")


def read(texts: Path, lang: str) -> list[Sentence]:
    """The labelled sentences of a language."""
    if lang == "kk":
        return kaznerd(texts / "kaznerd" / "IOB2_valid.txt")
    if lang == "en":
        return english(texts / "english")
    golds = factrueval(texts / "factrueval" / "devset")
    return [one for number, gold in enumerate(golds) for one in as_sentences(gold, number)]


def english(folder: Path) -> list[Sentence]:
    """All English corpora, in our own words; documents numbered on."""
    columns = [recut(one.words, one.labels, one.document) for one in conll(sorted(folder.glob("*.conll")))]
    found = columns + gum(
        sorted((folder / "gum").glob("*.conllu")), 1 + max((one.document for one in columns), default=0)
    )
    return found + gmb(folder / "gmb.txt", 1 + found[-1].document)


def write_ordinary(corpus: list[Sentence], texts: Path) -> None:
    """The words that English writes small: a run of such words with capitals is a heading, not a name."""
    counts = Counter(word for one in corpus for word in one.words)
    counts.update(re.findall(r"[A-Za-z]+", (texts / "udhr" / "eng.txt").read_text("utf-8")))
    for page in (resources.path("intake").parent.parent / "docs").rglob("*.md"):
        counts.update(re.findall(r"[A-Za-z]+", page.read_text("utf-8")))
    kept = sorted(
        word
        for word, count in counts.items()
        if word.isascii() and word.isalpha() and word.islower() and len(word) > 2
        if count >= 2 and count * 3 > counts[word.capitalize()]
    )
    path = resources.path("intake") / "ordinary-en.txt"
    path.write_text(_ORDINARY + "\n".join(kept) + "\n", "utf-8")
    print(f"wrote {path} ({len(kept):,} words)")


def learn(corpus: list[Sentence], lang: str) -> tagger.Weights:
    """An averaged perceptron (Collins 2002): weights corrected where the guess was wrong, then averaged over time."""
    if lang == "en":
        return perceptron.learn(
            corpus, english_words.more, epochs=6, drop=0.2, runs=5, scale=_SCALE, least=_LEAST["en"]
        )
    now: defaultdict[str, list[float]] = defaultdict(lambda: [0.0] * len(tagger.LABELS))
    total: defaultdict[str, list[float]] = defaultdict(lambda: [0.0] * len(tagger.LABELS))
    index = {label: at for at, label in enumerate(tagger.LABELS)}
    order = random.Random(11)  # noqa: S311  # any order will do, the same each time
    prepared = [(one, tagger.features(one.words)) for one in corpus]
    step = 0
    for _ in range(_EPOCHS[lang]):
        order.shuffle(prepared)
        for one, base in prepared:
            before = two_before = "O"
            for at, label in enumerate(one.labels):
                step += 1
                feats = (*base[at], *tagger.history(before, two_before, base[at]))
                rows = [now[feature] for feature in feats if feature in now]
                sums = [sum(column) for column in zip(*rows, strict=True)] if rows else [0.0] * 7
                guess = max(tagger._MAY_FOLLOW[before], key=lambda found: (sums[found], -found))
                truth = index[label]
                if guess != truth:
                    for feature in feats:
                        now[feature][truth] += 1
                        now[feature][guess] -= 1
                        total[feature][truth] += step
                        total[feature][guess] -= step
                two_before, before = before, label if order.random() < 0.5 else tagger.LABELS[guess]
    return _averaged(now, total, step, _LEAST[lang])


def _averaged(now: dict[str, list[float]], total: dict[str, list[float]], step: int, least: int) -> tagger.Weights:
    found = {}
    for feature, row in now.items():
        mean = [round((weight - sums / step) * _SCALE) for weight, sums in zip(row, total[feature], strict=True)]
        if max(map(abs, mean)) >= least:
            found[feature] = tuple(mean)
    return found


def written(model: tagger.Weights, lang: str) -> bytes:
    """The model as it is stored: the same bytes for the same weights."""
    lines = (f"{feature}\t{','.join(map(str, row))}" for feature, row in sorted(model.items()))
    return gzip.compress((_NOTE[lang] + "\n".join(lines) + "\n").encode(), mtime=0)


def measure(corpus: list[Sentence], lang: str) -> None:
    """Five folds by document: exact spans."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for fold in range(_FOLDS):
        model = learn([one for one in corpus if one.document % _FOLDS != fold], lang)
        for one in corpus:
            if one.document % _FOLDS == fold:
                count(
                    tagger.spans(one.labels),
                    tagger.tag(one.words, model, english_words.more if lang == "en" else None),
                    counts,
                )
    print(f"{lang}: five folds by document, exact spans, {len(model):,} features kept\nkind\tP\tR\tF1\tnames")
    for kind, found in sorted(counts.items()):
        precision, recall = found["right"] / max(found["found"], 1), found["right"] / max(found["gold"], 1)
        both = 2 * precision * recall / max(precision + recall, 1e-9)
        print(f"{kind}\t{precision:.3f}\t{recall:.3f}\t{both:.3f}\t{found['gold']}")


def count(gold: list[tagger.Tagged], found: list[tagger.Tagged], counts: dict[str, Counter[str]]) -> None:
    """Add one sentence's names to the counts."""
    for name in gold:
        counts[name.kind]["gold"] += 1
    for name in found:
        counts[name.kind]["found"] += 1
        counts[name.kind]["right"] += name in gold


if __name__ == "__main__":
    main()
