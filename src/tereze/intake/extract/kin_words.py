"""The words for kin of a language, compiled (`resources/intake/relations.yaml`)."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from tereze.model import resources

_HE = frozenset({"husband", "son", "father", "brother", "uncle", "nephew", "grandfather", "grandson"})
_SHE = frozenset({"wife", "daughter", "mother", "sister", "aunt", "niece", "grandmother", "granddaughter"})
_GAPS = ("owner", "of", "named", "apposed", "is", "joined", "ends", "closed", "unnamed", "he", "she",
         "couple", "couple_after", "married")  # fmt: skip
_OWNERS = ("his", "her", "any", "my", "whose")
_NEVER = "(?!)"


class Words(NamedTuple):
    """The words of one language. The group of `kin` tells the relation (before it “many_”: several, or “mine_”)."""

    kin: re.Pattern[str]
    whose: re.Pattern[str]
    gaps: dict[str, re.Pattern[str]]
    before: dict[str, re.Pattern[str]]
    is_silent: bool


@cache
def words(lang: str) -> Words | None:
    """The words of a language (without its script); None for a language that has none."""
    table = resources.table("intake/relations.yaml").get(lang)
    if table is None:
        return None
    rows = [f"(?P<{name}>{one})" for name, one in table["kin"].items()]
    rows += [f"(?P<many_{name}>{one})" for name, one in table.get("many", {}).items()]
    rows += [f"(?P<mine_{name}>{one})" for name, one in table.get("mine", {}).items()]
    left, right = ("", "") if lang == "zh" else (r"(?<![\w-])", r"(?![\w-])")
    whose = "|".join(f"(?P<{one}>{table[one]})" for one in _OWNERS if one in table)
    return Words(
        re.compile(rf"(?i:{left}{table['lead']}(?:{'|'.join(rows)}){right})"),
        re.compile(rf"{left}(?:{whose})$"),
        {name: re.compile(table.get(name, _NEVER)) for name in _GAPS},
        {name: re.compile(table.get(name, _NEVER)) for name in ("kin_of", "says")},
        bool(table.get("silent")),
    )


def sex(relation: str) -> str:
    """“h” or “s” by the word for kin; "" where it leaves that open."""
    return "h" if relation in _HE else "s" if relation in _SHE else ""
