#!/usr/bin/env python3
"""Verify what a Tereze register says, without Tereze: one file, only Python 3.11 and the package `cryptography`.

    python verify.py BUNDLE.trzb                                  a bundle (decrypted with age where it was sealed)
    python verify.py REGISTER --seal KEYS/seal.json [--passphrase-file FILE]     a register folder, while it is closed
    python verify.py REGISTER --db-key HEX
    python verify.py RELEASE --key VKEY                           a published site

It needs no key to any entry: it checks hashes, signed trees and signatures (docs/formats/ledger.md, release.md) and
reads no testimony. `--key VKEY`, which may be given several times, names public keys you know: logs that none of
them vouches for are reported. Without it, compare the keys it prints with those the office has published.

Exit code 0: everything holds. 1: something could not be checked. 2: wrong use. 7: wrong key. 8: damage or tampering.
"""

from __future__ import annotations

import argparse
import base64
import binascii
import getpass
import hashlib
import hmac
import io
import json
import re
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

ORIGIN = re.compile(r"tereze/[a-z2-7]{26}/[a-z2-7]{26}")
MAGIC = b"tereze/bundle/1\n"
LIMITS = {b"H": 65536, b"L": 65536, b"E": 8 << 20, b"K": 65536, b"B": 256, b"C": 1 << 20, b"Z": 16384}
PAGE, RESERVE = 4096, 80
DASH = "\u2014 "


class Wrong(Exception):
    """Something is not what was signed."""


class Unreadable(Exception):
    """Something cannot be checked at all: (message, exit code)."""


def need(condition: object, what: str) -> None:
    """Raise `Wrong` unless the condition holds."""
    if not condition:
        raise Wrong(what)


# --- Canonical JSON, base64, notes -----------------------------------------------------------------------------------


def parse(raw: bytes, what: str) -> Any:
    """A JSON value whose canonical form is exactly `raw`: ASCII keys sorted, whole numbers, no white space."""
    try:
        value = json.loads(raw)
        again = dump(value)
    except (ValueError, RecursionError) as error:
        raise Wrong(f"{what} is not JSON") from error
    need(again == raw, f"{what} is not in canonical form")
    return value


def shape(value: Any, members: str, what: str) -> None:
    """Raise `Wrong` unless `value` is an object with exactly these members."""
    need(isinstance(value, dict) and set(value) == set(members.split()), f"{what} is malformed")


def is_whole(value: Any) -> bool:
    """Whether a JSON value is a whole number, not negative (true is none)."""
    return type(value) is int and 0 <= value < 2**53


def dump(value: Any) -> bytes:
    """The canonical form of a JSON value."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def unbase64(text: Any, size: int | None, what: str) -> bytes:
    """Standard base64 in its one spelling, of `size` bytes."""
    try:
        raw = binascii.a2b_base64(text, strict_mode=True) if isinstance(text, str) else None
    except ValueError:
        raw = None
    if raw is None or base64.b64encode(raw).decode() != text or (size is not None and len(raw) != size):
        raise Wrong(f"{what} is not base64 of the expected length")
    return raw


def vkey(name: str, key: bytes) -> str:
    """The public key as a C2SP vkey."""
    encoded = base64.b64encode(b"\x01" + key).decode()
    return f"{name}+{key_hash(name, key).hex()}+{encoded}"


def key_hash(name: str, key: bytes) -> bytes:
    """The four bytes that mark a key's signature lines."""
    return hashlib.sha256(name.encode() + b"\n\x01" + key).digest()[:4]


def read_vkey(text: str) -> tuple[str, bytes]:
    """(name, Ed25519 key) of a vkey."""
    name, _, rest = text.partition("+")
    key = unbase64(rest.partition("+")[2], 33, "a public key")[1:]
    need(vkey(name, key) == text, "a public key is malformed")
    return name, key


def open_note(note: Any, name: str, key: bytes) -> str:
    """The text of a signed note, if `key` signed it under `name`."""
    need(isinstance(note, str) and len(note) <= 16384 and note.endswith("\n"), "a note is malformed")
    need(not any(char < " " and char != "\n" for char in note), "a note is malformed")
    text, gap, lines = note[:-1].rpartition("\n\n")
    need(gap and text, "a note is not signed")
    found = False
    for line in lines.split("\n"):
        signer, _, encoded = line.removeprefix(DASH).partition(" ")
        need(line.startswith(DASH) and signer, "a signature line is malformed")
        mark = unbase64(encoded, None, "a signature")
        if signer == name and mark[:4] == key_hash(name, key):
            try:
                Ed25519PublicKey.from_public_bytes(key).verify(mark[4:], f"{text}\n".encode())
            except InvalidSignature as error:
                raise Wrong(f"the signature of {name} is wrong") from error
            found = True
    need(found, f"a note is not signed by {name}")
    return f"{text}\n"


