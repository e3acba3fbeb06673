"""A certificate authority for one office on one local network, made here and kept in the key folder.

It can speak for the office's own names and for addresses of the local network, and for nothing else: whoever stole its
key could not pretend to be any other site to the devices that trust it. Its key is sealed under the open register.
"""

from __future__ import annotations

import ssl
import tempfile
from datetime import datetime, timedelta
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from pathlib import Path
from secrets import token_bytes, token_hex
from typing import Any, NamedTuple

import msgspec
from cryptography import x509
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from tereze.model.errors import Damaged, WrongUse
from tereze.store.disk import read_whole, write_whole

FILE = "lan.json"
YEARS = 2
DAYS = 90
BOUND = b"tereze/lan authority/1"
LOCAL = tuple(map(ip_network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "127.0.0.0/8",
                               "fc00::/7", "fe80::/10")))  # fmt: skip
Address = IPv4Address | IPv6Address


class NotLocal(WrongUse):
    """An address that the whole world can reach, or none."""

    message = "The office listens only at an address of a local network, and “{0}” is none."
    hint = "Name this machine's address there with `--address`, such as 192.168.1.20."


class OtherPlace(WrongUse):
    """The authority was made for other names."""

    message = "The office's authority was made for other names or another network than “{0}”."
    hint = "Use the names it was made for, or make another with `--new-authority`: every device must trust it anew."


class AuthorityDamaged(Damaged):
    """The authority's file cannot be read, or belongs to another register."""

    message = "The office's certificate authority ({0}) cannot be opened."
    hint = "Restore the file, or make another with `--new-authority`: every device must trust it anew."


class _Kept(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    certificate: str
    key: str
    tereze: str = "lan/1"


class Authority(NamedTuple):
    """The authority's certificate, and its key while the register is open."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    @property
    def pem(self) -> bytes:
        """What devices are given to trust."""
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the certificate, in pairs: to be compared by eye or on the telephone."""
        return fingerprint(self.certificate)


def fingerprint(certificate: x509.Certificate) -> str:
    """See `Authority.fingerprint`."""
    plain = certificate.fingerprint(hashes.SHA256()).hex().upper()
    return ":".join(plain[at : at + 2] for at in range(0, len(plain), 2))


def local(address: str) -> Address:
    """An address of a local network. Raises `NotLocal`."""
    try:
        found = ip_address(address)
    except ValueError as error:
        raise NotLocal(address) from error
    if not any(found in network for network in LOCAL):
        raise NotLocal(address)
    return found


def open_or_make(keys: Path, sealing: bytes, names: tuple[str, ...], now: datetime, *, new: bool = False) -> Authority:
    """The authority kept in the folder `keys`; made for these names where there is none (or `new`)."""
    path = keys / FILE
    if path.is_file() and not new:
        found = _read(path, sealing)
        if found.certificate.not_valid_after_utc > now + timedelta(days=DAYS):
            return found
    made = _make(names, now)
    nonce = token_bytes(12)
    plain = made.key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    sealed = nonce + ChaCha20Poly1305(sealing).encrypt(nonce, plain, BOUND)
    write_whole(
        path, msgspec.json.format(msgspec.json.encode(_Kept(made.pem.decode(), sealed.hex())), indent=2) + b"\n"
    )
    return made


def existing(keys: Path, sealing: bytes) -> Authority | None:
    """The authority kept in the folder `keys`; None where none was made. Raises `AuthorityDamaged`."""
    path = keys / FILE
    return _read(path, sealing) if path.is_file() else None


def server_context(authority: Authority, names: tuple[str, ...], address: Address, now: datetime) -> ssl.SSLContext:
    """What the office's server shows: a certificate for `names` and `address` with a key of this start alone.

    The key rests on the disk for the moment in which the library reads it, under a passphrase nobody knows. Raises
    `OtherPlace`.
    """
    certificate, key = issue(authority, names, address, now)
    secret = token_hex(32)
    sealed = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(secret.encode()),
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.set_ciphers("ECDHE+AESGCM:ECDHE+CHACHA20")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "office.pem"
        file.touch(0o600)
        file.write_bytes(sealed + certificate.public_bytes(serialization.Encoding.PEM) + authority.pem)
        context.load_cert_chain(file, password=secret)
    return context


def issue(
    authority: Authority, names: tuple[str, ...], address: Address, now: datetime
) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    """A certificate of the authority for these names and this address, and its key. Raises `OtherPlace`."""
    allowed = authority.certificate.extensions.get_extension_for_class(x509.NameConstraints).value.permitted_subtrees
    dns = {one.value for one in allowed or () if isinstance(one, x509.DNSName)}
    networks = [one.value for one in allowed or () if isinstance(one, x509.IPAddress)]
    for name in names:
        if name not in dns:
            raise OtherPlace(name)
    if not any(isinstance(one, IPv4Network | IPv6Network) and address in one for one in networks):
        raise OtherPlace(address)
    key = ec.generate_private_key(ec.SECP256R1())
    said: list[x509.GeneralName] = [*map(x509.DNSName, names), x509.IPAddress(address)]
    made = (
        _begun(names[0], authority.certificate.subject, key, now, timedelta(days=DAYS))
        .add_extension(x509.SubjectAlternativeName(said), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(digital_signature=True), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(_by(authority.key), critical=False)
    )
    return made.sign(authority.key, hashes.SHA256()), key


def _make(names: tuple[str, ...], now: datetime) -> Authority:
    key = ec.generate_private_key(ec.SECP256R1())
    title = f"Tereze office {token_hex(3)}"
    permitted: list[x509.GeneralName] = [*map(x509.DNSName, names), *map(x509.IPAddress, LOCAL)]
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, title)])
    made = (
        _begun(title, subject, key, now, timedelta(days=365 * YEARS))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(key_cert_sign=True), critical=True)
        .add_extension(x509.NameConstraints(permitted, None), critical=True)
        .add_extension(_by(key), critical=False)
    )
    return Authority(made.sign(key, hashes.SHA256()), key)


def _begun(title: str, issuer: x509.Name, key: Any, now: datetime, lasts: timedelta) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, title[:64])]))
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))  # clocks of telephones differ
        .not_valid_after(now + lasts)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _by(key: ec.EllipticCurvePrivateKey) -> x509.AuthorityKeyIdentifier:
    return x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key())


def _usage(**uses: bool) -> x509.KeyUsage:
    names = ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
             "key_cert_sign", "crl_sign", "encipher_only", "decipher_only")  # fmt: skip
    return x509.KeyUsage(**{name: uses.get(name, False) for name in names})


def _read(path: Path, sealing: bytes) -> Authority:
    try:
        kept = msgspec.json.decode(read_whole(path), type=_Kept)
        sealed = bytes.fromhex(kept.key)
        plain = ChaCha20Poly1305(sealing).decrypt(sealed[:12], sealed[12:], BOUND)
        key = serialization.load_der_private_key(plain, None)
        certificate = x509.load_pem_x509_certificate(kept.certificate.encode())
    except (msgspec.DecodeError, ValueError, InvalidTag) as error:
        raise AuthorityDamaged(path.name) from error
    if not isinstance(key, ec.EllipticCurvePrivateKey) or certificate.public_key() != key.public_key():
        raise AuthorityDamaged(path.name)
    return Authority(certificate, key)
