"""Counting letters by script (ISO 15924 codes), and the letters that only one language of a script writes."""

from __future__ import annotations

import re

SCRIPTS = ("Latn", "Cyrl", "Arab", "Hani")
_RUNS = {
    "Latn": re.compile(r"[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff]+"),
    "Cyrl": re.compile(r"[\u0400-\u052f]+"),
    "Arab": re.compile(r"[\u0620-\u064a\u066e-\u06d3\u06d5\u06ee-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]+"),
    "Hani": re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]+"),
}
_OTHER = re.compile(r"[\u0370-\u03ff\u0530-\u05ff\u0700-\u074f\u0900-\u1cff\u3040-\u30ff\uac00-\ud7af]+")
_HAN_WEIGHT = 3  # one character says as much as about three letters


def counts(text: str) -> dict[str, int]:
    """Letters of `text` by script, Han characters weighed by three, letters of all other scripts under "Zzzz"."""
    found = {script: sum(map(len, run.findall(text))) for script, run in _RUNS.items()}
    found["Hani"] *= _HAN_WEIGHT
    found["Zzzz"] = sum(map(len, _OTHER.findall(text)))
    return found


def dominant(text: str) -> str | None:
    """The script that most of the letters are in; None where there are none."""
    found = counts(text)
    best = max(found, key=lambda script: found[script])
    return best if found[best] else None


def words(text: str) -> int:
    """How many words: runs of letters, and two Han characters for one."""
    alphabetic = sum(len(_RUNS[script].findall(text)) for script in ("Latn", "Cyrl", "Arab"))
    return alphabetic + (sum(map(len, _RUNS["Hani"].findall(text))) + 1) // 2


def letters(text: str, script: str) -> list[str]:
    """The runs of letters of one script, in lower case."""
    return [run.lower() for run in _RUNS[script].findall(text)]