def open_checkpoint(note: Any, name: str, key: bytes) -> tuple[int, bytes]:
    """(size, root) of a signed checkpoint of the log `name`."""
    lines = open_note(note, name, key).split("\n")
    need(
        len(lines) >= 4 and lines[0] == name and lines[1].isascii() and lines[1].isdigit(), "a checkpoint is malformed"
    )
    need(str(int(lines[1][:20])) == lines[1], "a checkpoint is malformed")
    return int(lines[1]), unbase64(lines[2], 32, "a root")


# --- Trees -----------------------------------------------------------------------------------------------------------


def node(left: bytes, right: bytes) -> bytes:
    """An inner node of RFC 9162."""
    return hashlib.sha256(b"\x01" + left + right).digest()


class Tree:
    """An RFC 9162 tree over entry ids, growing from a frontier: complete subtrees as (leaves, root)."""

    def __init__(self, size: int = 0, frontier: Iterable[bytes] = ()) -> None:
        self.size = size
        powers = [1 << bit for bit in range(size.bit_length() - 1, -1, -1) if size >> bit & 1]
        nodes = list(frontier)
        need(len(nodes) == len(powers), "a frontier does not fit its size")
        self.stack = list(zip(powers, nodes, strict=True))

    def add(self, leaf: bytes) -> None:
        """One more id."""
        width, top = 1, hashlib.sha256(b"\x00" + leaf).digest()
        while self.stack and self.stack[-1][0] == width:
            top = node(self.stack.pop()[1], top)
            width *= 2
        self.stack.append((width, top))
        self.size += 1

    def root(self) -> bytes:
        """The root over everything so far."""
        if not self.stack:
            return hashlib.sha256(b"").digest()
        top = self.stack[-1][1]
        for _, left in reversed(self.stack[:-1]):
            top = node(left, top)
        return top


def both_roots(old: int, new: int, path: list[bytes], start: bytes) -> tuple[bytes, bytes]:
    """The roots at sizes `old` < `new` that a consistency path leads to, walking the tree from the top."""
    steps = list(path)

    def walk(size: int, count: int, whole: bool) -> tuple[bytes, bytes]:
        """(old root, new root) of a subtree of `size` leaves of which the first `count` are old."""
        if count == size:
            top = start if whole else take()
            return top, top
        split = 1 << ((size - 1).bit_length() - 1)
        if count <= split:
            first, second = walk(split, count, whole)
            return first, node(second, take())
        first, second = walk(size - split, count - split, False)
        left = take()
        return node(left, first), node(left, second)

    def take() -> bytes:
        need(steps and len(steps[0]) == 32, "a proof is too short")
        return steps.pop(0)

    found = walk(new, old, True)
    need(not steps, "a proof is too long")
    return found


# --- Entries and logs ------------------------------------------------------------------------------------------------


def read_genesis(raw: bytes) -> tuple[str, bytes, list[Any]]:
    """(origin, Ed25519 key, introductions) of the first entry of a log; its origin must be made from its keys."""
    value = parse(raw, "a first entry")
    shape(value, "cls follows intro keys origin v", "a first entry")
    need(value["cls"] == "genesis" and is_whole(value["v"]) and value["v"] == 1, "a first entry is of another kind")
    origin, keys, intro, follows = value["origin"], value["keys"], value["intro"], value["follows"]
    need(
        is_origin(origin) and all(isinstance(one, list) for one in (keys, intro, follows)), "a first entry is malformed"
    )
    need(all(isinstance(note, str) for note in intro), "an introduction is malformed")
    for head in follows:
        shape(head, "origin root size", "an earlier head")
        need(is_origin(head["origin"]) and is_whole(head["size"]), "an earlier head is malformed")
        unbase64(head["root"], 32, "the root of an earlier head")
    for key in keys:
        shape(key, "alg key", "a key")
        need(isinstance(key["alg"], str) and isinstance(key["key"], str), "a key is malformed")
    register, installation = origin.split("/")[1:]
    digest = hashlib.sha256(b"tereze/installation/1\n" + dump({"keys": keys, "register": register})).digest()[:16]
    need(base64.b32encode(digest).decode().rstrip("=").lower() == installation, "a log's keys are not of its origin")
    ed25519 = [key["key"] for key in keys if key["alg"] == "ed25519"]
    need(len(ed25519) == 1, "a first entry must name one Ed25519 key")
    return origin, unbase64(ed25519[0], 32, "a key"), intro


