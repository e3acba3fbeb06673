"""Plain answers into a chain of voices: “Did they see it themselves? Who told them? And how did that person know?”

Three people deep. Whoever was told something passes it on; whoever is at the end knows it, in their own way.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from .sheetlines import Leaf, Node, Where

HOW = ("own_experience", "eyewitness", "told_by", "phone_call", "document", "official_notice", "media", "inference",
       "rumour", "unknown")  # fmt: skip
TOLD = frozenset({"told_by", "phone_call"})
"""Ways of knowing that need another person."""

Voice = Callable[[str, Where], str]
"""The mention that a typed name or description means; it may be made by asking."""


def chain(item: Mapping[str, str], at: tuple[str, int], teller: str, voice: Voice) -> list[Node]:
    """The `said_by` of a statement, the deepest voice first; empty where nobody in particular says it.

    `item` holds `by`, `how`, `from_1`, `how_1`, `from_2`, `how_2`; `at` is its section and place; `teller` the key of
    whoever tells where `by` is empty.
    """
    about, speaker = item.get("about", ""), item.get("by") or teller
    if not speaker:
        return []
    people = [speaker]
    for number in (1, 2):
        name = item.get(f"from_{number}", "")
        if not name or item.get(_how(number - 1), "") not in TOLD:
            break
        people.append(voice(name, (*at, f"from_{number}")))
    last = len(people) - 1
    return [
        _link(one, place == last, _basis(item, place, one, about), (*at, _how(place)))
        for place, one in reversed(list(enumerate(people)))
    ]


def _how(number: int) -> str:
    return "how" if number == 0 else f"how_{number}"


def _basis(item: Mapping[str, str], place: int, person: str, about: str) -> str:
    """How a voice knows, as answered; of oneself one knows by living it, and who saw it is no eyewitness of herself."""
    given = item.get(_how(place), "")
    if person == about and given in {"", "eyewitness"}:
        return "own_experience"
    return given or "unknown"


def _link(voice: str, deepest: bool, basis: str, where: Where) -> Node:
    """Who was told by somebody unknown passes on as well: nobody knows at first hand there."""
    role = "knows" if deepest and basis != "told_by" else "relays"
    return {"voice": Leaf(voice), "role": Leaf(role), "basis": Leaf(basis, where)}
