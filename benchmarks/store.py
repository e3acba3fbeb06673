"""How fast the store is, beside plain SQLite: `python benchmarks/store.py [--persons N] [--write]`.

Everyone in it is invented. With `--write` the results go to benchmarks/results/store.md.
"""

from __future__ import annotations

import argparse
import io
import os
import platform
import random
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from tereze import names
from tereze.actions.index import Indexed
from tereze.ledger.check import check_log
from tereze.ledger.protocol import Entry
from tereze.ledger.sealing import seal_many
from tereze.model.judgements import Judgement
from tereze.model.mentions import Link, Mention, Name, Number, Statement
from tereze.model.records import Audit, Record, to_payload
from tereze.model.sources import Source
from tereze.resolve.numbers import number_at
from tereze.store import embedded, seal
from tereze.store.register import Register

PASSPHRASE = "benchmark: seven words that protect nobody"  # noqa: S105
STATEMENTS = 5
UNIT = 5000
SYLLABLES = [
    "ai",
    "bek",
    "gul",
    "nur",
    "lan",
    "da",
    "ra",
    "ma",
    "zhan",
    "ser",
    "ik",
    "yer",
    "bol",
    "at",
    "tan",
    "ay",
    "sha",
    "mur",
    "kan",
    "ber",
    "dy",
    "khan",
    "sau",
    "le",
]
PROPERTIES = ("custody", "birthDate", "occupation", "last_contact", "steps_taken")


def people(count: int, seed: int = 1) -> Iterator[list[Record]]:
    """Invented persons in stretches of UNIT: each a mention with five statements, and its number."""
    dice = random.Random(seed)
    for start in range(0, count, UNIT):
        source = Source(id=f"s{start:016d}", local=f"list-{start}", sort="list", recorded="2019-01-01")
        stretch: list[Record] = [source]
        for at in range(start, min(start + UNIT, count)):
            stretch += _person(dice, at, source.id)
        yield stretch


def _person(dice: random.Random, at: int, source: str) -> list[Record]:
    given = "".join(dice.choices(SYLLABLES, k=dice.randint(2, 3)))
    rank = int(dice.paretovariate(0.7)) % 3000  # a few family names are very common, as in life
    family = SYLLABLES[rank % 24] + SYLLABLES[rank // 24 % 24] + SYLLABLES[rank // 576]
    name = f"{given.title()} {family.title()}"
    mention = f"m{at:016d}"
    voice = Link(voice=f"m{at - at % 50:016d}", role="knows", basis="eyewitness")
    statements = tuple(
        Statement(
            id=f"t{at:012d}{number}", source=source, about=mention, property=PROPERTIES[number], chain=(voice,),
            value=f"invented value {dice.randint(0, 999)}", when=f"2018-{dice.randint(1, 12):02d}", where="Xinjiang",
        )
        for number in range(STATEMENTS)
    )  # fmt: skip
    made = Mention(id=mention, source=source, local=f"row-{at}", names=(Name(text=name),), statements=statements)
    number = Number(id=f"n{at:016d}", number=number_at(b"benchmark", "here", at), mention=mention, at="2019-01-01")
    return [made, number]


class Results:
    """Lines of a table, printed as they come."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def add(self, what: str, figure: str, aim: str = "") -> None:
        """One line."""
        self.lines.append(f"| {what} | {figure} | {aim} |")
        print(self.lines[-1], flush=True)


def seal_all(register: Register, records: Sequence[Record]) -> list[Entry]:
    """Sealed entries, each under a key of its own."""
    keys = register.keys.issue([f"unit/{record.id}" for record in records])
    return list(seal_many(map(to_payload, records), "case", keys, os.urandom(12 * len(records))))


def fill(register: Register, count: int) -> tuple[float, float, float, int]:
    """Append people with their index; seconds for sealing with keys, appending with its commit, and the index."""
    sealing = appending = indexing = 0.0
    entries = 0
    for stretch in people(count):
        began = time.perf_counter()
        sealed: list[Entry] = []
        with register.unit() as unit:
            sealed = seal_all(register, stretch)
            sealing += time.perf_counter() - began
            places = unit.append(sealed)
            now = time.perf_counter()
            register.index.apply(
                Indexed(entry.id, register.origin, place, "case", record)
                for entry, place, record in zip(sealed, places, stretch, strict=True)
            )
            register.index.settle()
            indexing += time.perf_counter() - now
        appending += time.perf_counter() - began
        entries += len(sealed)
    return sealing, appending - sealing - indexing, indexing, entries


def append_alone(folder: Path, count: int, results: Results) -> None:
    """Sealed entries into SQLCipher in bulk, beside the same rows into a plain SQLite file with the same durability."""
    register = embedded.create(folder / "append", folder / "append.keys", PASSPHRASE)
    stretches = []
    for stretch in people(count):
        with register.unit():
            stretches.append(seal_all(register, stretch))
    total = sum(map(len, stretches))
    began, busy = time.perf_counter(), time.process_time()
    for sealed in stretches:
        with register.unit() as unit:
            unit.append(sealed)
    ours, busy = time.perf_counter() - began, time.process_time() - busy
    plain = plain_insert(folder / "plain.db", stretches)
    results.add(
        f"append {total:,} sealed entries in units of {UNIT:,}: hashed, signed, durable", f"{total / ours:,.0f}/s",
        "≥ 30,000/s",
    )  # fmt: skip
    results.add("the same rows into plain SQLite (no cipher, hash, tree)", f"{total / plain:,.0f}/s", "peer")
    results.add("ours : plain SQLite, time", f"{ours / plain:.1f} : 1")
    check(register, results)
    register.close()


def check(register: Register, results: Results) -> None:
    """Ids, tree and signatures of our log, without and with the form of each entry."""
    size = sum(len(entry.raw) for entry in register.ledger.entries(register.origin, 1, 2001)) / 2000
    for form, what in ((False, "verify ids, tree, signed roots"), (True, "the same, and the form of each entry")):
        began, busy = time.perf_counter(), time.process_time()
        checked = check_log(register.store, register.origin, form=form)
        wall, busy = time.perf_counter() - began, time.process_time() - busy
        assert not checked.problems
        figure = f"{checked.entries / wall:,.0f}/s ({checked.entries / busy:,.0f} per second of CPU)"
        results.add(f"{what}, entries of {size:,.0f} bytes", figure, "" if form else "≥ 200,000/s")


def small_entries(folder: Path, count: int, results: Results) -> None:
    """The same check over entries as small as an audit note."""
    register = embedded.create(folder / "notes", folder / "notes.keys", PASSPHRASE)
    for start in range(0, count, UNIT):
        notes = [
            Audit(id=f"u{at:016d}", at="2020-01-01T00:00:00Z", by="x", what="import")
            for at in range(start, start + UNIT)
        ]
        with register.unit() as unit:
            unit.append(seal_all(register, notes))
    check(register, results)
    register.close()


def plain_insert(path: Path, stretches: list[list[Entry]]) -> float:
    """Seconds to insert the same rows into plain SQLite, WAL, synchronous=FULL."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE entry (origin TEXT, idx INTEGER, id BLOB, raw BLOB, PRIMARY KEY (origin, idx))")
    began, start = time.perf_counter(), 0
    for sealed in stretches:
        connection.execute("BEGIN IMMEDIATE")
        rows = (("log", at, entry.id, entry.raw) for at, entry in enumerate(sealed, start))
        connection.executemany("INSERT INTO entry VALUES (?, ?, ?, ?)", rows)
        connection.execute("COMMIT")
        start += len(sealed)
    seconds = time.perf_counter() - began
    connection.close()
    return seconds