def is_origin(value: Any) -> bool:
    """Whether a JSON value is an origin."""
    return isinstance(value, str) and ORIGIN.fullmatch(value) is not None


def check_entry(raw: bytes) -> None:
    """The clear members of a sealed entry: their names, types and spellings. Later versions pass unread."""
    need(len(raw) <= 8 << 20, "an entry is too long")
    value = parse(raw, "an entry")
    need(
        isinstance(value, dict) and is_whole(value.get("v")) and isinstance(value.get("cls"), str),
        "an entry is malformed",
    )
    if value["v"] > 1:
        return
    wrapped = value["cls"] == "witness"
    shape(value, "alg cls cm ct kid n to v" if wrapped else "alg cls cm ct kid n v", "an entry")
    need(value["v"] == 1 and value["cls"] in ("case", "sensitive", "witness"), "an entry is malformed")
    need(isinstance(value["alg"], str) and 0 < len(value["alg"]) <= 64, "an entry's algorithm is malformed")
    for member, size in (("cm", 32), ("ct", None), ("kid", 12), ("n", 12)):
        unbase64(value[member], size, f"member {member} of an entry")
    wraps = value.get("to", [])
    need(isinstance(wraps, list) and bool(wraps) is wrapped and len(wraps) <= 64, "an entry's custodians")
    for wrap in wraps:
        shape(wrap, "a c w", "a custodian's key")
        need(isinstance(wrap["a"], str) and 0 < len(wrap["a"]) <= 64, "a custodian's key is malformed")
        unbase64(wrap["c"], 12, "a custodian's id")
        unbase64(wrap["w"], None, "a custodian's key")


class Report:
    """What was found: problems, logs that hold, their first entries."""

    def __init__(self) -> None:
        self.problems: list[str] = []
        self.unchecked: list[str] = []
        self.advice: list[str] = []
        self.done: list[str] = []
        self.geneses: dict[str, tuple[bytes, list[Any]]] = {}

    def guard(self, where: str, check: Callable[[], None]) -> None:
        """Run one check; what is wrong becomes a problem of `where`."""
        try:
            check()
        except Wrong as error:
            self.problems.append(f"{where}: {error}")
        except (TypeError, KeyError, AttributeError, ValueError):
            self.problems.append(f"{where}: something in it is malformed")

    def learn(self, raw: bytes) -> tuple[str, bytes]:
        """Take note of a log's first entry; (origin, key)."""
        origin, key, intro = read_genesis(raw)
        self.geneses[origin] = (key, intro)
        return origin, key


def check_fork(origin: str, notes: tuple[Any, Any], path: list[bytes], key: bytes) -> None:
    """Two signed checkpoints that cannot both be true."""
    (old, one), (new, two) = (open_checkpoint(note, origin, key) for note in notes)
    need(0 < old <= new, "a fork proof is malformed")
    if old == new:
        need(one != two and not path, "a fork proof proves nothing")
        return
    explicit = old & (old - 1) == 0
    need(path, "a fork proof is too short")
    first, second = both_roots(old, new, path[1:] if explicit else path, path[0] if explicit else one)
    need(second == two and first != one, "a fork proof proves nothing")


def check_trust(report: Report, keys: list[str]) -> None:
    """Every log must be vouched for by a known key, or by one that is so vouched for."""
    for origin, (key, _) in sorted(report.geneses.items()):
        report.done.append(f"key of the log: {vkey(origin, key)}")
    if not keys:
        report.advice.append("whose keys these are only you can tell: compare them with published ones, or use --key")
        return
    trusted = {origin for origin, (key, _) in report.geneses.items() if vkey(origin, key) in keys}
    waiting = set(report.geneses) - trusted
    while new := {origin for origin in waiting if introduced(origin, report, trusted)}:
        trusted |= new
        waiting -= new
    report.problems += [f"{origin}: no known key vouches for this log" for origin in sorted(waiting)]


