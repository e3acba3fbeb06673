"""How long it takes to gather the window from a register of many people, and how much memory.

    OPENBLAS_NUM_THREADS=1 python benchmarks/watch_register.py [--persons 10000]

Makes an embedded register of invented people in a temporary folder (five to a testimony, two statements each), then
gathers what `tereze watch` reads and makes the page. Prints seconds of processor time and the peak of memory.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from tereze import wiring
from tereze.actions import imports, watching
from tereze.model.mentions import Link, Mention, Name, Statement
from tereze.model.records import Record
from tereze.model.sources import Source, Told
from tereze.model.value import opaque
from tereze.settings import Settings
from tereze.watch.triangle import month_label

SECRET, EACH, BATCH = b"of a benchmark".ljust(32), 5, 4_000
FIRST = 2021 * 12
CHANNELS, REGIONS = ("interview", "letter", "video"), ("Altay", "Ili", "Kashgar")


def testimonies(persons: int, dice: np.random.Generator) -> Iterator[Record]:
    """Invented testimonies, each about five people, over five years, told months later."""
    for at in range(persons // EACH):
        month, delay = int(dice.integers(0, 58)), int(dice.geometric(0.3)) - 1
        source, teller = opaque(SECRET, "s", str(at)), opaque(SECRET, "m", str(at), "teller")
        told = Told(on=f"{month_label(FIRST + min(month + delay, 69))}-15", place="Almaty")
        yield Source(id=source, local=f"call-{at}", sort=CHANNELS[at % 3], told=told, teller=teller)
        yield Mention(id=teller, source=source, local="teller", sort="person", names=(Name(text=f"Teller {at}"),))
        for number in range(EACH):
            person = opaque(SECRET, "m", str(at), str(number))
            held = Statement(
                id=opaque(SECRET, "t", person, "held"), source=source, about=person, property="custody",
                value="internment", when=month_label(FIRST + month), phase="began", where=REGIONS[number % 3],
                chain=(Link(voice=teller, role="knows", basis="eyewitness"),),
            )  # fmt: skip
            born = Statement(
                id=opaque(SECRET, "t", person, "born"), source=source, about=person, property="birthDate",
                value=str(1950 + (at + number) % 50),
            )  # fmt: skip
            name = Name(text=f"Invented {at} {number}")
            yield Mention(
                id=person, source=source, local=f"p{number}", sort="person", names=(name,), statements=(held, born)
            )


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--persons", type=int, default=10_000)
    persons = asked.parse_args().persons
    with tempfile.TemporaryDirectory() as folder:
        where = Settings(Path(folder) / "register", Path(folder) / "keys")
        with wiring.create(where, "", demo=True) as made:
            records = list(testimonies(persons, np.random.default_rng(1)))
            for begin in range(0, len(records), BATCH):
                imports.write(made.desk, records[begin : begin + BATCH], "import", "")
        del records
        with wiring.open_desk(where, lambda: "") as opened:
            started = time.process_time()
            found = watching.gather(opened.desk, "2026-01-01")
            gathered = time.process_time() - started
            page = watching.assessed(found)
            assessed = time.process_time() - started - gathered
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{persons} persons, {len(found.arrivals)} pieces of news: gathered in {gathered:.1f} s of CPU, "
          f"page in {assessed:.1f} s of CPU ({page.verdict.word}), peak of memory {peak} MB")  # fmt: skip


if __name__ == "__main__":
    main()
