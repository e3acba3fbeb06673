"""What a person at the desk waits for: a look that leaves its note, the trail, a look-up; and a whole restore.

`python benchmarks/desk.py [--persons N] [--write]`. Everyone in it is invented. With `--write` the results go to
benchmarks/results/desk.md.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

from store import fill
from tereze import wiring
from tereze.actions import auditing, lookup_budget, views
from tereze.actions.desk import Desk
from tereze.actions.looking import Looks
from tereze.actions.lookup import Asked, look_up
from tereze.actions.reading import person_case
from tereze.model.people import ROLES, Actor
from tereze.store import carried, embedded, founding, replica, seal, shares
from tereze.store.register import Register, Site

LOOKS, QUESTIONS = 300, 100


def main() -> None:
    """Build a register and measure."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--persons", type=int, default=100_000)
    options.add_argument("--write", action="store_true")
    asked = options.parse_args()
    seal.MEMORY_KIB = 64
    with tempfile.TemporaryDirectory(prefix="tereze-desk-") as top, _register(Path(top)) as register:
        fill(register, asked.persons)
        desk = Desk(register, Actor(id="bench", roles=frozenset(ROLES)), wiring.now, os.urandom)
        lines = [*looks(desk, asked.persons), *lookups(desk, asked.persons), *restore(Path(top), desk, register)]
    table = "\n".join(f"| {what} | {figure} |" for what, figure in lines)
    print(table)
    if asked.write:
        page = Path(__file__).parent / "results" / "desk.md"
        page.write_text(f"{_head(asked.persons)}\n\n| what | measured |\n|---|---|\n{table}\n", "utf-8")


def _register(top: Path) -> Register:
    return embedded.create(top / "register", top / "keys", "", demo=True)


def looks(desk: Desk, persons: int) -> list[tuple[str, str]]:
    """A view without and with its note, the same view again, and the newest page of the trail."""
    anchors = [f"m{at:016d}" for at in random.Random(7).sample(range(persons), LOOKS)]
    bare = timed(lambda anchor: person_case(desk.register.index, anchor), anchors)
    noted = timed(lambda anchor: views.case(desk, anchor), anchors)
    note = timed(lambda anchor: auditing.looked(desk, "look.other", anchor), anchors)
    again = timed(lambda anchor: views.case(desk, anchor), anchors)
    for at in range(1000):
        auditing.looked(desk, "look.filler", f"m{at:016d}")
    trail = timed(lambda _: auditing.trail(desk, limit=100), anchors[:30])
    return [
        ("one note, signed and durable", note),
        ("gather a person, without a note", bare),
        ("the same with its note", noted),
        ("the same again within five minutes", again),
        ("the newest 100 notes of the trail", trail),
    ]


def lookups(desk: Desk, persons: int) -> list[tuple[str, str]]:
    """Questions with a name and one more fact about people who are there, and about people who are not."""
    dice = random.Random(11)
    wanted = [f"m{dice.randrange(persons):016d}" for _ in range(QUESTIONS)]
    names = [mention.names[0].text for mention in desk.register.index.mentions(wanted).values()]
    known = [Asked((name,), place="Xinjiang") for name in names]
    unknown = [Asked((f"{name[::-1].title()} Zz{at}",), place="Xinjiang") for at, name in enumerate(names)]
    lookup_budget.DESK = lookup_budget.ANALYST = lookup_budget.Budget(10**9, 10**9, 10**9, 10**9)
    rows = []
    for who in ("documenter", "analyst"):
        ticks = count(1_800_000_000)
        sitting = replace(
            desk, actor=Actor(id=who, roles=frozenset({who})), looks=Looks(),
            now=lambda ticks=ticks: time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(next(ticks))),
        )  # fmt: skip
        look_up(sitting, unknown[0])
        rows.append(
            (f"look-up of somebody who is there, {who}", timed(lambda one, at=sitting: look_up(at, one), known))
        )
        rows.append((f"look-up of nobody here, {who}", timed(lambda one, at=sitting: look_up(at, one), unknown[1:])))
    return rows


def restore(top: Path, desk: Desk, register: Register) -> list[tuple[str, str]]:
    """What partners are given, and the register back from three shares, a copy of the keys and a replica."""
    words = shares.split(register.roots.root, 3, 5)
    began = time.perf_counter()
    copied = wiring.copy_keys(desk, top / "keys.trzk")
    written = time.perf_counter()
    size = replica.write(register, top / "replica.trzb", "2026-01-01", ())
    sent = time.perf_counter()
    found = carried.open_copy(top / "keys.trzk", shares.combine(words[1:4]))
    site, source = Site(top / "back", top / "back.keys"), founding.Source(top / "replica.trzb")
    done = founding.found(site, "", founding.restored(found, os.urandom), source, _first)
    ended = time.perf_counter()
    return [
        (f"a copy of {done.keys:,} keys", f"{written - began:.1f} s, {copied / 1e6:.0f} MB"),
        ("a replica", f"{sent - written:.1f} s, {size / 1e6:.0f} MB"),
        (f"restore from 3 of 5 shares: {done.entries:,} entries, index and all", f"{ended - sent:.0f} s"),
    ]


def _first(back: Register) -> None:
    auditing.looked(Desk(back, Actor(id="bench", roles=frozenset(ROLES)), wiring.now, os.urandom), "look.first")


def timed(call: Callable[[Any], Any], arguments: Sequence[Any]) -> str:
    """Median and 95th percentile, in milliseconds of the wall clock and of this process's CPU."""
    walls, busies = [], []
    for one in arguments:
        wall, busy = time.perf_counter(), time.process_time()
        call(one)
        walls.append(1000 * (time.perf_counter() - wall))
        busies.append(1000 * (time.process_time() - busy))
    walls.sort()
    busies.sort()
    middle, late = len(walls) // 2, int(len(walls) * 0.95)
    return f"median {walls[middle]:.1f} ms, 95 % {walls[late]:.1f} ms (CPU {busies[middle]:.1f} and {busies[late]:.1f})"


def _head(persons: int) -> str:
    return (
        "# At the desk, measured\n\n"
        f"`python benchmarks/desk.py --persons {persons} --write`, {os.cpu_count()} cores that did other work too, "
        f"Python {platform.python_version()}, SQLCipher with WAL and synchronous=FULL. All of it is invented. The "
        "invented names share few syllables, so nearly every name has many namesakes. The analyst asks the same "
        "questions after the documenter, when the names have been heard."
    )


if __name__ == "__main__":
    main()
