"""What was learned from data (`resources/names/weights.json`, written by tools/train_names.py)."""

from __future__ import annotations

from base64 import b85decode
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

KINDS = ("han", "pinyin", "latn", "cyrl", "arab", "abjad")


class _Symbol(Protocol):
    @property
    def phones(self) -> str: ...
    @property
    def silent(self) -> bool: ...


@dataclass(frozen=True)
class Weights:
    """Learned numbers.

    `word`: bias, cost, cost², same, differ, clash, family_clash, ending, short, same × cost. `word_bias` and
    `word_cost`, added to the first two, are per pair of reading kinds (`kind_pair`). `name`: bias, weakest, rest,
    single, missing, light, and the ceilings when a word is missing and one, two or more are paired; `name_bias` is per
    pair of scripts. `symbols` names the symbols of the learned `cost_bytes` (upper triangle, hundredths) and
    `gap_bytes`, both in base 85.
    """

    word: tuple[float, ...] = (3.5, -14.0, 0.0, 1.0, -1.0, -3.0, -3.0, -0.5, -0.5, 4.0)
    word_bias: tuple[float, ...] = (0.0,) * 21
    word_cost: tuple[float, ...] = (0.0,) * 21
    name: tuple[float, ...] = (0.0, 1.0, 0.3, 0.0, -2.5, -0.4, 0.0, 2.0, 3.0)
    name_bias: tuple[float, ...] = (0.0,) * 10
    symbols: tuple[str, ...] = ()
    cost_bytes: str = ""
    gap_bytes: str = ""

    def costs(self, symbols: Sequence[_Symbol]) -> tuple[bytes, bytes] | None:
        """Learned gaps and the full square of costs for these symbols, in any order; None if one was never learned."""
        place = {name: at for at, name in enumerate(self.symbols)}
        wanted = [place.get(symbol_name(s), -1) for s in symbols]
        if -1 in wanted:
            return None
        known = len(self.symbols)
        triangle, gaps = b85decode(self.cost_bytes), b85decode(self.gap_bytes)
        starts = [row * known - row * (row + 1) // 2 - row - 1 for row in range(known)]
        square = bytearray()
        for one in wanted:
            square += bytes(
                0 if one == other else triangle[starts[min(one, other)] + max(one, other)] for other in wanted
            )
        return bytes(gaps[at] for at in wanted), bytes(square)


def symbol_name(symbol: _Symbol) -> str:
    """A symbol as it is written in the tables."""
    return f"({symbol.phones})" if symbol.silent else symbol.phones


def kind_pair(one: int, other: int) -> int:
    """The number of an unordered pair of kinds, 0 to 20."""
    low, high = (one, other) if one <= other else (other, one)
    return high * (high + 1) // 2 + low


@cache
def weights() -> Weights:
    """The learned numbers, or the untrained defaults when the file is absent."""
    import json

    from tereze.model import resources  # here and below: what is not needed to start is not imported to start

    try:
        place = resources.path("names/weights.json")
    except resources.ResourceMissing:
        return Weights()
    raw: dict[str, Any] = json.loads(place.read_text("utf-8"))
    fields: dict[str, Any] = {name: value if isinstance(value, str) else tuple(value) for name, value in raw.items()}
    return Weights(**fields)
