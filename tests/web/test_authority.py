"""The office's certificate authority: real TLS clients believe it, for the office and for nothing else."""

from __future__ import annotations

import socket
import ssl
import stat
import threading
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tereze_web import authority
from tereze_web.authority import AuthorityDamaged, NotLocal, OtherPlace

NAMES = ("office.local", "office")
HERE = ip_address("127.0.0.1")
KEY = b"k" * 32
NOW = datetime.now(UTC)


def _made(folder: Path) -> authority.Authority:
    return authority.open_or_make(folder, KEY, NAMES, NOW)


def _speak(context: ssl.SSLContext, trusted: bytes, name: str) -> str:
    """What a client that trusts this one authority finds at our server under `name`: the TLS version, or why not."""
    client = ssl.create_default_context(cadata=trusted.decode())
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def answer() -> None:
            taken, _ = listening.accept()
            with taken, suppress(OSError):
                context.wrap_socket(taken, server_side=True).close()

        thread = threading.Thread(target=answer)
        thread.start()
        try:
            with (
                socket.create_connection(listening.getsockname()) as raw,
                client.wrap_socket(raw, server_hostname=name) as secure,
            ):
                return secure.version() or ""
        except ssl.SSLError as error:
            return error.__class__.__name__ + ": " + str(getattr(error, "verify_message", error))
        finally:
            thread.join()


def test_a_client_that_trusts_it_believes_the_office(tmp_path: Path) -> None:
    made = _made(tmp_path)
    context = authority.server_context(made, NAMES, HERE, NOW)
    for name in (*NAMES, "127.0.0.1"):
        assert _speak(context, made.pem, name) == "TLSv1.3", name


def test_another_name_another_authority_and_no_trust_are_refused(tmp_path: Path) -> None:
    made = _made(tmp_path)
    (tmp_path / "other").mkdir()
    other = _made(tmp_path / "other")
    context = authority.server_context(made, NAMES, HERE, NOW)
    assert "SSLCertVerificationError" in _speak(context, made.pem, "elsewhere.local")
    assert "SSLCertVerificationError" in _speak(context, other.pem, "office.local")


def test_its_key_alone_cannot_speak_for_the_world(tmp_path: Path) -> None:
    """Whoever steals the key and signs for another site is not believed: the constraint stands in what is trusted."""
    made = _made(tmp_path)
    key = ec.generate_private_key(ec.SECP256R1())
    for said in (x509.DNSName("bank.example"), x509.IPAddress(ip_address("93.184.216.34"))):
        forged = (
            authority._begun("bank.example", made.certificate.subject, key, NOW, timedelta(days=1))
            .add_extension(x509.SubjectAlternativeName([said]), critical=False)
            .add_extension(x509.ExtendedKeyUsage([authority.ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
            .add_extension(authority._by(made.key), critical=False)
            .sign(made.key, hashes.SHA256())
        )
        file = tmp_path / "forged.pem"
        plain = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        file.write_bytes(plain + forged.public_bytes(serialization.Encoding.PEM))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
        assert "permitted subtree" in _speak(context, made.pem, str(said.value))


def test_it_is_kept_and_opened_again_with_the_registers_key_alone(tmp_path: Path) -> None:
    made = _made(tmp_path)
    again = _made(tmp_path)
    assert again.fingerprint == made.fingerprint
    kept = authority.existing(tmp_path, KEY)
    assert kept is not None
    assert kept.fingerprint == made.fingerprint
    assert stat.S_IMODE((tmp_path / authority.FILE).stat().st_mode) == 0o600
    assert b"PRIVATE KEY" not in (tmp_path / authority.FILE).read_bytes()
    with pytest.raises(AuthorityDamaged):
        authority.open_or_make(tmp_path, b"x" * 32, NAMES, NOW)
    with pytest.raises(AuthorityDamaged):  # a certificate that somebody put there is not shown for people to trust
        authority.existing(tmp_path, b"x" * 32)


def test_an_old_one_is_made_anew_and_so_is_one_that_is_asked_for(tmp_path: Path) -> None:
    made = _made(tmp_path)
    new = authority.open_or_make(tmp_path, KEY, NAMES, NOW, new=True)
    assert new.fingerprint != made.fingerprint
    later = authority.open_or_make(tmp_path, KEY, NAMES, NOW + timedelta(days=700))
    assert later.fingerprint != new.fingerprint


def test_other_names_need_another_authority(tmp_path: Path) -> None:
    made = _made(tmp_path)
    with pytest.raises(OtherPlace):
        authority.issue(made, ("elsewhere.local",), HERE, NOW)
    with pytest.raises(OtherPlace):
        authority.issue(made, NAMES, ip_address("93.184.216.34"), NOW)


@pytest.mark.parametrize("address", ["93.184.216.34", "8.8.8.8", "::", "2001:db8::1", "here", ""])
def test_only_a_local_address_is_listened_at(address: str) -> None:
    with pytest.raises(NotLocal):
        authority.local(address)


@pytest.mark.parametrize("address", ["192.168.1.20", "10.1.2.3", "172.20.0.1", "127.0.0.1", "fe80::1", "fd00::1"])
def test_a_local_address_is_one(address: str) -> None:
    assert str(authority.local(address)) == address


@pytest.mark.parametrize("text", ["", "{}", '{"tereze": "lan/1", "certificate": "x", "key": "00"}'])
def test_damage_is_said(tmp_path: Path, text: str) -> None:
    (tmp_path / authority.FILE).write_text(text)
    with pytest.raises(AuthorityDamaged):
        authority.existing(tmp_path, KEY)
    with pytest.raises(AuthorityDamaged):
        _made(tmp_path)


def test_where_none_was_made_there_is_none(tmp_path: Path) -> None:
    assert authority.existing(tmp_path, KEY) is None