def introduced(origin: str, report: Report, trusted: set[str]) -> bool:
    """Whether a trusted log signed an introduction of this one."""
    for note in report.geneses[origin][1]:
        for name in trusted:
            try:
                if open_note(note, name, report.geneses[name][0]) == f"tereze/introduction/1\n{origin}\n":
                    return True
            except Wrong:
                continue
    return False


# --- Bundles ---------------------------------------------------------------------------------------------------------


class Records:
    """The records of an unpacked bundle; every byte is hashed."""

    def __init__(self, file: BinaryIO) -> None:
        self.file, self.digest, self.count, self.length = file, hashlib.sha256(), 0, 0
        need(self.read(len(MAGIC)) == MAGIC, "it is not a bundle of this format")
        self.next()

    def read(self, size: int) -> bytes:
        try:
            data = self.file.read(size)
        except Exception as error:  # every zstd library has an error of its own
            raise Wrong("it cannot be unpacked") from error
        need(len(data) == size, "it ends too early")
        self.digest.update(data)
        self.length += size
        return data

    def next(self) -> None:
        self.before = (self.count, self.length, self.digest.digest())
        head = self.read(5)
        self.kind, size = head[:1], int.from_bytes(head[1:], "big")
        need(size <= LIMITS.get(self.kind, -1), "a record is of an unknown type or too long")
        self.body = self.read(size)
        self.count += 1

    def take(self, kind: bytes, members: str) -> dict[str, Any]:
        """The record at hand as an object with exactly these members."""
        need(self.kind == kind, "its records are not in order")
        value = parse(self.body, "a record")
        shape(value, members, "a record")
        self.next()
        return dict(value)


def verify_bundle(file: BinaryIO, report: Report) -> None:
    """All records of a bundle, in order; the last is the sender's signature over everything before it."""
    records = Records(file)
    header = records.take(b"H", "from genesis made v")
    sender, key = report.learn(unbase64(header["genesis"], None, "a first entry"))
    need(header["from"] == sender and header["v"] == 1 and isinstance(header["made"], str), "its head is malformed")
    while records.kind == b"L":
        bundle_log(records, report)
    while records.kind == b"K":
        fork = records.take(b"K", "note_a note_b origin path")
        need(fork["origin"] in report.geneses, "a fork proof of a log that is not here")
        path = [unbase64(step, 32, "a proof") for step in fork["path"]]
        check_fork(fork["origin"], (fork["note_a"], fork["note_b"]), path, report.geneses[fork["origin"]][0])
        report.done.append(f"{fork['origin']}: PROOF that its owner signed two different histories")
    while records.kind == b"B":
        bundle_blob(records)
    need(records.kind == b"Z", "its records are not in order")
    count, length, digest = records.before
    text = open_note(records.body.decode(), sender, key)
    expected = f"tereze/bundle/1\n{count}\n{length}\n{base64.b64encode(digest).decode()}\n"
    need(text == expected and not file.read(1), "it is not the one its sender signed")
    report.done.append(f"bundle made {header['made']} by {sender}: {count} records, signed by its sender")


def bundle_log(records: Records, report: Report) -> None:
    """One stretch of a log: its entries lead from the given frontier to the signed root."""
    head = records.take(b"L", "frontier genesis note origin size start")
    start, size, genesis = head["start"], head["size"], unbase64(head["genesis"], None, "a first entry")
    origin, key = report.learn(genesis)
    need(origin == head["origin"] and is_whole(start) and is_whole(size), "the head of a log is malformed")
    need(start <= size and size > 0 and isinstance(head["frontier"], list), "the head of a log is malformed")
    tree = Tree(start, [unbase64(step, 32, "a frontier") for step in head["frontier"]])
    for index in range(start, size):
        need(records.kind == b"E", f"{origin} has fewer entries than it says")
        if index:
            check_entry(records.body)
        else:
            need(records.body == genesis, f"{origin} does not begin with its first entry")
        tree.add(hashlib.sha256(records.body).digest())
        records.next()
    signed = open_checkpoint(head["note"], origin, key)
    need(signed == (size, tree.root()), f"{origin} does not lead to its signed root")
    report.done.append(f"{origin}: entries {start} to {size}, signed")