def reading(register: Register, count: int, results: Results) -> None:
    """Search, gathering a person, the list of persons, and one judgement."""
    index = register.index
    dice = random.Random(2)
    wanted = [f"m{dice.randrange(count):016d}" for _ in range(200)]
    asked = [mention.names[0].text for mention in index.mentions(wanted).values()]
    results.add(
        "search by name, 400 candidates", _each(lambda text: index.search(names.keys(text), 400), asked), "≤ 200 ms"
    )

    def gather(mention: str) -> Any:
        anchor = index.person_of([mention])[mention]
        found = index.mentions(index.members(anchor))
        voices = {link.voice for one in found.values() for said in one.statements for link in said.chain}
        return found, index.mentions(sorted(voices)), index.number_of([anchor]), index.changes_of([mention])

    results.add("gather a person with the voices", _each(gather, wanted), "≤ 100 ms")
    results.add("a page of 50 persons, anywhere", _each(
        lambda _: list(index.persons(dice.randrange(count), 50)), wanted[:50]))  # fmt: skip

    def judge(mention: str) -> None:
        other = f"m{dice.randrange(count):016d}"
        made = Judgement(
            id=f"j{mention}{other}", answer="same", at="2020", reviewers=("a",), reason="x", mentions=(mention, other)
        )
        with register.unit() as unit:
            [entry] = seal_all(register, [made])
            place = unit.append([entry])[0]
            index.apply([Indexed(entry.id, register.origin, place, "case", made)])
            index.settle()

    results.add("one judgement: sealed, appended, settled, durable", _each(judge, wanted[:50]), "well under 1 s")


def _each(call: Callable[[str], Any], asked: list[str]) -> str:
    took = []
    for one in asked:
        began = time.perf_counter()
        call(one)
        took.append(1000 * (time.perf_counter() - began))
    took.sort()
    return f"median {took[len(took) // 2]:.1f} ms, 99 % {took[int(len(took) * 0.99)]:.1f} ms"


