"""Three hundred single flipped bits in the database, and more in every other file: each is reported."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

FILES = {"register/register.db": 300, "keys/keys.db": 60, "keys/seal.json": 40, "register/tereze.json": 30}


@pytest.mark.parametrize("name", FILES)
def test_every_flipped_bit_is_reported(closed: Path, problems: Callable[..., list[str]], name: str) -> None:
    path, dice = closed / name, random.Random(name)
    whole = path.read_bytes()
    assert problems(closed) == []
    silent = []
    for _ in range(FILES[name]):
        at, bit = dice.randrange(len(whole)), dice.randrange(8)
        broken = bytearray(whole)
        broken[at] ^= 1 << bit
        path.write_bytes(broken)
        if not problems(closed, quick=True):
            silent.append((at, bit))
        path.write_bytes(whole)
    assert silent == []


def test_every_flipped_bit_in_the_vault_is_reported_with_its_file(
    closed: Path, problems: Callable[[Path], list[str]]
) -> None:
    paths = [path for path in (closed / "register" / "vault").rglob("*") if path.is_file()]
    assert len(paths) == 2
    dice = random.Random(1)
    for _ in range(60):
        path = dice.choice(paths)
        whole = path.read_bytes()
        broken = bytearray(whole)
        broken[dice.randrange(len(whole))] ^= 1 << dice.randrange(8)
        path.write_bytes(broken)
        [found] = problems(closed)
        assert path.name in found
        path.write_bytes(whole)


@pytest.mark.parametrize("name", ["register/register.db", "keys/keys.db", "keys/seal.json"])
@pytest.mark.parametrize("left", [0.0, 0.1, 0.5, 0.99])
def test_a_cut_off_file_is_reported(
    closed: Path, problems: Callable[[Path], list[str]], name: str, left: float
) -> None:
    whole = (closed / name).read_bytes()
    (closed / name).write_bytes(whole[: int(len(whole) * left)])
    assert problems(closed)
