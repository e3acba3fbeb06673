"""Write vectors/ledger/*.json: examples by which another implementation of the ledger format can check itself.

    python tools/make_ledger_vectors.py            write the files
    python tools/make_ledger_vectors.py --check    exit code 1 if a file would change

Everything is derived from fixed bytes, so the files are the same each time; only the sealed keys in witness.json
contain randomness that HPKE draws itself, so that file is kept once it exists. All people in it are fictional.
"""

from __future__ import annotations

import json
import sys
import tempfile
from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from tereze.ledger.bundle import Letter, write_bundle
from tereze.ledger.canonical import canonical
from tereze.ledger.commitment import derive, disclose
from tereze.ledger.custody import custodian_secret, seal_witness
from tereze.ledger.entry import bound_bytes, bound_of, read_clear
from tereze.ledger.forks import fork_between
from tereze.ledger.identity import introduce, new_installation
from tereze.ledger.memory import MemoryLedger
from tereze.ledger.merkle import consistency_ranges, inclusion_ranges, prove, root_of
from tereze.ledger.notes import Checkpoint
from tereze.ledger.padding import padded_size
from tereze.ledger.protocol import Entry
from tereze.ledger.sealing import seal

FOLDER = Path(__file__).resolve().parent.parent / "vectors" / "ledger"
REGISTER, SEED = bytes(range(16)), bytes(range(32))
KEY, KID, NONCE = bytes(range(64, 96)), bytes(range(100, 112)), bytes(range(200, 212))
MENTION = {
    "id": "m1",
    "kind": "mention",
    "name": "Айбек Ойдан (fictional)",
    "statements": [
        {"id": "s1", "property": "seen", "value": "2018-03", "words": "Мен оны көрдім"},
        {"id": "s2", "property": "custody", "value": "internment", "words": "他在培训中心"},
        {"id": "s3", "property": "age", "value": 41},
    ],
}


def b64(raw: bytes) -> str:
    """Standard base64."""
    return b64encode(raw).decode()


def canonical_json() -> Any:
    """Values with their canonical bytes, and byte strings that must be refused."""
    good: list[Any] = [
        {}, [], "", 0, -1, 2**53 - 1, -(2**53) + 1, True, False, None, MENTION, {"b": 1, "a": {"d": [], "c": [1, 2]}},
        "\u0001\u001f\u007f\"\\/\b\t\n\f\r", "қазақ ئۇيغۇر 中文 😀 \u2028", {"A": 1, "a": 2, "_": 3, "~": 4, "": 5},
    ]  # fmt: skip
    bad = {
        "white space": b'{"a": 1}', "keys out of order": b'{"b":1,"a":1}', "a key twice": b'{"a":1,"a":1}',
        "a fraction": b"1.5", "a fraction that is whole": b"1.0", "an exponent": b"1e3", "minus zero": b"-0",
        "2^53": b"9007199254740992", "-2^53": b"-9007199254740992", "not a number": b"NaN", "an empty input": b"",
        "an escape that is not needed": b'"\\u0041"', "an escaped slash": b'"\\/"', "NUL": b'"\\u0000"',
        "a lone surrogate": b'"\\ud800"',
        "bytes that are not UTF-8": b'"\xff"', "a surrogate in UTF-8": b'"\xed\xa0\x80"',
        "a key that is not ASCII": '{"ключ":1}'.encode(),
        "a byte order mark": b"\xef\xbb\xbf1", "depth 33": b"[" * 33 + b"]" * 33,
        "something after the value": b"1 2", "upper-case hex in an escape": b'"\\u001F"',
    }  # fmt: skip
    return {
        "good": [{"value": value, "canonical": b64(canonical(value))} for value in good],
        "bad": [{"why": why, "raw": b64(raw)} for why, raw in bad.items()],
    }