def bundle_blob(records: Records) -> None:
    """One sealed evidence file."""
    head = records.take(b"B", "sha256 size")
    digest, size = hashlib.sha256(), 0
    need(is_whole(head["size"]), "the size of an evidence file is malformed")
    while size < head["size"]:
        need(records.kind == b"C" and records.body, "an evidence file is shorter than it says")
        digest.update(records.body)
        size += len(records.body)
        records.next()
    good = size == head["size"] and digest.digest() == unbase64(head["sha256"], 32, "a digest")
    need(good, "an evidence file is not the one it is named after")


# --- Registers -------------------------------------------------------------------------------------------------------


def decrypt_pages(raw: bytes, key: bytes, report: Report) -> bytes:
    """A SQLCipher 4 file (raw key) as a plain SQLite file in memory; pages that fail their HMAC are reported."""
    salt = raw[:16]
    mac_key = hashlib.pbkdf2_hmac("sha512", key, bytes(byte ^ 0x3A for byte in salt), 2, 32)
    pages = []
    for number in range(1, len(raw) // PAGE + 1):
        page = raw[(number - 1) * PAGE : number * PAGE]
        body, iv, mac = page[16 if number == 1 else 0 : -RESERVE], page[-RESERVE:-64], page[-64:]
        expected = hmac.digest(mac_key, body + iv + number.to_bytes(4, "little"), "sha512")
        if not hmac.compare_digest(mac, expected):
            if number == 1:
                raise Unreadable("the key does not open this register (or its first page is damaged)", 7)
            report.problems.append(f"page {number} of the database is damaged")
        cipher = Cipher(algorithms.AES(key), modes.CBC(iv)).decryptor()
        pages.append(cipher.update(body) + cipher.finalize() + bytes(RESERVE))
    if len(raw) % PAGE or not pages:
        report.problems.append("the database is cut off")
    plain = bytearray(b"SQLite format 3\x00" + b"".join(pages))
    plain[18:20] = b"\x01\x01"  # journal mode: the write-ahead log was empty, and memory has none
    return bytes(plain)


def open_seal(path: Path, passphrase: str) -> bytes:
    """The database key out of seal.json (docs/formats/keystore.md)."""
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    try:
        seal = json.loads(path.read_bytes())
        kdf, demo = seal["kdf"], seal["demo"]
        argon = Argon2id(salt=base64.b64decode(kdf["salt"]), length=32, iterations=kdf["passes"], lanes=kdf["lanes"],
                         memory_cost=kdf["memory_kib"])  # fmt: skip
        root = unseal(argon.derive(passphrase.encode()), seal["root"], ["tereze/seal/1/root", kdf, demo])
        keys = unseal(root, seal["keys"], ["tereze/seal/1/keys", demo, seal["custodians"]])
        return base64.b64decode(json.loads(keys)["database"])
    except InvalidTag as error:
        raise Unreadable("the passphrase does not open the key store", 7) from error
    except (ValueError, KeyError, TypeError) as error:
        raise Unreadable("the key store is damaged or of another version", 7) from error


def unseal(key: bytes, sealed: dict[str, str], bound: list[Any]) -> bytes:
    """ChaCha20-Poly1305 with a canonical JSON array as associated data."""
    nonce, ct = base64.b64decode(sealed["nonce"]), base64.b64decode(sealed["ct"])
    return ChaCha20Poly1305(key).decrypt(nonce, ct, dump(bound))


def verify_register(folder: Path, key: bytes, report: Report) -> None:
    """The database of a closed register, and the names of the sealed evidence files."""
    file, log = folder / "register.db", folder / "register.db-wal"
    if log.exists() and log.stat().st_size:
        raise Unreadable("the register is open, or was not closed properly: close it, or run `tereze status` once", 1)
    if not file.is_file():
        raise Unreadable(f"there is no register.db in {folder}", 2)
    database = sqlite3.connect(":memory:")
    try:
        database.deserialize(decrypt_pages(file.read_bytes(), key, report))
        names = [row[0] for row in database.execute("SELECT DISTINCT origin FROM entry ORDER BY origin")]
        for name in names:
            report.guard(name, lambda name=name: register_log(database, name, report))  # type: ignore[misc]
        forked = register_forks(database, report)
        report.problems += [f"{name}: a second history without a proof" for name in names
                            if "#" in name and name.partition("#")[0] not in forked]  # fmt: skip
    except sqlite3.Error as error:
        report.problems.append(f"the database cannot be read: {error}")
    except (ValueError, TypeError, AttributeError):  # a damaged page can hold what is no text
        report.problems.append("the database cannot be read: something in it is malformed")
    for path in sorted((folder / "vault").rglob("*")):
        if path.is_file() and re.fullmatch(r"[0-9a-f]{64}", path.name):
            with path.open("rb") as opened:
                if hashlib.file_digest(opened, "sha256").hexdigest() != path.name:
                    report.problems.append(f"evidence file {path.name} is damaged")


def register_log(database: sqlite3.Connection, name: str, report: Report) -> None:
    """One log: ids, forms, every signed root."""
    rows = database.execute("SELECT idx, id, raw FROM entry WHERE origin = ? ORDER BY idx", (name,))
    notes = database.execute("SELECT size, note FROM checkpoint WHERE origin = ? ORDER BY size", (name,)).fetchall()
    first = database.execute("SELECT raw FROM entry WHERE origin = ? AND idx = 0", (name,)).fetchone()
    need(first, "its first entry is missing")
    origin, key = report.learn(first[0])
    need(origin == name.partition("#")[0], "its first entry belongs to another log")
    tree = Tree()
    for size, note in notes:
        read_rows(rows, size, tree)
        need(
            (size, tree.root()) == open_checkpoint(note, origin, key), f"the entries before {size} are not those signed"
        )
    read_rows(rows, 2**62, tree)
    need(notes and tree.size == notes[-1][0], "there are entries that no checkpoint covers")
    report.done.append(f"{name}: {tree.size} entries, {len(notes)} checkpoints")


def read_rows(rows: Iterator[tuple[int, bytes, bytes]], stop: int, tree: Tree) -> None:
    """Entries up to index `stop` into the tree."""
    while tree.size < stop and (row := next(rows, None)) is not None:
        index, name, raw = row
        need(index == tree.size, f"entry {tree.size} is missing")
        need(hashlib.sha256(raw).digest() == name, f"entry {index} is not what its id was made from")
        if index:
            check_entry(raw)
        tree.add(name)


def register_forks(database: sqlite3.Connection, report: Report) -> set[str]:
    """The origins of which a valid fork proof is kept."""
    found = set()
    for origin, one, two, raw in database.execute("SELECT origin, note_a, note_b, path FROM fork"):
        path = [raw[at : at + 32] for at in range(0, len(raw), 32)]

        def check(origin: str = origin, notes: tuple[Any, Any] = (one, two), path: list[bytes] = path) -> None:
            need(origin in report.geneses, "a fork proof of a log that is not here")
            check_fork(origin, notes, path, report.geneses[origin][0])
            found.add(origin)

        report.guard(f"fork of {origin}", check)
    report.done += [f"{origin}: PROOF that its owner signed two different histories" for origin in sorted(found)]
    return found


# --- Releases --------------------------------------------------------------------------------------------------------


def verify_release(folder: Path, keys: list[str], report: Report) -> None:
    """Signature, manifest, every file; no file more and no file less."""
    raw = (folder / "release.json").read_bytes()
    report.guard("signature", lambda: release_signature(folder, raw, keys, report))
    manifest = parse(raw, "release.json")
    need(isinstance(manifest, dict) and manifest.get("tereze") == "release/1", "release.json is of another format")
    listed = manifest.get("files")
    need(isinstance(listed, dict), "release.json lists no files")
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}
    there -= {"release.json", "release.json.sig"}
    report.problems += [f"{name}: not in the manifest" for name in sorted(there - set(listed))]
    report.problems += [f"{name}: missing" for name in sorted(set(listed) - there)]
    for name in sorted(there & set(listed)):
        data = b"" if (folder / name).is_symlink() else (folder / name).read_bytes()
        if listed[name] != {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}:
            report.problems.append(f"{name}: not the file that was signed")
    report.done.append(f"release of {manifest.get('at')}: {len(listed)} files")


