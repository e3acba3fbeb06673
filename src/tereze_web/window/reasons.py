"""Why the numbers cannot tell, in the reader's language: the reasons of `tereze.watch`, by the shape of their words."""

from __future__ import annotations

import re

from ..words import Words

SHAPES = (
    ("months_compare", re.compile(r"(?P<n>\d+) months are too few to compare with a year before, it takes (?P<m>\d+)")),
    ("months", re.compile(r"(?P<n>\d+) months are too few, it takes (?P<m>\d+)")),
    ("told", re.compile(r"(?P<n>\d+) testimonies are too few, it takes (?P<m>\d+)")),
    ("channels", re.compile(r"(?P<n>\d+) of (?P<m>\d+) channels never said anything")),
    ("one", re.compile(r"(?P<n>\d+) pieces of news are too few for one channel, it takes (?P<m>\d+)")),
    ("gap", re.compile(r"nothing at all was learned in (?P<n>\d+) months running of the last (?P<m>\d+): .*")),
    ("interval", re.compile(r"the interval of the change, (?P<n>[\d.]+) to (?P<m>[\d.]+), allows .*")),
)


def why(t: Words, text: str) -> str:
    """The reason in this language; as it stands where nobody has worded it."""
    for name, shape in SHAPES:
        if found := shape.fullmatch(text):
            return t(f"window.why_{name}", **found.groupdict())
    return text