def sealing() -> Any:
    """Entries step by step, and padded sizes."""
    payloads = [canonical(MENTION), canonical({"kind": "note", "text": "a" * 300}), canonical({"kind": "x"})]
    steps = []
    for payload, cls in zip(payloads, ("case", "sensitive", "case"), strict=True):
        entry = seal(payload, cls, KID, KEY, NONCE)
        clear, derived = read_clear(entry.raw), derive(KEY)
        steps.append(
            {
                "key": KEY.hex(), "kid": KID.hex(), "nonce": NONCE.hex(), "cls": cls, "payload": payload.decode(),
                "aead_key": derived.aead.hex(), "base": derived.base.hex(), "cm": clear.cm.hex(),
                "associated_data": bound_bytes(bound_of(clear)).decode(), "entry": entry.raw.decode(),
                "id": entry.id.hex(),
            }
        )  # fmt: skip
    sizes = [5, 256, 257, 4096, 4097, 5000, 65_537, 1_000_000]
    good = seal(payloads[0], "case", KID, KEY, NONCE).raw
    bad = {
        "another tier": good.replace(b'"cls":"case"', b'"cls":"sensitive"'),
        "a changed commitment": good.replace(b'"cm":"', b'"cm":"A', 1)[: len(good)],
        "white space": good.replace(b",", b", ", 1),
        "version 0": good.replace(b'"v":1', b'"v":0'),
        "an unknown member": good.replace(b'"v":1', b'"v":1,"w":1'),
        "custodians in a case entry": good.replace(b'"v":1', b'"to":[],"v":1'),
        "unpadded base64": good.replace(b'=","ct"', b'","ct"'),
    }
    return {
        "good": steps,
        "padded_sizes": [{"framed": size, "padded": padded_size(size)} for size in sizes],
        "bad": [{"why": why, "entry": raw.decode(), "key": KEY.hex()} for why, raw in bad.items()],
    }


def disclosure() -> Any:
    """Each part of one mention shown alone, and disclosures that must be refused."""
    payload = canonical(MENTION)
    cm = read_clear(seal(payload, "case", KID, KEY, NONCE).raw).cm
    shown = [msgspec.json.decode(canonical(disclose(payload, KEY, index))) for index in range(4)]
    other = msgspec.json.decode(canonical(disclose(payload, bytes(32), 1)))
    bad = [{"why": f"{name} of another key", "disclosure": {**shown[1], name: other[name]}} for name in ("key", "salt")]
    bad.append({"why": "another part", "disclosure": {**shown[1], "part": shown[2]["part"]}})
    bad.append({"why": "another place", "disclosure": {**shown[1], "index": 2}})
    bad.append({"why": "another count", "disclosure": {**shown[1], "count": 5}})
    return {"cm": cm.hex(), "good": shown, "bad": bad}


def tree() -> Any:
    """Roots, inclusion and consistency proofs over the leaves SHA-256(byte n), n = 0, 1, …; and bad proofs."""
    leaves = [sha256(bytes([n])).digest() for n in range(40)]

    def root(low: int, high: int) -> bytes:
        return root_of(leaves[low:high])

    def path(ranges: Sequence[tuple[int, int]]) -> list[str]:
        return [step.hex() for step in prove(ranges, root)]

    inclusion = [(0, 1), (0, 2), (1, 2), (2, 3), (6, 7), (4, 8), (20, 33), (32, 33), (39, 40)]
    consistency = [(1, 1), (1, 2), (2, 3), (3, 7), (4, 7), (6, 8), (8, 33), (13, 40), (40, 40)]
    good = path(inclusion_ranges(20, 33))
    return {
        "roots": [{"size": size, "root": root(0, size).hex()} for size in (0, 1, 2, 3, 7, 8, 33, 40)],
        "inclusion": [{"index": i, "size": n, "path": path(inclusion_ranges(i, n))} for i, n in inclusion],
        "consistency": [{"old": m, "new": n, "path": path(consistency_ranges(m, n))} for m, n in consistency],
        "bad_inclusion": [
            {"why": "a step too few", "index": 20, "size": 33, "path": good[:-1]},
            {"why": "a step too many", "index": 20, "size": 33, "path": [*good, good[-1]]},
            {"why": "another place", "index": 21, "size": 33, "path": good},
            {"why": "outside the tree", "index": 33, "size": 33, "path": good},
        ],
        "bad_consistency": [
            {"why": "a step too few", "old": 13, "new": 40, "path": path(consistency_ranges(13, 40))[:-1]},
            {"why": "the path of another size", "old": 12, "new": 40, "path": path(consistency_ranges(13, 40))},
            {"why": "no path", "old": 13, "new": 40, "path": []},
        ],
    }


