"""Sentences of our own for the encoder's last passes: the things that a register's documents say, and no corpus does.

Patterns with empty places, filled by chance: `P` a full name and `S` the last word of the same (a second person is
`Q` and `T`), `L` a place, `O` an organisation or an outlet, `G` a people or a citizenship (no name), `R` a role.
All people in them are invented (`renaming.invented`).
"""

from __future__ import annotations

import random
import re
from functools import cache

from tereze.intake.extract import tokens
from tereze.model import resources
from tools.intake_training import renaming
from tools.intake_training.named import Sentence

_OUTLETS = (
    "Al Jazeera", "Radio Free Asia", "Radio Azattyq", "Reuters", "Xinhua", "Global Times", "Hong Kong Free Press",
    "The Associated Press", "AFP", "BBC", "The Guardian", "Current Time", "The Diplomat", "Kloop", "Atajurt",
    "Human Rights Watch", "Amnesty International", "the World Uyghur Congress", "the Foreign Ministry", "Interfax",
    "the United Nations", "the Oak Street Foundation", "China Daily", "Bitter Winter", "the Red Crescent", "UNICEF",
    "the Public Security Bureau", "the Ministry of Justice", "Zhas Alash", "Freedom House", "Deutsche Welle",
)  # fmt: skip
_PEOPLES = (
    "Uyghur", "Kazakh", "Kyrgyz", "Han", "Hui", "Dungan", "Tatar", "Uzbek", "Mongol", "Tajik", "Turkish", "Chinese",
    "Tibetan", "Rohingya", "Russian", "Pashtun", "Kurdish", "Karakalpak", "Salar", "Sibe", "Burmese", "Pakistani",
)  # fmt: skip
_ROLES = (
    "teacher", "imam", "lawyer", "farmer", "poet", "activist", "student", "businessman", "doctor", "singer", "nurse",
    "researcher", "village head", "police officer", "spokesman", "camp guard", "editor", "shopkeeper", "professor",
)  # fmt: skip
_PATTERNS = (
    "P, a G R from L, told O that the police had taken S away in 2017.",
    "P’s husband, Q, was detained in L in March 2018.",
    "P's brother Q is said to be in a camp near L.",
    "“They never told us why,” said P, whose wife T is still in L.",
    "Mr S said he had not heard from Q since October.",
    "Ms S, a G R, moved from L to L in 1999.",
    "According to O, P was sentenced to 12 years in L.",
    "S told O that G families in L are afraid to speak.",
    "O reported on Monday that P (also known as Q) had been released.",
    "P: My name is P. I was born in L, L.",
    "Testimony of P, G, born 1971 in L, about Q.",
    "The R P and the R Q were both taken to L prison.",
    "In a letter to O, P asked about the whereabouts of her sons Q and P.",
    "Dr. P, the director of O, denied that any G citizens were held.",
    "P and T were seen in L, said a G R who asked not to be named.",
    "L police did not answer questions from O.",
    "“O is lying,” L officials told O.",
    "The G authorities in L handed S over to L.",
    "O’s correspondent in L, P, was questioned for two hours.",
    "Former detainee P recalls that a woman named Q died in L.",
    "My cousin P disappeared in L; her daughter Q lives with S’s parents.",
    "L, 12 May: O said the G minority is free.",
    "P, 54, and his son Q, 23, crossed the border at L.",
    "Nobody in L knew S, but T did.",
    "Imam P taught at a mosque in L until 2016.",
    "The name P is on a list that O published.",
    "Interview with P, R, L",
    "S’s neighbour said: “The G cadre from L came at night.”",
    "Neither O nor O would comment on S's case.",
    "P, née Q, is a G R of L descent.",
    "When S asked for Q, the officer P laughed.",
    "O and the L government signed an agreement with O.",
    "P was last seen on the road from L to L.",
    "Her mother (P) and father (Q) are retired in L.",
    "I am G. My wife is G too. We come from L.",
    "S had worked for O in L before S fell ill.",
    "By P in L for O",
    "Hearing of P v. O, L city court",
    "The G language was banned in schools in L, P wrote.",
    "Only L and L were named in the report of O.",
)
_SLOT = re.compile(r"\b[PQSTLOGR]\b")


def made(dice: random.Random, document: int = 0) -> Sentence:
    """One sentence, cut into our own words, with its labels."""
    people = {"P": renaming.invented(dice), "Q": renaming.invented(dice)}
    text, spans, at = "", [], 0
    pattern = dice.choice(_PATTERNS)
    for slot in _SLOT.finditer(pattern):
        text += pattern[at : slot.start()]
        filled, kind = _filled(slot[0], people, dice)
        if kind:
            begin = len(text) + (4 if filled.startswith(("the ", "The ")) else 0)
            spans.append((begin, len(text) + len(filled), kind))
        text, at = text + filled, slot.end()
    cut = tokens.english(text + pattern[at:])
    labels = tuple(_label(word, spans) for word in cut)
    return Sentence(tuple(word.text for word in cut), labels, document)


def _filled(slot: str, people: dict[str, list[str]], dice: random.Random) -> tuple[str, str]:
    if slot in "PQST":
        full = people["P" if slot in "PS" else "Q"]
        return (" ".join(full).replace(" .", ".") if slot in "PQ" else full[-1]), "PER"
    if slot == "L":
        return dice.choice(places()), "LOC"
    if slot == "O":
        return dice.choice(_OUTLETS), "ORG"
    return dice.choice(_PEOPLES if slot == "G" else _ROLES), ""


def _label(word: tokens.Token, spans: list[tuple[int, int, str]]) -> str:
    for begin, end, kind in spans:
        if begin <= word.begin < end:
            return f"{'B' if word.begin == begin else 'I'}-{kind}"
    return "O"


@cache
def places() -> tuple[str, ...]:
    """Names of places in Latin letters, from our own tables."""
    found: set[str] = set()
    for name in ("places.tsv", "places_own.tsv"):
        for line in resources.path(f"intake/{name}").read_text("utf-8").splitlines():
            columns = line.split("\t")
            if len(columns) > 4 and not line.startswith("#"):
                found.update(one for one in [columns[3], *columns[4].split("|")[:3]] if _is_latin(one))
    return (
        *sorted(found),
        *("Hong Kong", "Almaty", "Astana", "Bishkek", "Tashkent", "Beijing", "Ankara", "Geneva") * 6,
    )


def _is_latin(name: str) -> bool:
    return bool(re.fullmatch(r"[A-Z][a-zäöüéğıʻ’-]{2,}(?: [A-Z][a-zäöüéğıʻ’-]+){0,2}", name))
