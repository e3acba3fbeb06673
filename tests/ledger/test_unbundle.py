"""Reading bundles: nothing that is damaged, foreign, forged, huge or old changes anything."""

from __future__ import annotations

import random
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tereze.ledger.bundle import Blob, Header, Letter, PartHead, write_bundle
from tereze.ledger.canonical import canonical
from tereze.ledger.check import check_log
from tereze.ledger.errors import BadBundle, ForeignBundle, GapInLog, HugeBundle, NewerBundle, NothingNew
from tereze.ledger.frames import FrameReader, FrameWriter, Limits
from tereze.ledger.identity import introduce, new_installation
from tereze.ledger.memory import MemoryLedger
from tereze.ledger.unbundle import check_bundle, import_bundle
from tereze.model.errors import TerezeError

FOREIGN = bytes(16)


@pytest.fixture
def sender(bench: Any) -> Any:
    return bench.ledger("sender", 3)


@pytest.fixture
def letter(bench: Any) -> Letter:
    return Letter(bench.installation("sender"), "2026-11-24", compressed=False)


@pytest.fixture
def trusted(letter: Letter) -> list[str]:
    return [str(letter.writer.verifier)]


def send(ledger: Any, path: Path, letter: Letter, **more: Any) -> Path:
    write_bundle(ledger, path / "one.trzb", letter, **more)
    return path / "one.trzb"


def test_a_bundle_is_taken_over(bench: Any, sender: Any, letter: Letter, trusted: list[str], tmp_path: Path) -> None:
    desk = bench.ledger("desk", 2)
    done = import_bundle(desk, send(sender, tmp_path, letter), trusted=trusted)
    assert [(one.log, one.added) for one in done.absorbed] == [(sender.origin, 4)]
    assert desk.head(sender.origin) == sender.head(sender.origin)
    assert not check_log(desk.store, sender.origin).problems


def test_a_register_may_merge_its_own_way(
    bench: Any, sender: Any, letter: Letter, trusted: list[str], tmp_path: Path
) -> None:
    desk, seen = bench.ledger("desk"), list[int]()

    def absorb(parts: Any, forks: Any) -> Any:
        done = desk.absorb(parts, forks)
        seen.extend(one.added for one in done)
        return done

    import_bundle(desk, send(sender, tmp_path, letter), trusted=trusted, absorb=absorb)
    assert seen == [4]


def test_a_bundle_sent_again_brings_nothing_new(
    bench: Any, sender: Any, letter: Letter, trusted: list[str], tmp_path: Path
) -> None:
    desk = bench.ledger("desk")
    old = send(sender, tmp_path, letter)
    import_bundle(desk, old, trusted=trusted)
    with pytest.raises(NothingNew, match="all 4 entries"):
        import_bundle(desk, old)
    bench.append(sender, 2, 50)
    write_bundle(sender, tmp_path / "new.trzb", letter)
    import_bundle(desk, tmp_path / "new.trzb")
    with pytest.raises(NothingNew):
        import_bundle(desk, old)
    assert desk.head(sender.origin).size == 6


def test_a_stretch_needs_what_came_before(
    bench: Any, sender: Any, letter: Letter, trusted: list[str], tmp_path: Path
) -> None:
    desk = bench.ledger("desk")
    path = send(sender, tmp_path, letter, have={sender.origin: 2})
    with pytest.raises(GapInLog):
        import_bundle(desk, path, trusted=trusted)
    assert list(desk.heads()) == []


def test_two_histories_in_a_bundle_freeze_the_log(
    bench: Any, sender: Any, letter: Letter, trusted: list[str], tmp_path: Path
) -> None:
    one, two = bench.forked()
    sender.absorb([bench.part(one), bench.part(two)])
    desk = bench.ledger("desk")
    twin = str(bench.installation("twin").verifier)
    done = import_bundle(desk, send(sender, tmp_path, letter), trusted=[*trusted, twin])
    assert sum(found.fork is not None for found in done.absorbed) == 1
    assert desk.is_frozen(one.origin)
    assert desk.forks() == sender.forks()


