"""TLS on port 443 of a loopback address, where FEDn's client sends its token to a combiner.

As in an operator's cluster the combiner itself has no TLS, and an ingress with its public address
(`fqdn`) in front of it has.
"""

from __future__ import annotations

import asyncio
import ipaddress
import random
import socket
import ssl
import threading
from datetime import datetime, timedelta, timezone
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

PORT = 443


def free_address() -> str:
    """A loopback address on whose port 443 nobody listens.

    Raises PermissionError where only root may listen there.
    """
    address = f"127.{random.randint(1, 254)}.{random.randint(0, 255)}.{random.randint(1, 254)}"
    with socket.create_server((address, PORT)):
        return address


def write_certificate(address: str, certificate: Path, key: Path) -> None:
    """A certificate for the address that vouches for itself, and its key."""
    secret = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "combiner")])
    now = datetime.now(timezone.utc)
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(secret.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=5))
        .not_valid_after(now + timedelta(hours=5))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(address))]), False
        )
        .sign(secret, hashes.SHA256())
    )
    certificate.write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    key.write_bytes(
        secret.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )


def terminate_tls(address: str, port: int, certificate: Path, key: Path) -> None:
    """Takes TLS off what comes to port 443 of the address, and passes it on to 127.0.0.1."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, key)
    context.set_alpn_protocols(["h2"])

    async def relay(client: asyncio.StreamReader, answer: asyncio.StreamWriter) -> None:
        combiner, request = await asyncio.open_connection("127.0.0.1", port)
        await asyncio.gather(_copy(client, request), _copy(combiner, answer))

    async def serve() -> None:
        server = await asyncio.start_server(relay, address, PORT, ssl=context)
        ready.set()
        await server.serve_forever()

    ready = threading.Event()
    threading.Thread(target=lambda: asyncio.run(serve()), daemon=True).start()
    if not ready.wait(10):
        raise OSError(f"nothing listens on {address}:{PORT}")


async def _copy(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
    try:
        while data := await source.read(65536):
            sink.write(data)
            await sink.drain()
    except ConnectionError:
        # One side has gone: the other is told by the end of its connection.
        pass
    finally:
        sink.close()