def release_signature(folder: Path, raw: bytes, keys: list[str], report: Report) -> None:
    """release.json.sig by one of the known keys."""
    if not keys:
        report.unchecked.append("the signature: name the publisher's key with --key")
        return
    note = (folder / "release.json.sig").read_text("utf-8")
    expected = f"tereze/release/1\n{len(raw)}\n{base64.b64encode(hashlib.sha256(raw).digest()).decode()}\n"
    failures = []
    for key in keys:
        try:
            need(open_note(note, *read_vkey(key)) == expected, "the signature is for another release.json")
        except Wrong as error:
            failures.append(str(error))
        else:
            report.done.append(f"signed by {key}")
            return
    raise Wrong("; ".join(failures))


# --- The command -----------------------------------------------------------------------------------------------------


def unpacked(file: BinaryIO) -> BinaryIO:
    """The records of a bundle file: as they are, or out of zstd where this Python can do it."""
    magic = file.read(18)
    file.seek(0)
    if magic.startswith(b"age-encryption.org"):
        raise Unreadable("this bundle is sealed: run `age -d -i KEY BUNDLE | zstd -d > OPEN.trzb`, and verify that", 1)
    if magic[:4] != b"\x28\xb5\x2f\xfd":
        return file
    return unzipped(file)


def unzipped(file: BinaryIO) -> BinaryIO:
    """The content of a zstd file, with Python 3.14 or where the package `zstandard` happens to be installed."""
    try:
        from compression import zstd  # type: ignore[import-not-found,unused-ignore]

        return zstd.open(file)  # type: ignore[no-any-return,unused-ignore]
    except ImportError:
        pass
    try:
        import zstandard
    except ImportError:
        raise Unreadable("this bundle is compressed: run `zstd -d < BUNDLE > OPEN.trzb`, and verify that", 1) from None
    stream = zstandard.ZstdDecompressor(max_window_size=8 << 20).stream_reader(file, read_across_frames=True)
    return io.BufferedReader(stream, 1 << 20)  # type: ignore[arg-type,unused-ignore]


