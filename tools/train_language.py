"""Learn `resources/intake/language.tsv`, or measure what is learned by cross-validation.

    python -m tools.train_language --texts ../shared/data/texts             # learn and write
    python -m tools.train_language --texts ../shared/data/texts --measure   # five folds and texts never learned from

Learned from: the Universal Declaration of Human Rights (all languages), KazNERD (CC BY 4.0) for Kazakh, factRuEval 2016
(MIT) for Russian, the pages under docs/ (MIT) for English. The Universal Dependencies treebanks are measured on only.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter, defaultdict
from math import log
from pathlib import Path

from tereze.intake.language import detect, ngrams, scripts
from tereze.model import resources
from tools.intake_training.texts import Corpus, conllu, kaznerd, plain, udhr, with_other_scripts

_ROWS = 4200  # n-grams kept for each script
_MOST = 60_000  # letters learned from for each language: more of one would not make it likelier
_FOLDS = 5
_REPO = Path(__file__).resolve().parent.parent
_HEAD = """\
# Character n-grams and what each costs (tenths of a nat) in the languages of a script. Made by
# `python -m tools.train_language`; do not edit. Learned from the Universal Declaration of Human Rights, KazNERD
# (IS2AI, CC BY 4.0), factRuEval 2016 (MIT) and docs/ of this repository;
# kk-Latn, kk-Arab and ug-Cyrl by transliteration.
"""


def main() -> None:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, required=True, help="folder with udhr, kaznerd, factrueval, ud")
    parser.add_argument("--measure", action="store_true", help="cross-validate instead of writing the table")
    asked = parser.parse_args()
    corpus = read(asked.texts)
    if asked.measure:
        measure(corpus, asked.texts)
        return
    resources_path = resources.path("intake") / "language.tsv"
    resources_path.write_text(written(learn(with_other_scripts(corpus))), "utf-8")
    print(f"wrote {resources_path} ({resources_path.stat().st_size:,} bytes)")


def read(texts: Path) -> Corpus:
    """Everything that may be learned from."""
    corpus = udhr(texts / "udhr")
    corpus[("kk", "Cyrl")] += kaznerd(texts / "kaznerd" / "IOB2_valid.txt")
    corpus[("ru", "Cyrl")] += plain(list((texts / "factrueval" / "devset").glob("*.txt")))
    corpus[("en", "Latn")] += plain(list((_REPO / "docs").rglob("*.md")))
    return corpus


def learn(corpus: Corpus) -> dict[str, ngrams.Model]:
    """The models by script: the n-grams whose use differs most between the languages, smoothed by a half."""
    counted: defaultdict[str, dict[str, Counter[str]]] = defaultdict(dict)
    for (language, script), sentences in corpus.items():
        if script != "Hani":
            counted[script][language] = _counted(sentences, script)
    return {script: _model(counts) for script, counts in counted.items()}


def _counted(sentences: list[str], script: str) -> Counter[str]:
    counts: Counter[str] = Counter()
    letters = 0
    for sentence in random.Random(7).sample(sentences, len(sentences)):  # noqa: S311  # any order will do
        for word in ngrams.words_of(sentence, script):
            counts.update(ngrams.grams(word))
            letters += len(word)
        if letters > _MOST:
            break
    return counts


def _model(counts: dict[str, Counter[str]]) -> ngrams.Model:
    languages = tuple(sorted(counts))
    totals = {code: sum(counts[code].values()) for code in languages}
    grams = {gram for code in languages for gram, count in counts[code].items() if count >= 2}
    costs = {
        gram: tuple(-log((counts[code][gram] + 0.5) / (totals[code] + len(grams) / 2)) for code in languages)
        for gram in grams
    }

    def telling(gram: str) -> float:
        shares = [counts[code][gram] / totals[code] for code in languages]
        return (max(shares) - min(shares)) * (max(costs[gram]) - min(costs[gram]))

    kept = sorted(grams, key=lambda gram: (-telling(gram), gram))[:_ROWS]
    return ngrams.Model(languages, {gram: tuple(round(cost * 10) for cost in costs[gram]) for gram in sorted(kept)})


def written(models: dict[str, ngrams.Model]) -> str:
    """The table as it is stored."""
    lines = [_HEAD.rstrip("\n")]
    for script, model in sorted(models.items()):
        lines.append("\t".join(("script", script, *model.languages)))
        lines += ["\t".join((gram, *map(str, row))) for gram, row in model.costs.items()]
    return "\n".join(lines) + "\n"


def measure(corpus: Corpus, texts: Path) -> None:
    """Five folds, then the treebanks; pieces of 6 to 12 words and of 1 to 3."""
    totals: defaultdict[str, Counter[str]] = defaultdict(Counter)
    shuffled = {key: random.Random(3).sample(value, len(value)) for key, value in corpus.items()}  # noqa: S311
    for fold in range(_FOLDS):
        train = {key: [s for at, s in enumerate(value) if at % _FOLDS != fold] for key, value in shuffled.items()}
        test = {key: [s for at, s in enumerate(value) if at % _FOLDS == fold][:400] for key, value in shuffled.items()}
        install(learn(with_other_scripts(train)))
        judge(with_other_scripts(test), totals)
    show("five folds", totals)
    install(learn(with_other_scripts(corpus)))
    held: Corpus = {
        ("kk", "Cyrl"): conllu(texts / "ud" / "kk_ktb-ud-test.conllu"),
        ("ug", "Arab"): conllu(texts / "ud" / "ug_udt-ud-test.conllu"),
    }
    unseen: defaultdict[str, Counter[str]] = defaultdict(Counter)
    judge(with_other_scripts(held), unseen)
    show("Universal Dependencies, never learned from (kk-Latn, kk-Arab, ug-Cyrl written over from it)", unseen)


def install(models: dict[str, ngrams.Model]) -> None:
    """Make the package use these models."""
    setattr(ngrams, "models", lambda: models)  # noqa: B010  # a measurement may look behind the door


def judge(corpus: Corpus, totals: defaultdict[str, Counter[str]]) -> None:
    """Count right, undetermined and wrong answers for pieces of 6 to 12 words and for those of 1 to 3."""
    for (language, script), sentences in corpus.items():
        tag = detect.TAGS.get((language, script), detect.UNDETERMINED)
        for sentence in sentences:
            for least, most in ((6, 12), (1, 3)):
                piece = " ".join(sentence.split()[:most]) if script != "Hani" else sentence[: most * 2]
                if least <= scripts.words(piece):
                    found = detect.detect(piece).tag
                    answer = "right" if found == tag else "undetermined" if found == "und" else "wrong"
                    totals[f"{tag if tag != 'und' else 'other: ' + language}\t{least}-{most}"][answer] += 1


def show(title: str, totals: dict[str, Counter[str]]) -> None:
    """Print a table."""
    print(f"\n== {title}\nlanguage\twords\tpieces\tright\tundetermined\twrong")
    for sizes in ("6-12", "1-3"):
        whole: Counter[str] = Counter()
        for key, counts in sorted(totals.items()):
            if key.endswith("\t" + sizes):
                _line(key, counts)
                if not key.startswith("other"):
                    whole += counts
        _line(f"all of ours\t{sizes}", whole)


def _line(key: str, counts: Counter[str]) -> None:
    total = sum(counts.values()) or 1
    shares = "\t".join(f"{counts[answer] / total:.2%}" for answer in ("right", "undetermined", "wrong"))
    print(f"{key}\t{total}\t{shares}")


if __name__ == "__main__":
    main()
