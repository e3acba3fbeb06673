"""The verifier that stands alone: it agrees with the library, and finds what was altered."""

from __future__ import annotations

import importlib.util
import io
import json
import random
import sqlite3
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tereze.ledger.bundle import Blob, Letter, write_bundle
from tereze.ledger.canonical import canonical
from tereze.ledger.custody import custodian_secret, seal_witness
from tereze.ledger.frames import FrameReader, FrameWriter, Limits
from tereze.ledger.identity import introduce, new_installation
from tereze.ledger.memory import MemoryLedger
from tereze.ledger.notes import sign_note
from tereze.ledger.sealing import seal_many
from tereze.ledger.unbundle import check_bundle
from tereze.model.errors import TerezeError

REGISTER = bytes(range(16))
PASSPHRASE = "seven quite random fictional words"


@pytest.fixture(scope="module")
def tool(repo: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("standalone_verify", repo / "tools" / "verify.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def entries(count: int, seed: int = 0) -> list[Any]:
    chance = random.Random(seed)
    payloads = [canonical({"kind": "note", "n": n, "text": f"вымысел {n}"}) for n in range(count)]
    keys = [(chance.randbytes(12), chance.randbytes(32)) for _ in payloads]
    return list(seal_many(payloads, "case", keys, chance.randbytes(12 * count)))


def ledger(name: str, count: int, seed: int = 0, **more: Any) -> tuple[MemoryLedger, Any]:
    writer = new_installation(REGISTER, name.encode().ljust(32, b"."), **more)
    made = MemoryLedger(writer)
    with made.unit() as unit:
        unit.append(entries(count, seed))
    return made, writer


def part(one: MemoryLedger) -> Any:
    from tereze.ledger.protocol import LogPart

    head = one.heads()[0]
    return LogPart(head.log, 0, (), [entry.raw for entry in one.entries(head.log)], head.note)


@pytest.fixture
def full(tmp_path: Path) -> tuple[Path, Any]:
    """A bundle with everything in it: three installations, one of them with two histories, a witness, a file."""
    desk, writer = ledger("desk", 3)
    custodian = custodian_secret(bytes(range(96))).public()
    with desk.unit() as unit:
        unit.append([seal_witness(canonical({"kind": "voice"}), bytes(12), bytes(32), bytes(12), [custodian])])
    note = introduce(writer, new_installation(REGISTER, b"twin".ljust(32, b".")).origin)
    one, _ = ledger("twin", 2, 1, intro=[note])
    two, _ = ledger("twin", 5, 2, intro=[note])
    desk.absorb([part(one), part(two)])
    blob = Blob(sha256(b"sealed").digest(), 6, [b"sealed"])
    write_bundle(desk, tmp_path / "full.trzb", Letter(writer, "2026-11-24", compressed=False), blobs=[blob])
    return tmp_path / "full.trzb", writer


def run(tool: ModuleType, capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str]:
    code = tool.main([str(one) for one in arguments])
    shown = capsys.readouterr()
    return code, shown.out + shown.err


def test_a_whole_bundle_holds(tool: ModuleType, full: tuple[Path, Any], capsys: pytest.CaptureFixture[str]) -> None:
    path, writer = full
    code, shown = run(tool, capsys, path, "--key", writer.verifier)
    assert code == 0, shown
    assert "PROOF that its owner signed two different histories" in shown
    assert shown.endswith("Everything that was checked holds.\n")
    assert str(writer.verifier) in shown


def test_without_a_known_key_trust_is_left_open(
    tool: ModuleType, full: tuple[Path, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    code, shown = run(tool, capsys, full[0])
    assert code == 0
    assert "note     whose keys these are only you can tell" in shown
    stranger = new_installation(REGISTER, bytes(32)).verifier
    code, shown = run(tool, capsys, full[0], "--key", stranger)
    assert code == 8
    assert "no known key vouches" in shown


def test_a_compressed_bundle_holds_and_a_sealed_one_says_what_to_do(
    tool: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import pyrage

    made, writer = ledger("desk", 3)
    write_bundle(made, tmp_path / "zip.trzb", Letter(writer, "2026"))
    assert run(tool, capsys, tmp_path / "zip.trzb", "--key", writer.verifier)[0] == 0
    identity = pyrage.x25519.Identity.generate()
    write_bundle(made, tmp_path / "age.trzb", Letter(writer, "2026", [str(identity.to_public())]))
    code, shown = run(tool, capsys, tmp_path / "age.trzb")
    assert code == 1
    assert "age -d" in shown


def library(path: Path) -> bool:
    try:
        check_bundle(path)
    except TerezeError:
        return False
    return True


def verdict(tool: ModuleType, path: Path) -> bool:
    report = tool.Report()
    with path.open("rb") as file:
        report.guard("bundle", lambda: tool.verify_bundle(file, report))
    return not report.problems


def forge(path: Path, writer: Any, records: list[tuple[bytes, bytes]]) -> None:
    with path.open("wb") as out:
        frames = FrameWriter(out.write)
        for kind, body in records:
            frames.record(kind, body)
        text = f"tereze/bundle/1\n{frames.records}\n{frames.length}\n{b64encode(frames.digest()).decode()}\n"
        frames.record(b"Z", writer.sign(text).encode())


def records_of(data: bytes) -> list[tuple[bytes, bytes]]:
    frames, found = FrameReader(io.BytesIO(data), Limits(), len(data)), list[tuple[bytes, bytes]]()
    while not found or found[-1][0] != b"Z":
        found.append(frames.record())
    return found[:-1]


def mutants(chance: random.Random, records: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """Records as a dishonest sender might sign them: moved, doubled, left out, or with one byte or member changed."""
    changed = list(records)
    at, kind = chance.randrange(len(changed)), chance.randrange(6)
    tag, body = changed[at]
    if kind == 0:
        del changed[at]
    elif kind == 1:
        changed.insert(chance.randrange(len(changed)), changed[at])
    elif kind == 2:
        other = chance.randrange(len(changed))
        changed[at], changed[other] = changed[other], changed[at]
    elif kind == 3 and body:
        spot = chance.randrange(len(body))
        changed[at] = (tag, body[:spot] + bytes([body[spot] ^ (1 << chance.randrange(8))]) + body[spot + 1 :])
    elif tag in b"HLEKB" and body[:1] == b"{":
        value = json.loads(body)
        name = chance.choice(sorted(value))
        junk: list[Any] = [
            None,
            True,
            1,
            0,
            -1,
            1.0,
            "",
            "AAAA",
            [],
            {},
            [1],
            2**60,
            value[chance.choice(sorted(value))],
        ]
        if kind == 4:
            value[name] = chance.choice(junk)
        else:
            del value[name]
        changed[at] = (tag, json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode())
    return changed


def test_it_agrees_with_the_library_on_mutated_bundles(
    tool: ModuleType, full: tuple[Path, Any], tmp_path: Path
) -> None:
    path, writer = full
    records, chance = records_of(path.read_bytes()), random.Random(21)
    agreed = {True: 0, False: 0}
    for _ in range(1200):
        forge(tmp_path / "mutant.trzb", writer, mutants(chance, records))
        expected = library(tmp_path / "mutant.trzb")
        assert verdict(tool, tmp_path / "mutant.trzb") is expected
        agreed[expected] += 1
    assert agreed[False] > 900
    assert agreed[True] > 5


def test_no_flipped_bit_and_no_truncation_passes(tool: ModuleType, full: tuple[Path, Any], tmp_path: Path) -> None:
    data, chance, path = full[0].read_bytes(), random.Random(22), tmp_path / "broken.trzb"
    for _ in range(300):
        broken = bytearray(data)
        broken[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        path.write_bytes(bytes(broken))
        assert not verdict(tool, path)
        path.write_bytes(data[: chance.randrange(len(data))])
        assert not verdict(tool, path)


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed register of the store, with 200 entries and one sealed file."""
    from tereze.store import embedded

    folder = tmp_path_factory.mktemp("register")
    with embedded.create(folder / "register", folder / "keys", PASSPHRASE) as made:
        for turn in range(4):
            with made.unit() as unit:
                unit.append(entries(50, turn))
        made.vault.put(io.BytesIO(b"a fictional photograph" * 100), "unit")
    (folder / "passphrase").write_text(PASSPHRASE + "\n")
    return folder


def copied(register: Path, tmp_path: Path) -> Path:
    import shutil

    shutil.copytree(register, tmp_path / "copy")
    return tmp_path / "copy"


def quick(tool: ModuleType, capsys: pytest.CaptureFixture[str], folder: Path, key: str) -> tuple[int, str]:
    """With the database key at hand: Argon2id takes its time by design."""
    return run(tool, capsys, folder / "register", "--db-key", key)


def database_key(tool: ModuleType, folder: Path) -> str:
    return str(tool.open_seal(folder / "keys" / "seal.json", PASSPHRASE).hex())


def check_register(tool: ModuleType, capsys: pytest.CaptureFixture[str], folder: Path) -> tuple[int, str]:
    seal, passphrase = folder / "keys" / "seal.json", folder / "passphrase"
    return run(tool, capsys, folder / "register", "--seal", seal, "--passphrase-file", passphrase)


def test_a_register_holds(tool: ModuleType, register: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, shown = check_register(tool, capsys, register)
    assert code == 0, shown
    assert "201 entries, 4 checkpoints" in shown
    key = next(line.split(": ")[1] for line in shown.splitlines() if "key of the log" in line)
    arguments = ("--db-key", database_key(tool, register), "--key", key)
    assert run(tool, capsys, register / "register", *arguments)[0] == 0


def test_with_nobody_at_the_keyboard_it_asks_for_a_file(
    tool: ModuleType, register: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody(_prompt: str) -> str:
        raise EOFError

    monkeypatch.setattr(tool.getpass, "getpass", nobody)
    code, shown = run(tool, capsys, register / "register", "--seal", register / "keys" / "seal.json")
    assert (code, "--passphrase-file" in shown) == (7, True)


def test_every_damaged_page_is_named(
    tool: ModuleType, register: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = copied(register, tmp_path)
    path = folder / "register" / "register.db"
    data, chance, database = path.read_bytes(), random.Random(23), database_key(tool, folder)
    for _ in range(40):
        at = chance.randrange(4096, len(data))
        broken = bytearray(data)
        broken[at] ^= 1 << chance.randrange(8)
        path.write_bytes(bytes(broken))
        code, shown = quick(tool, capsys, folder, database)
        assert code == 8
        assert f"page {at // 4096 + 1} of the database is damaged" in shown
    path.write_bytes(data[:-100])
    assert quick(tool, capsys, folder, database)[0] == 8


def test_a_name_that_a_damaged_page_made_no_text_is_told(
    tool: ModuleType,
    register: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def malformed(raw: bytes, key: bytes, report: object) -> bytes:
        plain = sqlite3.connect(":memory:")
        plain.execute("CREATE TABLE entry (origin TEXT)")
        plain.execute("PRAGMA writable_schema = ON")
        plain.execute("UPDATE sqlite_master SET name = CAST(x'b7ff' AS TEXT), sql = 'CREATE TABLE'")
        plain.commit()
        return plain.serialize()

    folder = copied(register, tmp_path)
    key = database_key(tool, folder)
    monkeypatch.setattr(tool, "decrypt_pages", malformed)
    code, shown = quick(tool, capsys, folder, key)
    assert code == 8
    assert "something in it is malformed" in shown


def test_an_old_page_put_back_is_found(tool: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The cipher accepts a page of an older copy; the signed tree does not."""
    from tereze.store import embedded

    made = embedded.create(tmp_path / "register", tmp_path / "keys", PASSPHRASE)
    (tmp_path / "passphrase").write_text(PASSPHRASE)
    with made.unit() as unit:
        unit.append(entries(40, 1))
    made.close()
    path = tmp_path / "register" / "register.db"
    old, database = path.read_bytes(), database_key(tool, tmp_path)
    with embedded.open(tmp_path / "register", tmp_path / "keys", PASSPHRASE) as again, again.unit() as unit:
        unit.append(entries(40, 2))
    new, found = path.read_bytes(), 0
    changed = [page for page in range(1, len(old) // 4096) if old[page * 4096 :][:4096] != new[page * 4096 :][:4096]]
    assert changed
    for page in changed:
        path.write_bytes(new[: page * 4096] + old[page * 4096 : (page + 1) * 4096] + new[(page + 1) * 4096 :])
        code, shown = quick(tool, capsys, tmp_path, database)
        assert "page" not in shown
        found += code == 8
    assert found
    path.write_bytes(new)
    assert quick(tool, capsys, tmp_path, database)[0] == 0


def test_a_damaged_evidence_file_is_found(
    tool: ModuleType, register: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = copied(register, tmp_path)
    file = next(path for path in (folder / "register" / "vault").rglob("*") if path.is_file() and len(path.name) == 64)
    file.write_bytes(file.read_bytes()[:-1])
    code, shown = check_register(tool, capsys, folder)
    assert code == 8
    assert f"evidence file {file.name} is damaged" in shown


def test_an_open_register_and_wrong_keys_are_named(
    tool: ModuleType, register: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = copied(register, tmp_path)
    assert run(tool, capsys, folder / "register")[0] == 2
    assert run(tool, capsys, folder / "register", "--db-key", "xyz")[0] == 2
    code, shown = run(tool, capsys, folder / "register", "--db-key", "00" * 32)
    assert (code, "does not open" in shown) == (7, True)
    (folder / "passphrase").write_text("wrong")
    assert check_register(tool, capsys, folder)[0] == 7
    (folder / "keys" / "seal.json").write_text("{}")
    assert check_register(tool, capsys, folder)[0] == 7
    (folder / "register" / "register.db-wal").write_bytes(b"x")
    code, shown = run(tool, capsys, folder / "register", "--db-key", "00" * 32)
    assert (code, "is open" in shown) == (1, True)
    assert run(tool, capsys, tmp_path / "nothing")[0] == 2
    assert run(tool, capsys, tmp_path, "--db-key", "00" * 32)[0] == 2


SEED, NAME = bytes(range(32)), "publisher.example/tereze"


@pytest.fixture
def release(tmp_path: Path) -> Path:
    folder = tmp_path / "release"
    (folder / "p").mkdir(parents=True)
    (folder / "index.html").write_text("<h1>fictional</h1>")
    (folder / "p" / "a.html").write_text("a")
    files = {
        name: {"sha256": sha256((folder / name).read_bytes()).hexdigest(), "size": (folder / name).stat().st_size}
        for name in ("index.html", "p/a.html")
    }
    raw = canonical({"approvals": 2, "at": "2026-11-24", "files": files, "languages": ["en"], "tereze": "release/1"})
    (folder / "release.json").write_bytes(raw)
    text = f"tereze/release/1\n{len(raw)}\n{b64encode(sha256(raw).digest()).decode()}\n"
    (folder / "release.json.sig").write_text(sign_note(text, NAME, SEED), "utf-8")
    return folder


def publisher() -> str:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from tereze.ledger.notes import Verifier

    return str(Verifier(NAME, Ed25519PrivateKey.from_private_bytes(SEED).public_key().public_bytes_raw()))


def test_a_release_holds(tool: ModuleType, release: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tool, capsys, release, "--key", publisher())[0] == 0
    code, shown = run(tool, capsys, release)
    assert (code, "not done the signature" in shown) == (1, True)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda folder: (folder / "index.html").write_text("<h1>Fictional</h1>"), "index.html: not the file"),
        (lambda folder: (folder / "p" / "a.html").unlink(), "p/a.html: missing"),
        (lambda folder: (folder / "p" / "b.html").write_text("b"), "p/b.html: not in the manifest"),
        (lambda folder: (folder / "release.json").write_text("{}"), "for another release.json"),
        (lambda folder: (folder / "release.json.sig").write_text("x"), "malformed"),
        (lambda folder: (folder / "release.json.sig").write_bytes(b"\xff"), "malformed"),
        (lambda folder: (folder / "p" / "c.html").symlink_to("/etc/hostname"), "p/c.html: not in the manifest"),
    ],
)
def test_a_changed_release_is_found(
    tool: ModuleType, release: Path, capsys: pytest.CaptureFixture[str], change: Callable[[Path], object], said: str
) -> None:
    change(release)
    code, shown = run(tool, capsys, release, "--key", publisher())
    assert code == 8
    assert said in shown


def test_a_release_by_another_key_is_found(tool: ModuleType, release: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stranger = str(new_installation(REGISTER, bytes(32)).verifier)
    assert run(tool, capsys, release, "--key", stranger)[0] == 8
    assert run(tool, capsys, release, "--key", stranger, "--key", publisher())[0] == 0
    assert run(tool, capsys, release, "--key", "nonsense")[0] == 8


def test_it_needs_nothing_of_tereze(repo: Path, full: tuple[Path, Any]) -> None:
    """Run as a stranger would: as a script, without this package on the path, and looking at what it imported."""
    code = (
        "import runpy, sys; sys.argv = ['verify.py', sys.argv[1]]\n"
        f"try: runpy.run_path({str(repo / 'tools' / 'verify.py')!r}, run_name='__main__')\n"
        "except SystemExit as end: print('exit', end.code)\n"
        "assert not [name for name in sys.modules if name.split('.')[0] in ('tereze', 'msgspec', 'pyrage')]\n"
    )
    done = subprocess.run([sys.executable, "-I", "-c", code, str(full[0])], capture_output=True, text=True, check=False)
    assert "exit 0" in done.stdout, done.stderr
    assert "holds" in done.stdout