def verify(options: argparse.Namespace) -> Report:
    """Whatever the path is."""
    path, report = options.path, Report()
    if path.is_file():
        with path.open("rb") as file, unpacked(file) as records:
            report.guard(path.name, lambda: verify_bundle(records, report))
        check_trust(report, options.key)
    elif (path / "release.json").is_file():
        report.guard(path.name, lambda: verify_release(path, options.key, report))
    elif path.is_dir():
        verify_register(path, database_key(options), report)
        check_trust(report, options.key)
    else:
        raise Unreadable(f"there is nothing at {path}", 2)
    return report


def database_key(options: argparse.Namespace) -> bytes:
    """The 32-byte key of the register's database."""
    if options.db_key:
        if not re.fullmatch(r"[0-9a-fA-F]{64}", options.db_key):
            raise Unreadable("--db-key takes 64 hexadecimal digits", 2)
        return bytes.fromhex(options.db_key)
    if not options.seal:
        raise Unreadable("a register is encrypted: name its seal.json with --seal, or its key with --db-key", 2)
    if options.passphrase_file:
        return open_seal(options.seal, options.passphrase_file.read_text("utf-8").rstrip("\n"))
    try:
        return open_seal(options.seal, getpass.getpass("Passphrase: "))
    except EOFError:
        raise Unreadable("nobody is here to type the passphrase: use --passphrase-file", 7) from None


def main(arguments: list[str] | None = None) -> int:
    """Print what was verified; the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("path", type=Path, help="a bundle, a register folder or a release folder")
    parser.add_argument("--key", action="append", default=[], metavar="VKEY", help="a public key you know")
    parser.add_argument("--seal", type=Path, help="seal.json of the register's key store")
    parser.add_argument("--passphrase-file", type=Path, help="a file with the passphrase; asked for otherwise")
    parser.add_argument("--db-key", metavar="HEX", help="the database key itself")
    options = parser.parse_args(arguments)
    try:
        report = verify(options)
    except Unreadable as error:
        print(f"Cannot verify: {error.args[0]}.", file=sys.stderr)
        return int(error.args[1])
    except OSError as error:
        print(f"Cannot verify: {error.strerror}: {error.filename}", file=sys.stderr)
        return 1
    for line in report.done:
        print(f"ok       {line}")
    for line in report.unchecked:
        print(f"not done {line}")
    for line in report.advice:
        print(f"note     {line}")
    for line in report.problems:
        print(f"WRONG    {line}")
    print("Something is wrong." if report.problems else "Everything that was checked holds.")
    return 8 if report.problems else int(bool(report.unchecked))


if __name__ == "__main__":
    sys.exit(main())