def test_nobody_is_trusted_unless_somebody_vouches(bench: Any, sender: Any, letter: Letter, tmp_path: Path) -> None:
    desk = bench.ledger("desk", 1)
    path = send(sender, tmp_path, letter)
    with pytest.raises(ForeignBundle, match="vouches"):
        import_bundle(desk, path)
    with pytest.raises(ForeignBundle):
        import_bundle(desk, path, trusted=[str(bench.installation("else").verifier)])
    assert len(desk.heads()) == 1


def test_an_introduced_newcomer_is_trusted(bench: Any, tmp_path: Path) -> None:
    desk = bench.ledger("desk", 1)
    note = introduce(bench.installation("desk"), bench.installation("newcomer").origin)
    writer = bench.installation("newcomer", intro=[note])
    newcomer = MemoryLedger(writer)
    bench.append(newcomer, 2)
    path = send(newcomer, tmp_path, Letter(writer, "2026"))
    assert import_bundle(desk, path).absorbed[0].added == 3


def test_another_register_is_refused(bench: Any, tmp_path: Path) -> None:
    writer = new_installation(FOREIGN, bytes(32))
    other = MemoryLedger(writer)
    bench.append(other, 1)
    path = send(other, tmp_path, Letter(writer, "2026"))
    with pytest.raises(ForeignBundle, match="another register"):
        import_bundle(bench.ledger("desk", 1), path, trusted=[str(writer.verifier)])


def test_evidence_is_handed_over(bench: Any, sender: Any, letter: Letter, trusted: list[str], tmp_path: Path) -> None:
    data, got = b"sealed" * 300_000, dict[bytes, bytes]()

    def sink(digest: bytes, size: int, pieces: Iterator[bytes]) -> None:
        got[digest] = b"".join(pieces)
        assert len(got[digest]) == size

    blobs = [Blob(sha256(data).digest(), len(data), [data])]
    desk = bench.ledger("desk")
    import_bundle(desk, send(sender, tmp_path, letter, blobs=blobs), trusted=trusted, blobs=sink)
    assert got == {sha256(data).digest(): data}
    assert desk.head(sender.origin).size == 4


@pytest.mark.parametrize("compressed", [True, False])
def test_every_truncation_is_refused(bench: Any, letter: Letter, tmp_path: Path, compressed: bool) -> None:
    data = send(bench.ledger("sender", 1), tmp_path, letter._replace(compressed=compressed)).read_bytes()
    path = tmp_path / "cut.trzb"
    for cut in [data[:size] for size in range(len(data))] + [data + b"\0", data + data]:
        path.write_bytes(cut)
        with pytest.raises(BadBundle):
            check_bundle(path)


def test_a_flipped_bit_in_every_byte_is_reported(bench: Any, letter: Letter, tmp_path: Path) -> None:
    data = send(bench.ledger("sender", 1), tmp_path, letter).read_bytes()
    chance, path = random.Random(11), tmp_path / "flipped.trzb"
    for at in range(len(data)):
        broken = bytearray(data)
        broken[at] ^= 1 << chance.randrange(8)
        path.write_bytes(bytes(broken))
        with pytest.raises((BadBundle, NewerBundle)):
            check_bundle(path)


