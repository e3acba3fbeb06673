"""What a file of a long list costs to show: `python benchmarks/long_list.py [--rows N]`.

One list of N invented rows with five statements each, one file that says four things of itself. Measured in processor
time: whether somebody in it is sealed, asked as before by reading everybody and asked of the index; what the file says
of itself, its history, and a page of the list, each as an analyst sees it. The median of five askings.
"""

from __future__ import annotations

import argparse
import io
import random
import secrets
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from office import put
from store import PASSPHRASE, _person
from tereze.actions import evidence, file_statements, sources
from tereze.actions.desk import Desk
from tereze.intake.reading.metadata import fact
from tereze.model.people import ROLES, Actor
from tereze.model.records import Record
from tereze.model.sources import Source
from tereze.store import embedded

FACTS = (
    fact("IFD0", "Make", "Example"), fact("IFD0", "Model", "One"), fact("GPS", "GPSLatitude", 43.251),
    fact("ExifIFD", "DateTimeOriginal", "2018:05:06 10:00:00"),
)  # fmt: skip
LIST = "list-0"
STRETCH = 1000


def build(desk: Desk, rows: int) -> Source:
    """The list, and its file."""
    dice, source = random.Random(1), Source(id=f"s{0:016d}", local=LIST, sort="list", recorded="2019-01-01")
    put(desk.register, [source])  # type: ignore[arg-type]  # the register of the embedded store
    for start in range(0, rows, STRETCH):
        stretch: list[Record] = []
        for at in range(start, min(start + STRETCH, rows)):
            stretch += _person(dice, at, source.id)
        put(desk.register, stretch)  # type: ignore[arg-type]
    kept = evidence.attach(desk, LIST, io.BytesIO(b"invented rows\n"), "list.csv")
    file_statements.keep(desk, kept, FACTS)
    return source


def plain(desk: Desk, source: str) -> bool:
    """Whether somebody is sealed, by reading everybody."""
    index = desk.register.index
    mentions: Any = index.of_source(source, "mention")
    return any(one.sealed for one in mentions) or index.unopened([one.id for one in mentions]) > 0


def took(call: Callable[[], object]) -> float:
    """Milliseconds of processor time, the median of five."""
    times = []
    for _ in range(5):
        begun = time.process_time()
        call()
        times.append((time.process_time() - begun) * 1000)
    return statistics.median(times)


def main() -> None:
    """Build, ask, print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rows", type=int, default=5000)
    rows = asked.parse_args().rows
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        with embedded.create(here / "register", here / "keys", PASSPHRASE) as register:
            now = lambda: "2026-01-01T00:00:00Z"  # noqa: E731
            owner = Desk(register, Actor(id="amina", roles=frozenset(ROLES)), now, secrets.token_bytes)
            source = build(owner, rows)
            desk = replace(owner, actor=Actor(id="basel", roles=frozenset({"analyst"})))
            calls: dict[str, Callable[[], object]] = {
                "is somebody sealed, reading everybody": lambda: plain(desk, source.id),
                "is somebody sealed, of the index": lambda: evidence.has_sealed_voice(desk, source.id),
                "what the file says of itself": lambda: file_statements.of_source(desk, source.id),
                "the history of its files": lambda: evidence.history(desk, LIST),
                "a page of the list": lambda: sources.look(desk, LIST, 0, 50),
            }
            print(f"{rows:,} rows; milliseconds of processor time")
            for what, call in calls.items():
                print(f"{took(call):9.1f}  {what}")


if __name__ == "__main__":
    main()