def notes() -> Any:
    """A signed checkpoint and its key, and notes that must be refused."""
    writer = new_installation(REGISTER, SEED)
    text = Checkpoint(writer.origin, 40, sha256(b"root").digest()).text
    note = writer.sign(text)
    bad = {
        "a changed size": note.replace("\n40\n", "\n41\n"),
        "a size with a leading zero": writer.sign(text.replace("\n40\n", "\n040\n")),
        "a root that is too short": writer.sign(f"{writer.origin}\n40\nAAAA\n"),
        "another log": writer.sign(text.replace("tereze/", "tereza/")),
        "no signature": text,
        "a signature of another key under this name": new_installation(REGISTER, bytes(32))
        .sign(text)
        .replace(new_installation(REGISTER, bytes(32)).origin, writer.origin),
        "no newline at the end": note[:-1],
        "a tab": writer.sign(text.replace("\n40\n", "\n\t40\n")),
    }
    return {
        "seed": SEED.hex(), "vkey": str(writer.verifier), "note": note, "text": text,
        "bad": [{"why": why, "note": one} for why, one in bad.items()],
    }  # fmt: skip


def genesis() -> Any:
    """First entries: a founder, a newcomer it introduced, a restore; and first entries that must be refused."""
    founder = new_installation(REGISTER, SEED)
    ledger = filled(SEED, 2)
    introduced = new_installation(REGISTER, bytes(32))
    newcomer = new_installation(REGISTER, bytes(32), intro=[introduce(founder, introduced.origin)])
    restored = new_installation(REGISTER, b"\1" * 32, follows=ledger.heads())
    value = msgspec.json.decode(founder.genesis.raw)
    bad = {
        "keys of another origin": canonical({**value, "keys": msgspec.json.decode(newcomer.genesis.raw)["keys"]}),
        "another register": canonical({**value, "origin": value["origin"].replace("aaaqe", "aaaqf")}),
        "no key": canonical({**value, "keys": []}),
        "an unknown member": canonical({**value, "more": 1}),
        "white space": founder.genesis.raw.replace(b",", b", ", 1),
    }
    return {
        "register": REGISTER.hex(),
        "good": [
            {
                "seed": one.seed.hex(),
                "origin": one.origin,
                "entry": one.genesis.raw.decode(),
                "id": one.genesis.id.hex(),
            }
            for one in (founder, newcomer, restored)
        ],
        "bad": [{"why": why, "entry": raw.decode()} for why, raw in bad.items()],
    }


def filled(seed: bytes, count: int, first: int = 0) -> MemoryLedger:
    """A ledger with small fictional entries."""
    ledger = MemoryLedger(new_installation(REGISTER, seed))
    with ledger.unit() as unit:
        unit.append([small(first + n) for n in range(count)])
    return ledger


def small(number: int) -> Entry:
    """One small entry."""
    mark = sha256(number.to_bytes(8, "big")).digest()
    return seal(canonical({"kind": "note", "n": number}), "case", mark[:12], mark, mark[12:24])


