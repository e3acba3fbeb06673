"""The review queue at scale, and how many keys an answer takes: `python benchmarks/review.py [--persons N] [--write]`.

Builds a register of N invented persons with N suggestions among them, then asks for pages of the queue and for pairs as
the screens do, and lets a simulated reviewer answer through the loop of `tereze review`. The reviewer's reading time is
not simulated: what is measured is what the program costs.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from office import invented, put
from store import PASSPHRASE, Results
from tereze.actions import consequences, contradictions, queue, reviewing, second_review
from tereze.actions.desk import Desk
from tereze.actions.index import SuggestionRow
from tereze.cli import match_loop
from tereze.cli.match_keys import Keys
from tereze.model.people import ROLES, Actor
from tereze.store import embedded
from tereze.store.register import Register

A_PAGE, ASKED, ANSWERED = 30, 200, 200
AIM_MS = 20.0
ANSWERS = ("s1", "s1", "s1", "d1", "d2", "u1", "k")
"""What the simulated reviewer presses: three of seven pairs are one person; one is passed over."""


class Pressed(Keys):
    """Keys from a list in the place of a keyboard."""

    def __init__(self, dice: random.Random) -> None:
        super().__init__()
        self._ahead = iter(lambda: dice.choice(ANSWERS), None)
        self._rest = ""

    def _read(self) -> str:
        self._rest = self._rest or next(self._ahead)
        char, self._rest = self._rest[0], self._rest[1:]
        return char


def suggestions(count: int, dice: random.Random) -> Iterator[SuggestionRow]:
    """As many pairs of persons as there are persons."""
    reasons = (
        ("names", 7.1, "names that sound alike; 3 other mentions share it"),
        ("birth", -1.5, "born 2 years apart"),
    )
    for at in range(count):
        left, right = sorted((at, dice.randrange(count)))
        if left != right:
            yield SuggestionRow(f"m{left:016d}", f"m{right:016d}", round(dice.betavariate(1, 3), 4), reasons)


def timed(times: int, ask: Callable[[int], object]) -> tuple[float, float]:
    """(median, 95th percentile) in milliseconds."""
    took = []
    for at in range(times):
        began = time.perf_counter()
        ask(at)
        took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took), statistics.quantiles(took, n=20)[-1]


def measure(register: Register, count: int, found: Results) -> None:
    """Fill the register and ask."""
    dice, ticks = random.Random(3), iter(range(10**9))
    for stretch in invented(count):
        put(register, stretch)
        print(f"\r{stretch[-1].id}", end="", file=sys.stderr)
    began = time.perf_counter()
    with register.unit():
        register.index.put_suggestions(suggestions(count, dice))
    found.add(f"keep {count:,} suggestions with their gain", f"{time.perf_counter() - began:.1f} s")
    desk = Desk(register, Actor(id="amina", roles=frozenset(ROLES)), lambda: _at(next(ticks)), dice.randbytes)
    index = register.index
    rows = [one.row[:2] for one in index.waiting(ASKED, count // 3)]
    asked: tuple[tuple[str, Callable[[int], object], str], ...] = (
        ("a page of the queue", lambda at: queue.page(desk, A_PAGE, at), "< 20 ms"),
        ("a page deep in the queue", lambda at: queue.page(desk, A_PAGE, count // 2 + at), ""),
        ("a pair, with the note that it was looked at", lambda at: reviewing.pair(desk, *rows[at]), "< 20 ms"),
        ("the same pair again", lambda at: reviewing.pair(desk, *rows[at]), "< 20 ms"),
        ("what a merge would change", lambda at: consequences.of_merge(desk, rows[at]), ""),
        ("contradictions about a pair", lambda at: contradictions.about(desk, rows[at]), ""),
        ("the next merge to confirm", lambda _: second_review.next_for_me(desk), ""),
    )
    for what, ask, aim in asked:
        median, slow = timed(min(ASKED, len(rows)), ask)
        found.add(what, f"{median:.1f} ms, 95 %: {slow:.1f} ms", aim)
    answer(desk, found)


def answer(desk: Desk, found: Results) -> None:
    """A simulated reviewer at the loop of `tereze review`, then a second one."""
    keys = Pressed(random.Random(5))
    began = time.perf_counter()
    with contextlib.redirect_stdout(io.StringIO()):
        tally = match_loop.suggestions(desk, keys, ANSWERED)
    seconds = time.perf_counter() - began
    found.add("keys for an answer, those of pairs passed over counted", f"{keys.pressed / tally.decided:.2f}")
    found.add("machine time for an answer, with showing the pair", f"{1000 * seconds / tally.decided:.0f} ms")
    waits = queue.waits(desk)
    found.add("after so many answers wait: pairs, second reviews, contradictions", f"{ANSWERED}: {tuple(waits)}")


def _at(tick: int) -> str:
    """A clock that moves an hour a look, so that every look leaves its note."""
    return f"20{20 + tick // 8000 % 80:02}-{1 + tick // 700 % 12:02}-{1 + tick // 24 % 28:02}T{tick % 24:02}:00:00Z"


def main() -> int:
    """Build, measure, and write the results page."""
    ask = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    ask.add_argument("--persons", type=int, default=100_000)
    ask.add_argument("--write", action="store_true", help="write benchmarks/results/review.md")
    given = ask.parse_args()
    found = Results()
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch)
        with embedded.create(place / "register", place / "keys", PASSPHRASE) as register:
            measure(register, given.persons, found)
    if given.write:
        page = Path(__file__).parent / "results" / "review.md"
        head = f"# The review queue\n\n`python benchmarks/review.py --persons {given.persons}`\n\n"
        page.write_text(f"{head}| what | measured | aim |\n|---|---|---|\n" + "\n".join(found.lines) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
