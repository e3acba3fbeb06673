"""A fictional time-stamping authority and a fictional calendar at loopback addresses: nothing leaves the machine."""

from __future__ import annotations

import hashlib
import shutil
import struct
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

OPENSSL = shutil.which("openssl")
ROOT = "Fictional Root"
Reply = Callable[[str, bytes], tuple[int, bytes]]
CONFIG = """
[tsa]
default_tsa = one
[one]
serial = {0}/serial
crypto_device = builtin
signer_cert = {0}/tsa.pem
signer_key = {0}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
accuracy = secs:1
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""


class Authority:
    """Signs whatever it is asked to; its root is `<folder>/root.pem`."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.roots = folder, folder / "root.pem"
        now = datetime.now(UTC)
        root_key, key = (rsa.generate_private_key(65537, 2048) for _ in range(2))
        root = _certificate(ROOT, root_key, root_key, now, ca=True)
        made = _certificate("Fictional Stamps", key, root_key, now, ca=False)
        self.roots.write_bytes(root.public_bytes(serialization.Encoding.PEM))
        (folder / "tsa.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
        plain = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        (folder / "tsa.key").write_bytes(key.private_bytes(*plain))
        (folder / "serial").write_text("01\n")
        (folder / "tsa.cnf").write_text(CONFIG.format(folder))

    def reply(self, query: bytes) -> bytes:
        """The answer to a request, made by OpenSSL."""
        asked, answer = self.folder / "asked.tsq", self.folder / "answer.tsr"
        asked.write_bytes(query)
        command = [str(OPENSSL), "ts", "-reply", "-config", str(self.folder / "tsa.cnf"), "-queryfile", str(asked)]
        subprocess.run([*command, "-out", str(answer)], check=True, capture_output=True)
        return answer.read_bytes()

    def stamp(self, data: bytes, algorithm: str = "sha256", *, bare: bool = False) -> bytes:
        """A token over `data` itself, as other programs ask for it; `bare`: without the authority's certificate."""
        file, asked = self.folder / "data", self.folder / "own.tsq"
        file.write_bytes(data)
        command = [str(OPENSSL), "ts", "-query", "-data", str(file), f"-{algorithm}", "-out", str(asked)]
        command += [] if bare else ["-cert"]
        subprocess.run(command, check=True, capture_output=True)
        return self.reply(asked.read_bytes())

    def answer(self, _path: str, body: bytes) -> tuple[int, bytes]:
        """As a web service."""
        return 200, self.reply(body)


class Calendar:
    """Promises at once; `mine()` makes a block that holds everything promised, and its header."""

    def __init__(self, url: str = "") -> None:
        self.url = url
        self.promised: list[bytes] = []
        self.blocks: dict[bytes, int] = {}
        self.headers: dict[int, bytes] = {}

    def answer(self, path: str, body: bytes) -> tuple[int, bytes]:
        """POST /digest, GET /timestamp/<hex>."""
        from opentimestamps.core.notary import BitcoinBlockHeaderAttestation, PendingAttestation
        from opentimestamps.core.op import OpAppend, OpSHA256
        from opentimestamps.core.timestamp import Timestamp

        if path == "/digest":
            stamp = Timestamp(body)
            end = stamp.ops.add(OpAppend(b"fictional")).ops.add(OpSHA256())
            end.attestations.add(PendingAttestation(self.url))
            self.promised.append(bytes(end.msg))
            return 200, _bytes(stamp)
        commitment = bytes.fromhex(path.rpartition("/")[2])
        if commitment not in self.blocks:
            return 404, b"not yet"
        stamp = Timestamp(commitment)
        stamp.attestations.add(BitcoinBlockHeaderAttestation(self.blocks[commitment]))
        return 200, _bytes(stamp)

    def mine(self, height: int = 900_001) -> bytes:
        """A block of almost no work, with the last promise for its root."""
        self.blocks[self.promised[-1]] = height
        for nonce in range(100_000):
            header = struct.pack("<I32s32sIII", 4, b"\0" * 32, self.promised[-1], 1_790_000_000, 0x207FFFFF, nonce)
            if hashlib.sha256(hashlib.sha256(header).digest()).digest()[31] < 0x7F:
                self.headers[height] = header
                return header
        raise AssertionError("no nonce found")


@contextmanager
def serving(reply: Reply) -> Iterator[str]:
    """A web service at a loopback address as long as the context lasts."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self._say(reply(self.path, self.rfile.read(int(self.headers["Content-Length"]))))

        def do_GET(self) -> None:
            self._say(reply(self.path, b""))

        def _say(self, answer: tuple[int, bytes]) -> None:
            self.send_response(answer[0])
            if answer[0] == 302:
                self.send_header("Location", answer[1].decode())
            self.send_header("Content-Length", str(len(answer[1])))
            self.end_headers()
            self.wfile.write(answer[1])

        def log_message(self, *_args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _bytes(stamp: Any) -> bytes:
    from opentimestamps.core.serialize import BytesSerializationContext

    context = BytesSerializationContext()
    stamp.serialize(context)
    return bytes(context.getbytes())


def _certificate(name: str, key: Any, issuer_key: Any, now: datetime, *, ca: bool) -> x509.Certificate:
    called, by = (x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, one)]) for one in (name, ROOT))
    made = (
        x509.CertificateBuilder().subject_name(called).issuer_name(by).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=3650))
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
    )  # fmt: skip
    if ca:
        made = made.add_extension(x509.KeyUsage(*[False] * 5, True, True, *[False] * 2), critical=True)
    else:
        made = made.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    return made.sign(issuer_key, hashes.SHA256())
