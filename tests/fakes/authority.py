"""A certificate authority that lives as long as a test, and nobody else trusts."""

from __future__ import annotations

import base64
import hashlib
import ipaddress
import ssl
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class Authority:
    """Issues one certificate for all the names that it is given, and for 127.0.0.1."""

    def __init__(self, folder: Path, names: Sequence[str]) -> None:
        """Make both certificates; the files that `ssl` insists on go into `folder`."""
        self._root_key = ec.generate_private_key(ec.SECP256R1())
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._chain = folder / "server.pem"
        self.root = folder / "root.pem"
        root = self._sign(self._root_key, "Test root", None)
        leaf = self._sign(self._key, names[0], names)
        pem = serialization.Encoding.PEM
        self.root.write_bytes(root.public_bytes(pem))
        secret = self._key.private_bytes(
            pem,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        self._chain.write_bytes(secret + leaf.public_bytes(pem))

    def _sign(
        self,
        key: ec.EllipticCurvePrivateKey,
        name: str,
        hosts: Sequence[str] | None,
    ) -> x509.Certificate:
        """Sign a server's certificate for `hosts`, or the root's own without them."""
        now = datetime.now(UTC)
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        issuer = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Test root")])
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(issuer)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=2))
            .add_extension(x509.BasicConstraints(ca=hosts is None, path_length=None), critical=True)
        )
        if hosts is not None:
            alternatives: list[x509.GeneralName] = [x509.DNSName(host) for host in hosts]
            alternatives.append(x509.IPAddress(ipaddress.ip_address("127.0.0.1")))
            builder = builder.add_extension(
                x509.SubjectAlternativeName(alternatives),
                critical=False,
            )
        return builder.sign(self._root_key, hashes.SHA256())

    def server(self) -> ssl.SSLContext:
        """Give what a server needs."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self._chain)
        return context

    def client(self) -> ssl.SSLContext:
        """Give what a client needs to trust this authority and no other."""
        return ssl.create_default_context(cafile=str(self.root))

    @property
    def fingerprint(self) -> str:
        """The hash of the server's public key, as Chromium's switch wants it."""
        public = self._key.public_key().public_bytes(
            serialization.Encoding.DER,
            serialization.PublicFormat.SubjectPublicKeyInfo,
        )
        return base64.b64encode(hashlib.sha256(public).digest()).decode()