def fork() -> Any:
    """Two histories of one installation, proved; and an honest log that must not be accused."""
    one, two = filled(SEED, 3), filled(SEED, 4, 100)
    sides = []
    for ledger in (one, two):
        ids = [entry.id for entry in ledger.entries(ledger.origin)]
        sides.append((ledger.heads()[0].note, lambda low, high, ids=ids: root_of(ids[low:high])))
    proof = fork_between(one.origin, sides[0], sides[1])
    longer = filled(SEED, 3)
    ids = [entry.id for entry in longer.entries(longer.origin)]
    with longer.unit() as unit:
        unit.append([small(50)])
    both = [note for _, note in longer.notes(longer.origin)]
    ids = [entry.id for entry in longer.entries(longer.origin)]
    path = [
        root_of(ids[:4]).hex(),
        *(step.hex() for step in prove(consistency_ranges(4, 5), lambda a, b: root_of(ids[a:b]))),
    ]
    return {
        "vkey": str(new_installation(REGISTER, SEED).verifier),
        "good": {
            "origin": proof.origin, "note_a": proof.note_a, "note_b": proof.note_b,
            "path": [step.hex() for step in proof.path],
        },
        "bad": {
            "why": "the longer log continues the shorter one", "origin": longer.origin, "note_a": both[0],
            "note_b": both[1], "path": path,
        },
    }  # fmt: skip


def bundle() -> Any:
    """A small plain bundle, its records, and damaged ones."""
    ledger, writer = filled(SEED, 2), new_installation(REGISTER, SEED)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "vector.trzb"
        write_bundle(ledger, path, Letter(writer, "2026-11-24", compressed=False))
        raw = path.read_bytes()
    head = ledger.heads()[0]
    flipped = raw[:-100] + bytes([raw[-100] ^ 1]) + raw[-99:]
    return {
        "vkey": str(writer.verifier), "bundle": b64(raw), "origin": head.log,
        "entries": head.size, "root": head.root.hex(),
        "bad": [
            {"why": "cut off", "bundle": b64(raw[:-1])},
            {"why": "a byte after the end", "bundle": b64(raw + b"\0")},
            {"why": "a flipped bit", "bundle": b64(flipped)},
            {"why": "another version", "bundle": b64(raw.replace(b"bundle/1", b"bundle/2", 1))},
            {"why": "not a bundle", "bundle": b64(b"something else entirely")},
        ],
    }  # fmt: skip


def witness() -> Any:
    """A witness entry for two custodians. HPKE is randomised, so this is written once and then kept."""
    secrets = [custodian_secret(bytes(range(96))), custodian_secret(bytes(range(32)))]
    payload = canonical({"kind": "voice", "name": "Сәуле Ойдан (fictional)", "phone": "+000"})
    entry = seal_witness(payload, KID, KEY, NONCE, [secret.public() for secret in secrets])
    return {
        "custodians": [
            {"secret": one.raw.hex(), "public": str(one.public()), "id": one.public().id.hex()} for one in secrets
        ],
        "payload": payload.decode(), "entry": entry.raw.decode(), "id": entry.id.hex(),
    }  # fmt: skip


FILES = {
    "canonical.json": canonical_json, "sealing.json": sealing, "disclosure.json": disclosure, "tree.json": tree,
    "notes.json": notes, "genesis.json": genesis, "fork.json": fork, "bundle.json": bundle,
}  # fmt: skip


def text_of(value: Any) -> str:
    """A file's text."""
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def main(arguments: Sequence[str]) -> int:
    """Write or check the files."""
    made = {name: text_of(make()) for name, make in FILES.items()}
    stale = [name for name, text in made.items() if not has(name, text)]
    if "--check" in arguments:
        for name in stale:
            print(f"vectors/ledger/{name} is not what the code makes")
        return int(bool(stale))
    FOLDER.mkdir(parents=True, exist_ok=True)
    if not (FOLDER / "witness.json").exists():
        made["witness.json"] = text_of(witness())
    for name, text in made.items():
        (FOLDER / name).write_text(text, "utf-8")
    return 0


def has(name: str, text: str) -> bool:
    """Whether the file is there with this text."""
    path = FOLDER / name
    return path.exists() and path.read_text("utf-8") == text


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