def vault(register: Register, results: Results) -> None:
    """A file of 200 MB in and out."""
    data = os.urandom(1 << 20) * 200
    began = time.perf_counter()
    kept = register.vault.put(io.BytesIO(data), "unit/file")
    put = time.perf_counter() - began
    began = time.perf_counter()
    assert sum(map(len, register.vault.open(kept.blob))) == len(data)
    results.add(
        "vault: seal / open a file of 200 MB", f"{200 / put:,.0f} / {200 / (time.perf_counter() - began):,.0f} MB/s"
    )


def child(folder: Path, what: str) -> tuple[float, float, float]:
    """Run one step in a process of its own: (seconds, seconds of CPU, peak memory in MB)."""
    command = [sys.executable, __file__, "--child", what, "--folder", str(folder)]
    answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return float(answer[0]), float(answer[1]), float(answer[2])


def run_child(folder: Path, what: str) -> None:
    """What `child` asked for."""
    register = embedded.open(folder / "register", folder / "keys", PASSPHRASE)
    began, busy = time.perf_counter(), time.process_time()
    if what == "rebuild":
        register.rebuild()
    else:
        findings = register.verify()
        assert not findings, findings
    seconds, busy = time.perf_counter() - began, time.process_time() - busy
    register.close()
    print(seconds, busy, peak_memory())


def peak_memory() -> float:
    """Peak memory of this process in MB. Linux counts the parent's in ru_maxrss, so there the kernel's page is read."""
    status = Path("/proc/self/status")
    if status.exists():
        return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM")) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def passphrase(results: Results) -> None:
    """Seconds to try one passphrase."""
    took = []
    for _ in range(3):
        began = time.perf_counter()
        seal.seal_small(b"x", "benchmark", PASSPHRASE, os.urandom)
        took.append(time.perf_counter() - began)
    results.add(
        f"Argon2id, {seal.MEMORY_KIB // 1024} MiB, {seal.PASSES} passes, {seal.LANES} lanes",
        f"{min(took):.2f} s",
        "0.2-0.3 s",
    )


def main() -> None:
    """Measure everything, or be a child."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--persons", type=int, default=100_000)
    arguments.add_argument("--write", action="store_true")
    arguments.add_argument("--child")
    arguments.add_argument("--folder", type=Path)
    asked = arguments.parse_args()
    if asked.child:
        run_child(asked.folder, asked.child)
        return
    results = Results()
    folder = Path(tempfile.mkdtemp(prefix="tereze-store-"))
    try:
        measure(folder, asked.persons, results)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    if asked.write:
        write(results, asked.persons)


def measure(folder: Path, count: int, results: Results) -> None:
    """All figures."""
    passphrase(results)
    append_alone(folder, count // 2, results)
    small_entries(folder, count, results)
    small, large = folder / "small", folder / "large"
    for place, size in ((small, count // 4), (large, count)):
        place.mkdir()
        register = embedded.create(place / "register", place / "keys", PASSPHRASE)
        sealing, appending, indexing, entries = fill(register, size)
        register.close()
    results.add(f"import of {entries:,} entries: issue keys and seal", f"{entries / sealing:,.0f}/s")
    results.add("… append, sign, commit keys and entries", f"{entries / appending:,.0f}/s")
    results.add("… index and settle", f"{entries / indexing:,.0f}/s")
    (_, _, before), (seconds, busy, after) = child(small, "rebuild"), child(large, "rebuild")
    what = f"rebuild, {count:,} persons, {count * STATEMENTS:,} statements"
    results.add(what, f"{seconds:.1f} s ({busy:.1f} s of CPU)", "≤ 60 s")
    results.add(
        f"peak memory of rebuild at {count // 4:,} / {count:,} persons", f"{before:.0f} / {after:.0f} MB", "flat"
    )
    seconds, busy, after = child(large, "verify")
    results.add(
        "verify everything (pages, ledger, index derived again)",
        f"{seconds:.1f} s ({busy:.1f} s of CPU), {after:.0f} MB",
    )
    register = embedded.open(large / "register", large / "keys", PASSPHRASE)
    reading(register, count, results)
    vault(register, results)
    size = sum(path.stat().st_size for path in (large / "register").glob("register.db*"))
    results.add("register.db with ledger and index", f"{size / 1e6:,.0f} MB")
    register.close()


def write(results: Results, count: int) -> None:
    """Write the page."""
    page = Path(__file__).parent / "results" / "store.md"
    page.parent.mkdir(exist_ok=True)
    head = [
        "# The store, measured",
        "",
        (
            f"`python benchmarks/store.py --persons {count} --write`, {os.cpu_count()} cores that did other work too, "
            f"Python {platform.python_version()}, SQLCipher with WAL and synchronous=FULL. All of it is invented."
        ),
        "",
        "| what | measured | aim |",
        "|---|---|---|",
    ]
    page.write_text("\n".join([*head, *results.lines]) + "\n", "utf-8")


if __name__ == "__main__":
    main()
