"""What lists know of an English word: given name, family name, place, or written small. Hints for the tagger.

`resources/intake/words-en.tsv` (made by `python -m tools.make_english_words`): a word in small letters and its marks,
g given name, f family name, p part of a place's name; `ordinary-en.txt` has the words that English writes small.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from tereze.model import resources

_EDGE = "_"
CHINESE = frozenset(
    """
    Wang Li Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo He Gao Lin Luo Zheng Liang Xie Song Tang Han
    Feng Deng Cao Peng Zeng Xiao Tian Dong Pan Yuan Cai Jiang Yu Du Ye Cheng Wei Su Lu Ding Ren Shen Yao Fu Zhong Cui
    Tan Liao Fan Wan Lei Shi Jin Kong Bai Hao Shao Mao Gu Meng Qin Yan Xue Hou Long Duan Qian Yin Geng Hong Qiu Pang
    Xiong Ji Shu
    """.split()  # noqa: SIM905  # easier to read
)
_SYLLABLE = (
    "(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|"
    "ua|ui|uo|ue|er|[aeiou])"
)
_PINYIN = re.compile(rf"(?=[A-Z])(?:{_SYLLABLE}){{1,2}}", re.IGNORECASE)
_HYPHENED = re.compile(r"[A-Z][a-z]+-[a-z]+")


def more(words: Sequence[str]) -> list[tuple[str, ...]]:
    """Features for each word of a sentence: its marks, with those of its neighbours."""
    found = [_EDGE, *map(marks, words), _EDGE, _EDGE]
    low = [word.lower() for word in words]
    return [
        (
            f"m={found[at + 1]}",
            f"m+={found[at + 1]}{found[at + 2]}",
            f"m-={found[at]}{found[at + 1]}",
            f"m3={found[at]}{found[at + 1]}{found[at + 2]}",
            f"m++={found[at + 1]}{found[at + 2]}{found[at + 3]}",
            f"mw+={found[at + 1]}{low[at + 1] if at + 1 < len(words) else _EDGE}",
            f"mw-={found[at + 1]}{low[at - 1] if at else _EDGE}",
        )
        for at in range(len(words))
    ]


def marks(word: str) -> str:
    """A word's marks: of a word with a capital what lists say, else only that it is small or no word."""
    if not word[0].isalpha():
        return word if word in {".", ",", "’s", "'s", "(", ")", "-"} else "#"
    if not word[0].isupper():
        return "x"
    low = word.lower()
    shape = "A" if len(word) > 1 and word.isupper() else "I" if len(word) == 1 else "C"
    return shape + listed().get(low, "") + ("o" if low in ordinary() else "")


@cache
def listed() -> dict[str, str]:
    """Word → marks."""
    lines = resources.path("intake/words-en.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {row[0]: row[1] for row in rows}


@cache
def ordinary() -> frozenset[str]:
    """Words that English writes with a small letter."""
    lines = resources.path("intake/ordinary-en.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


def is_chinese(family: str, given: str) -> bool:
    """A Chinese name as it is written in English: “Gao Lin”, “Shen Daqing”, “Wong Pik-wan”."""
    if (family, given) == ("Hong", "Kong"):
        return False
    hyphened = _HYPHENED.fullmatch(given) is not None and "f" in marks(family)[1:]
    return hyphened or (family in CHINESE and _PINYIN.fullmatch(given) is not None)