def test_a_damaged_bundle_changes_nothing(
    bench: Any, sender: Any, letter: Letter, trusted: list[str], tmp_path: Path
) -> None:
    data = send(sender, tmp_path, letter).read_bytes()
    desk, chance, path = bench.ledger("desk"), random.Random(12), tmp_path / "damaged.trzb"
    for _ in range(100):
        broken = bytearray(data)
        broken[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        path.write_bytes(bytes(broken))
        with pytest.raises((BadBundle, NewerBundle)):
            import_bundle(desk, path, trusted=trusted)
        path.write_bytes(data[: chance.randrange(len(data))])
        with pytest.raises(BadBundle):
            import_bundle(desk, path, trusted=trusted)
    assert list(desk.heads()) == []


def records(data: bytes) -> list[tuple[bytes, bytes]]:
    import io

    frames, found = FrameReader(io.BytesIO(data), Limits(), len(data)), []
    while not found or found[-1][0] != b"Z":
        found.append(frames.record())
    return found


def forge(path: Path, letter: Letter, kept: list[tuple[bytes, bytes]]) -> Path:
    """A bundle with other records, signed anew by a sender who is trusted but not honest, or mistaken."""
    from base64 import b64encode

    with path.open("wb") as out:
        frames = FrameWriter(out.write)
        for kind, body in kept:
            frames.record(kind, body)
        text = f"tereze/bundle/1\n{frames.records}\n{frames.length}\n{b64encode(frames.digest()).decode()}\n"
        frames.record(b"Z", letter.writer.sign(text).encode())
    return path


def forgeries(bench: Any, found: list[tuple[bytes, bytes]]) -> Iterator[list[tuple[bytes, bytes]]]:
    header, log, *entries = found
    other = bench.entries(1)[0].raw
    yield [log, *entries]
    yield [header, header, log, *entries]
    yield [header, *entries]
    yield [header, log, *entries[:-1]]
    yield [header, log, *entries, entries[-1]]
    yield [header, log, entries[0], entries[2], entries[1], entries[3]]
    yield [header, log, *entries[:-1], (b"E", other)]
    yield [header, log, *entries[:-1], (b"E", b"{}")]
    yield [header, log, *entries[:-1], (b"E", b"")]
    yield [header, *[(b"E", b"x")] * 1000]
    yield [header, log, *entries, (b"C", b"chunk")]
    yield [header, log, *entries, (b"B", b"{}")]
    yield [header, log, *entries, (b"B", b'{"sha256":"' + b"A" * 43 + b'=","size":3}'), (b"C", b"abc")]
    yield [header, log, *entries, (b"B", b'{"sha256":"' + b"A" * 43 + b'=","size":3}'), (b"C", b"abcd")]
    yield [header, log, *entries, (b"B", b'{"sha256":"' + b"A" * 43 + b'=","size":3}')]
    yield [header, log, *entries, (b"B", b'{"sha256":"' + b"A" * 43 + b'=","size":3}'), (b"C", b"")]
    yield [header, log, *entries, (b"K", b"{}")]
    yield [header, log, *entries, (b"K", b'{"note_a":"","note_b":"","origin":"x","path":[]}')]
    yield [header, log, *entries, log, *entries[:1]]
    yield [(b"H", header[1].replace(b'"v":1', b'"v":2')), log, *entries]
    yield [(b"H", header[1] + b" "), log, *entries]
    yield [(b"H", b"[" * 60_000), log, *entries]
    yield [(b"H", b"\xff"), log, *entries]
    for old, new in ((b'"size":4', b'"size":3'), (b'"size":4', b'"size":5'), (b'"start":0', b'"start":1'),
                     (b'"start":0', b'"start":-1'), (b'"size":4', b'"size":99999999999999999999'),
                     (b'"frontier":[]', b'"frontier":["' + b"A" * 43 + b'="]'), (b'"note":"tereze', b'"note":"tereza'),
                     (b'"origin":"tereze/', b'"origin":"tereza/'), (b'"size":4', b'"more":1,"size":4')):  # fmt: skip
        assert old in log[1]
        yield [header, (b"L", log[1].replace(old, new)), *entries]


def test_no_forgery_by_a_trusted_sender_is_taken_over(
    bench: Any, sender: Any, letter: Letter, trusted: list[str], tmp_path: Path
) -> None:
    found = records(send(sender, tmp_path, letter).read_bytes())[:-1]
    desk = bench.ledger("desk", 1)
    before = list(desk.heads())
    forge(tmp_path / "good.trzb", letter, found)
    check_bundle(tmp_path / "good.trzb")
    for number, kept in enumerate(forgeries(bench, found)):
        path = forge(tmp_path / f"{number}.trzb", letter, kept)
        with pytest.raises(TerezeError) as caught:
            import_bundle(desk, path, trusted=trusted)
        assert isinstance(caught.value, BadBundle), kept
        assert caught.value.hint
        assert list(desk.heads()) == before


def test_a_bundle_signed_by_somebody_else_is_refused(
    bench: Any, sender: Any, letter: Letter, trusted: list[str], tmp_path: Path
) -> None:
    found = records(send(sender, tmp_path, letter).read_bytes())[:-1]
    other = letter._replace(writer=bench.installation("else"))
    with pytest.raises(BadBundle, match="not signed"):
        check_bundle(forge(tmp_path / "other.trzb", other, found))
    wrong = records(send(sender, tmp_path, letter).read_bytes())
    from base64 import b64encode

    with (tmp_path / "note.trzb").open("wb") as out:
        frames = FrameWriter(out.write)
        for kind, body in wrong[:-1]:
            frames.record(kind, body)
        text = f"tereze/bundle/1\n{frames.records + 1}\n{frames.length}\n{b64encode(frames.digest()).decode()}\n"
        frames.record(b"Z", letter.writer.sign(text).encode())
    with pytest.raises(BadBundle, match="sender signed"):
        check_bundle(tmp_path / "note.trzb")
    with (tmp_path / "text.trzb").open("wb") as out:
        frames = FrameWriter(out.write)
        for kind, body in wrong[:-1]:
            frames.record(kind, body)
        frames.record(b"Z", b"\xff")
    with pytest.raises(BadBundle, match="not text"):
        check_bundle(tmp_path / "text.trzb")


def test_nobody_can_sign_in_anothers_name(
    bench: Any, sender: Any, letter: Letter, trusted: list[str], tmp_path: Path
) -> None:
    thief = letter._replace(writer=bench.installation("thief"))
    found = records(send(sender, tmp_path, letter).read_bytes())[:-1]
    header = canonical(Header(sender.origin, thief.writer.genesis.raw, "2026"))
    with pytest.raises(BadBundle, match="belongs to another log"):
        check_bundle(forge(tmp_path / "thief.trzb", thief, [(b"H", header), *found[1:]]))


def test_the_head_of_a_log_shows_its_real_first_entry(bench: Any, sender: Any, letter: Letter, tmp_path: Path) -> None:
    found = records(send(sender, tmp_path, letter).read_bytes())[:-1]
    other = bench.installation("sender", intro=["an introduction that is not in the log"]).genesis.raw
    head = msgspec.structs.replace(msgspec.json.decode(found[1][1], type=PartHead), genesis=other)
    with pytest.raises(BadBundle, match="does not begin with its first entry"):
        check_bundle(forge(tmp_path / "head.trzb", letter, [found[0], (b"L", canonical(head)), *found[2:]]))


def test_limits_hold(sender: Any, letter: Letter, tmp_path: Path) -> None:
    path = send(sender, tmp_path, letter)
    with pytest.raises(HugeBundle):
        check_bundle(path, limits=Limits(file=100))
    with pytest.raises(HugeBundle):
        check_bundle(path, limits=Limits(inside=1000))


def test_a_million_tiny_records_are_refused_at_once(letter: Letter, sender: Any, tmp_path: Path) -> None:
    found = records(send(sender, tmp_path, letter).read_bytes())
    path = tmp_path / "tiny.trzb"
    path.write_bytes(
        b"tereze/bundle/1\nH" + len(found[0][1]).to_bytes(4, "big") + found[0][1] + b"E\0\0\0\0" * 1_000_000
    )
    with pytest.raises(BadBundle, match="order"):
        check_bundle(path)
