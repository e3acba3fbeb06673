"""Verdicts of claims, and the program's own forecasts and their scores, in the reader's language.

The words of `tereze.watch` are English, for programs and for the ledger. What stands in the figures is said anew from
them; what stands in words that were kept (a filed forecast, a suggested score) is known by the shape of the words.
"""

from __future__ import annotations

import re

from msgspec.structs import asdict

from tereze.watch.claims import ClaimTest
from tereze.watch.forecasts import Foretold
from tereze.watch.ours import AUTHOR

from ..words import Words

MISSING = {
    "who is counted": "who", "what is counted": "what", "over which period": "period",
    "what counts as one": "counts_if", "by when": "by_when", "which entries, by number": "entries",
    "which status of a person would show it": "status",
}  # fmt: skip
_MORE = re.compile(
    r"From (?P<since>\S+) to (?P<until>\S+) (?P<middle>\d+) more pieces of news of the months to (?P<last>\S+) will be "
    r"told, (?P<stream>.+) \(90 %: (?P<low>\d+) to (?P<high>\d+)\)"
)
_FALL = re.compile(
    r"Seen again on (?P<until>\S+), the intensity of (?P<last>\S+) lies below (?P<below>\S+) of the year before, "
    r"(?P<stream>.+) \(p=(?P<p>[\d.]+)\)"
)
_SCORES = (
    ("observed", re.compile(r"observed (?P<n>\d+)")),
    ("uncounted", re.compile(r"cannot_tell: the news cannot be counted")),
    ("little", re.compile(r"cannot_tell: with hindsight there is still too little to tell")),
    ("seen_came_true", re.compile(r"came_true: seen again, the intensity was (?P<ratio>\S+) of the year before")),
    ("seen_did_not", re.compile(r"did_not: seen again, the intensity was (?P<ratio>\S+) of the year before")),
)


def verdict(t: Words, one: ClaimTest) -> str:
    """What the register can say to a claim with a number, and no more."""
    value, now = one.number.value, one.now
    if one.entries_now is not None:
        held, tally = one.entries_now.total, asdict(one.entries_now)
        more = {"beyond": value - one.entries_now.bare}
        parts = [t(f"claimed.{one.code}", value=value, **more)] + [t("claimed.entries_held", **tally)] * bool(held)
    elif one.share_now is not None:
        share = asdict(one.share_now)
        parts = [t(f"claimed.{one.code}")] + [t("claimed.share_held", **share)] * bool(one.share_now.of)
    else:
        parts = [t(f"claimed.{one.code}", value=value, documented=now.documented, witnessed=now.witnessed)]
        if now.outside and one.code in {"fewer", "reached", "exceeded"}:
            parts.append(t("claimed.outside", outside=now.outside))
    return " ".join(parts)


def missing(t: Words, one: ClaimTest) -> str:
    """What the claim does not say; empty where it says all that is asked."""
    asked = [t(f"claimed.missing_{MISSING[question]}") for question in one.missing]
    return t("claimed.missing", what="; ".join(asked)) if asked else ""


def confirming(t: Words, one: ClaimTest) -> list[str]:
    """What would confirm one of those counted."""
    if one.unit == "persons":
        keys = [f"confirms_{status}" for status in one.statuses]
    else:
        keys = [f"confirms_{one.unit}_{number}" for number, _ in enumerate(one.would_confirm, 1)]
    return [t("claimed.confirms", what=t(f"claimed.{key}")) for key in keys]


def forecast(t: Words, one: Foretold) -> str:
    """One of the program's own forecasts; empty for anybody else's, whose words are not ours to put otherwise."""
    if one.by != AUTHOR:
        return ""
    for key, shape in (("more", _MORE), ("fall", _FALL)):
        if found := shape.fullmatch(one.says):
            return t(f"claimed.{key}", **found.groupdict() | {"stream": _stream(t, found["stream"])})
    return ""


def score(t: Words, words: str) -> str:
    """A suggested score; as it stands where nobody has worded it."""
    for key, shape in _SCORES:
        if found := shape.fullmatch(words):
            return t(f"claimed.{key}", **found.groupdict())
    return words


def _stream(t: Words, name: str) -> str:
    return t("window.all") if name == "all channels" else t.word("source_kind", name)
