"""The texts a language model is learned from and measured on, sentence by sentence, by (language, script)."""

from __future__ import annotations

import re
from pathlib import Path

from tools.intake_training import letters

Corpus = dict[tuple[str, str], list[str]]
_UDHR = {
    "eng": ("en", "Latn"), "kaz": ("kk", "Cyrl"), "kir": ("ky", "Cyrl"), "rus": ("ru", "Cyrl"),
    "uig_arab": ("ug", "Arab"), "uig_latn": ("ug", "Latn"), "uzn_cyrl": ("uz", "Cyrl"), "uzn_latn": ("uz", "Latn"),
    "cmn_hans": ("zh", "Hani"), "khk": ("mn", "Cyrl"), "tat": ("tt", "Cyrl"),
}  # fmt: skip
_BREAK = re.compile(r"(?<=[.!?;؛؟。])\s+|\n+")


def udhr(folder: Path) -> Corpus:
    """The Universal Declaration in every language there is (the first line names the language and is left out)."""
    found: Corpus = {}
    for name, key in _UDHR.items():
        text = (folder / f"{name}.txt").read_text("utf-8").partition("\n")[2]
        found[key] = _sentences(text)
    return found


def kaznerd(path: Path) -> list[str]:
    """The sentences of KazNERD (CC BY 4.0)."""
    blocks = path.read_text("utf-8").split("\n\n")
    return [" ".join(line.rpartition(" ")[0] for line in block.splitlines() if line.strip()) for block in blocks]


def conllu(path: Path) -> list[str]:
    """The sentences of a Universal Dependencies file."""
    lines = path.read_text("utf-8").splitlines()
    return [line.removeprefix("# text = ") for line in lines if line.startswith("# text = ")]


def plain(paths: list[Path]) -> list[str]:
    """The sentences of plain text files."""
    return [sentence for path in sorted(paths) for sentence in _sentences(path.read_text("utf-8"))]


def with_other_scripts(corpus: Corpus) -> Corpus:
    """The corpus, with Kazakh and Uyghur written over into the scripts of which there is no text."""
    kazakh = corpus[("kk", "Cyrl")]
    added: Corpus = {
        ("kk", "Latn"): [letters.kazakh_latin(text, at % 3) for at, text in enumerate(kazakh)],
        ("kk", "Arab"): [letters.kazakh_arabic(text) for text in kazakh],
        ("ug", "Cyrl"): [letters.uyghur_cyrillic(text) for text in corpus[("ug", "Arab")]],
    }
    return corpus | added


def _sentences(text: str) -> list[str]:
    return [piece.strip() for piece in _BREAK.split(text) if piece.strip()]
