"""Names in Chinese: transliterated ones joined by a dot, Han names by surname and the words around them."""

from __future__ import annotations

import re
from functools import cache

from tereze.intake.extract import chinese_names, chinese_words
from tereze.intake.extract.cues import Cues
from tereze.names.tables import rows

Span = tuple[int, int, str]
_OUTLET = re.compile(
    r"(?<=告诉)[\u4e00-\u9fff]{2,8}?(?:通讯社|新闻社|日报|晚报|周刊|电台|电视台)|(?<=据)[\u4e00-\u9fff]{2,8}?(?:通讯社|新闻社|日报|晚报|电台)"
)
_DOT = re.compile(r"[·•・‧．]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_LONGEST = 6
_MORE = frozenset("都和于对向被说")  # syllables too, where LAC's word boundaries keep the ordinary word apart
_KIN = re.compile(
    r"(?:丈夫|妻子|母亲|父亲|哥哥|弟弟|姐姐|妹妹|儿子|女儿|叔叔|表哥|朋友|邻居|律师|记者|主席|居民|村民|和|与|向|对|给|把|被|是|叫|及|说|的|由|让|为|在|将|跟|从|据|要求|包括)$"
)
_ENDS = re.compile(
    r"^(?:说|表示|称|告诉|于|被|在|和|与|的|是|从|已|将|否认|去年|今年|指出|对|向|等|及|也|还|曾|就|都|因|先生|女士)"
)


@cache
def letters() -> frozenset[str]:
    """The characters that names are written over with."""
    chars: set[str] = set(
        "阿艾爱安敖奥巴白拜班贝别宾卜布察达代德迪丁杜多恩尔法菲夫弗盖甘格古哈海汉合赫胡霍吉加贾江金卡凯康科克肯库拉莱兰雷黎里力丽利"
        "莲列林鲁伦罗洛马麦曼梅孟米明莫姆木穆娜纳乃尼宁努诺帕佩皮普奇齐恰乔切热仁茹汝萨赛散桑沙山什舍史斯苏孙索塔泰坦唐特提铁图吐托"
        "瓦外万威维沃乌西希夏先肖谢辛许雅亚延扬耶叶依伊以英尤玉约扎泽赞詹张真哲孜子祖佐娅妮买霞贞甫守逊班热默罕吾"
    )
    for table in ("han", "syllables"):
        for row in rows(table):
            chars.update(char for cell in row for char in cell if _HAN.match(char))
    return frozenset(chars - set("说的于他她被和在是将与据称都把从到这那有没又也已对向"))


def find(text: str, cues: Cues, places: tuple[tuple[int, int], ...]) -> list[Span]:
    """Persons with a dot in their name, their first parts alone, and Han names with a cue before or after."""
    if chinese_words.is_installed():
        return _by_words(text, cues, places)
    found = [_joined(text, match.start()) for match in _DOT.finditer(text)]
    dotted = _longest([span for span in found if span is not None])
    outlets = [(match.start(), match.end(), "ORG") for match in _OUTLET.finditer(text)]
    return [*dotted, *outlets, *_parts(text, dotted), *_surnamed(text, cues, places)]


def _by_words(text: str, cues: Cues, places: tuple[tuple[int, int], ...]) -> list[Span]:
    """What LAC's words give, outlets by their cues, and parts of dotted names where they stand alone."""
    outlets = [(match.start(), match.end(), "ORG") for match in _OUTLET.finditer(text)]
    people: list[Span] = []
    for words in chinese_words.words(text):
        people += chinese_names.find(words, _is_written, cues.words["surnames"])
    known = [*places, *((begin, end) for begin, end, _ in outlets)]
    people = [one for one in people if not any(first < one[1] and one[0] < last for first, last in known)]
    dotted = [span for span in people if _DOT.search(text, span[0], span[1])]
    parts = _parts(text, dotted)
    alone = [span for span in people if span not in dotted and not _meets(span, parts)]
    return [*dotted, *parts, *alone, *outlets]


def _meets(span: Span, others: list[Span]) -> bool:
    return any(span[0] < end and begin < span[1] for begin, end, _ in others)


def _is_written(word: str) -> bool:
    """Whether every character is one that names are written over with."""
    return bool(word) and all(char in letters() or char in _MORE for char in word)


def _joined(text: str, dot: int) -> Span | None:
    begin, end = dot, dot + 1
    while begin > 0 and dot - begin < _LONGEST and _goes(text[begin - 1]):
        begin -= 1
    begin = _cut(text, begin, dot)
    while end < len(text) and _goes(text[end]) and end - dot <= _LONGEST * 3:
        end += 1
        if _ENDS.match(text[end:]):
            break
    return (begin, end, "PER") if begin < dot and end > dot + 1 else None


def _longest(spans: list[Span]) -> list[Span]:
    """Each name once: a name of three parts has two dots."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda one: one[0] - one[1]):
        if all(span[1] <= first or last <= span[0] for first, last, _ in kept):
            kept.append(span)
    return sorted(kept)


def _goes(char: str) -> bool:
    return char in letters() or bool(_DOT.match(char))


def _cut(text: str, begin: int, dot: int) -> int:
    """Without a word of kin or a preposition that the name's letters ran into."""
    for at in range(dot - 1, begin - 1, -1):
        match = _KIN.search(text[max(0, at - 4) : at])
        if match:
            return at
    return begin


def _parts(text: str, dotted: list[Span]) -> list[Span]:
    """The parts of dotted names where they stand alone."""
    added: list[Span] = []
    for begin, end, _ in dotted:
        for part in (part for part in _DOT.split(text[begin:end]) if len(part) > 1):
            for match in re.finditer(re.escape(part), text):
                span = (match.start(), match.end(), "PER")
                if all(span[1] <= first or last <= span[0] for first, last, _ in dotted + added):
                    added.append(span)
    return added


def _surnamed(text: str, cues: Cues, places: tuple[tuple[int, int], ...]) -> list[Span]:
    """A surname and one or two characters, if the words before or after say that this is a person."""
    found: list[Span] = []
    for match in re.finditer(f"(?:{'|'.join(cues.words['surnames'])})[\u4e00-\u9fff]{{1,2}}", text):
        for end in (match.end(), match.end() - 1):
            if end - match.start() < 2 or any(first < end and match.start() < last for first, last in places):
                continue
            before, after = text[max(0, match.start() - 4) : match.start()], text[end : end + 4]
            opened = bool(cues.patterns["surname_before"].search(before))
            closed = bool(cues.patterns["surname_after"].search(after))
            starts = not before or before[-1] in "。，；\n“"
            if (opened and closed) or (starts and closed and end - match.start() == 3):
                found.append((match.start(), end, "PER"))
                break
    return found
