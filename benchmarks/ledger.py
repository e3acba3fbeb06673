"""How fast the ledger is in memory: `python benchmarks/ledger.py [--entries N] [--write]`.

Payloads are invented mentions of about 500 bytes with four statements. Every figure is the best of three runs, as the
machine may be busy with other things. With `--write` the results go to benchmarks/results/ledger.md.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import rfc8785

from tereze.ledger.bundle import Letter, write_bundle
from tereze.ledger.canonical import canonical, check_canonical
from tereze.ledger.check import check_log
from tereze.ledger.custody import custodian_secret, seal_witness
from tereze.ledger.identity import Installation, new_installation
from tereze.ledger.keys import MemoryKeyStore
from tereze.ledger.memory import MemoryLedger
from tereze.ledger.merkle import Frontier
from tereze.ledger.replay import replay
from tereze.ledger.sealing import seal_many
from tereze.ledger.unbundle import check_bundle, import_bundle

BATCH = 1000
REGISTER = bytes(16)
RESULTS = Path(__file__).parent / "results" / "ledger.md"


def mention(number: int) -> dict[str, Any]:
    """A mention of about 500 bytes."""
    said = [
        {"id": f"s{number}-{n}", "property": "seen", "value": f"2018-0{n + 1}", "words": "Мен оны сонда көрдім деді"}
        for n in range(4)
    ]
    return {"id": f"m{number:07}", "kind": "mention", "source": "s0001", "statements": said}


def best(work: Callable[[], int]) -> float:
    """Things a second, the best of three runs; `work` says how many it did."""
    rates = []
    for _ in range(3):
        begin = time.perf_counter()
        count = work()
        rates.append(count / (time.perf_counter() - begin))
    return max(rates)


def filled(payloads: list[bytes]) -> tuple[MemoryLedger, MemoryKeyStore]:
    """Issue keys, seal, hash, append and sign: everything but the disk, in units of 1,000."""
    ledger = MemoryLedger(new_installation(REGISTER, os.urandom(32)))
    keys = MemoryKeyStore(os.urandom)
    for at in range(0, len(payloads), BATCH):
        batch = payloads[at : at + BATCH]
        with ledger.unit() as unit:
            pairs = keys.issue([f"unit {at + n}" for n in range(len(batch))])
            unit.append(list(seal_many(batch, "case", pairs, os.urandom(12 * len(batch)))))
    return ledger, keys


def encoding(payloads: list[bytes]) -> dict[str, float]:
    """Canonical JSON beside rfc8785, the reference in Python."""
    values = [check_canonical(payload) for payload in payloads[:20_000]]
    ours = best(lambda: sum(1 for value in values if canonical(value)))
    reference = best(lambda: sum(1 for value in values if rfc8785.dumps(value)))
    return {"canonical JSON, encoded and checked": ours, "canonical JSON by rfc8785": reference}


def logs(payloads: list[bytes]) -> dict[str, float]:
    """Appending, verifying, replaying."""
    ledger, keys = filled(payloads)

    def verify(form: bool) -> int:
        found = check_log(ledger.store, ledger.origin, form=form)
        assert not found.problems
        return found.entries

    def hash_ids() -> int:
        tree = Frontier()
        tree.extend(ledger.store.ids(ledger.origin))
        return tree.size

    return {
        "append: keys, sealing, hashing, tree, signature": best(
            lambda: sum(head.size for head in filled(payloads)[0].heads())
        ),
        "verify: every id, the tree, every checkpoint": best(lambda: verify(False)),
        "verify, and the form of every entry": best(lambda: verify(True)),
        "tree alone": best(hash_ids),
        "replay: open and check every entry": best(lambda: sum(one.state == "open" for one in replay(ledger, keys))),
    }


def bundles(payloads: list[bytes], writer: Installation, folder: Path) -> dict[str, float]:
    """Bundles on the disk, and the verifier that stands alone."""
    ledger = MemoryLedger(writer)
    keys = MemoryKeyStore(os.urandom).issue(["unit"] * len(payloads))
    with ledger.unit() as unit:
        unit.append(list(seal_many(payloads, "case", keys, os.urandom(12 * len(payloads)))))
    path, plain, trusted = folder / "a.trzb", folder / "b.trzb", [str(writer.verifier)]
    write_bundle(ledger, plain, Letter(writer, "2026", compressed=False))

    def write() -> int:
        write_bundle(ledger, path, Letter(writer, "2026"))
        return len(payloads)

    def take() -> int:
        return import_bundle(
            MemoryLedger(new_installation(REGISTER, os.urandom(32))), path, trusted=trusted
        ).contents.entries

    found = {"bundle written (zstd)": best(write), "bundle verified": best(lambda: check_bundle(path).entries)}
    found["bundle verified and merged"] = best(take)
    found["plain bundle verified by tools/verify.py"] = best(lambda: alone(plain, len(payloads)))
    return found


def alone(path: Path, count: int) -> int:
    """The stand-alone verifier on a plain bundle."""
    source = Path(__file__).resolve().parent.parent / "tools" / "verify.py"
    spec = importlib.util.spec_from_file_location("standalone_verify", source)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    report = module.Report()
    with path.open("rb") as file:
        report.guard("bundle", lambda: module.verify_bundle(file, report))
    assert not report.problems
    return count


def witnesses(payloads: list[bytes]) -> dict[str, float]:
    """Witness entries for two custodians with post-quantum keys."""
    custodians = [custodian_secret(os.urandom(96)).public() for _ in range(2)]

    def seal() -> int:
        for payload in payloads[:1000]:
            seal_witness(payload, os.urandom(12), os.urandom(32), os.urandom(12), custodians)
        return 1000

    return {"witness entries for two custodians (ML-KEM-768 with X25519)": best(seal)}


def table(found: dict[str, float], entries: int, size: float) -> str:
    """The results as Markdown."""
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}"
    lines = [
        "# Ledger, measured",
        "",
        f"`python benchmarks/ledger.py --entries {entries}` on {machine}; payloads of {size:.0f} bytes on average.",
        "",
        "| what | per second |",
        "|---|--:|",
        *(f"| {name} | {rate:,.0f} |" for name, rate in found.items()),
    ]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Measure, print, and write where asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--write", action="store_true", help="also write benchmarks/results/ledger.md")
    options = parser.parse_args()
    payloads = [canonical(mention(number)) for number in range(options.entries)]
    found = encoding(payloads) | logs(payloads)
    with tempfile.TemporaryDirectory() as folder:
        found |= bundles(payloads, new_installation(REGISTER, os.urandom(32)), Path(folder))
    found |= witnesses(payloads)
    text = table(found, options.entries, sum(map(len, payloads)) / len(payloads))
    print(text, end="")
    if options.write:
        RESULTS.parent.mkdir(exist_ok=True)
        RESULTS.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
